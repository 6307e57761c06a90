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


@dataclass(frozen=True, kw_only=True, slots=True)
class Artefacts:
    """Everything a check may look at: the project, its facts, each edition as readers get it.

    `folders` hold every file that is about to be published, or is.
    """

    project: Project
    registry: Registry
    editions: tuple[EditionArtefacts, ...]
    folders: tuple[Path, ...] = ()


Place = tuple[str, int, Phrase]
Check = Callable[[Artefacts], Iterator[Finding]]


def check(function: Callable[[Artefacts], Iterator[Place]]) -> Check:
    """Make a check of a function that yields places: each becomes a finding of the rule that it is named for."""
    rule = function.__name__.removeprefix("check_").replace("_", "-")

    @wraps(function)
    def run(artefacts: Artefacts) -> Iterator[Finding]:
        for path, line, message in function(artefacts):
            yield Finding(path=path, line=line, message=message, rule=rule)

    return run
