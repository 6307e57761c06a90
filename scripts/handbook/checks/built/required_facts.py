"""Every required fact, in its own section of every output, in every language."""

from collections.abc import Iterator
from datetime import date

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.facts.normalise import numbers
from handbook.facts.proof import missing, prove
from handbook.findings.finding import Finding
from handbook.project.language_names import long_date
from handbook.project.shapes import is_day


def excusable_facts(artefacts: Artefacts) -> list[Finding]:
    """Return the findings of `check_fact_missing` for facts that their page still states in the source language."""
    sections = {edition.language: edition.sections for edition in artefacts.editions}
    in_source = [
        proof
        for proof in artefacts.proofs
        if not proof.is_found
        for source_proof in prove(
            [proof.fact], sections[proof.language](proof.output), artefacts.project.source_language, proof.output
        )
        if source_proof.is_found
    ]
    return [
        Finding(path=path, line=line, message=message, rule="fact-missing")
        for path, line, message in missing(in_source, artefacts.project)
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
    yield from missing(artefacts.proofs, artefacts.project)
