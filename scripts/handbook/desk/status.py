"""How far the translations are: messages and words of each page that are done, fuzzy or new.

The pages decide what is wanted, not the catalogues: what no page asks for counts for nothing, and what has no entry yet
is new. Only what readers may see is done.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.lost import current_entries
from handbook.catalogs.reviewed import is_outdated, is_reviewed
from handbook.catalogs.strings import templates_in
from handbook.project.project import Project

STATES = (DONE, FUZZY, NEW) = ("done", "fuzzy", "new")

# What nobody reads: the target of a link, that of a role.
_TARGET = re.compile(r"\]\([^()\s]*\)|\s*<[^<>\s][^<>]*>(?=`)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many messages, and how many words they have in the source language."""

    messages: int = 0
    words: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(messages=self.messages + other.messages, words=self.words + other.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageStatus:
    """What of a page is in which of STATES, and how many entries of its catalogue no page asks for.

    `reviewed` is what of the done a second person has reviewed; `outdated`, how many were before they changed.
    """

    domain: str
    counts: Mapping[str, Count]
    orphans: int = 0
    reviewed: Count = Count()
    outdated: int = 0

    @property
    def total(self) -> Count:
        return sum(self.counts.values(), Count())


def words_in(text: str) -> int:
    """Return how many words a message has: what spaces divide and holds a letter or a digit; a fact is one word."""
    return sum(any(sign.isalnum() for sign in word) for word in _TARGET.sub("", text).split())


def count(texts: Iterable[str]) -> Count:
    """Return how many messages there are, and their words."""
    return sum((Count(messages=1, words=words_in(text)) for text in texts), Count())


def state_of(entry: Entry | None) -> str:
    """Return in which of STATES the translation of a message is, of which this is the entry, if it has one."""
    if entry is None or not entry.msgstr.strip():
        return NEW
    return FUZZY if entry.is_fuzzy else DONE


def status(project: Project, templates: Mapping[str, Sequence[Entry]], language: str) -> list[PageStatus]:
    """Return how far a language is, page by page; `templates` are the messages of the pages.

    Raises HandbookError for each catalogue that cannot be read.
    """
    catalogues, _ = current_entries(project, language)
    templates = templates_in(project, language, templates, catalogues)
    entries = {domain: active(each) for domain, each in catalogues.items()}
    pages = [_page(domain, template, entries.get(domain, {})) for domain, template in templates.items()]
    gone = (PageStatus(domain=name, counts={}, orphans=len(entries[name])) for name in entries if name not in templates)
    return [*pages, *gone]


def total(pages: Iterable[PageStatus]) -> PageStatus:
    """Return the sum of pages."""
    listed = list(pages)
    counts = {state: sum((page.counts.get(state, Count()) for page in listed), Count()) for state in STATES}
    return PageStatus(
        domain="",
        counts=counts,
        orphans=sum(page.orphans for page in listed),
        reviewed=sum((page.reviewed for page in listed), Count()),
        outdated=sum(page.outdated for page in listed),
    )


def _page(domain: str, template: Sequence[Entry], entries: Mapping[str, Entry]) -> PageStatus:
    texts: dict[str, list[str]] = {state: [] for state in STATES}
    wanted = dict.fromkeys(message.msgid for message in template)
    for msgid in wanted:
        texts[state_of(entries.get(msgid))].append(msgid)
    counts = {state: count(each) for state, each in texts.items()}
    there = [entries[msgid] for msgid in wanted if msgid in entries]
    return PageStatus(
        domain=domain,
        counts=counts,
        orphans=len(entries.keys() - wanted.keys()),
        reviewed=count(entry.msgid for entry in there if is_reviewed(entry)),
        outdated=sum(map(is_outdated, there)),
    )
