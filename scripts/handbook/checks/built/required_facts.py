"""Every required fact, in its own section of every output, in every language."""

from collections.abc import Iterator
from datetime import date

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.facts.model import Fact, Registry
from handbook.facts.normalise import numbers
from handbook.facts.proof import Proof, missing, prove
from handbook.findings.finding import Finding
from handbook.project.language_names import long_date
from handbook.project.shapes import is_day
from handbook.readback import EditionArtefacts


def proofs(artefacts: Artefacts) -> list[Proof]:
    """Look for every fact in every output that is built."""
    return [
        proof
        for edition in artefacts.editions
        for output, facts in _told_in(edition, artefacts.registry)
        for proof in prove(facts, edition.sections(output), edition.language, output)
    ]


def _told_in(edition: EditionArtefacts, registry: Registry) -> Iterator[tuple[str, list[Fact]]]:
    """Yield each output that is built, with the facts it has to tell: a leaflet, those of its own page."""
    facts = list(registry.facts.values())
    yield "html", facts
    if edition.brochure:
        yield "pdf", facts
    if edition.leaflets:
        yield "leaflet", [fact for fact in facts if fact.page in edition.leaflets]


def told_in_source(artefacts: Artefacts) -> list[Finding]:
    """Return what `check_fact_missing` reports of facts that their page tells in the source language meanwhile."""
    sections = {edition.language: edition.sections for edition in artefacts.editions}
    told_meanwhile = [
        proof
        for proof in proofs(artefacts)
        if not proof.is_found
        for told in prove(
            [proof.fact], sections[proof.language](proof.output), artefacts.project.source_language, proof.output
        )
        if told.is_found
    ]
    return [
        Finding(path=path, line=line, message=message, rule="fact-missing")
        for path, line, message in missing(told_meanwhile, artefacts.project)
    ]


def numbers_of_days(artefacts: Artefacts, language: str) -> set[str]:
    """Return the numbers in the days of sources, which each language writes out: months may be words or numbers."""
    tag, sources = artefacts.project.tag(language), artefacts.registry.sources.values()
    days = {day for source in sources for day in (source.as_of, source.consulted) if is_day(day)}
    return {number for day in days for number in numbers(long_date(date.fromisoformat(day), tag))}


@check
def check_fact_missing(artefacts: Artefacts) -> Iterator[Place]:
    """A fact's evidence must be readable on its own page.

    Bad: DID’s page no longer says that it was created in 1970. Good: it does, in both languages, in HTML and PDF.
    """
    yield from missing(proofs(artefacts), artefacts.project)
