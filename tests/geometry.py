"""Where things stand on the pages of a PDF, and what is wrong with that; what is wrong is told in a sentence each.

Lengths are in points, from the left and from the bottom of a page. What judges takes places alone, so that each can be
shown to fail on places made by hand.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pypdfium2
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

# No list or box is set in by less, and letters before a mark may differ in their widths.
LEAST_INDENT = 6
# Lines of two columns, or accents of two lines, may touch by so much.
_TOUCH_ACROSS, _TOUCH_DOWN = 1, 3
# A frame is at least so wide and high; what is narrower is a rule of a table, or a key. Between it and what it holds
# are 4 mm, and what a line has above and below its letters.
_FRAME_WIDTH, _FRAME_HEIGHT, _INSIDE = 200, 25, 20
# What is meant to begin, or to end, or to have its middle, at the same place.
_SAME = 1.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where something stands: the page, from 0, and its box."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


Places = Mapping[str, Sequence[Place]]


def not_once(places: Places, names: Iterable[str], heads: Collection[str] = ()) -> Iterator[str]:
    """Yield each of `names` that does not stand in the file once; `heads` of tables once on each of their pages."""
    for name in names:
        pages = [place.page for place in places.get(name, ())]
        times = len(pages)
        if times != 1 and not (name in heads and times == len(set(pages)) > 1):
            yield f"{name} stands there {times} times"


def out_of_place(places: Places, twins: Mapping[str, str], column: float | None) -> Iterator[str]:
    """Yield each name that begins elsewhere than its twin, or before the `column` if there is one."""
    for name, twin in twins.items():
        one, other = places[name][0], places[twin][0]
        if abs(one.left - other.left) >= LEAST_INDENT:
            yield f"{name} begins at {one.left:.0f}, {twin} at {other.left:.0f}"
        if column is not None and min(one.left, other.left) <= column - 1:
            yield f"{name} begins before the column"


def notes_elsewhere(places: Places, notes: Iterable[str], referring: Iterable[str]) -> Iterator[str]:
    """Yield each of `notes` that stands on another page than what refers to them, or not below it."""
    on = [places[name][0] for name in referring]
    for note in notes:
        [at] = places[note]
        same = [place for place in on if place.page == at.page]
        if not same or at.bottom >= min(place.bottom for place in same):
            yield f"the note {note} stands at {at}"


def overlaps(boxes: Iterable[Place]) -> Iterator[str]:
    """Yield each two boxes of a page that lie over each other."""
    for one, other in combinations(boxes, 2):
        width = min(one.right, other.right) - max(one.left, other.left)
        height = min(one.top, other.top) - max(one.bottom, other.bottom)
        if one.page == other.page and width >= _TOUCH_ACROSS and height >= _TOUCH_DOWN:
            yield f"{one} lies over {other}"


def not_full(frames: Iterable[Place], inside: Sequence[Place]) -> Iterator[str]:
    """Yield each frame that has more room above or below what is `inside` than a frame has."""
    for frame in frames:
        held = [place for place in inside if _holds(frame, place)]
        if (
            not held
            or frame.top - max(part.top for part in held) > _INSIDE
            or min(part.bottom for part in held) - frame.bottom > _INSIDE
        ):
            yield f"{frame} is not full"


def without_head(rows: Iterable[Place], heads: Sequence[Place]) -> Iterator[str]:
    """Yield each page of `rows` on which no head stands above them."""
    first: dict[int, Place] = {}
    for row in rows:
        if row.page not in first or row.top > first[row.page].top:
            first[row.page] = row
    for page, row in first.items():
        if not any(head.page == page and head.bottom >= row.top - _SAME for head in heads):
            yield f"page {page} has rows and no head above them"


def not_aligned(left: Sequence[Place], centre: Sequence[Place], right: Sequence[Place]) -> Iterator[str]:
    """Yield each column whose cells do not begin, have their middle, or end at one place."""
    edges = {
        "left": [cell.left for cell in left],
        "centre": [(cell.left + cell.right) / 2 for cell in centre],
        "right": [cell.right for cell in right],
    }
    for name, at in edges.items():
        if len(at) < 2 or max(at) - min(at) > _SAME:
            yield f"{name}: {at}"


def _holds(frame: Place, part: Place) -> bool:
    return (
        frame.page == part.page
        and frame.left <= part.left
        and part.right <= frame.right
        and frame.bottom <= part.bottom
        and part.top <= frame.top
        and part != frame
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawn:
    """What a PDF holds: places by words, lines of text, and paths (rules, frames, grounds)."""

    words: Places
    lines: Sequence[Place]
    paths: Sequence[Place]

    @property
    def frames(self) -> list[Place]:
        return [
            path
            for path in self.paths
            if path.right - path.left >= _FRAME_WIDTH and path.top - path.bottom >= _FRAME_HEIGHT
        ]


def drawn(path: Path, names: Mapping[str, Iterable[str]]) -> Drawn:
    """Read a PDF; `names` are what words are looked for, each by the forms it may have."""
    words, lines, paths = defaultdict(list), [], []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            whole = text.get_text_range()
            for name, forms in names.items():
                for form in set(forms):
                    for match in re.finditer(rf"(?<![^\W\d]){re.escape(form)}(?![^\W\d])", whole):
                        first, last = text.get_charbox(match.start()), text.get_charbox(match.end() - 1)
                        box = (first[0], min(first[1], last[1]), last[2], max(first[3], last[3]))
                        words[name].append(_place(number, box))
            lines += [_place(number, text.get_rect(index)) for index in range(text.count_rects())]
            # What stands within a form has coordinates of its own: emphasis of a table, say, and no frame.
            objects = page.get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=1)
            paths += [_place(number, shape.get_bounds()) for shape in objects]
    return Drawn(words=words, lines=lines, paths=paths)


def _place(page: int, box: Sequence[float]) -> Place:
    left, bottom, right, top = box
    return Place(page=page, left=left, bottom=bottom, right=right, top=top)
