"""The matrix of facts: every fact in every language and output, as text and as a page."""

from collections.abc import Iterable
from html import escape

from handbook.facts.model import Registry
from handbook.facts.proof import Proof
from handbook.phrase import Phrase, phrase

# A leaflet tells the facts of its own agency only.
_MARKS = {True: "yes", False: "MISSING", None: "–"}


def summary(proofs: Iterable[Proof]) -> Phrase:
    """Return the one line a build ends with."""
    all_proofs = list(proofs)
    found = sum(proof.is_found for proof in all_proofs)
    return phrase("{count} of {all} proofs", count=found, all=len(all_proofs))


def _columns(proofs: Iterable[Proof]) -> list[tuple[str, str]]:
    return sorted({(proof.language, proof.output) for proof in proofs})


def as_text(proofs: list[Proof], registry: Registry) -> str:
    """Return a line per fact: its id, a mark per language and output, its sources."""
    columns = _columns(proofs)
    found = {(proof.fact.id, proof.language, proof.output): proof.is_found for proof in proofs}
    width = max((len(fact_id) for fact_id in registry.facts), default=0)
    head = f"{'fact':{width}}  {'  '.join(f'{language} {output}' for language, output in columns)}  sources"
    rows = [
        f"{fact.id:{width}}  "
        + "  ".join(f"{_MARKS[found.get((fact.id, *column))]:{len(' '.join(column))}}" for column in columns)
        + f"  {', '.join(fact.sources)}"
        for fact in registry.facts.values()
    ]
    return "\n".join([head, *rows, summary(proofs)])


def as_page(proofs: list[Proof], registry: Registry, title: str) -> str:
    """Return the matrix as a page for editors, with the evidence and the addresses of the sources."""
    columns = _columns(proofs)
    found = {(proof.fact.id, proof.language, proof.output): proof.is_found for proof in proofs}
    head = "".join(f"<th scope=col>{language} {output}</th>" for language, output in columns)
    body = "".join(
        f"<tr><th scope=row>{escape(fact.id)}</th>"
        f"<td>{''.join(f'<p lang={language}>{escape(text)}</p>' for language, text in fact.evidence.items())}</td>"
        + "".join(f"<td>{_MARKS[found.get((fact.id, *column))]}</td>" for column in columns)
        + f"<td>{'; '.join(_source(reference, registry) for reference in fact.sources)}</td></tr>\n"
        for fact in registry.facts.values()
    )
    return (
        f'<!DOCTYPE html>\n<html lang="en-CA"><head><meta charset="utf-8"><title>Facts – {escape(title)}</title>'
        "<style>body{font:15px/1.4 sans-serif;margin:2rem}table{border-collapse:collapse}"
        "th,td{padding:.4rem .6rem;border-bottom:1px solid #ccc;text-align:left;vertical-align:top}p{margin:0}</style>"
        f"</head><body><h1>Facts – {escape(title)}</h1><p>{summary(proofs)}</p>"
        f"<table><thead><tr><th scope=col>Fact</th><th scope=col>Evidence</th>{head}<th scope=col>Sources</th></tr>"
        f"</thead><tbody>\n{body}</tbody></table></body></html>\n"
    )


def _source(reference: str, registry: Registry) -> str:
    key, _, line = reference.partition(":")
    source = registry.sources[key]
    where = f", line {line}" if line else ""
    link = f'<a href="{escape(source.address)}">{escape(source.title["en"])}</a>'
    return f"{link}{escape(where)} ({escape(source.as_of)})"
