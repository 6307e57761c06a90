"""Facts that somebody wanted looked at again by a day that has passed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from handbook.facts.model import Registry
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase


def overdue(registry: Registry, day: date | None, root: Path) -> Iterator[Finding]:
    """Yield a notice for each fact whose ``review_by`` lies before `day`, that of the edition; without one, none.

    It is for the publisher: readers see the fact as it is. The clock is not asked, so that the same sources give the
    same report.
    """
    for fact in registry.facts.values():
        if day and fact.review_by and fact.review_by < day:
            message = phrase(
                "{fact} was to be looked at again by {day}; see whether its source still says so, then set a later day",
                fact=fact.id,
                day=fact.review_by.isoformat(),
            )
            yield Finding(path=shown(fact.path, root), line=fact.review_line, message=message, rule="review-by")
