"""What no tags can make readable: said before a file is published that would claim to be."""

from collections.abc import Iterator, Sequence

from handbook.findings.phrase import Phrase, phrase
from handbook.print.tagging.link_texts import link_words
from handbook.print.tagging.tag_tree import Tag

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
