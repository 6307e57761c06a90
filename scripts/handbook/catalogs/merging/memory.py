"""The memory of a language, ``locales/<lang>/memory.po``: every translation that no page uses any more.

It holds retired pairs only, sorted by message, in a form that any program takes for a compendium. Where one text has
several, the others are obsolete entries with a number as their context.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from handbook.catalogs.entries import Entry, united
from handbook.project import Project

# How many times larger than the catalogue of a page the memory may be.
TIMES = 16


def memory_path(project: Project, language: str) -> Path:
    """Return where the memory of a language lies: beside its catalogues, where Sphinx does not look."""
    return project.locales / language / "memory.po"


def remembered(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries of a memory in the order in which they came into it; its header is not one of them."""
    pairs = [entry for entry in entries if entry.msgid]
    return sorted(pairs, key=lambda entry: int(entry.context) if (entry.context or "").isdecimal() else 0)


def memory_of(entries: Iterable[Entry], header: Entry, credits: Sequence[str] = ()) -> list[Entry]:
    """Return the memory that holds these entries, each pair once; `credits` are noted in its header."""
    kept: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        variants = kept.setdefault(entry.msgid, {})
        known = variants.get(entry.msgstr)
        # A finished translation is worth more than the same as a draft.
        best = known if known and (known.is_done or not entry.is_done) else entry
        variants[entry.msgstr] = replace(best, comments=united(known.comments if known else (), entry.comments))
    whole = [replace(header, comments=united(header.comments, credits))]
    for msgid in sorted(kept):
        for number, entry in enumerate(sorted(kept[msgid].values(), key=lambda each: not each.is_done), 1):
            whole.append(_retired(entry, number))
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
