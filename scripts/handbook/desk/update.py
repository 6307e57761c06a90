"""Brings the catalogues up to date with the pages: Sphinx extracts the messages, and our merge loses no translation."""

import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace

from handbook.catalogs.annotate import annotated
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.header import new_header, whole_header
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.conflicts import settle
from handbook.catalogs.merging.memory import MEMORY, memory_files, memory_of, memory_path
from handbook.catalogs.merging.merge import Merged, account, merge
from handbook.catalogs.merging.mispaired import SHALLOW, doubted, find_mispaired, marked, marked_memory, with_mispaired
from handbook.catalogs.merging.recorded import current_entries, is_shallow, recorded, recorded_entries
from handbook.catalogs.message_structure import has_words, page_references
from handbook.catalogs.reader import catalogue_paths
from handbook.catalogs.strings import reader_strings, templates_in
from handbook.catalogs.writer import alone, put, write
from handbook.desk.one_form import recode_catalogues
from handbook.desk.renamed_pages import keep_redirects
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.project.page_names import caseless, check_names
from handbook.project.project import DOMAIN, Edition, Project
from handbook.sphinx.complaints import Complaints, failure, findings, start_sphinx
from handbook.texts.text_files import read_text, text_as_far_as_legible

# Sphinx writes a place per line; GNU gettext encloses one with spaces in U+2068 and U+2069, which Sphinx does not.
_PLACE_WITH_SPACES = re.compile(rb"^#: (.* .*)(:-?\d+)$", re.MULTILINE)


def update_catalogues(project: Project) -> list[str]:
    """Extract every message and merge it into the catalogues. Returns what happened, line by line.

    Raises HandbookError when a page or a catalogue cannot be read; then no catalogue is changed but those that git had
    left in conflict, which are joined first.
    """
    with alone(project):
        languages = project.catalogued
        for language in languages:
            recode_catalogues(project, language)
        settled = {language: settle(project, language) for language in languages}
        registry = load_registry(project)
        extracted = extract_all(project)
        templates = extracted.templates
        lines: list[str] = [phrase("note: {notice}", notice=SHALLOW)] if is_shallow(project) else []
        lines += keep_redirects(project, extracted.anchors)
        for language in languages:
            if not templates_in(project, language, templates, {}) and not catalogue_paths(project, language)[0]:
                continue  # the package says all in the language of the pages
            merged = merge_language(project, language, templates, registry)
            lines += account(merged, language, settled[language])
        return lines


@dataclass(frozen=True, kw_only=True, slots=True)
class Extracted:
    """The messages of every page, and of our own strings those that readers see, by domain; and for each page the
    concepts of its glossaries: the messages that are terms, and those that define them. `anchors` are those of its
    headings.
    """

    templates: Mapping[str, Sequence[Entry]]
    concepts: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]]
    anchors: Mapping[str, Collection[str]]


def extract(project: Project) -> Mapping[str, Sequence[Entry]]:
    """Return the messages of `extract_all`."""
    return extract_all(project).templates


def extract_all(project: Project) -> Extracted:
    """Extract all that is to be translated, with Sphinx.

    Raises HandbookError when a page or the facts cannot be read, or a page cannot be called as it is.
    """
    if faults := list(check_names(project)):
        raise HandbookError(faults)
    registry = load_registry(project)  # says what is wrong with the facts before Sphinx wraps it
    for docname in dict.fromkeys(("index", *project.pages())):  # at each of them Sphinx would stop
        read_text(project.page(docname), project.root)
    folder = project.build / "gettext"
    shutil.rmtree(folder, ignore_errors=True)
    with docutils_namespace():  # else the directives stay registered, and the next Sphinx of this process complains
        contexts, concepts, anchors = _extract_pages(project, registry, folder)
    pages = {
        domain: [
            replace(entry, extracted=tuple(contexts.get(domain, {}).get(entry.msgid, ())))
            for entry in entries
            if has_words(entry.msgid)
        ]
        for domain, entries in read_templates(project, folder).items()
    }
    return Extracted(templates={**pages, DOMAIN: reader_strings()}, concepts=concepts, anchors=anchors)


def read_templates(project: Project, folder: Path) -> Mapping[str, Sequence[Entry]]:
    """Return the messages of the ``.pot`` files in `folder` by domain. Raises HandbookError for what is no message."""
    templates: dict[str, Sequence[Entry]] = {}
    for path in sorted(folder.rglob("*.pot")):
        domain = path.relative_to(folder).as_posix().removesuffix(".pot")
        try:
            places_apart = _PLACE_WITH_SPACES.sub("#: \u2068\\1\u2069\\2".encode(), path.read_bytes())
            templates[domain] = parse(places_apart)[1:]
        except GrammarError as error:
            message = phrase("a text of this page cannot be translated: {reason}", reason=error.message)
            page = shown(project.page(domain), project.root)
            raise HandbookError([Finding(path=page, line=1, message=message, rule=error.rule)]) from None
    return templates


def merge_language(
    project: Project, language: str, templates: Mapping[str, Sequence[Entry]], registry: Registry
) -> Merged:
    """Merge `templates` into the catalogues of one language, and write what has changed."""
    catalogues, memory = current_entries(project, language)
    today = {**catalogues, MEMORY: memory}
    templates = templates_in(project, language, templates, catalogues)
    before, remembered_before = recorded_entries(recorded(project) or {}, language)
    links, header = link_definitions(project), new_header(project, language)
    joined = find_mispaired(project, language, today, links)
    before = doubted({**before, MEMORY: remembered_before}, today, joined)
    translations = Translations(
        catalogues=marked(catalogues, joined),
        recorded={domain: entries for domain, entries in before.items() if domain != MEMORY},
        memory=marked_memory(memory, joined, header),
        recorded_memory=before[MEMORY],
        header=header,
    )

    merged = merge(templates, translations, links)
    merged.events = with_mispaired(merged.events, joined)
    merged.catalogues = completed(project, language, merged.catalogues, templates, registry)
    _store(project, language, translations, merged)
    return merged


def completed(
    project: Project,
    language: str,
    catalogues: Mapping[str, Sequence[Entry]],
    templates: Mapping[str, Sequence[Entry]],
    registry: Registry,
) -> dict[str, list[Entry]]:
    """Return merged catalogues as they are written: headers in their form, and the program's comments of today."""
    return {
        domain: [
            whole_header(entries[0], project, language),
            *annotated(entries[1:], _contexts(templates.get(domain, ())), registry, language),
        ]
        for domain, entries in catalogues.items()
    }


def link_definitions(project: Project) -> Callable[[str], Mapping[str, Any]]:
    """Return the function that gives the link definitions of a page, which is read once."""

    @cache
    def references(domain: str) -> Mapping[str, Any]:
        return page_references(text_as_far_as_legible(project.page(domain)))

    return references


def _contexts(template: Iterable[Entry]) -> Mapping[str, Sequence[str]]:
    return {entry.msgid: entry.extracted for entry in template}


def _store(project: Project, language: str, translations: Translations, merged: Merged) -> None:
    """Write catalogues and memory, in an order in which each translation is in one of them at every moment."""
    path = memory_path(project, language)
    written = {project.catalogue(language, domain): write(entries) for domain, entries in merged.catalogues.items()}
    changed = {at: data for at, data in written.items() if not at.is_file() or at.read_bytes() != data}
    gone = [domain for domain in translations.catalogues if domain not in merged.catalogues]
    leaving = [
        entry
        for domain, entries in translations.catalogues.items()
        if domain in gone or project.catalogue(language, domain) in changed
        for entry in _without(entries[1:], merged.catalogues.get(domain, ()))
    ]
    if leaving:
        header = (merged.memory or translations.memory or [translations.header])[0]
        put(path, write(memory_of([*translations.memory[1:], *merged.memory[1:], *leaving], header)))
    for at, data in changed.items():
        put(at, data)
    in_other_case = {caseless(domain): project.catalogue(language, domain) for domain in merged.catalogues}
    for domain in gone:
        at, other = project.catalogue(language, domain), in_other_case.get(caseless(domain))
        if other and other.exists() and other.samefile(at):  # on Windows and macOS, a page renamed in its case only
            at.rename(other)
        else:
            at.unlink()
    if merged.memory:
        put(path, write(merged.memory))
    for other in memory_files(project, language):
        if other != path or not merged.memory:
            other.unlink()


def _without(entries: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Return the entries that have a translation which none of the others has."""
    pairs = {entry.pair for entry in others}
    return [entry for entry in entries if entry.msgstr.strip() and entry.pair not in pairs]


def _extract_pages(
    project: Project, registry: Registry, templates: Path
) -> tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Collection[str]]]:
    """Write a template for each page; return, by page, the comments on messages, the concepts of glossaries, and the
    anchors of headings.
    """
    complaints = Complaints()
    raised: list[Finding] = []
    try:
        doctrees = project.build / "gettext-doctrees"
        settings = {
            "handbook_elsewhere": {},  # what pages say in their own language; nobody's catalogue is asked
            "handbook_edition": Edition(project=project, language=project.source_language, siblings=()),
            "handbook_registry": registry,
        }
        app = start_sphinx(project, complaints, settings, buildername="gettext", outdir=templates, doctreedir=doctrees)
        app.build(force_all=True)
    except SphinxError as error:
        raised = [failure(error)]
    if faults := [*findings(complaints.records, project), *raised]:
        raise HandbookError(faults)
    # Noted by handbook.sphinx.message_context and handbook.sphinx.glossary.
    contexts, concepts = getattr(app.env, "handbook_contexts", {}), getattr(app.env, "handbook_concepts", {})
    slugs = {docname: metadata.get("myst_slugs", {}) for docname, metadata in app.env.metadata.items()}
    return contexts, concepts, {page: {place for _, place, _ in own.values()} for page, own in slugs.items()}
