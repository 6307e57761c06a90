"""The checks of what is built: one registered function per rule, in groups that ``handbook check`` runs.

A check yields (path, line, message); its rule is its name: ``check_dead_link`` reports ``[dead-link]``.
"""

from collections.abc import Callable, Iterable, Iterator
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

# group ("facts", "site", "pdf") -> its checks, in the order in which they are written
CHECKS: dict[str, list[Check]] = {}


def check(group: str) -> Callable[[Callable[[Artefacts], Iterator[Place]]], Check]:
    """Register a check in `group`."""

    def register(function: Callable[[Artefacts], Iterator[Place]]) -> Check:
        rule = function.__name__.removeprefix("check_").replace("_", "-")

        @wraps(function)
        def run(artefacts: Artefacts) -> Iterator[Finding]:
            for path, line, message in function(artefacts):
                yield Finding(path=path, line=line, message=message, rule=rule)

        CHECKS.setdefault(group, []).append(run)
        return run

    return register


def run_checks(artefacts: Artefacts, groups: Iterable[str]) -> list[Finding]:
    """Run the checks of `groups`. Returns what they found, sorted."""
    return sorted({finding for group in groups for each in CHECKS[group] for finding in each(artefacts)})


# Registers them; stands here because they need the names above.
from handbook.checks.built import (  # noqa: E402, F401
    colours,
    fact_pages,
    harm,
    page_head,
    pdf_files,
    published_text,
    required_facts,
    site_pages,
    weight,
)
