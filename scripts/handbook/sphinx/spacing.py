"""Spaces where no line breaks, where a language wants its own, and numbers of several parts in their order."""

import re

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from handbook.languages.lookup import language_of
from handbook.languages.typeset import spaced
from handbook.project.language_names import is_right_to_left
from handbook.project.project import Edition
from handbook.sphinx.doctree import lineage
from handbook.sphinx.editions import edition_of
from handbook.sphinx.quotes import spoken

_TAG, _PLAIN_SPACES = re.compile(r"<[^<>]*>"), re.compile(r"[ \t\n]+")
# Digits that spaces or hyphens divide, or behind a plus; a span of years stands as the text runs, with a dash.
NUMBER = re.compile(r"\+\d+(?:[ \u00a0-]\d+)*|\d+(?:[ \u00a0-]\d+)+")


def text_of_html(markup: str) -> str:
    """Return the text of a title that is HTML; ``striptags`` would make plain spaces of no-break ones."""
    return _PLAIN_SPACES.sub(" ", Markup(_TAG.sub("", markup)).unescape()).strip()


def in_order(text: str, edition: Edition) -> Markup:
    """Return a text as HTML, with numbers of several parts set apart as on the pages."""
    if not is_right_to_left(edition.project, edition.language):
        return escape(text)
    return Markup(NUMBER.sub(lambda number: f'<span class="number">{number[0]}</span>', str(escape(text))))


class NumbersInOrder(SphinxTransform):
    """Wraps numbers of several parts in the class ``number``, which stylesheets write from left to right."""

    default_priority = 880

    def apply(self, **kwargs: object) -> None:
        edition = edition_of(self.config)
        if not is_right_to_left(edition.project, edition.language):
            return
        for text in list(self.document.findall(nodes.Text)):
            if NUMBER.search(text) and not isinstance(text.parent, VERBATIM):
                text.parent.replace(text, _apart(str(text)))


def _apart(text: str) -> list[nodes.Node]:
    parts: list[nodes.Node] = []
    start = 0
    for number in NUMBER.finditer(text):
        parts += [nodes.Text(text[start : number.start()]), nodes.inline("", number[0], classes=["number"])]
        start = number.end()
    return [part for part in (*parts, nodes.Text(text[start:])) if part.astext()]


# What stands in these is code or another language, not prose.
VERBATIM = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)


class SetNoBreakSpaces(SphinxTransform):
    """Sets the no-break spaces in every text of a page."""

    default_priority = 840  # after smart quotes (750), which make « » of straight ones; before captions are noted (850)

    def apply(self, **kwargs: object) -> None:
        tag = edition_of(self.config).tag
        if language_of(tag).spaces is None:
            return
        for text in list(self.document.findall(nodes.Text)):
            set_spaces(text, tag)
        for node, name in spoken(self.document, self.app):
            if not _is_foreign(node):
                node[name] = spaced(node[name], tag)


def set_spaces(text: nodes.Text, tag: str) -> None:
    """Set the no-break spaces in a text of a page, by what stands before it too; `tag` is that of the page."""
    parent = text.parent
    if isinstance(parent, VERBATIM) or _is_foreign(parent):
        return
    index = parent.index(text)
    changed = spaced(str(text), tag, parent[index - 1].astext() if index else "")
    if changed != text:
        parent.replace(text, nodes.Text(changed))


def _is_foreign(node: nodes.Element | None) -> bool:
    """Whether `node` stands in a passage of another language."""
    return any(name.startswith("language-") for outer in lineage(node) for name in outer["classes"])


def setup(app: Sphinx) -> None:
    app.add_transform(NumbersInOrder)
    app.add_transform(SetNoBreakSpaces)
