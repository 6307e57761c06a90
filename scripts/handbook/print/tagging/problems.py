"""Describes links for screen readers, and reports what tags cannot make accessible before a file is published."""

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

import pydyf

from handbook.findings.phrase import Phrase, phrase
from handbook.print.tagging.roles import TYPES, alternative, is_decoration
from handbook.print.tagging.tag_tree import Annotated, Tag


def describe_links(root: Tag, pages: Mapping[str, int]) -> None:
    """Give every link its words; `pages` tells on which page, from 0, each anchor is (ISO 14289-1, 7.18.5)."""
    for tag, element in root.elements():
        if tag.type == "Link":
            for kid in tag.kids:
                if isinstance(kid, Annotated):
                    kid.annotation["Contents"] = pydyf.String(_contents(element, kid.annotation, pages))


def _contents(link: Element, annotation: pydyf.Dictionary, pages: Mapping[str, int]) -> str:
    """Return the words of a link and, in brackets, the page or the address it leads to."""
    words = link_words(link)
    if "Dest" in annotation:
        return f"{words} (p. {pages[annotation['Dest'].string] + 1})"
    address = annotation["A"]["URI"].string
    readable = address.removeprefix("mailto:").removeprefix("tel:")
    return f"{words} ({readable})" if words and words != readable else readable


def link_words(element: Element) -> str:
    """Return the text of an element with the alternatives of its pictures, in single spaces."""
    return " ".join("".join(_texts(element)).split())


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


def problems(root: Tag, groups: Sequence[int]) -> Iterator[Phrase]:
    """Yield what is wrong with a tag tree; `groups` are the pages, from 0, with something transparent."""
    yield from _heading_problems(root)
    for page in dict.fromkeys(groups):
        yield phrase(
            "page {page} shows something with an opacity, which no tag can reach; use a solid colour instead",
            page=page + 1,
        )
    for tag, element in root.elements():
        if tag.type == "Figure" and "Alt" not in tag.entries:
            yield phrase(
                "page {page}: {picture} has no alternative text; describe it, or mark it as decoration",
                page=_number(tag),
                picture=element.get("src", "").rpartition("/")[2] or phrase("a drawing"),
            )
        if tag.type == "Link" and not link_words(element):
            yield phrase(
                "page {page}: the link to {target} has no words; give it a text",
                page=_number(tag),
                target=element.get("href"),
            )


def _heading_problems(root: Tag) -> Iterator[Phrase]:
    """The first heading is of level 1, and none is more than one below the one before (ISO 14289-1, 7.4.2)."""
    before = 0
    for tag, element in root.elements():
        level = HEADINGS.get(tag.type)
        if level is None:
            continue
        if level > before + 1:
            skipped = phrase(
                "page {page}: “{title}” is a heading of level {level} after one of level {before}; skip no level"
            )
            first = phrase("page {page}: “{title}” is a heading of level {level}; begin with level 1")
            text = skipped if before else first
            yield text.format(page=_number(tag), title=link_words(element), level=level, before=before)
        before = level


def _number(tag: Tag) -> int | str:
    page = tag.page()
    return "?" if page is None else page + 1
