"""Merges the messages of the pages into the catalogues of one language, and loses no translation.

A message takes the translation that is nearest: its own; that of the same text on its page under another name, on
another page, in git's last commit, in the memory; then that of a text which differs in form only; and last that of one
which is like it, as fuzzy. What no page uses any more goes to the memory.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handbook.catalogs.comments import is_review
from handbook.catalogs.entries import Entry, active, united
from handbook.catalogs.merging.candidates import Candidates, Domains, Translations, header_for, homes_of
from handbook.catalogs.merging.conflicts import is_undecided, without_mark
from handbook.catalogs.merging.memory import MEMORY, memory_of, remembered
from handbook.catalogs.merging.similar import carried
from handbook.findings.finding import excerpt
from handbook.findings.phrase import Phrase, listed, phrase

# How the comment above an entry that was carried over begins.
MARK = "carried over: "


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What became of a message: kept, waiting, undecided, mispaired, moved, carried, fuzzy, new or retired.

    `source` is the catalogue from which its translation came.
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


def merge(templates: Domains, translations: Translations, references: Callable[[str], Mapping[str, Any]]) -> Merged:
    """Return the catalogues of the pages, and what happened to each message.

    `templates` are the messages of each page, in its order, with the places they come from; `references` gives the link
    definitions of a page.
    """
    merged = Merged(homes=homes_of(templates, translations.catalogues, translations.recorded))
    candidates = Candidates(templates, translations)
    for domain, template in templates.items():
        homes = [domain, *merged.homes[domain]]
        header = header_for(homes, translations.catalogues, translations.recorded, translations.header)
        own = active(translations.catalogues.get(domain, ()))
        merged.catalogues[domain] = [header]
        for message in template:
            entry, event = _translated(message, own.get(message.msgid), homes, candidates, references)
            if entry.locations != message.locations or entry.is_obsolete:
                entry = replace(entry, locations=message.locations, is_obsolete=False, context=None)
            merged.catalogues[domain].append(entry)
            merged.events.append(event)
    _retire(merged, translations)
    return merged


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
    has_draft = bool(own and own.msgstr.strip())
    if own and has_draft and is_undecided(own):
        return own, event("undecided")
    if own and has_draft and not candidates.is_of_another(own):
        return own, event("waiting")
    notes = own.comments if own else ()
    exact, is_certain = candidates.exact(message.msgid, homes)
    if exact and (exact.entry.is_done or not has_draft):
        flags = exact.entry.flags if is_certain else exact.entry.flags | {"fuzzy"}
        entry = replace(exact.entry, flags=flags, comments=united(notes, exact.entry.comments))
        return entry, event("fuzzy" if entry.is_fuzzy else "moved", exact.domain)
    entry, kind, source = _reworded(message, homes, candidates, references)
    # A draft of ours says what it translates; that of another program does not.
    if own and (kind == "new" or (has_draft and own.previous is not None)):
        return own, event("waiting")
    return replace(entry, comments=united(notes, entry.comments)), event(kind, source)


def _reworded(
    message: Entry, homes: Sequence[str], candidates: Candidates, references: Callable[[str], Mapping[str, Any]]
) -> tuple[Entry, str, str]:
    """Return the entry of a message whose text is new, what became of it, and the catalogue its translation is from."""
    for old in candidates.same_sense(message.msgid, homes):
        if result := carried(old.entry.msgid, message.msgid, old.entry.msgstr, references(homes[0])):
            msgstr, changes = result
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
    """Return a finished entry without what helped to finish it: the mark of a choice, and the text from before."""
    entry = without_mark(entry)
    if entry.previous is None or any(line.startswith(MARK) for line in entry.comments):
        return entry
    return replace(entry, previous=None)


def _own_words(entry: Entry) -> tuple[str, ...]:
    """Return the comments that still hold when the text has changed: without ours, and without reviews."""
    return tuple(line for line in entry.comments if not line.startswith(MARK) and not is_review(line))


def _retire(merged: Merged, translations: Translations) -> None:
    """Put into the memory what was translated and is in no catalogue any more."""
    used = {entry.pair for entries in merged.catalogues.values() for entry in entries if entry.is_done}
    texts = {entry.msgstr for entries in merged.catalogues.values() for entry in entries}
    remembers = [*remembered(translations.memory), *remembered(translations.recorded_memory)]
    pairs = {entry.pair for entry in remembers}
    for domain, entry in _left(merged, translations):
        if entry.pair in used or (entry.msgstr in texts and not entry.is_done):
            continue
        remembers.append(entry)
        if entry.pair not in pairs:
            pairs.add(entry.pair)
            merged.events.append(Event(kind="retired", domain=domain, msgid=entry.msgid))
    kept = [entry for entry in remembers if entry.pair not in used and (entry.is_done or entry.msgstr not in texts)]
    header = translations.memory[0] if translations.memory else replace(translations.header, comments=())
    credits = _credits(merged, translations)
    if kept or credits or header.comments:
        merged.memory = memory_of(kept, header, credits)


def _left(merged: Merged, translations: Translations) -> Iterator[tuple[str, Entry]]:
    """Yield all that was translated, of today and in git, but for what has been put right since."""
    for domain, entries in translations.catalogues.items():
        yield from ((domain, entry) for entry in entries[1:] if entry.msgstr.strip())
    for domain, entries in translations.recorded.items():
        done = {entry.msgid for entry in merged.catalogues.get(domain, ()) if entry.is_done}
        yield from ((domain, entry) for entry in entries[1:] if entry.msgstr.strip() and entry.msgid not in done)


def _credits(merged: Merged, translations: Translations) -> list[str]:
    """Return what headers of catalogues that are gone say, and no other does."""
    kept = {line for entries in merged.catalogues.values() for line in entries[0].comments}
    gone = translations.catalogues.keys() - merged.catalogues.keys()
    lines = (line for domain in sorted(gone) for line in translations.catalogues[domain][0].comments)
    return [line for line in lines if line not in kept]


# How many messages of a kind are named; the catalogues hold the others.
_NAMED = 20

_COUNTS = {
    "kept": phrase("{count} kept"),
    "moved": phrase("{count} moved"),
    "carried": phrase("{count} carried over"),
    "fuzzy": phrase("{count} fuzzy"),
    "mispaired": phrase("{count} wrongly joined by git"),
    "new": phrase("{count} new"),
    "undecided": phrase("{count} to decide"),
    "waiting": phrase("{count} waiting as before"),
    "retired": phrase("{count} retired"),
}
_HEADINGS = {
    "moved": phrase("moved here from elsewhere"),
    "carried": phrase("carried over, since only the form of the source text has changed"),
    "fuzzy": phrase("fuzzy: the source text has changed; correct them"),
    "mispaired": phrase("fuzzy: git has joined them wrongly; correct them"),
    "undecided": phrase("to decide: two translations, one in a comment; keep the better one, and take out the mark"),
    "new": phrase("new: translate them"),
    "retired": phrase("retired to the memory"),
}


def account(merged: Merged, language: str, settled: Iterable[str] = ()) -> Iterator[Phrase]:
    """Yield the lines of the report: conflicts, pages under other names, then each kind of message."""
    for path in settled:
        yield phrase("{file}: both sides of the merge are joined; git add it when all is well", file=path)
    moved: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for event in merged.events:
        if event.kind == "moved":
            moved[event.domain][event.source] += 1
    for domain, homes in merged.homes.items():
        for home in homes:
            yield phrase(
                "{language}: {old} is now {new}; translations that have moved: {count}",
                language=language,
                old=home,
                new=domain,
                count=moved[domain][home],
            )
    counts = Counter(event.kind for event in merged.events)
    parts = [text.format(count=counts[kind]) for kind, text in _COUNTS.items() if counts[kind]]
    yield phrase("{language}: {counts}", language=language, counts=listed(parts) if parts else phrase("no messages"))
    for kind, heading in _HEADINGS.items():
        if counts[kind]:
            yield from _named(heading, [event for event in merged.events if event.kind == kind])


def _named(heading: Phrase, events: list[Event]) -> Iterator[Phrase]:
    yield phrase("  {heading}:", heading=heading)
    for event in events[:_NAMED]:
        text = phrase("    {page}.po: “{message}”")
        if event.kind == "moved" and event.source:
            text = phrase("    {page}.po: “{message}” (from {source})")
        source = phrase("the memory") if event.source == MEMORY else event.source
        yield text.format(page=event.domain, message=excerpt(event.msgid, 70), source=source)
    if len(events) > _NAMED:
        yield phrase("    … and {count} more", count=len(events) - _NAMED)
