"""What `make po` has done, in numbers and names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from handbook.catalogs.merging.memory import MEMORY
from handbook.catalogs.merging.merge import Event, Merged
from handbook.findings.finding import excerpt
from handbook.findings.phrase import Phrase, listed, phrase

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
