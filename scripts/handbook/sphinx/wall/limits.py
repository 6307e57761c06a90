"""What pages and catalogues may say: the one list of directives, roles, settings, files and addresses.

They are held against what MyST and docutils have resolved (`directives`, `nodes`), never against the text of a page: a
spelling that we do not know of is resolved like any other.
"""

import re
import traceback

from docutils import nodes

from handbook.sphinx import boxes
from handbook.sphinx.doctree import warning

_UPSTREAM = frozenset(("docutils", "myst_parser", "sphinx"))
_OF_A_PROGRAM = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError)


class RefusedError(Exception):
    """A page asks for what it may not have. Holds what is wrong with it, and the rule."""

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.message, self.rule = message, rule


def warn(message: str, rule: str, document: nodes.document, line: int | None) -> None:
    """Report what a page may not do, at its line."""
    place = f"{document['source']}:{line}" if line else document["source"]
    warning(message, rule, place)


def is_fault_of_upstream(error: Exception) -> bool:
    """Whether an error is a fault in docutils, MyST-Parser or Sphinx; a fault in our own code must not be hidden."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return isinstance(error, _OF_A_PROGRAM) and frame.f_globals["__name__"].partition(".")[0] in _UPSTREAM


ADMONITIONS = frozenset(
    ("admonition", "attention", "caution", "danger", "hint", "important", "note", "seealso", "tip", "warning")
)
_PICTURE = frozenset(("alt", "width", "height", "align", "target", "name"))
_TABLE = frozenset(("width", "widths", "align", "name"))
_PART = frozenset(("lines", "start-after", "start-at", "end-before", "end-at", "dedent"))
_CODE = frozenset(("linenos", "lineno-start", "emphasize-lines", "caption", "name", "dedent", "force"))
# Each directive with the options that a page may give it; None for ours, whose options are all meant for pages.
DIRECTIVES: dict[str, frozenset[str] | None] = {
    **dict.fromkeys(ADMONITIONS, frozenset(("class", "name"))),
    "toctree": frozenset(("caption", "glob", "hidden", "maxdepth", "name", "numbered", "reversed", "titlesonly")),
    "glossary": frozenset(("sorted",)),
    "figure": _PICTURE | {"figwidth"},
    "image": _PICTURE,
    "table": _TABLE,
    "list-table": _TABLE | {"header-rows", "stub-columns"},
    "rubric": frozenset(("name", "heading-level")),
    "epigraph": frozenset(),
    "topic": frozenset(("name",)),
    "sidebar": frozenset(("name", "subtitle")),
    "code-block": _CODE,
    "include": frozenset(("start-line", "end-line", "start-after", "end-before")),
    "literalinclude": _CODE | _PART | {"language", "lineno-match"},
    "csv-table": _TABLE | {"delim", "escape", "header", "header-rows", "keepspace", "quote", "stub-columns"},
    "figure-md": frozenset(("align", "name", "width")),
    **boxes.OPTIONS,
    **dict.fromkeys(("contact", "no-translate")),
}
# What a page may call a box of its own; any other class is the stylesheet's.
CLASSES = ADMONITIONS | {"dropdown"}
# How wide or high a picture or a table may be; a figure, as wide as its image.
SIZE = re.compile(r"\d{1,4}(?:\.\d{1,4})?\s?(?:%|[a-z]{2,4})?|image")
ROLES = frozenset(("fact", "name", "term", "ref", "numref", "doc", "download", "abbr", "kbd", "sub", "sup"))

# What Markdown is made of here, by the names of markdown-it’s tokens: no HTML, no substitutions, no mathematics.
_BLOCKS = (
    *("blockquote", "bullet_list", "code_block", "dl", "footnote_reference", "front_matter", "heading", "hr"),
    *("list_item", "myst_block_break", "myst_line_comment", "myst_target", "ordered_list", "paragraph", "table"),
)
_INLINE = (
    "code_inline",
    "em",
    "footnote_ref",
    "hardbreak",
    "image",
    "link",
    "myst_role",
    "s",
    "softbreak",
    "strong",
    "text",
)
SYNTAX = frozenset((*_BLOCKS, *_INLINE, "colon_fence", "fence", "inline"))

# Switches and numbers above a page; beside them ``myst:`` may describe it, and could also switch on Jinja or raw HTML.
FRONT_MATTER = frozenset(("orphan", "tocdepth", "nosearch"))
# Texts above a page: its title, where it begins with none, and what search engines are told, as `html_meta` says it.
FRONT_TEXTS = frozenset(("description", "title"))
MYST = frozenset(("html_meta",))
# What a page may say of itself in its head; ``description lang=en`` is the same.
META = frozenset(("description", "keywords"))

# Files by what they may do on the site's own origin: nothing here is run by a browser.
PICTURES = frozenset((".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
DOWNLOADS = PICTURES | {
    *(".csv", ".epub", ".ics", ".json", ".pdf", ".tsv", ".txt", ".vcf", ".zip"),
    *(".docx", ".odp", ".ods", ".odt", ".pptx", ".xlsx"),
    *(".m4a", ".mp3", ".mp4", ".ogg", ".wav", ".webm"),
}
# Bytes. More than that is no picture of a page, and no page.
MAX_PICTURE, MAX_DOWNLOAD, MAX_PAGE = 20_000_000, 100_000_000, 2_000_000
# Parts of a page, and of one paragraph or cell, by markdown-it’s tokens: ten times what a page within its weight has.
MAX_PARTS, MAX_INLINE = 10_000, 2_000
# How often a page may take in another, itself or by what it takes in.
MAX_INCLUDES = 200
# How deep blocks, and files that include others, may stand in one another; a page of ours needs four.
MAX_NESTING, MAX_INCLUDED = 60, 8
