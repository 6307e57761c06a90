"""The Markdown of pages and messages: the syntax that is supported, and syntax that is recognized to be refused.

Syntax that a parser does not know is text for it, and readers would see it as it is: ``~~old~~``, ``<!-- TODO -->``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import dropwhile
from typing import Any

from lxml.html.defs import tags
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_block import StateBlock
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from handbook.findings.phrase import Phrase, phrase

# Extensions of MyST that pages may use, and those by which the rest is recognized.
SUPPORTED = frozenset(("colon_fence", "deflist", "strikethrough", "tasklist"))
_RECOGNIZED = frozenset(("alert", "dollarmath", "substitution"))
_HTML = frozenset(("html_block", "html_inline"))

_COMMENT = re.compile(r"<!--|<\?|<![A-Za-z\[]")
# The name of an element; “<name>” is none, but a place for a value, and shown as it stands.
_ELEMENT = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
# An amount stands between two dollar signs often enough; a formula has a sign of its own.
_FORMULA = re.compile(r"\$(?:[A-Za-z]|[^$\n]*[\\^_={}+][^$\n]*)\$")

# A setting above a page: a name and a colon.
_SETTING = re.compile(r"([\"']?)[A-Za-z_][\w.-]*\1[ \t]*:(?:\s|$)")


def page_parser(config: MdParserConfig, renderer: Callable[[MarkdownIt], RendererProtocol]) -> MarkdownIt:
    """Return MyST's parser with the settings of a handbook, which also recognizes the syntax that is refused."""
    settings = replace(
        config,
        enable_extensions=config.enable_extensions | SUPPORTED | _RECOGNIZED,
        disable_syntax=[rule for rule in config.disable_syntax if rule not in _HTML],
        dmath_allow_space=False,
        dmath_allow_digits=False,
    )
    markdown = create_md_parser(settings, renderer)
    # What only looks like HTML or a formula is text.
    _guard(markdown.inline.ruler, "html_inline", lambda state, silent: _is_html(state.src, state.pos))
    _guard(markdown.inline.ruler, "math_inline", lambda state, silent: bool(_FORMULA.match(state.src, state.pos)))
    _guard(markdown.block.ruler, "html_block", _is_html_block)
    settings_alone(markdown)
    # By them MyST marks each section of a page that may hold formulas, and this one may not.
    markdown.options["myst_config"] = config
    return markdown


def settings_alone(markdown: MarkdownIt) -> MarkdownIt:
    """Have a parser that knows front matter take a line ``---`` at the top for a rule where no settings follow."""
    # The rule is asked at every line.
    _guard(markdown.block.ruler, "front_matter", lambda state, line, *_: line == 0 and has_settings(state.src))
    return markdown


def has_settings(text: str) -> bool:
    """Whether a page begins with settings between two lines ``---``; comments of YAML may stand right above the first.

    A heading looks like such a comment, and is followed by other text.
    """
    if not text.startswith("---"):
        return False
    _, *lines = text.split("\n")
    end = next((number for number, line in enumerate(lines) if line.startswith(("---", "..."))), 0)
    shown = dropwhile(lambda line: not line.strip(), lines[:end])
    return bool(_SETTING.match(next(dropwhile(lambda line: line.startswith("#"), shown), "")))


def refusal(kind: str, content: str) -> Phrase:
    """Return the message on a token that is not supported: what it is, and what to write instead."""
    if kind in _HTML and _COMMENT.match(content.lstrip()):
        return phrase("readers would see this comment; remove it, or begin its line with %")
    return _reasons(content).get(kind) or phrase(
        "a page may hold no {kind}; write it in plain Markdown", kind=kind.replace("_", " ")
    )


def _reasons(content: str) -> Mapping[str, Phrase]:
    html = phrase("“{tag}” is HTML, which readers would see as it is; write it in Markdown, or as `code`")
    formula = phrase("a formula between $ signs is not supported; write it in words, or as `code`")
    value = phrase("{sign} puts nothing in its place; write the text itself, or the role fact or name", sign="{{ }}")
    return {
        **dict.fromkeys(_HTML, html.format(tag=content.strip()[:40])),
        **dict.fromkeys(("math_inline", "math_inline_double", "math_block", "math_block_label", "amsmath"), formula),
        **dict.fromkeys(("substitution_inline", "substitution_block"), value),
        "alert": phrase("[!NOTE] and the like make no box; write {box} above and ::: below it", box=":::{note}"),
    }


def _is_html_block(state: StateBlock, line: int, *_: Any) -> bool:
    return _is_html(state.src, state.bMarks[line] + state.tShift[line])


def _is_html(text: str, at: int) -> bool:
    """Whether a comment or a tag of HTML begins at an index of a text."""
    element = _ELEMENT.match(text, at)
    return element[1].lower() in tags if element else bool(_COMMENT.match(text, at))


def _guard(ruler: Any, name: str, holds: Callable[..., bool]) -> None:
    """Have a rule of a parser apply only where `holds`, which is given the same arguments, is true."""
    rule = ruler.__rules__[ruler.__find__(name)]
    find = rule.fn

    def run(*arguments: Any) -> bool:
        return holds(*arguments) and find(*arguments)

    ruler.at(name, run, {"alt": rule.alt})
