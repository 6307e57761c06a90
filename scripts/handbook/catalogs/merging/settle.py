"""Settles the catalogues that git has left in conflict, and those that its merge driver is asked about."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.catalogs.entries import Entry
from handbook.catalogs.files import put
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.merging.conflict import divide, is_in_conflict, join
from handbook.catalogs.merging.memory import TIMES, is_memory, memory_files
from handbook.catalogs.merging.recorded import BASE, OURS, THEIRS, unmerged
from handbook.catalogs.reader import catalogue_paths
from handbook.catalogs.writer import write
from handbook.finding import Finding, HandbookError, shown
from handbook.git import merge_lines
from handbook.phrase import phrase
from handbook.project import Project

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
    line = next(number for number, each in enumerate(data.split(b"\n"), 1) if is_in_conflict(each))
    message = phrase(
        "git left a conflict here, and one of its sides is no catalogue ({reason}); keep one side", reason=reason
    )
    raise HandbookError([Finding(path=name, line=line, message=message, rule="po-conflict")])


def _says_twice(data: bytes) -> bool:
    found = _MSGID.findall(data)
    return len(set(found)) < len(found)


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
