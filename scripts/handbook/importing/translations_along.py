"""Takes the translations that came along with imported pages: a catalogue of Sphinx is one of a handbook, once the
merge that `make po` does has brought it to the pages as they are here.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handbook.catalogs.entries import Entry, active, fields
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.header import base_of, new_header
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.memory import TIMES, memory_of, memory_path, remembered
from handbook.catalogs.merging.merge import Merged, merge
from handbook.catalogs.merging.recorded import current_entries
from handbook.catalogs.reader import read_entries
from handbook.catalogs.writer import alone, put, write
from handbook.desk.update import Extracted, completed, extract_all, link_definitions
from handbook.facts.registry import load_registry
from handbook.findings.finding import HandbookError, excerpt, shown
from handbook.findings.phrase import phrase
from handbook.importing.folder import ImportPlan
from handbook.machine.together import Together
from handbook.project.project import Project

# How many messages of a catalogue are named that no page says.
_NAMED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class _Catalogue:
    """A catalogue as it came: its file in the folder, the docname of its page if there is one, and its entries."""

    name: str
    docname: str
    entries: Sequence[Entry]


def take_catalogues(project: Project, plan: ImportPlan, folder: Path, files: Together) -> None:
    """Merge the catalogues of `plan`, whose pages are written, into those of the handbook; `plan` says what was taken.

    What no page says is kept in the memory of its language. A catalogue that cannot be read is named, and left.
    """
    languages = _by_language(project, plan, folder)
    if not languages:
        return
    with alone(project):
        try:
            extracted = extract_all(project)
        except HandbookError:  # make names each line
            extracted = Extracted(templates={}, concepts={}, anchors={})
        for language, catalogues in languages.items():
            files.remember(memory_path(project, language))
            for docname in plan.names.values():
                files.remember(project.catalogue(language, docname))
            try:
                _take(project, plan, language, catalogues, extracted)
            except HandbookError as error:  # of catalogues that the handbook had before
                plan.findings += error.findings


def _by_language(project: Project, plan: ImportPlan, folder: Path) -> Mapping[str, list[_Catalogue]]:
    """Return the catalogues that can be read, by language of the handbook: those of its very region first."""
    pages = _pages_by_path(plan.names)
    languages: dict[str, list[tuple[bool, _Catalogue]]] = defaultdict(list)
    for name, path in plan.catalogues.items():
        try:
            entries = read_entries(path, folder, is_recoded=True)
        except HandbookError as error:
            plan.findings += error.findings
            continue
        place, _, tail = name.rpartition("LC_MESSAGES/")
        stem = tail.removesuffix(".po")
        tag = PurePosixPath(place).name or fields(entries[0].msgstr).get("Language", "") or PurePosixPath(name).stem
        language = base_of(tag)
        if language not in project.translations:
            message = phrase(
                "left aside: “{language}” is no translation of this handbook; run handbook po new {language}, then "
                "import the folder again",
                language=language,
            )
            plan.tell(name, message)
            continue
        catalogue = _Catalogue(name=name, docname=pages.get(stem, "") if place else "", entries=entries)
        languages[language].append((tag.replace("_", "-") != project.tag(language), catalogue))
    return {
        language: [catalogue for _, catalogue in sorted(came, key=lambda pair: pair[0])]
        for language, came in sorted(languages.items())
    }


def _pages_by_path(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return docnames by what their pages are called from any folder on; where two are, by the one that lies higher."""
    pages: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (name.count("/"), name)):
        parts = PurePosixPath(name).with_suffix("").parts
        for start in range(len(parts)):
            pages.setdefault("/".join(parts[start:]), names[name])
    return pages


def _take(
    project: Project, plan: ImportPlan, language: str, catalogues: Sequence[_Catalogue], extracted: Extracted
) -> None:
    today, memory = current_entries(project, language)
    header = new_header(project, language)
    templates = {
        docname: extracted.templates[docname] for docname in plan.names.values() if docname in extracted.templates
    }
    own = {docname: today[docname] for docname in templates if docname in today}
    came: dict[str, Sequence[Entry]] = {}
    for catalogue in catalogues:
        is_of_page = catalogue.docname in templates and catalogue.docname not in own.keys() | came.keys()
        came[catalogue.docname if is_of_page else f"({catalogue.name})"] = catalogue.entries
    translations = Translations(catalogues={**own, **came}, recorded={}, memory=[], recorded_memory=[], header=header)
    merged = merge(templates, translations, link_definitions(project))
    merged.catalogues = completed(project, language, merged.catalogues, templates, load_registry(project))
    keeps = _remember(project, language, memory, remembered(merged.memory), header)
    for docname, entries in merged.catalogues.items():
        put(project.catalogue(language, docname), write(entries))
    place = shown(memory_path(project, language), project.root) if keeps else ""
    for catalogue in catalogues:
        _tell(plan, catalogue, merged, place)


def _remember(
    project: Project, language: str, memory: Sequence[Entry], entries: Sequence[Entry], header: Entry
) -> bool:
    """Keep entries in the memory; returns whether there is room for them."""
    if not entries:
        return True
    data = write(memory_of([*remembered(memory), *entries], memory[0] if memory else header))
    try:
        parse(data, times=TIMES)
    except GrammarError:
        return False
    put(memory_path(project, language), data)
    return True


def _tell(plan: ImportPlan, catalogue: _Catalogue, merged: Merged, memory: str) -> None:
    """Say of a catalogue how many of its translations were taken, and which were not; `memory` is where those are."""
    entries = [entry for of_page in merged.catalogues.values() for entry in of_page[1:]]
    pairs = {entry.pair: entry for entry in entries}
    reworded = {entry.previous: entry for entry in entries if entry.previous is not None}
    translated = [entry for entry in active(catalogue.entries).values() if entry.msgstr.strip()]
    taken = {
        entry.msgid: of_page
        for entry in translated
        if (of_page := pairs.get(entry.pair) or reworded.get(entry.msgid) or reworded.get(entry.previous or ""))
    }
    message = phrase(
        "translations taken: {count} of {all}; of these, drafts to look at: {drafts}",
        count=len(taken),
        all=len(translated),
        drafts=sum(of_page.is_fuzzy for of_page in taken.values()),
    )
    plan.tell(catalogue.name, message)
    left = [entry for entry in translated if entry.msgid not in taken]
    if left and memory and not merged.catalogues:
        message = phrase("kept in {file} until make can read the pages; make po takes them then", file=memory)
        plan.tell(catalogue.name, message)
        return
    for entry in left[:_NAMED]:
        message = phrase("not taken, since no imported page says it: “{message}”", message=excerpt(entry.msgid, 70))
        plan.tell(catalogue.name, message, entry.line)
    if len(left) > _NAMED:
        plan.tell(catalogue.name, phrase("not taken, and not named here: {count}", count=len(left) - _NAMED))
    if left and memory:
        plan.tell(catalogue.name, phrase("what was not taken is kept in {file}", file=memory))
