"""Looks at what has a place of its own, however long it is: what stands on the covers, and at the foot of pages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from weasyprint.formatting_structure import boxes

from handbook.findings.finding import excerpt
from handbook.findings.phrase import Phrase, phrase
from handbook.print.laid_out import Laid, Sheet, bottom_of

_COVERS = {"cover": phrase("the cover"), "back": phrase("the back cover")}
# In CSS pixels: lines of two texts may touch by a point; a text ends 3 mm from the edge of the paper.
_POINT, _EDGE = 96 / 72, 3 * 96 / 25.4
# Beside the words at a foot: the number of the page, and the spaces before it.
_FOLIO = "0123456789 \u00a0"

# What is wrong with something on a page: the message and the rule.
Fault = tuple[Laid, Phrase, str]


def crowded_covers(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Fault]]:
    """Yield the first page of each cover that has no room for what stands on it, with the longest of its texts."""
    for kind, pages in groupby(sheets, key=lambda sheet: sheet.kind):
        first, *more = pages
        if kind in _COVERS and (more or _overlaps(first)):
            lines = [part for sheet in (first, *more) for part in sheet.laid if isinstance(part.box, boxes.LineBox)]
            longest = max(lines, key=lambda line: len(line.passage))
            message = phrase(
                "{cover} has no room for all that stands on it; shorten “{words}”",
                cover=_COVERS[kind],
                words=excerpt(longest.passage, 40),
            )
            yield first.number, (longest, message, "cover-full")


def _overlaps(sheet: Sheet) -> bool:
    """Whether what has its place on a page lies on what flows there."""
    placed = [part for part in sheet.laid if isinstance(part.box, boxes.LineBox) and not part.is_flowing]
    return any(
        bottom_of(one.box) > other.box.position_y + _POINT and bottom_of(other.box) > one.box.position_y + _POINT
        for one in placed
        for other in sheet.running
    )


def crowded_feet(sheets: Sequence[Sheet]) -> Iterator[tuple[int, Fault]]:
    """Yield the first page at whose foot a text comes too near to the edge of the paper."""
    noted = set()
    for sheet in sheets:
        for foot in sheet.feet:
            words = foot.passage.strip(_FOLIO)
            lines = (box for box in foot.box.descendants() if isinstance(box, boxes.LineBox))
            lowest = max(map(bottom_of, lines), default=0)
            if words not in noted and lowest > sheet.edge - _EDGE:
                noted.add(words)
                message = phrase("there is no room for “{words}” at the foot; shorten it", words=excerpt(words, 40))
                yield sheet.number, (foot, message, "foot-full")
