"""WORKAROUND for WeasyPrint 70: its default stylesheet gives every element six pseudo-elements that hardly any has.

Rules like ``::footnote-call`` match all elements, so that each of them keeps six more computed styles: of 198 pages,
72,000 styles instead of 12,000, and 70 MB of 400. Here they are for the elements that can have them. When a test says
that the default stylesheet has no such rules any more, this module can go, and `render` can use `weasyprint.HTML`.
"""

import re
from functools import cache
from importlib.resources import files

from weasyprint import CSS, HTML

# Which elements may have a pseudo-element for which there is a rule without a selector.
ELEMENTS = {
    "marker": ":is(li, summary)",
    "footnote-call": ".footnote",
    "footnote-marker": ".footnote",
    "note-call": ".note",
    "note-marker": ".note",
    "note-callback": ".note",
}
UNIVERSAL = re.compile(r"^::([\w-]+)", re.MULTILINE)


class LeanHTML(HTML):
    """A document whose default styles cost no more than they are used."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:
        return [lean_stylesheet()]


@cache
def lean_stylesheet() -> CSS:
    """Return the default stylesheet of WeasyPrint, with rules for pseudo-elements only where they can be."""
    return CSS(string=UNIVERSAL.sub(lambda rule: f"{ELEMENTS[rule[1]]}::{rule[1]}", default_rules()))


def default_rules() -> str:
    """Return the default stylesheet of WeasyPrint."""
    return (files("weasyprint") / "css" / "html5_ua.css").read_text(encoding="utf-8")
