"""Counts the work that a change of the pages gives translators: the messages, and their words, on each page.

The pages of today are merged with the catalogues of a commit, as `make po` would do it, and nothing is written. So the
count is the same before `make po`, after it, and when translators have begun. Messages that were untranslated or fuzzy
in that commit already are not counted.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.merge import Merged, merge
from handbook.catalogs.merging.recorded import recorded, recorded_entries
from handbook.catalogs.strings import templates_in
from handbook.desk.status import Count, count, table
from handbook.desk.update import link_definitions
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.project.project import Project

# Messages to correct, to translate, to look at (they were carried to another page), and moved as they are.
KINDS = (FUZZY, NEW, CARRIED, MOVED) = ("fuzzy", "new", "carried", "moved")
TO_DO = (FUZZY, NEW)

# Page -> kind -> how many messages and words.
Cost = Mapping[str, Mapping[str, Count]]


def cost(project: Project, templates: Mapping[str, Sequence[Entry]], language: str, commit: str) -> Cost:
    """Return what translators of a language have to do for the pages as they are now, compared with a commit."""
    before, memory = recorded_entries(recorded(project, commit) or {}, language)
    translations = Translations(
        catalogues=before, recorded=before, memory=memory, recorded_memory=(), header=Entry(msgid="", msgstr="")
    )
    merged = merge(templates_in(project, language, templates, before), translations, link_definitions(project))
    return cost_of(merged, before)


def cost_of(merged: Merged, before: Mapping[str, Sequence[Entry]]) -> Cost:
    """Return the cost of the events of a merge; `before` are the catalogues as they were."""
    waiting = {msgid for entries in before.values() for msgid, entry in active(entries).items() if not entry.is_done}
    texts: dict[str, dict[str, list[str]]] = {}
    for event in merged.events:
        if event.kind in KINDS and not (event.kind in TO_DO and event.msgid in waiting):
            texts.setdefault(event.domain, {kind: [] for kind in KINDS})[event.kind].append(event.msgid)
    return {domain: {kind: count(msgids) for kind, msgids in kinds.items()} for domain, kinds in sorted(texts.items())}


def total(pages: Cost, kinds: Iterable[str] = KINDS) -> Count:
    """Return the messages and words of some kinds, on all pages."""
    return sum((page[kind] for page in pages.values() for kind in kinds), Count())


def as_text(language: str, pages: Cost, since: str, translate: Translate) -> str:
    """Return the sum in a sentence, and a table with a line per page that has changed."""
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
    sums = {kind: total(pages, (kind,)) for kind in KINDS}
    return "\n".join([*lines, *table([head, *rows, [spoken(phrase("all pages"), translate), *_cells(sums)]])])


def as_json(languages: Mapping[str, Cost]) -> str:
    """Return the cost in each language as JSON; docs/translators.md describes its form."""
    data = {
        language: {
            "total": {kind: asdict(total(pages, (kind,))) for kind in KINDS},
            "pages": {domain: {kind: asdict(page[kind]) for kind in KINDS} for domain, page in pages.items()},
        }
        for language, pages in languages.items()
    }
    return json.dumps(data, indent=1)


def _cells(page: Mapping[str, Count]) -> list[int]:
    return [number for kind in KINDS for number in (page[kind].messages, page[kind].words)]
