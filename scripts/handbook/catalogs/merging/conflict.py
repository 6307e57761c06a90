"""Joins the two sides of a merge message by message, where git can only join lines.

What one side alone has changed is taken. Where both have translated the same message otherwise, ours stays in its
place, fuzzy and with theirs in a comment; both are kept as obsolete entries, which the next merge with the pages moves
to the memory. Nothing of either side is lost, whoever decides what.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from handbook.catalogs.entries import Entry, active, fields, header_of, united
from handbook.catalogs.merging.memory import memory_of, remembered

# How the comment of an entry begins about which somebody has to decide.
MARK, END = "decide: the other side of the merge says “", "”"

_MARKER = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$")


class _Side(Enum):
    BOTH, OURS, BASE, THEIRS = range(4)


_BEGINS = {b"<": _Side.OURS, b"|": _Side.BASE, b"=": _Side.THEIRS, b">": _Side.BOTH}


def is_in_conflict(data: bytes) -> bool:
    """Whether git has left its markers in a file."""
    return any(_MARKER.match(line) for line in data.split(b"\n"))


def divide(data: bytes) -> tuple[bytes, bytes]:
    """Return our side and theirs of a file with git's markers."""
    side, ours, theirs = _Side.BOTH, [], []
    for line in data.split(b"\n"):
        if _MARKER.match(line):
            side = _BEGINS[line[:1]]
            continue
        if side in (_Side.BOTH, _Side.OURS):
            ours.append(line)
        if side in (_Side.BOTH, _Side.THEIRS):
            theirs.append(line)
    return b"\n".join(ours), b"\n".join(theirs)


def decision(msgstr: str) -> str:
    """Return the comment that asks for a decision between a translation and `msgstr`."""
    return f"{MARK}{' '.join(msgstr.split())}{END}"


def is_undecided(entry: Entry) -> bool:
    """Whether a merge has left the choice between two translations of `entry`."""
    return any(line.startswith(MARK) for line in entry.comments)


def without_mark(entry: Entry) -> Entry:
    """Return a finished entry without the comment that asked for a decision: it is taken."""
    if not is_undecided(entry):
        return entry
    kept, is_mark = [], False
    for line in entry.comments:
        is_mark = is_mark or line.startswith(MARK)
        if not is_mark:
            kept.append(line)
        is_mark = is_mark and not line.endswith(END)
    return replace(entry, comments=tuple(kept))


def join(
    base: Sequence[Entry], ours: Sequence[Entry], theirs: Sequence[Entry], *, is_memory: bool = False
) -> list[Entry]:
    """Return the catalogue that holds what both sides say. `base` is what both come from, empty when nobody knows."""
    header = _join_headers(base[:1], ours[0], theirs[0])
    if is_memory:
        return memory_of([*remembered(ours), *remembered(theirs)], header)
    before, here, there = (active(side) for side in (base, ours, theirs))
    joined: list[Entry] = []
    retired = [entry for entry in [*ours, *theirs] if entry.is_obsolete]
    for msgid in _order(list(here), list(there)):
        entry, other = _chosen(before.get(msgid), here.get(msgid), there.get(msgid))
        retired += other
        if entry:
            joined.append(entry)
    return [header, *joined, *_numbered(retired, joined)]


def _order(ours: list[str], theirs: list[str]) -> list[str]:
    """Return the messages of both sides: ours in their order, each of theirs behind the one that it follows there."""
    known = set(ours)
    behind: dict[str | None, list[str]] = {}
    last = None
    for msgid in theirs:
        if msgid not in known:
            behind.setdefault(last, []).append(msgid)
        else:
            last = msgid
    return [each for msgid in (None, *ours) for each in ([msgid] if msgid else []) + behind.get(msgid, [])]


def _chosen(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry | None, list[Entry]]:
    """Return the entry of a message, and what of the sides is retired with it."""
    if not ours or not theirs:
        only = ours or theirs
        is_removed = base and only and _told(base) == _told(only)  # by the other side, and ours has not touched it
        return (None, [only]) if only and is_removed else (only, [])
    comments = united(ours.comments, theirs.comments)
    if _told(ours) == _told(theirs) or (base and _told(theirs) == _told(base)):
        return replace(ours, comments=comments), []
    if base and _told(ours) == _told(base):
        return replace(theirs, comments=comments), []
    if _worth(ours) != _worth(theirs):
        better, other = (ours, theirs) if _worth(ours) > _worth(theirs) else (theirs, ours)
        return replace(better, comments=comments), [other]
    if ours.is_done and ours.msgstr != theirs.msgstr:
        comments = united(comments, [decision(theirs.msgstr)])
        return replace(ours, comments=comments, flags=ours.flags | {"fuzzy"}), [ours, theirs]
    return replace(ours, comments=comments), [theirs]


def _told(entry: Entry) -> tuple[str, bool]:
    return entry.msgstr, entry.is_fuzzy


def _worth(entry: Entry) -> int:
    return 2 if entry.is_done else 1 if entry.msgstr.strip() else 0


def _numbered(retired: Iterable[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Return the retired entries as obsolete ones, each pair once, so that no two look alike to GNU gettext."""
    taken = {entry.msgid: 1 for entry in others}
    pairs = {entry.pair: entry for entry in retired if entry.msgstr.strip()}
    whole = []
    for entry in pairs.values():
        number = taken[entry.msgid] = taken.get(entry.msgid, 0) + 1
        context = str(number) if number > 1 else None
        whole.append(replace(entry, is_obsolete=True, context=context))
    return whole


def _join_headers(base: Sequence[Entry], ours: Entry, theirs: Entry) -> Entry:
    before = fields(base[0].msgstr) if base else {}
    here, there = fields(ours.msgstr), fields(theirs.msgstr)
    values = {**there, **here}
    values |= {name: value for name, value in there.items() if here.get(name) == before.get(name) != value}
    return replace(ours, msgstr=header_of(values), comments=united(ours.comments, theirs.comments))
