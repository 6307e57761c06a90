"""What a check may look at, and what makes a function one.

A check yields (path, line, message); its rule is its name: ``check_dead_link`` reports ``[dead-link]``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path

from handbook.facts.model import Registry
from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase
from handbook.project.project import Project
from handbook.readback import EditionArtefacts
from handbook.readback.html_page import Page


@dataclass(frozen=True, kw_only=True, slots=True)
class Artefacts:
    """Everything a check may look at: the project, its facts, each edition as readers get it.

    `folders` hold every file that is about to be published, or is.
    """

    project: Project
    registry: Registry
    editions: tuple[EditionArtefacts, ...]
    folders: tuple[Path, ...] = ()

    def pages(self) -> Iterator[tuple[EditionArtefacts, Page]]:
        """Yield every page of every edition, whoever wrote it, with its edition."""
        for edition in self.editions:
            yield from ((edition, page) for page in edition.all_pages)


Place = tuple[str, int, Phrase]
Check = Callable[[Artefacts], Iterator[Finding]]


def check(function: Callable[[Artefacts], Iterator[Place]]) -> Check:
    """Turn a function that yields (path, line, message) into a check: its name is the rule of the findings."""
    rule = function.__name__.removeprefix("check_").replace("_", "-")

    @wraps(function)
    def run(artefacts: Artefacts) -> Iterator[Finding]:
        for path, line, message in function(artefacts):
            yield Finding(path=path, line=line, message=message, rule=rule)

    return run
