"""A review that is overdue stops nothing: its publisher is told, its readers are not."""

from small_handbook import fingerprint, replace

MAPLE = "source/facts/maple.toml"


def test_the_publisher_is_told_and_readers_are_not(small, run):
    """The site has the same bytes as without the day."""
    before = fingerprint(small / "build/site")
    line = replace(small / MAPLE, 'id = "maple.asked"', 'id = "maple.asked"\nreview_by = 2025-11-21') + 1
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 0
    assert [each for each in outcome.errors.splitlines() if each.startswith(f"note: {MAPLE}:{line}: maple.asked was")]
    assert outcome.errors.count("[review-by]") == 1
    assert fingerprint(small / "build/site") == before
