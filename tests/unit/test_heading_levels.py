"""Headings of any levels make one outline: a title, all else below it, no level left out, no order changed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.sphinx.heading_levels import HeadingLevels, begins_with_title, written_levels
from handbook.texts.markdown import has_settings

LEVELS = st.lists(st.integers(1, 6), min_size=1, max_size=20)


def shown(written):
    """Return the levels at which headings are shown."""
    levels = HeadingLevels()
    return [levels.place(level) for level in written]


def parents(written):
    """Return which heading each stands below, by its number: the last before it of a higher level, else the title."""
    return [
        max((above for above in range(1, at) if written[above] < written[at]), default=0)
        for at in range(1, len(written))
    ]


@given(LEVELS)
def test_there_is_one_title_and_no_level_is_left_out(written):
    """As assistive technology has it."""
    made = shown(written)
    assert made[0] == 1 and all(2 <= level <= 6 for level in made[1:])
    assert all(after <= before + 1 for before, after in pairwise(made))


@given(LEVELS)
def test_each_heading_stands_below_the_last_of_a_higher_level(written):
    """As far down as HTML has levels."""
    made = shown(written)
    assert all(made[at] == min(made[above] + 1, 6) for at, above in enumerate(parents(written), 1))


@given(st.lists(st.integers(2, 6), max_size=20))
def test_an_outline_in_order_stays_as_it_is(steps):
    """With every level between."""
    written = [1]
    for level in steps:
        written.append(min(level, written[-1] + 1))
    assert shown(written) == written


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("# A", True),
        ("A\n===\n\n## B", True),
        ("A text.\n\n# A", True),
        ("---\ntitle: B\n---\n\n# A\n\n## C", True),
        ("---\ntitle: B\n---\n\n```sh\n# no heading\n```\n\n> # nor this", False),
        ("# A\n\n# B", False),
        ("## A\n\n# B", False),
        ("", False),
    ],
)
def test_a_page_has_a_title_of_its_own_where_one_heading_is_above_all_others(text, is_title):
    """Else what stands above the page is its title."""
    assert begins_with_title(text) is is_title


SETTINGS = (
    "title: x",
    "title : x",
    "title:",
    '"title": x',
    "# of the editors\ntitle: x",
    "\ntitle: x",
    "html-meta.a: 1",
)
TEXTS = (
    "# Title",
    "\n# Title\n\nText: more",
    "Text",
    "A note: of two words",
    "- a: b",
    "",
    "`a`: b",
    "https://a.example",
)


@pytest.mark.parametrize("end", ["---", "..."])
@pytest.mark.parametrize("text", [*SETTINGS, *TEXTS])
def test_a_page_may_begin_with_a_rule(text, end):
    """What stands below it is text, unless it is settings that another line ends."""
    is_setting = text in SETTINGS
    assert has_settings(f"---\n{text}\n{end}\n\n# Title\n") is is_setting
    assert not has_settings(f"---\n{text}\n") and not has_settings(f"{text}\n{end}\n")
    assert written_levels("---\n\n# First\n\nText.\n\n---\n") == [1]
