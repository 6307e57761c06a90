"""The memory of a language, ``locales/memory-<lang>.po``: every translation that no page uses any more.

It holds retired pairs only, sorted by message, in a form that any program takes for a compendium. Where one text has
several, the others are obsolete entries with a number as their context.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TypeVar

from handbook.catalogs.entries import Entry, united
from handbook.catalogs.reader import read_entries
from handbook.project.project import Project

# How many times larger than the catalogue of a page the memory may be.
TIMES = 16
# What stands for the memory where catalogues are listed by page: no page can have this name.
MEMORY = "(memory)"

# A path on the disk, or in git.
_Folder = TypeVar("_Folder", bound=PurePath)


def memory_path(project: Project, language: str) -> Path:
    """Return where the memory of a language lies: outside its folder, all of which sphinx-intl takes for pages."""
    return memory_places(project.locales, language)[0]


def memory_places(locales: _Folder, language: str) -> list[_Folder]:
    """Return where a memory may lie below `locales`: in its place, and in its former one, inside the folder."""
    return [locales / f"memory-{language}.po", locales / language / "memory.po"]


def memory_files(project: Project, language: str) -> list[Path]:
    """Return the files that hold the memory of a language: none, one, or also the one in its former place."""
    return [path for path in memory_places(project.locales, language) if path.exists()]


def is_memory(path: PurePath) -> bool:
    """Whether a ``.po`` file is a memory; a page may be called so as well."""
    return "LC_MESSAGES" not in path.parts and path.stem.startswith("memory")


def read_memory(project: Project, language: str) -> Sequence[Entry]:
    """Return the memory of a language, its header first; nothing where there is none.

    Raises HandbookError where it cannot be read.
    """
    return joined_memory([read_entries(path, project.root, times=TIMES) for path in memory_files(project, language)])


def joined_memory(parts: Sequence[Sequence[Entry]]) -> Sequence[Entry]:
    """Return the memory that holds what all of `parts` do."""
    if len(parts) < 2:
        return parts[0] if parts else ()
    return memory_of([entry for part in parts for entry in remembered(part)], parts[0][0])


def remembered(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a memory in the order in which they came into it, without its header."""
    pairs = [entry for entry in entries if entry.msgid]
    return sorted(pairs, key=lambda entry: int(entry.context) if entry.context and entry.context.isdecimal() else 0)


def memory_of(entries: Iterable[Entry], header: Entry, credits: Sequence[str] = ()) -> list[Entry]:
    """Return the memory that holds these entries, each pair once; `credits` are noted in its header."""
    kept: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        variants = kept.setdefault(entry.msgid, {})
        former = variants.get(entry.msgstr)
        # A finished translation is worth more than the same as a draft.
        best = former if former and (former.is_done or not entry.is_done) else entry
        variants[entry.msgstr] = replace(best, comments=united(former.comments if former else (), entry.comments))
    whole = [replace(header, comments=united(header.comments, credits))]
    for msgid in sorted(kept):
        variants_by_worth = sorted(kept[msgid].values(), key=lambda variant: not variant.is_done)
        whole += [_retired(entry, number) for number, entry in enumerate(variants_by_worth, 1)]
    return whole


def _retired(entry: Entry, number: int) -> Entry:
    context, previous = (str(number) if number > 1 else None), (None if entry.is_done else entry.previous)
    return replace(
        entry,
        is_obsolete=number > 1,
        context=context,
        previous=previous,
        extracted=(),
        locations=(),
        line=1,
        msgstr_line=1,
    )
