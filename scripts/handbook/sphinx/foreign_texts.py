"""Extensions on pages: translates what they do not have parsed as Markdown, and names what nobody can translate.

What Sphinx extracts of it is a message like any other; its translation takes its place as plain text. What is drawn
from an option, or stands in a node that Sphinx extracts nothing of, is the same in every language, and has to be meant
so.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from handbook.catalogs.message_structure import has_words
from handbook.findings.phrase import phrase
from handbook.sphinx.doctree import line_of, lineage, warning
from handbook.sphinx.messages import note_message, wanted_messages
from handbook.sphinx.translate import is_parsed, translations_of
from handbook.sphinx.verbatim import stands_verbatim
from handbook.sphinx.wall.limits import PICTURES

# Packages whose nodes hold nothing but what their parsers have read.
_KNOWN = frozenset(("docutils", "handbook", "myst_parser", "sphinx.addnodes"))
_WORDS, _LETTERS = re.compile(r"[^\W\d_]\S*\s+\S"), re.compile(r"[^\W\d_]{2}")


class TranslateUnparsed(SphinxTransform):
    """Puts the msgstr of each such text in its place."""

    default_priority = 21  # behind what is parsed, and behind what is no inline text (20)

    def apply(self, **kwargs: object) -> None:
        translations = translations_of(self.env)
        if translations is None:
            return
        noted = {msgid for msgid, _ in wanted_messages(self.env).get(self.env.docname, ())}
        for node, msgid in list(extract_messages(self.document)):
            if not is_unparsed(node, msgid) or stands_verbatim(node):
                continue
            if msgid not in noted and has_words(msgid):
                note_message(self.env, msgid, line_of(node))
            if msgstr := translations.get(msgid, "").strip():
                node[:] = [nodes.Text(msgstr)]


def is_unparsed(node: nodes.Element, msgid: str) -> bool:
    """Whether a node shows a message as it is: not what the parser of pages has made of it, or of its translation."""
    return isinstance(node, nodes.TextElement) and not is_parsed(node) and " ".join(node.astext().split()) == msgid


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    """Name what an edition in another language shows in that of the pages, with no way to translate it."""
    if translations_of(app.env) is not None:
        for node in _untranslatable(doctree):
            message = phrase(
                "“{node}” shows words that nobody can translate; put {box} around it, if they are the same in every "
                "language, or write them as text of the page"
            )
            words = message.format(node=type(node).__name__, box=":::{no-translate}")
            warning(words, "extension-text", node)


def _untranslatable(doctree: nodes.document) -> Iterator[nodes.Element]:
    foreign = [node for node in doctree.findall(nodes.Element) if is_foreign(node)]
    extracted = {id(node) for node, _ in extract_messages(doctree)} if foreign else set()
    for node in foreign:
        texts = (text for text in node.findall(nodes.Text) if _LETTERS.search(text))
        is_shown = any(extracted.isdisjoint(map(id, lineage(text))) for text in texts)
        values = (value for value in node.attributes.values() if isinstance(value, str))
        is_drawn = not node.children and any(map(_WORDS.search, values))
        if (is_shown or is_drawn) and not stands_verbatim(node):
            yield node


def is_foreign(node: nodes.Node) -> bool:
    """Whether an element is of an extension, of which nobody here knows what it holds or how it is written."""
    module = type(node).__module__
    return module.partition(".")[0] not in _KNOWN and module not in _KNOWN


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Clear away what an extension has left among the pictures and is none, as programs that draw do."""
    if exception is None and isinstance(app.builder, StandaloneHTMLBuilder):
        for path in (Path(app.outdir) / app.builder.imagedir).glob("*"):
            if path.suffix.lower() not in PICTURES:
                path.unlink()


def setup(app: Sphinx) -> None:
    app.connect("build-finished", on_build_finished)
    app.add_transform(TranslateUnparsed)
    app.connect("doctree-read", on_doctree_read)
