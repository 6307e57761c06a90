"""Our own strings as messages: those that readers of a handbook see, and those that we say to our users.

Readers get what is said through a function named ``translate``, in Python and in templates; users, what is said
through `phrase`, and all that the preview and the proof say.
"""

from collections.abc import Iterator
from functools import cache

from babel.messages.extract import extract_from_dir

from handbook.catalogs.entries import Entry
from handbook.catalogs.strings import PACKAGE

_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_TO_READERS, _TO_USERS = "translate", "phrase"
# Rooms whose pages only editors and translators see.
_TOOLS = ("preview/", "proofsheet/")


@cache
def reader_strings() -> tuple[Entry, ...]:
    """Return the strings that readers of a handbook see, with the files that say them."""
    return _entries(_TO_READERS)


@cache
def own_strings() -> tuple[Entry, ...]:
    """Return all strings of the program, those of readers first."""
    readers = reader_strings()
    seen = {entry.msgid for entry in readers}
    return (*readers, *(entry for entry in _entries(_TO_USERS) if entry.msgid not in seen))


def _entries(audience: str) -> tuple[Entry, ...]:
    places: dict[str, list[str]] = {}
    for path, msgid in _said(audience):
        places.setdefault(msgid, []).append(f"handbook/{path}")
    return tuple(
        Entry(msgid=msgid, msgstr="", locations=tuple(dict.fromkeys(paths))) for msgid, paths in places.items()
    )


def _said(audience: str) -> Iterator[tuple[str, str]]:
    """Yield (file, string) for each call of a function that says something to an audience."""
    for name in (_TO_READERS, _TO_USERS):
        for path, _, msgid, _, _ in extract_from_dir(PACKAGE, method_map=_METHODS, keywords={name: None}):
            is_for_users = name == _TO_USERS or path.startswith(_TOOLS)
            if msgid and isinstance(msgid, str) and is_for_users == (audience == _TO_USERS):
                yield path, msgid
