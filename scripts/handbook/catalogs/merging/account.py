"""What `make po` has done, in numbers and names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from handbook.catalogs.merging.merge import Event, Merged
from handbook.finding import excerpt

# How many messages of a kind are named; the catalogues hold the others.
_NAMED = 20

_KINDS = {
    "kept": "kept",
    "moved": "moved here from elsewhere",
    "carried": "carried over, since only the form of the English has changed",
    "fuzzy": "fuzzy: the English has changed; correct them",
    "new": "new: translate them",
    "waiting": "waiting as before, fuzzy or not translated",
    "retired": "retired to the memory",
}


def account(merged: Merged, language: str, settled: Iterable[str] = ()) -> Iterator[str]:
    """Yield the lines of the report: conflicts, pages under other names, then each kind of message."""
    for path in settled:
        yield f"{path}: both sides of the merge are joined; git add it when all is well"
    moved = defaultdict(Counter)
    for event in merged.events:
        if event.kind == "moved":
            moved[event.domain][event.source] += 1
    for domain, homes in merged.homes.items():
        for home in homes:
            yield f"{language}: {home} is now {domain}: {moved[domain][home]} translations have moved"
    counts = Counter(event.kind for event in merged.events)
    yield f"{language}: {', '.join(f'{counts[kind]} {kind}' for kind in _KINDS if counts[kind]) or 'no messages'}"
    for kind, told in _KINDS.items():
        if counts[kind] and kind not in ("kept", "waiting"):
            yield from _named(kind, told, [event for event in merged.events if event.kind == kind])


def _named(kind: str, told: str, events: list[Event]) -> Iterator[str]:
    yield f"  {told}:"
    for event in events[:_NAMED]:
        whence = f" (from {event.source})" if kind == "moved" and event.source else ""
        yield f"    {event.domain}.po: “{excerpt(event.msgid, 70)}”{whence}"
    if len(events) > _NAMED:
        yield f"    … and {len(events) - _NAMED} more"
