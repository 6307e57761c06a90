"""Merges the messages of the pages into the catalogues of one language, and loses no translation.

A message takes the translation that is nearest: its own; that of the same text on its page under another name, on
another page, in git's last commit, in the memory; then that of a text which differs in form only; and last that of one
which is like it, as fuzzy. What no page uses any more goes to the memory.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handbook.catalogs.comments import is_review
from handbook.catalogs.entries import Entry, united
from handbook.catalogs.merging.candidates import MARK, Candidate, Candidates, Place, carried
from handbook.catalogs.merging.conflicts import is_undecided, without_mark
from handbook.catalogs.merging.memory import MEMORY, memory_of, remembered
from handbook.catalogs.merging.similar import header_for, homes_of

# The messages of each page, in its order, with the places they come from.
Template = Sequence[Entry]
Domains = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """All that is known of one language before a merge: catalogues by domain, headers first, and the memory."""

    catalogues: Domains
    recorded: Domains
    memory: Sequence[Entry]
    recorded_memory: Sequence[Entry]
    header: Entry  # that of a new catalogue


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What became of a message: kept, waiting, undecided, mispaired, moved, carried, fuzzy, new or retired.

    `source` is whence it came.
    """

    kind: str
    domain: str
    msgid: str
    source: str = ""


@dataclass(kw_only=True, slots=True)
class Merged:
    """The catalogues and the memory after a merge, and what happened to each message."""

    catalogues: dict[str, list[Entry]] = field(default_factory=dict)
    memory: list[Entry] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    homes: dict[str, list[str]] = field(default_factory=dict)


def merge(templates: Mapping[str, Template], known: Known, references: Callable[[str], Mapping[str, Any]]) -> Merged:
    """Return the catalogues of the pages in `templates`. `references` gives the link definitions of a page."""
    merged = Merged(homes=homes_of(templates, known.catalogues, known.recorded))
    candidates = Candidates(_candidates(templates, known))
    for domain, template in templates.items():
        homes = [domain, *merged.homes[domain]]
        header = header_for(homes, known.catalogues, known.recorded, known.header)
        own = {entry.msgid: entry for entry in known.catalogues.get(domain, ())[1:] if not entry.is_obsolete}
        merged.catalogues[domain] = [header]
        for message in template:
            entry, event = _translated(message, own.get(message.msgid), homes, candidates, references)
            if entry.locations != message.locations or entry.is_obsolete:
                entry = replace(entry, locations=message.locations, is_obsolete=False, context=None)
            merged.catalogues[domain].append(entry)
            merged.events.append(event)
    _retire(merged, known)
    return merged


def _candidates(templates: Mapping[str, Template], known: Known) -> Iterator[Candidate]:
    for place, domains in ((Place.CATALOGUE, known.catalogues), (Place.RECORDED, known.recorded)):
        for domain, entries in domains.items():
            is_gone = place is Place.CATALOGUE and domain not in templates
            for entry in entries[1:]:
                yield Candidate(entry=entry, domain=domain, place=Place.GONE if is_gone else place)
    for entry in remembered([*known.memory, *known.recorded_memory]):
        yield Candidate(entry=entry, domain=MEMORY, place=Place.MEMORY)


def _translated(
    message: Entry,
    own: Entry | None,
    homes: Sequence[str],
    candidates: Candidates,
    references: Callable[[str], Mapping[str, Any]],
) -> tuple[Entry, Event]:
    """Return the entry of a message, and what became of it."""

    def event(kind: str, source: str = "") -> Event:
        return Event(kind=kind, domain=homes[0], msgid=message.msgid, source=source)

    if own and own.is_done:
        return _finished(own), event("kept")
    if own and own.msgstr.strip() and is_undecided(own):
        return own, event("undecided")
    if own and own.msgstr.strip() and not candidates.is_of_another(own):
        return own, event("waiting")
    notes = own.comments if own else ()
    has_draft = bool(own and own.msgstr.strip())
    found, is_certain = candidates.exact(message.msgid, homes)
    if found and (found.entry.is_done or not has_draft):
        flags = found.entry.flags if is_certain else found.entry.flags | {"fuzzy"}
        entry = replace(found.entry, flags=flags, comments=united(notes, found.entry.comments))
        return entry, event("moved" if "fuzzy" not in flags else "fuzzy", found.domain)
    entry, kind, source = _reworded(message, homes, candidates, references)
    # A draft of ours says what it translates; that of another program does not.
    if own and (kind == "new" or (has_draft and own.previous is not None)):
        return own, event("waiting")
    return replace(entry, comments=united(notes, entry.comments)), event(kind, source)


def _reworded(
    message: Entry, homes: Sequence[str], candidates: Candidates, references: Callable[[str], Mapping[str, Any]]
) -> tuple[Entry, str, str]:
    """Return the entry of a message whose text is new: what another text lends it, what that is called, and whence."""
    for old in candidates.same_sense(message.msgid, homes):
        if told := carried(old.entry.msgid, message.msgid, old.entry.msgstr, references(homes[0])):
            msgstr, changes = told
            comments = (*_own_words(old.entry), f"{MARK}{changes}")
            entry = replace(old.entry, msgid=message.msgid, msgstr=msgstr, comments=comments, previous=old.entry.msgid)
            return entry, "carried", old.domain
    if similar := candidates.similar(message.msgid, homes):
        lent = similar.entry
        previous = lent.previous if lent.is_fuzzy and lent.previous is not None else lent.msgid
        flags, comments = lent.flags | {"fuzzy"}, _own_words(lent)
        entry = replace(lent, msgid=message.msgid, previous=previous, flags=flags, comments=comments)
        return entry, "fuzzy", similar.domain
    return message, "new", ""


def _finished(entry: Entry) -> Entry:
    """Return a finished entry without what was there for the person who has finished it."""
    entry = without_mark(entry)
    if entry.previous is None or any(line.startswith(MARK) for line in entry.comments):
        return entry
    return replace(entry, previous=None)


def _own_words(entry: Entry) -> tuple[str, ...]:
    """Return the comments of translators on a text that is another now: without ours, and without reviews of it."""
    return tuple(line for line in entry.comments if not line.startswith(MARK) and not is_review(line))


def _retire(merged: Merged, known: Known) -> None:
    """Put into the memory what was translated and is in no catalogue any more."""
    used = {entry.pair for entries in merged.catalogues.values() for entry in entries if entry.is_done}
    texts = {entry.msgstr for entries in merged.catalogues.values() for entry in entries}
    remembers = [*remembered(known.memory), *remembered(known.recorded_memory)]
    pairs = {entry.pair for entry in remembers}
    for domain, entry in _left(merged, known):
        if entry.pair in used or (entry.msgstr in texts and not entry.is_done):
            continue
        remembers.append(entry)
        if entry.pair not in pairs:
            pairs.add(entry.pair)
            merged.events.append(Event(kind="retired", domain=domain, msgid=entry.msgid))
    kept = [entry for entry in remembers if entry.pair not in used and (entry.is_done or entry.msgstr not in texts)]
    header = known.memory[0] if known.memory else replace(known.header, comments=())
    credits = _credits(merged, known)
    if kept or credits or header.comments:
        merged.memory = memory_of(kept, header, credits)


def _left(merged: Merged, known: Known) -> Iterator[tuple[str, Entry]]:
    """Yield all that was translated, of today and in git, but for what has been put right since."""
    for domain, entries in known.catalogues.items():
        yield from ((domain, entry) for entry in entries[1:] if entry.msgstr.strip())
    for domain, entries in known.recorded.items():
        done = {entry.msgid for entry in merged.catalogues.get(domain, ()) if entry.is_done}
        yield from ((domain, entry) for entry in entries[1:] if entry.msgstr.strip() and entry.msgid not in done)


def _credits(merged: Merged, known: Known) -> list[str]:
    """Return what headers of catalogues that are gone say, and no other does."""
    said = {line for entries in merged.catalogues.values() for line in entries[0].comments}
    gone = known.catalogues.keys() - merged.catalogues.keys()
    return [line for domain in sorted(gone) for line in known.catalogues[domain][0].comments if line not in said]
