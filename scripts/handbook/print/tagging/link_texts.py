"""Says in words what a link is and where it leads, for those who hear a page instead of seeing it."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import pydyf

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
