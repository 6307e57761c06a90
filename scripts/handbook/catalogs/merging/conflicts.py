"""Settles the catalogues that git has left in conflict, message by message, where git can only join lines."""

import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from pathlib import Path

from handbook.catalogs.entries import Entry, active, fields, header_of, united
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.merging.memory import TIMES, is_memory, memory_files, memory_of, remembered
from handbook.catalogs.merging.recorded import BASE, OURS, THEIRS, unmerged
from handbook.catalogs.reader import catalogue_paths
from handbook.catalogs.writer import put, write
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.history.git import merge_lines
from handbook.project.project import Project

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
    own = set(ours)
    behind: dict[str | None, list[str]] = {}
    last = None
    for msgid in theirs:
        if msgid not in own:
            behind.setdefault(last, []).append(msgid)
        else:
            last = msgid
    order = [*behind.get(None, [])]
    for msgid in ours:
        order += [msgid, *behind.get(msgid, [])]
    return order


def _chosen(base: Entry | None, ours: Entry | None, theirs: Entry | None) -> tuple[Entry | None, list[Entry]]:
    """Return the entry of a message, and what of the sides is retired with it."""
    if not ours or not theirs:
        only = ours or theirs
        # One side has removed the entry; the other has not touched it.
        is_removed = base and only and _content(base) == _content(only)
        return (None, [only]) if only and is_removed else (only, [])
    comments = united(ours.comments, theirs.comments)
    if _content(ours) == _content(theirs) or (base and _content(theirs) == _content(base)):
        return replace(ours, comments=comments), []
    if base and _content(ours) == _content(base):
        return replace(theirs, comments=comments), []
    if _worth(ours) != _worth(theirs):
        better, other = (ours, theirs) if _worth(ours) > _worth(theirs) else (theirs, ours)
        return replace(better, comments=comments), [other]
    if ours.is_done and ours.msgstr != theirs.msgstr:
        comments = united(comments, [decision(theirs.msgstr)])
        return replace(ours, comments=comments, flags=ours.flags | {"fuzzy"}), [ours, theirs]
    return replace(ours, comments=comments), [theirs]


def _content(entry: Entry) -> tuple[str, bool]:
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


# A message in use, as the one form writes it.
_MSGID = re.compile(rb'^msgid .*(?:\n".*)*', re.MULTILINE)


def settle(project: Project, language: str) -> list[str]:
    """Join both sides of each catalogue that holds git's markers, or one message twice. Returns the files' names.

    The index of git is asked where the file itself cannot be divided, and left alone: `git add` says that all is well.
    """
    paths, _ = catalogue_paths(project, language)
    stages: Mapping[str, Mapping[int, bytes]] | None = None
    settled = []
    for path in [*paths.values(), *memory_files(project, language)]:
        if not path.is_file():
            continue
        data, name = path.read_bytes(), shown(path, project.root)
        if is_in_conflict(data):
            stages = unmerged(project) if stages is None else stages
            ours, theirs = _sides(data, stages.get(name, {}), name)
            base = _base(stages.get(name, {}).get(BASE, b""))
            put(path, write(join(base, ours, theirs, is_memory=is_memory(path))))
        elif _says_twice(data):
            try:
                put(path, write(_whole(data)))
            except GrammarError:
                continue  # whoever reads it next says so, with its line
        else:
            continue
        settled.append(name)
    return settled


def drive(base: Path, ours: Path, theirs: Path, name: str) -> None:
    """Join three files as git's merge driver does: the result replaces `ours`. `name` is the file in the project."""
    try:
        here, there = (_whole(path.read_bytes()) for path in (ours, theirs))
    except GrammarError as error:
        subprocess.run(["git", "merge-file", ours, base, theirs], check=False)  # joins lines, and leaves its markers
        raise HandbookError([Finding(path=name, line=error.line, message=error.message, rule=error.rule)]) from None
    joined = join(_base(base.read_bytes()), here, there, is_memory=is_memory(Path(name)))
    ours.write_bytes(write(joined))  # git’s own temporary file


def _sides(data: bytes, stages: Mapping[int, bytes], name: str) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """Return both sides: as git's index has them, unless somebody has mended the file, or git has no merge any more.

    What git has joined by lines around its markers, a mark of fuzzy for one, belongs to one side only; the index knows.
    """
    index = tuple(stages.get(stage, b"") for stage in (OURS, THEIRS))
    as_left = divide(merge_lines(stages.get(BASE, b""), *index)) if all(index) else None
    reason = None
    for ours, theirs in (index, divide(data)) if divide(data) == as_left else (divide(data), index):
        try:
            return _whole(ours), _whole(theirs)
        except GrammarError as error:
            reason = reason or error.message
    line = next(number for number, text in enumerate(data.split(b"\n"), 1) if is_in_conflict(text))
    message = phrase(
        "git left a conflict here, and one of its sides is no catalogue ({reason}); keep one side", reason=reason
    )
    raise HandbookError([Finding(path=name, line=line, message=message, rule="po-conflict")])


def _says_twice(data: bytes) -> bool:
    messages = _MSGID.findall(data)
    return len(set(messages)) < len(messages)


def _whole(data: bytes) -> Sequence[Entry]:
    """Return the entries of a catalogue in which a message may stand twice: a merge by lines can leave it so."""
    header, *others = parse(data, times=TIMES, is_unique=False)
    joined: Sequence[Entry] = [header]
    while others:
        first = {entry.msgid: entry for entry in reversed(others) if not entry.is_obsolete}
        once = [entry for entry in others if entry.is_obsolete or first[entry.msgid] is entry]
        others = [entry for entry in others if not entry.is_obsolete and first[entry.msgid] is not entry]
        joined = join((), joined, [header, *once])
    return joined


def _base(data: bytes) -> Sequence[Entry]:
    """Return what both sides come from, or nothing where that is no catalogue."""
    try:
        return parse(data, times=TIMES)
    except GrammarError:
        return ()
