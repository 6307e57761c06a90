"""A fact that was to be looked at again is told to the publisher, once the edition is younger than that."""

from datetime import date

import pytest
from small_handbook import line_of, replace

from handbook.facts.overdue import overdue
from handbook.facts.registry import load_registry

MAPLE = "source/facts/maple.toml"


@pytest.fixture
def told(tree, project):
    """Return the function that gives the lines told of an edition of some day; one fact is to be reviewed by May."""
    replace(tree / MAPLE, 'id = "maple.asked"', 'id = "maple.asked"\nreview_by = 2026-05-31')
    registry = load_registry(project)
    return lambda day: [str(each) for each in overdue(registry, day, tree)]


def test_a_review_that_is_overdue_is_told(tree, told):
    """With the line of the day that has passed, and what to do."""
    [line] = told(date(2026, 6, 1))
    assert line.startswith(f"{MAPLE}:{line_of(tree / MAPLE, 'review_by')}: maple.asked was to be looked at again")
    assert "2026-05-31; see whether its source still says so" in line
    assert line.endswith("[review-by]")


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 1, 1), None])
def test_until_then_nothing_is_told(told, day):
    """Nor of an edition without a date: nobody asks the clock."""
    assert told(day) == []
