"""Writes the proof of each language: ``build/reports/proof-fr.html`` and ``proof-fr.pdf``."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.catalogs.entries import Entry
from handbook.catalogs.merging.recorded import commit_of
from handbook.catalogs.strings import speaker
from handbook.catalogs.update import link_definitions
from handbook.desk.proof import pages_of
from handbook.desk.proof_html import Proof, on_paper, on_screen, paper_stylesheet
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.history.last_changes import read_history
from handbook.print.glyphs import lacking, named
from handbook.print.render import lay_out, write
from handbook.project.project import Project


def make_proofs(
    project: Project,
    templates: Mapping[str, Sequence[Entry]],
    *,
    since: str | None,
    page: str | None,
    speaks: str,
) -> list[Path]:
    """Write the proofs of all languages, of the messages in `templates`, and return where they are.

    `since` is the commit or day that they show the changes of, `page` the one page they show, `speaks` the language
    in which they speak of themselves. Raises HandbookError where there is no such commit or page.
    """
    commit = commit_of(project, since) if since else None
    registry, history, references = load_registry(project), read_history(project), link_definitions(project)
    paths: list[Path] = []
    for language in project.translations:
        pages = pages_of(project, templates, language, commit=commit, page=page)
        proof = Proof(
            project=project,
            registry=registry,
            history=history,
            language=language,
            pages=pages,
            references=references,
            translate=speaker(speaks),
            speaks=speaks,
            since=since,
        )
        paths += write_proof(proof)
    return paths


def write_proof(proof: Proof) -> list[Path]:
    """Write both files, and return where they are. Raises HandbookError where the PDF is not readable by everybody.

    The PDF shows nothing of a script for which there are no bundled fonts; the page shows it with those of the reader.
    """
    folder = proof.project.reports
    folder.mkdir(parents=True, exist_ok=True)
    page, paper = (folder / f"proof-{proof.language}.{kind}" for kind in ("html", "pdf"))
    page.write_text(on_screen(proof), encoding="utf-8")
    html, css = on_paper(proof), paper_stylesheet(proof.project)
    if characters := [character for _, character in lacking(html, css)]:
        paper.unlink(missing_ok=True)
        message = phrase(
            "the fonts of the PDF have no glyph for {characters}; read and sign {page} instead",
            characters=named(characters),
            page=page.name,
        )
        raise HandbookError([Finding(path=paper.name, line=1, message=message, rule="missing-glyph")])
    document, found = lay_out(html, css, {}, paper.name)
    if found := found or write(document, paper):
        raise HandbookError(found)
    return [page, paper]
