"""What a catalogue said at some time, and how to read thousands of its versions: what they share is parsed once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import MAX_BYTES, GrammarError, parse
from handbook.catalogs.merging.memory import TIMES

# How the comment begins that stays with a translation which `make po` has marked, where the memory cannot tell so.
MARK = "read again: "

# A translation that stands for more messages than so many is a general one, like “Sources”, and tells nothing.
MANY = 20
# A message and its translation.
Pair = tuple[str, str]

_HEADER = b'msgid ""\nmsgstr ""\n\n'


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The entries of one catalogue, or of the memory, without its header; `blob` is git's name for the file."""

    entries: tuple[Entry, ...] = ()
    blob: str = ""

    @cached_property
    def in_use(self) -> Mapping[str, Entry]:
        """The entries that are not obsolete, by message."""
        return active(self.entries)

    @cached_property
    def finished(self) -> frozenset[Pair]:
        """Every finished pair, obsolete ones too."""
        return frozenset([entry.pair for entry in self.entries if entry.is_done])

    def messages(self, msgstr: str) -> Sequence[str]:
        """Return the messages that a finished translation stands for, none where they are more than `MANY`."""
        found = self._messages.get(msgstr, ())
        return found if len(found) <= MANY else ()

    @cached_property
    def _messages(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for msgid, msgstr in sorted(self.finished):
            found[msgstr].append(msgid)
        return found

    @property
    def marked(self) -> Iterable[Pair]:
        """The pairs that bear `MARK`."""
        return (
            entry.pair
            for entry in self.entries
            if entry.comments and any(line.startswith(MARK) for line in entry.comments)
        )


def united_snapshot(snapshots: Iterable[Snapshot]) -> Snapshot:
    """Return what several catalogues say together."""
    return Snapshot(entries=tuple(entry for each in snapshots for entry in each.entries))


class SnapshotReader:
    """Reads versions of catalogues, each part between empty lines once: versions differ by few."""

    def __init__(self) -> None:
        self._parts: dict[bytes, tuple[Entry, ...]] = {}

    def read(self, data: bytes, blob: str = "") -> Snapshot | None:
        """Return what a file says, or None where it is no catalogue."""
        if len(data) > MAX_BYTES * TIMES:
            return None
        entries: list[Entry] = []
        comments: list[bytes] = []
        known = self._parts
        try:
            for part in (data.replace(b"\r\n", b"\n") if b"\r" in data else data).split(b"\n\n"):
                found = known[part] if part in known else self._parsed(part)
                if not found:  # they belong to what follows
                    comments.append(part)
                elif comments:
                    entries += self._parsed(b"\n".join([*comments, part]))
                    comments = []
                else:
                    entries += found
        except GrammarError:
            return None
        return Snapshot(entries=tuple(entry for entry in entries if entry.msgid), blob=blob)

    def _parsed(self, part: bytes) -> tuple[Entry, ...]:
        if part not in self._parts:
            self._parts[part] = tuple(parse(_HEADER + part, times=TIMES, is_unique=False)[1:])
        return self._parts[part]
