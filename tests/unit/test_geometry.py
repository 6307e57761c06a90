"""What judges the places on paper finds each kind of fault: on places made by hand, right and then moved."""

from dataclasses import replace

import pytest
from geometry import (
    Place,
    not_aligned,
    not_full,
    not_once,
    notes_elsewhere,
    out_of_place,
    overlaps,
    without_head,
)

MM = 72 / 25.4
TEXT = Place(page=3, left=210, bottom=500, right=300, top=510)
TWIN = replace(TEXT, page=7)
NOTE = Place(page=3, left=210, bottom=60, right=260, top=68)
FRAME = Place(page=3, left=200, bottom=480, right=500, top=530)
LONG = replace(TEXT, left=180, right=330)


def moved(place, right=0.0, up=0.0):
    """Return a place that stands elsewhere on its page."""
    sides = {"left": place.left + right, "right": place.right + right}
    return replace(place, **sides, bottom=place.bottom + up, top=place.top + up)


@pytest.mark.parametrize(
    ("judge", "right", "wrong"),
    [
        (lambda at: not_once({"A": at}, ["A"]), [TEXT], [[], [TEXT, NOTE]]),
        (
            lambda at: out_of_place({"A": [TEXT], "B": [at]}, {"A": "B"}, 200),
            TWIN,
            [moved(TWIN, 3 * MM), moved(TWIN, -3 * MM)],
        ),
        (
            lambda at: out_of_place({"A": [at], "B": [at]}, {"A": "B"}, 200),
            TEXT,
            [moved(TEXT, -4 * MM), moved(TEXT, -52 * MM)],
        ),
        (
            lambda at: notes_elsewhere({"N": [at], "A": [TEXT]}, ["N"], ["A"]),
            NOTE,
            [replace(NOTE, page=4), moved(NOTE, up=460)],
        ),
        (overlaps, [TEXT, moved(TEXT, up=-12), TWIN], [[TEXT, moved(TEXT, 20, 4)], [TEXT, TEXT]]),
        (
            lambda at: not_full([at], [TEXT, at]),
            FRAME,
            [replace(FRAME, bottom=465), replace(FRAME, top=545), moved(FRAME, up=60), replace(FRAME, page=4)],
        ),
        (
            lambda at: without_head([TEXT, moved(TEXT, up=-20), TWIN], at),
            [moved(TEXT, up=20), moved(TWIN, up=20)],
            [[moved(TEXT, up=20)], [moved(TEXT, up=20), moved(TWIN, up=-20)], []],
        ),
        (lambda at: not_aligned(at, [TEXT, LONG], [TEXT, TEXT]), [TEXT, TEXT], [[TEXT, LONG], [TEXT]]),
        (lambda at: not_aligned([TEXT, TEXT], at, [TEXT, TEXT]), [TEXT, LONG], [[TEXT, moved(LONG, 5)]]),
        (
            lambda at: not_aligned([TEXT, TEXT], [TEXT, LONG], at),
            [TEXT, replace(LONG, right=300)],
            [[TEXT, LONG]],
        ),
    ],
)
def test_a_fault_is_found_and_nothing_else(judge, right, wrong):
    """What is 3 mm off, a note that is lacking, twice or elsewhere, what lies over something, what is half empty."""
    assert list(judge(right)) == []
    for places in wrong:
        assert list(judge(places)), places
