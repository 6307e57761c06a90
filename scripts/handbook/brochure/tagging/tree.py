"""The tag tree: structure elements, and the pieces of pages that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
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
