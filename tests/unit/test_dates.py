"""Days are written out as each language writes them."""

from datetime import date

import pytest

from handbook.project.language_names import long_date


@pytest.mark.parametrize(
    ("day", "tag", "words"),
    [
        (date(2026, 11, 1), "en-CA", "November 1, 2026"),
        (date(2026, 11, 1), "fr-CA", "1er novembre 2026"),
        (date(2026, 11, 11), "fr-CA", "11\u00a0novembre 2026"),
        (date(2026, 8, 21), "fr-CA", "21\u00a0août 2026"),
    ],
)
def test_a_day_is_written_out(day, tag, words):
    """In French the first of a month is an ordinal, and no other day is."""
    assert long_date(day, tag) == words
