"""WORKAROUNDS for WeasyPrint 70: styles that it computes for nothing.

Its default stylesheet gives every element six pseudo-elements that hardly any has.
Rules like ``::footnote-call`` match all elements, so that each of them keeps six more computed styles: of 198 pages,
72,000 styles instead of 12,000, and 70 MB of 400. Here they are for the elements that can have them. When a test says
that the default stylesheet has no such rules any more, `LeanHTML` can go, and `render` can use `weasyprint.HTML`.

And for each page it looks through the declarations of all pages before: a cost that grows with the square of the pages.
When a test says that it forgets them by itself, `forgetting_page_styles` can go.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

from weasyprint import CSS, HTML
from weasyprint.css import StyleFor
from weasyprint.layout import page

# Which elements may have a pseudo-element for which there is a rule without a selector.
ELEMENTS = {
    "marker": ":is(li, summary)",
    "footnote-call": ":is(.web-address, .page-note)",
    "footnote-marker": ":is(.web-address, .page-note)",
    "note-call": ".note",
    "note-marker": ".note",
    "note-callback": ".note",
}
UNIVERSAL = re.compile(r"^::([\w-]+)", re.MULTILINE)


class LeanHTML(HTML):  # type: ignore[misc]  # WeasyPrint has no types
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


@contextmanager
def forgetting_page_styles() -> Iterator[None]:
    """Let a layout keep the declarations of a page no longer than it computes the styles of that page."""
    compute = page.set_page_type_computed_styles

    def compute_and_forget(page_type: object, html: HTML, style_for: StyleFor) -> None:
        compute(page_type, html, style_for)
        style_for.get_cascaded_styles().clear()

    page.set_page_type_computed_styles = compute_and_forget
    try:
        yield
    finally:
        page.set_page_type_computed_styles = compute
