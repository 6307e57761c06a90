"""What a catalogue consists of: entries with all their comments, and the fields of its header."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry as it stands in the file; `line` is that of its msgid, `msgstr_line` that of its msgstr.

    `comments` are the translators' (``#``), `extracted` the program's (``#.``), `locations` where the text comes from
    (``#:``), `previous` the text that `msgstr` translates when it is another than `msgid` (``#|``). Only obsolete
    entries have a `context`, which lets one text have several retired translations.
    """

    msgid: str
    msgstr: str
    flags: frozenset[str] = frozenset()
    is_obsolete: bool = False
    line: int = 1
    msgstr_line: int = 1
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    previous: str | None = None
    context: str | None = None

    @property
    def is_fuzzy(self) -> bool:
        return "fuzzy" in self.flags

    @property
    def is_done(self) -> bool:
        """Whether readers may see the translation: it is there and nobody has doubts about it."""
        return bool(self.msgstr.strip()) and "fuzzy" not in self.flags

    @property
    def pair(self) -> tuple[str, str]:
        return self.msgid, self.msgstr


def active(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries of a catalogue that are in use, by msgid: not the header, and no obsolete ones."""
    return {entry.msgid: entry for entry in entries if entry.msgid and not entry.is_obsolete}


def fields(header: str) -> Mapping[str, str]:
    """Return the fields of a header, the msgstr of the entry without msgid, in their order."""
    divided = (line.partition(":") for line in header.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in divided if colon}


def header_of(values: Mapping[str, str]) -> str:
    """Return the header with these fields."""
    return "".join(f"{name}: {value}\n" for name, value in values.items())


def united(*lists: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of all lists, each once, in the order in which they are met."""
    return tuple(dict.fromkeys(line for lines in lists for line in lines))
