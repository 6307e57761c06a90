"""What no tags can make readable: said before a file is published that would claim to be."""

from collections.abc import Iterator, Sequence

from handbook.brochure.tagging.links import link_words
from handbook.brochure.tagging.tree import Tag

HEADINGS = {f"H{level}": level for level in range(1, 7)}


def problems(root: Tag, groups: Sequence[int]) -> Iterator[str]:
    """Yield what is wrong with a tag tree; `groups` are the pages, from 0, with something transparent."""
    yield from _heading_problems(root)
    for page in dict.fromkeys(groups):
        yield f"page {page + 1} shows something with an opacity, which no tag can reach; use a solid colour instead"
    for tag in root.descendants():
        if tag.type == "Figure" and "Alt" not in tag.entries:
            name = tag.element.get("src", "a drawing").rpartition("/")[2]
            yield f"page {_number(tag)}: {name} has no alternative text; describe it, or mark it as decoration"
        if tag.type == "Link" and not link_words(tag.element):
            yield f"page {_number(tag)}: the link to {tag.element.get('href')} has no words; give it a text"


def _heading_problems(root: Tag) -> Iterator[str]:
    """The first heading is of level 1, and none is more than one below the one before (ISO 14289-1, 7.4.2)."""
    before = 0
    for tag in root.descendants():
        level = HEADINGS.get(tag.type)
        if level is None:
            continue
        if level > before + 1:
            title = link_words(tag.element)
            said = f"page {_number(tag)}: “{title}” is a heading of level {level}"
            yield f"{said} after one of level {before}; skip no level" if before else f"{said}; begin with level 1"
        before = level


def _number(tag: Tag) -> int | str:
    page = tag.page()
    return "?" if page is None else page + 1
