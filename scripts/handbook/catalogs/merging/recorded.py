"""The catalogues as git has them, of a commit or a side of a merge; thousands of versions cost as much as few."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import MAX_BYTES, GrammarError, parse
from handbook.catalogs.merging.memory import TIMES
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.history.git import ask_git
from handbook.project.project import Project

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


# The stages of git's index: what both sides come from, ours, and theirs.
BASE, OURS, THEIRS = 1, 2, 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def recorded(project: Project, commit: str = "HEAD") -> Mapping[str, bytes] | None:
    """Return each ``.po`` file of a commit by its path from the project's root; None where git has no such commit."""
    listed = ask_git(project.root, "ls-tree", "-r", "-z", commit, "--", "locales/")
    if listed is None:
        return None
    rows = [row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0")]
    places = {path: about.split()[2] for about, _, path in rows if path.endswith(".po") and about[:3] == "100"}
    blobs = read_blobs(project, places.values())
    return {path: blobs[place] for path, place in places.items() if place in blobs}


def commit_of(project: Project, since: str) -> str:
    """Return the commit that `since` names; for a day, like 2026-01-31, the last one before it began.

    Raises HandbookError where git has no such commit.
    """
    found = ask_git(project.root, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    if not found and _DAY.fullmatch(since):
        found = ask_git(project.root, "rev-list", "-1", f"--before={since}T00:00:00", "HEAD")
    if not found:
        if _DAY.fullmatch(since) and not _is_day(since):
            message = phrase("there is no day “{day}”; name another, like 2026-01-31", day=since)
            raise HandbookError([Finding(path="locales", line=1, message=message, rule="git-history")])
        message = phrase(
            "git has no commit “{commit}” of this folder, nor one before such a day; name another, or a later day",
            commit=since,
        )
        raise HandbookError([Finding(path="locales", line=1, message=message, rule="git-history")])
    return found.decode("ascii").strip()


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def unmerged(project: Project) -> Mapping[str, Mapping[int, bytes]]:
    """Return the stages of each ``.po`` file that git has left in conflict, by its path from the project's root."""
    listed = ask_git(project.root, "ls-files", "-u", "-z", "--", "locales/") or b""
    rows = [row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0")]
    places = [(path, *about.split()[1:]) for about, _, path in rows if path.endswith(".po")]
    blobs = read_blobs(project, (place for _, place, _ in places))
    found: dict[str, dict[int, bytes]] = {}
    for path, place, stage in places:
        found.setdefault(path, {})[int(stage)] = blobs[place]
    return found


def versions(project: Project, path: str) -> Iterable[bytes]:
    """Return each content that a file of the project has had in the history of HEAD, the newest first."""
    changes = ask_git(project.root, "log", "--format=", "--raw", "--no-abbrev", "--no-renames", "--", path) or b""
    # Per change: modes and contents, old and new, then a letter; nothing but zeros where the file was removed.
    changed = [line.split()[3] for line in changes.decode("utf-8", "replace").splitlines() if line]
    places = [place for place in dict.fromkeys(changed) if place.strip("0")]
    blobs = read_blobs(project, places)
    return [blobs[place] for place in places if place in blobs]


def read_blobs(project: Project, places: Iterable[str]) -> Mapping[str, bytes]:
    """Return the files that git keeps under these names, in one call. Raises HandbookError where git lacks one."""
    wanted = list(dict.fromkeys(places))
    if not wanted:
        return {}
    data = ask_git(project.root, "cat-file", "--batch", stdin="".join(f"{place}\n" for place in wanted).encode())
    if data is None:  # a clone that fetches files when they are asked for, and cannot reach where it comes from
        raise _lacking(wanted[0])
    found: dict[str, bytes] = {}
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        place, kind, *size = data[start:end].decode("ascii").split()
        if not size:  # “missing”: told as nothing, a catalogue would look as if it had never been
            raise _lacking(place)
        length = int(size[0])
        if kind == "blob":
            found[place] = data[end + 1 : end + 1 + length]
        start = end + length + 2
    return found


def _lacking(place: str) -> HandbookError:
    message = phrase(
        "git lacks a catalogue of its history ({place}); fetch the whole repository, or clone it anew", place=place
    )
    return HandbookError([Finding(path="locales", line=1, message=message, rule="git-history")])
