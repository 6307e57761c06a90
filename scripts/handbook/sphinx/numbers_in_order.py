"""Keeps a number of several parts, a telephone number or a date in digits, in its order where a text runs to the left.

By the bidirectional algorithm of Unicode (UAX #9) its groups would follow one another as words do: “0100 555 1+”.
"""

import re

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from handbook.languages.cldr import is_right_to_left
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of
from handbook.sphinx.spacing import VERBATIM

# Digits that spaces or hyphens divide, or behind a plus; a span of years stands as the text runs, with a dash.
NUMBER = re.compile(r"\+\d+(?:[ \u00a0-]\d+)*|\d+(?:[ \u00a0-]\d+)+")


def in_order(text: str, edition: Edition) -> Markup:
    """Return a text as HTML, with such numbers set apart as on the pages."""
    if not is_right_to_left(edition.project, edition.language):
        return escape(text)
    return Markup(NUMBER.sub(lambda number: f'<span class="number">{number[0]}</span>', str(escape(text))))


class NumbersInOrder(SphinxTransform):
    """Sets such numbers apart, in an element of the class ``number``; stylesheets say that it runs to the right."""

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


def setup(app: Sphinx) -> None:
    app.add_transform(NumbersInOrder)
