"""Describes links for screen readers, and reports what tags cannot make accessible before a file is published."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

import pydyf

from handbook.findings.phrase import Phrase, phrase
from handbook.print.line_ends import without_line_ends
from handbook.print.linking.pdf_values import Blank
from handbook.print.tagging.roles import TYPES, alternative, is_decoration
from handbook.print.tagging.tag_tree import Annotated, Tag


def describe_links(root: Tag) -> list[tuple[str, str]]:
    """Give every link its words (ISO 14289-1, 7.18.5), and have it printed (ISO 19005-2, 6.3.2).

    Returns the words and the anchor of each link to a place: it has a mark, until the page of that place is settled.
    """
    places: list[tuple[str, str]] = []
    for tag, element in root.elements():
        for kid in tag.kids if tag.type == "Link" else ():
            if isinstance(kid, Annotated):
                kid.annotation["F"] = 4
                if "Dest" in kid.annotation:
                    kid.annotation["Contents"] = Blank("words", len(places))
                    places.append((link_words(element), kid.annotation["Dest"].string))
                else:
                    address = kid.annotation["A"]["URI"].string
                    kid.annotation["Contents"] = pydyf.String(_with_address(link_words(element), address))
    return places


# Points between two areas of a link that are one: no wider than a space.
_BESIDE = 4.0


def join_links(root: Tag) -> list[Annotated]:
    """Make one area of those of a link that stand beside each other on a line. Returns those that are needed no more.

    A link and the number of its page, which the stylesheet adds, are boxes of their own.
    """
    dropped: list[Annotated] = []
    for tag in root.descendants():
        if tag.type == "Link":
            kept: list[Annotated] = []
            for kid in [kid for kid in tag.kids if isinstance(kid, Annotated)]:
                beside = next((other for other in kept if _is_beside(other, kid)), None)
                if beside is None:
                    kept.append(kid)
                else:
                    beside.annotation["Rect"] = _around(beside.annotation["Rect"], kid.annotation["Rect"])
                    dropped.append(kid)
            tag.kids[:] = [kid for kid in tag.kids if kid not in dropped[-len(tag.kids) :]]
    return dropped


def _is_beside(first: Annotated, second: Annotated) -> bool:
    left, low, right, high = first.annotation["Rect"]
    other_left, other_low, other_right, other_high = second.annotation["Rect"]
    is_on_line = min(high, other_high) - max(low, other_low) > min(high - low, other_high - other_low) / 2
    return bool(first.page == second.page and is_on_line and max(left, other_left) - min(right, other_right) < _BESIDE)


def _around(first: pydyf.Array, second: pydyf.Array) -> pydyf.Array:
    (left, low, right, high), (other_left, other_low, other_right, other_high) = first, second
    return pydyf.Array([min(left, other_left), min(low, other_low), max(right, other_right), max(high, other_high)])


def _with_address(words: str, address: str) -> str:
    readable = address.removeprefix("mailto:").removeprefix("tel:")
    return words if readable in words else f"{words} ({readable})" if words else readable


def link_words(element: Element) -> str:
    """Return the text of an element with the alternatives of its pictures, in single spaces."""
    return without_line_ends(" ".join("".join(_texts(element)).split()))


def _texts(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or is_decoration(element):
        return
    if TYPES.get(element.tag) == "Figure":
        yield alternative(element)
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


HEADINGS = {f"H{level}": level for level in range(1, 7)}


def problems(root: Tag, groups: Sequence[int], first: int = 1, below: int = 0) -> Iterator[Phrase]:
    """Yield what is wrong with a tag tree; `groups` are the pages, from 0, with something transparent.

    `first` is the number of the page that the tree begins on; its headings are `below` the title of the file by a level
    where that stands in another part.
    """
    yield from _heading_problems(root, first, below)
    for page in dict.fromkeys(groups):
        yield phrase(
            "page {page} shows something with an opacity, which no tag can reach; use a solid colour instead",
            page=page + first,
        )
    for tag, element in root.elements():
        if tag.type == "Figure" and "Alt" not in tag.entries:
            yield phrase(
                "page {page}: {picture} has no alternative text; describe it, or mark it as decoration",
                page=_number(tag, first),
                picture=element.get("src", "").rpartition("/")[2] or phrase("a drawing"),
            )
        if tag.type == "Link" and not link_words(element):
            yield phrase(
                "page {page}: the link to {target} has no words; give it a text",
                page=_number(tag, first),
                target=element.get("href"),
            )


def _heading_problems(root: Tag, first: int, below: int) -> Iterator[Phrase]:
    """The first heading is of level 1, and none is more than one below the one before (ISO 14289-1, 7.4.2)."""
    before = 0
    for tag, element in root.elements():
        level = HEADINGS.get(tag.type)
        if level is None:
            continue
        level -= below
        if level > before + 1:
            skipped = phrase(
                "page {page}: “{title}” is a heading of level {level} after one of level {before}; skip no level"
            )
            begun = phrase("page {page}: “{title}” is a heading of level {level}; begin with level 1")
            text = skipped if before else begun
            yield text.format(page=_number(tag, first), title=link_words(element), level=level, before=before)
        before = level


def _number(tag: Tag, first: int) -> int | str:
    page = tag.page()
    return "?" if page is None else page + first
