"""What a check may look at, and what makes a function one.

A check yields (path, line, message); its rule is its name: ``check_dead_link`` reports ``[dead-link]``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path

from handbook.facts.model import Fact, Registry
from handbook.facts.proof import Proof, prove
from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase
from handbook.project.project import Project
from handbook.readback import EditionArtefacts
from handbook.readback.html_page import Page


@dataclass(frozen=True, kw_only=True)
class Artefacts:
    """Everything a check may look at: the project, its facts, each edition as readers get it.

    `folders` hold every file that is about to be published, or is. `is_unsure` tells of a page in a language whether
    something of it was refused, so that nothing can be proven there.
    """

    project: Project
    registry: Registry
    editions: tuple[EditionArtefacts, ...]
    folders: tuple[Path, ...] = ()
    is_unsure: Callable[[str, str], bool] = lambda language, docname: False

    def pages(self) -> Iterator[tuple[EditionArtefacts, Page]]:
        """Yield every page of every edition, whoever wrote it, with its edition."""
        for edition in self.editions:
            yield from ((edition, page) for page in edition.all_pages)

    def fresh_pages(self) -> Iterator[tuple[EditionArtefacts, Page]]:
        """Yield those pages of every edition that a check still has to look at which looks at each alone."""
        for edition in self.editions:
            yield from ((edition, page) for page in edition.fresh_pages)

    def is_judged(self, path: Path) -> bool:
        """Return whether a file is a page of which such checks have had nothing to say."""
        return path in self._judged

    @cached_property
    def _judged(self) -> frozenset[Path]:
        return frozenset(page.path for edition in self.editions for page in edition.all_pages) - {
            page.path for _, page in self.fresh_pages()
        }

    @cached_property
    def proofs(self) -> list[Proof]:
        """Whether every fact can be read in every output that is built."""
        return [
            proof
            for edition in self.editions
            for output, facts in _outputs(edition, self._facts_in(edition.language))
            for proof in prove(facts, edition.sections(output), edition.language, output)
        ]

    def _facts_in(self, language: str) -> list[Fact]:
        return [fact for fact in self.registry.facts.values() if not self.is_unsure(language, fact.page)]


def _outputs(edition: EditionArtefacts, facts: list[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Yield each output that is built, with those of `facts` that belong in it: in a leaflet, those of its own page."""
    yield "html", facts
    if edition.brochure:
        yield "pdf", facts
    if edition.leaflets:
        yield "leaflet", [fact for fact in facts if fact.page in edition.leaflets]


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
