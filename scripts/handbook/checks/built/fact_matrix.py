"""The matrix of facts: every fact in every language and output, as text and as a page."""

from collections.abc import Iterable, Mapping
from html import escape

from handbook.catalogs.strings import speaker
from handbook.facts.model import Registry, Source
from handbook.facts.proof import Proof, counts, summary
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.project.project import Project

# A leaflet tells the facts of its own subject only.
_MARKS = {True: phrase("yes"), False: phrase("MISSING"), None: "–"}


def _columns(proofs: Iterable[Proof]) -> list[tuple[str, str]]:
    return sorted({(proof.language, proof.output) for proof in proofs})


def as_text(proofs: list[Proof], registry: Registry, translate: Translate) -> str:
    """Return a line per fact: its id, a mark per language and output, its sources; as `translate` says it."""
    columns, marks = _columns(proofs), _marks(translate)
    states = {(proof.fact.id, proof.language, proof.output): proof.is_found for proof in proofs}
    names = {column: " ".join(column) for column in columns}
    widths = {column: max(len(name), *map(len, marks.values())) for column, name in names.items()}
    fact_word, sources_word = spoken(phrase("fact"), translate), spoken(phrase("sources"), translate)
    width = max(map(len, (fact_word, *registry.facts)))
    head = [f"{fact_word:{width}}", *(f"{name:{widths[column]}}" for column, name in names.items()), sources_word]
    rows = [
        [
            f"{fact.id:{width}}",
            *(f"{marks[states.get((fact.id, *column))]:{widths[column]}}" for column in columns),
            ", ".join(fact.sources),
        ]
        for fact in registry.facts.values()
    ]
    return "\n".join([*map("  ".join, [head, *rows]), spoken(summary(*counts(proofs)), translate)])


def as_page(proofs: list[Proof], registry: Registry, project: Project, speaks: str) -> str:
    """Return the matrix as a page for editors in the language `speaks`, with evidence and addresses of sources."""
    translate, columns = speaker(speaks), _columns(proofs)
    marks = _marks(translate)
    states = {(proof.fact.id, proof.language, proof.output): proof.is_found for proof in proofs}
    head = "".join(f"<th scope=col>{language} {output}</th>" for language, output in columns)
    body = "".join(
        f"<tr><th scope=row>{escape(fact.id)}</th>"
        f"<td>{''.join(f'<p lang={language}>{escape(text)}</p>' for language, text in fact.evidence.items())}</td>"
        + "".join(f"<td>{escape(marks[states.get((fact.id, *column))])}</td>" for column in columns)
        + f"<td>{'; '.join(_source(reference, registry, speaks) for reference in fact.sources)}</td></tr>\n"
        for fact in registry.facts.values()
    )
    names = phrase("Facts"), phrase("Fact"), phrase("Evidence"), phrase("Sources"), summary(*counts(proofs))
    facts_word, fact_word, evidence_word, sources_word, sums = (escape(spoken(name, translate)) for name in names)
    title = f"{facts_word} – {escape(project.title.get(speaks, project.title[project.source_language]))}"
    return (
        f'<!DOCTYPE html>\n<html lang="{project.tag(speaks)}"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:15px/1.4 sans-serif;margin:2rem}table{border-collapse:collapse}"
        "th,td{padding:.4rem .6rem;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}p{margin:0}</style>"
        f"</head><body><h1>{title}</h1><p>{sums}</p><table><thead><tr><th scope=col>{fact_word}</th>"
        f"<th scope=col>{evidence_word}</th>{head}<th scope=col>{sources_word}</th></tr></thead>"
        f"<tbody>\n{body}</tbody></table></body></html>\n"
    )


def _marks(translate: Translate) -> Mapping[bool | None, str]:
    return {state: spoken(mark, translate) for state, mark in _MARKS.items()}


def _source(reference: str, registry: Registry, speaks: str) -> str:
    """Return a source of a fact as a link, with the line of it and its date."""
    key, _, line = reference.partition(":")
    source: Source = registry.sources[key]
    title = source.title.get(speaks, source.title[registry.source_language])
    place = spoken(phrase("line {number}", number=line), speaker(speaks))
    where = f", {place}" if line else ""
    return f'<a href="{escape(source.address)}">{escape(title)}</a>{escape(where)} ({escape(source.as_of)})'
