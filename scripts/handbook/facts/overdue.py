"""What of the facts is still to be done: a day that has passed, a source that stands for one to come."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from handbook.facts.model import Registry
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project

# RFC 2606: nobody can have a host in it.
_NOBODYS = ".example"


def to_be_done(registry: Registry, day: date | None, project: Project) -> Iterator[Finding]:
    """Yield both: the facts to look at again by `day`, and the sources to be replaced."""
    yield from overdue(registry, day, project.root)
    yield from stand_ins(registry, project.vocabulary, project.root)


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


def stand_ins(registry: Registry, vocabulary: Path, root: Path) -> Iterator[Finding]:
    """Yield a notice for each source whose address can be nobody's: it stands for one that is to be put there."""
    for key, source in registry.sources.items():
        if (urlsplit(source.address).hostname or "").endswith(_NOBODYS):
            lines = vocabulary.read_text(encoding="utf-8").splitlines()
            line = next((n for n, line in enumerate(lines, 1) if source.address in line), 1)
            message = phrase("the source “{source}” only stands for your own; put in where your facts come from")
            yield Finding(path=shown(vocabulary, root), line=line, message=message.format(source=key), rule="stand-in")
