"""Writes the proof of a language, to look through and to sign: ``build/reports/proof-fr.html`` and ``proof-fr.pdf``."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.dates import format_date
from markupsafe import Markup

from handbook.catalogs.entries import Entry
from handbook.catalogs.merging.recorded import commit_of
from handbook.catalogs.parity import translated_links
from handbook.catalogs.strings import speaker
from handbook.desk.passage import changes, passage, plain
from handbook.desk.proof_sheet import ProofPage, Row, pages_of
from handbook.desk.status import DONE, FUZZY, NEW
from handbook.desk.update import link_definitions
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import Translate, phrase
from handbook.history.last_changes import History, read_history
from handbook.print.assemble import chapter_anchor
from handbook.print.glyphs import lacking, named
from handbook.print.render import lay_out, write
from handbook.project.language_names import locale_of, native_name
from handbook.project.project import DOMAIN, Project
from handbook.project.settings import PAPERS
from handbook.texts.templates import templates

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, slots=True)
class BilingualProof:
    """The proof of a translation: its pages, and the language in which it `speaks` to whoever has asked for it.

    With `since`, a commit or a day, it shows what has changed since then. `references` returns the link definitions of
    a page.
    """

    project: Project
    registry: Registry
    history: History
    language: str
    pages: Sequence[ProofPage]
    references: Callable[[str], Mapping[str, Any]]
    translate: Translate
    speaks: str
    since: str | None = None

    @property
    def dated(self) -> str:
        """The day of the edition, "draft" where changes are not committed, nothing where it is unknown."""
        if self.history.is_draft:
            return self.translate("Draft")
        locale = locale_of(self.project.tag(self.speaks))
        return format_date(self.history.day, "long", locale=locale) if self.history.day else ""

    def counts(self) -> Iterable[tuple[str, int]]:
        """Return how many messages are done, fuzzy and new, by state."""
        return [(state, sum(page.count(state) for page in self.pages)) for state in (DONE, FUZZY, NEW)]

    @property
    def reviewed(self) -> int:
        """How many messages a second person has reviewed in their present wording."""
        return sum(page.reviewed for page in self.pages)

    def links(self, page: ProofPage, row: Row) -> Sequence[tuple[str, str]]:
        """Return the addresses on the web for which the translation has other ones, in pairs."""
        is_page = page.domain != DOMAIN and row.msgstr
        return translated_links(row.msgid, row.msgstr, self.references(page.domain)) if is_page else ()

    def shown(self, page: ProofPage, text: str, language: str) -> Markup:
        """Return a message of a page as readers of `language` see it."""
        if page.domain == DOMAIN:
            return Markup(plain(text, self.project.tag(language)))
        return Markup(passage(text, self.references(page.domain), self.registry, language, self.project.tag(language)))


def on_screen(proof: BilingualProof) -> str:
    """Return the proof as one HTML file without scripts; its security policy allows its own stylesheet, by hash."""
    css = (HERE / "screen.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _html(proof, policy=policy, css=Markup(css))


def on_paper(proof: BilingualProof) -> str:
    """Return the HTML of the proof as a PDF."""
    return _html(proof, policy=None, css=None)


def paper_stylesheet(project: Project) -> str:
    """Return the stylesheet of the proof as a PDF."""
    page = f"@page {{ size: {PAPERS[project.paper]} }}\n"
    return page + (HERE / "paper.css").read_text(encoding="utf-8")


def _html(proof: BilingualProof, **context: object) -> str:
    project, languages = proof.project, {proof.project.source_language, proof.language, proof.speaks}
    return (
        templates(HERE, lstrip_blocks=True)
        .get_template("proof.html")
        .render(
            proof=proof,
            project=proof.project,
            history=proof.history,
            translate=proof.translate,
            source=project.source_language,
            tags={language: project.tag(language) for language in languages},
            names={language: native_name(project, language) for language in languages},
            anchor=lambda page: f"page-{chapter_anchor(page.domain)}",
            changes=lambda before, now: Markup(changes(before, now)),
            **context,
        )
    )


def make_proofs(
    project: Project,
    templates: Mapping[str, Sequence[Entry]],
    *,
    since: str | None,
    page: str | None,
    speaks: str,
) -> list[Path]:
    """Write the proofs of the messages in `templates` in all languages, and return where they are.

    With `since`, a commit or a day, they show what has changed since then; with `page`, that page only. `speaks` is the
    language of their headings. Raises HandbookError where there is no such commit or page.
    """
    commit = commit_of(project, since) if since else None
    registry, history, references = load_registry(project), read_history(project), link_definitions(project)
    paths: list[Path] = []
    for language in project.translations:
        pages = pages_of(project, templates, language, commit=commit, page=page)
        proof = BilingualProof(
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


def write_proof(proof: BilingualProof) -> list[Path]:
    """Write both files, and return where they are. Raises HandbookError where the PDF cannot show every character.

    That is so for scripts for which no font is bundled; the HTML is shown with the fonts of its reader.
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
    document, faults = lay_out(html, css, {}, paper.name)
    if faults := faults or write(document, paper):
        raise HandbookError(faults)
    return [page, paper]
