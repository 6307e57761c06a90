"""Catalogues made by hand, for the tests of what merges them."""

from dataclasses import replace

from handbook.catalogs.entries import Entry
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.merge import merge

HEADER = Entry(msgid="", msgstr="Language: fr\nContent-Type: text/plain; charset=UTF-8\n")


def entry(msgid, msgstr="", **changes):
    """Return an entry; ``fuzzy=True`` marks it, and `comments` may be one text."""
    if changes.pop("fuzzy", False):
        changes["flags"] = frozenset({"fuzzy"})
    if isinstance(comments := changes.get("comments"), str):
        changes["comments"] = (comments,)
    return Entry(msgid=msgid, msgstr=msgstr, **changes)


def catalogue(*entries, **header):
    """Return a catalogue of entries, or of (msgid, msgstr) pairs."""
    return [replace(HEADER, **header), *(each if isinstance(each, Entry) else entry(*each) for each in entries)]


def merged(templates, catalogues=None, *, recorded=None, memory=(), recorded_memory=()):
    """Merge pages, lists of msgids by name, into catalogues by name."""
    translations = Translations(
        catalogues=catalogues or {},
        recorded=recorded or {},
        memory=memory,
        recorded_memory=recorded_memory,
        header=replace(HEADER, comments=("new",)),
    )
    entries = {name: [entry(each) for each in texts] for name, texts in templates.items()}
    return merge(entries, translations, lambda _: {})


def told(outcome):
    """Return what became of the messages: (kind, page, msgid, source)."""
    return [(event.kind, event.domain, event.msgid, event.source) for event in outcome.events]


def pairs(entries):
    """Return the pairs of a catalogue, with a mark before those that are fuzzy."""
    return [(each.msgid, ("? " if each.is_fuzzy else "") + each.msgstr) for each in entries if each.msgid]
