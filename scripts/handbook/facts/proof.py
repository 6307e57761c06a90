"""Proof that a fact reached the reader: its hand-written evidence is looked for in the text of an artefact."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.facts.model import Fact
from handbook.facts.normalise import normalise
from handbook.findings.finding import shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project


@dataclass(frozen=True, kw_only=True, slots=True)
class Proof:
    """Whether one fact is readable in its own section of one output in one language."""

    fact: Fact
    language: str
    output: str
    is_found: bool

    @property
    def id(self) -> str:
        return f"{self.fact.id}-{self.language}-{self.output}"


def counts(proofs: Collection[Proof]) -> tuple[int, int]:
    """Return how many facts are proven, of how many that have to be."""
    return sum(proof.is_found for proof in proofs), len(proofs)


def summary(proven: int, required: int) -> Phrase:
    """Return the words in which a build ends."""
    return phrase("{count} of {all} proofs", count=proven, all=required)


def prove(facts: Iterable[Fact], sections: Mapping[str, str], language: str, output: str) -> Iterator[Proof]:
    """Look for each fact in the text of its own page. `sections` maps a docname to the text a reader gets there."""
    normal = {docname: normalise(text) for docname, text in sections.items()}
    for fact in facts:
        is_found = normalise(fact.evidence[language]) in normal.get(fact.page, "")
        yield Proof(fact=fact, language=language, output=output, is_found=is_found)


def missing(proofs: Iterable[Proof], project: Project) -> Iterator[tuple[str, int, Phrase]]:
    """Yield path, line and message for each fact that was not found in a language, with every output that lacks it."""
    lacking: dict[tuple[str, str], list[Proof]] = {}
    for proof in proofs:
        if not proof.is_found:
            lacking.setdefault((proof.fact.id, proof.language), []).append(proof)
    for group in lacking.values():
        fact, language = group[0].fact, group[0].language
        message = phrase(
            "{fact}: “{evidence}” cannot be read on {page} ({language}, {output}); put the fact back into the page or "
            "its catalogue, or correct this evidence",
            fact=fact.id,
            evidence=fact.evidence[language],
            page=fact.page,
            language=language,
            output=", ".join(proof.output for proof in group),
        )
        yield shown(fact.path, project.root), fact.evidence_lines[language], message
