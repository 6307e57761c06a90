"""What a change of the English pages costs: the messages, and their words, that it gives translators to do.

The pages of today are merged with the catalogues of a commit, as `make po` would, and nothing is written: what comes
out is the same before `make po`, after it, and when translators have begun. What was waiting in that commit already is
not counted.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.merge import Event, Merged, merge
from handbook.catalogs.merging.recorded import recorded, recorded_entries
from handbook.catalogs.strings import templates_in
from handbook.desk.status import Count, count, table
from handbook.desk.update import link_definitions
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.project.project import Project

# To be corrected, to be translated, and, apart: to be looked at, and merely moved.
KINDS = (FUZZY, NEW, CARRIED, MOVED) = ("fuzzy", "new", "carried", "moved")
TO_DO = (FUZZY, NEW)

# Page -> kind -> how many messages and words.
Cost = Mapping[str, Mapping[str, Count]]


def cost(project: Project, templates: Mapping[str, Sequence[Entry]], language: str, commit: str) -> Cost:
    """Return what the pages as they are now ask of the translators of a language, held against a commit."""
    before, memory = recorded_entries(recorded(project, commit) or {}, language)
    translations = Translations(
        catalogues=before, recorded=before, memory=memory, recorded_memory=(), header=Entry(msgid="", msgstr="")
    )
    merged = merge(templates_in(project, language, templates, before), translations, link_definitions(project))
    return cost_of(merged, before)


def cost_of(merged: Merged, before: Mapping[str, Sequence[Entry]]) -> Cost:
    """Return the cost of what became of messages; `before` are the catalogues as they were."""
    waiting = {msgid for entries in before.values() for msgid, entry in active(entries).items() if not entry.is_done}
    texts: dict[str, dict[str, list[str]]] = {}
    for event in merged.events:
        if event.kind in KINDS and not _was_waiting(event, waiting):
            texts.setdefault(event.domain, {kind: [] for kind in KINDS})[event.kind].append(event.msgid)
    return {domain: {kind: count(each) for kind, each in kinds.items()} for domain, kinds in sorted(texts.items())}


def total(pages: Cost, kinds: Iterable[str] = KINDS) -> Count:
    """Return the messages and words of some kinds, on all pages."""
    return sum((page[kind] for page in pages.values() for kind in kinds), Count())


def as_text(language: str, pages: Cost, since: str, translate: Translate) -> str:
    """Return the sum, and a line per page that has changed."""
    to_do = total(pages, TO_DO)
    summary = phrase(
        "To be translated or corrected since {commit} – messages: {messages}, words: {words}",
        commit=since,
        messages=to_do.messages,
        words=to_do.words,
    )
    lines = [f"{language}: {spoken(summary, translate)}"]
    if not pages:
        return lines[0]
    names = {
        FUZZY: phrase("fuzzy"),
        NEW: phrase("new"),
        CARRIED: phrase("carried over"),
        MOVED: phrase("moved"),
    }
    head = [language, *(spoken(cell, translate) for kind in KINDS for cell in (names[kind], phrase("words")))]
    rows = [[domain, *_cells(page)] for domain, page in pages.items()]
    whole = {kind: total(pages, (kind,)) for kind in KINDS}
    return "\n".join([*lines, *table([head, *rows, [spoken(phrase("all pages"), translate), *_cells(whole)]])])


def as_json(languages: Mapping[str, Cost]) -> str:
    """Return the cost in each language; docs/translators.md tells its form."""
    data = {
        language: {
            "total": {kind: asdict(total(pages, (kind,))) for kind in KINDS},
            "pages": {domain: {kind: asdict(page[kind]) for kind in KINDS} for domain, page in pages.items()},
        }
        for language, pages in languages.items()
    }
    return json.dumps(data, indent=1)


def _was_waiting(event: Event, waiting: set[str]) -> bool:
    return event.kind in TO_DO and event.msgid in waiting


def _cells(page: Mapping[str, Count]) -> list[int]:
    return [number for kind in KINDS for number in (page[kind].messages, page[kind].words)]
