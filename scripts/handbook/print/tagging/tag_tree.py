"""The tag tree: structure elements, the pieces of pages that belong to them, and the form that the standard wants."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from xml.etree.ElementTree import Element

import pydyf


@dataclass(frozen=True, kw_only=True, slots=True)
class Marked:
    """A marked piece of the content of a page; pages are counted from 0."""

    page: int
    mcid: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotated:
    """A rectangle of a page that can be clicked."""

    page: int
    annotation: pydyf.Dictionary


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Tag:
    """A structure element: its standard type, the HTML element it stands for, and what it holds in reading order.

    `entries` are written into the structure element as they are, `attributes` below the owner they are defined for
    (List, Table or Layout).
    """

    type: str
    element: Element | None = None
    entries: dict[str, object] = field(default_factory=dict)
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    kids: "list[Tag | Marked | Annotated]" = field(default_factory=list)

    def descendants(self) -> "Iterator[Tag]":
        """Yield this tag and those below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield from kid.descendants()

    def elements(self) -> "Iterator[tuple[Tag, Element]]":
        """Yield each tag that stands for an HTML element, with that element, in reading order."""
        for tag in self.descendants():
            if tag.element is not None:
                yield tag, tag.element

    def page(self) -> int | None:
        """Return the page on which the tag begins, counted from 0; None where it has no content."""
        for kid in self.kids:
            page = kid.page() if isinstance(kid, Tag) else kid.page
            if page is not None:
                return page
        return None


# Types that group others and hold no content of their own (ISO 32000-1, 14.8.4.2), and those that stand in a line.
_GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}
_IN_LINE = {"Span", "Quote", "Code", "Link", "Reference"}
# A cell is part of its table even when nothing is in it.
_KEPT_EMPTY = {"TH", "TD"}


def tidy(tag: Tag) -> None:
    """Drop what is empty, read the foot of a table last, and make a paragraph of text that stands in none."""
    for kid in tag.kids:
        if isinstance(kid, Tag):
            tidy(kid)
    tag.kids[:] = [kid for kid in tag.kids if not _is_empty(kid)]
    if tag.type == "Table":
        tag.kids.sort(key=lambda kid: isinstance(kid, Tag) and kid.type == "TFoot")
    if tag.type in _GROUPING:
        tag.kids[:] = _in_paragraphs(tag)


def _is_empty(kid: Tag | Marked | Annotated) -> bool:
    return isinstance(kid, Tag) and not kid.kids and kid.type not in _KEPT_EMPTY


def _in_paragraphs(tag: Tag) -> list[Tag | Marked | Annotated]:
    kids: list[Tag | Marked | Annotated] = []
    for is_text, run in groupby(tag.kids, key=lambda kid: not isinstance(kid, Tag) or kid.type in _IN_LINE):
        pieces = list(run)
        kids += [Tag(type="P", kids=pieces)] if is_text else pieces
    return kids
