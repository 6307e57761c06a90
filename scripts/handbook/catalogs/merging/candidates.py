"""Which translations a message may take: all that there are in a language, wherever they stand."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from handbook.catalogs.entries import Entry, fields, header_of, united
from handbook.catalogs.header import canonical_header
from handbook.catalogs.merging.memory import MEMORY, remembered
from handbook.catalogs.merging.similar import Similar, sense

# Entries of each page, by domain.
Domains = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Translations:
    """All translations of one language before a merge: catalogues by domain, headers first, and the memory.

    Those that are `recorded` are in git's last commit; `header` is that of a new catalogue.
    """

    catalogues: Domains
    recorded: Domains
    memory: Sequence[Entry]
    recorded_memory: Sequence[Entry]
    header: Entry


class Provenance(IntEnum):
    """Where a translation comes from, the nearest first."""

    GONE = 0  # the catalogue of a page that is no more
    CATALOGUE = 1
    RECORDED = 2  # in git's HEAD
    MEMORY = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A translation, and the catalogue in which it stands."""

    entry: Entry
    domain: str
    provenance: Provenance


class Candidates:
    """The translations of a language, by what they translate."""

    def __init__(self, templates: Domains, translations: Translations) -> None:
        self._by_msgid: dict[str, list[Candidate]] = defaultdict(list)
        self._by_domain: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, set[str]] = defaultdict(set)
        self._similar_by_domain: dict[str, Similar] = {}
        for candidate in _candidates(templates, translations):
            entry = candidate.entry
            if entry.msgstr.strip():
                self._by_msgid[entry.msgid].append(candidate)
                self._by_domain[candidate.domain].append(entry.msgid)
                if entry.is_done:
                    self._texts[entry.msgstr].add(entry.msgid)

    @cached_property
    def _by_sense(self) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = defaultdict(list)
        for msgid in sorted(self._by_msgid):
            texts[sense(msgid)].append(msgid)
        return texts

    @cached_property
    def _similar(self) -> Similar:
        return Similar(self._by_msgid)

    def exact(self, msgid: str, homes: Sequence[str]) -> tuple[Candidate | None, bool]:
        """Return the nearest translation of `msgid`, and whether it is beyond doubt.

        `homes` are the catalogue of its page and those that the page had under other names. A finished translation
        comes before a draft; where other pages disagree, none of them is beyond doubt.
        """
        candidates = self._by_msgid.get(msgid, ())
        done = [candidate for candidate in candidates if candidate.entry.is_done]
        for home in homes:
            if near := [
                candidate
                for candidate in done
                if candidate.domain == home and candidate.provenance is not Provenance.MEMORY
            ]:
                return min(near, key=_nearest), True
        if done:
            best = min(done, key=_nearest)
            rivals = {candidate.entry.msgstr for candidate in done if candidate.provenance is best.provenance}
            return best, len(rivals) == 1
        drafts = sorted(candidates, key=lambda candidate: (candidate.domain not in homes, _nearest(candidate)))
        return (drafts[0] if drafts else None), True

    def same_sense(self, msgid: str, homes: Sequence[str]) -> list[Candidate]:
        """Return the finished translations of texts that differ from `msgid` in form only."""
        texts = (text for text in self._by_sense.get(sense(msgid), ()) if text != msgid)
        candidates = (self.exact(text, homes)[0] for text in texts)
        return [candidate for candidate in candidates if candidate and candidate.entry.is_done]

    def similar(self, msgid: str, homes: Sequence[str]) -> Candidate | None:
        """Return the translation of the text most like `msgid`, on its own page if there is one."""
        near = (self._similar_on(home).to(msgid) for home in homes)
        text = next((text for text in near if text is not None), None) or self._similar.to(msgid)
        return self.exact(text, homes)[0] if text is not None else None

    def _similar_on(self, domain: str) -> Similar:
        if domain not in self._similar_by_domain:
            self._similar_by_domain[domain] = Similar(self._by_domain.get(domain, ()))
        return self._similar_by_domain[domain]

    def is_of_another(self, entry: Entry) -> bool:
        """Whether the text of a draft is the translation of another message: a program put it there, not a person."""
        messages = self._texts.get(entry.msgstr, set())
        return bool(messages) and entry.msgid not in messages


def _candidates(templates: Domains, translations: Translations) -> Iterator[Candidate]:
    for domain, entries in translations.catalogues.items():
        provenance = Provenance.CATALOGUE if domain in templates else Provenance.GONE
        yield from (Candidate(entry=entry, domain=domain, provenance=provenance) for entry in entries[1:])
    for domain, entries in translations.recorded.items():
        yield from (Candidate(entry=entry, domain=domain, provenance=Provenance.RECORDED) for entry in entries[1:])
    for entry in remembered([*translations.memory, *translations.recorded_memory]):
        yield Candidate(entry=entry, domain=MEMORY, provenance=Provenance.MEMORY)


def _nearest(candidate: Candidate) -> tuple[int, str, str, str]:
    entry = candidate.entry
    return candidate.provenance, candidate.domain, entry.context or "", entry.msgstr


def homes_of(templates: Domains, catalogues: Domains, recorded: Domains) -> dict[str, list[str]]:
    """Return for each page the names it may have had before, most likely first.

    Such a name is that of a page which is gone, and whose finished messages are half of those of the page, or the other
    way round. A page that was divided gives its name to all of its parts. A page that git knows has had no other name.
    """
    gone = {
        domain: {
            entry.msgid for entry in [*catalogues.get(domain, ())[1:], *recorded.get(domain, ())[1:]] if entry.is_done
        }
        for domain in {*catalogues, *recorded} - templates.keys()
    }
    homes: dict[str, list[str]] = {}
    for domain, template in templates.items():
        messages = {entry.msgid for entry in template}
        shared = {} if domain in recorded else {name: len(messages & finished) for name, finished in gone.items()}
        likely = [name for name, count in shared.items() if count and count * 2 >= min(len(messages), len(gone[name]))]
        homes[domain] = sorted(likely, key=lambda name: (-shared[name], name))
    return homes


def header_for(homes: Sequence[str], catalogues: Domains, recorded: Domains, new: Entry) -> Entry:
    """Return the header of a page: its own, with the credits of those that it had under other names."""
    if homes[0] in catalogues and len(homes) == 1:
        return catalogues[homes[0]][0]
    headers = [
        canonical_header(domains[home][0]) for home in homes for domains in (catalogues, recorded) if home in domains
    ]
    if not headers:
        return new
    values: dict[str, str] = {}
    for header in reversed(headers):
        values |= fields(header.msgstr)
    comments = united(*(header.comments for header in headers))
    return replace(headers[0], msgstr=header_of(values), comments=comments)
