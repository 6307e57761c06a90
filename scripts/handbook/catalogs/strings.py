"""Our own strings in other languages: what readers see of them (theme, cover, panels), and what we say to our users."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.catalogs.entries import Entry, active
from handbook.findings.phrase import Translate
from handbook.languages.lookup import OWN_LANGUAGE
from handbook.languages.typeset import spaced
from handbook.project.project import DOMAIN, Project

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from handbook.catalogs.reader import Messages

_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_TO_READERS, _TO_USERS = "translate", "phrase"
# Rooms whose pages only editors and translators see.
_TOOLS = ("preview/", "desk/")


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
    for path, msgid in _extracted(audience):
        places.setdefault(msgid, []).append(f"handbook/{path}")
    return tuple(
        Entry(msgid=msgid, msgstr="", locations=tuple(dict.fromkeys(paths))) for msgid, paths in places.items()
    )


def _extracted(audience: str) -> Iterator[tuple[str, str]]:
    """Yield (file, string) for each call of a function that says something to an audience, and for each rule."""
    if audience == _TO_READERS:
        yield from (call for call in _calls(_TO_READERS) if not call[0].startswith(_TOOLS))
        return
    from handbook.catalogs.rules import RULES

    yield from (call for call in _calls(_TO_READERS) if call[0].startswith(_TOOLS))
    yield from _calls(_TO_USERS)
    yield from (
        (f"{rule.judge.__module__.removeprefix('handbook.').replace('.', '/')}.py", rule.sentence)
        for rule in RULES.values()
    )


@cache
def _calls(function: str) -> tuple[tuple[str, str], ...]:
    """Return (file, string) for each call of a function in the package, all of which is read for that: so once."""
    from babel.messages.extract import extract_from_dir  # the set-up runs before it is installed

    strings = extract_from_dir(PACKAGE, method_map=_METHODS, keywords={function: None})
    return tuple((path, msgid) for path, _, msgid, _, _ in strings if msgid and isinstance(msgid, str))


PACKAGE = Path(__file__).parent.parent
SHIPPED = PACKAGE / "languages" / "catalogues"


@dataclass(frozen=True, kw_only=True, slots=True)
class Strings:
    """Says our English strings in another language, and notes those that it was asked for and does not have."""

    table: Mapping[str, str]
    absent: set[str] = field(default_factory=set)

    def __call__(self, msgid: str) -> str:
        if msgid not in self.table:
            self.absent.add(msgid)
        return self.table.get(msgid, msgid)


def shipped_languages() -> tuple[str, ...]:
    """Return the languages in which the program can speak to its users: English, and those it has a catalogue of."""
    names = sorted(resource.name for resource in _shipped().iterdir())
    return (OWN_LANGUAGE, *(name.removesuffix(".po") for name in names if name.endswith(".po")))


@cache
def shipped(language: str) -> Mapping[str, str]:
    """Return the translations of our strings that the package brings along, by message."""
    resource = _shipped() / f"{language}.po"
    if not resource.is_file():
        return {}
    with as_file(resource) as path:
        return _translated(_messages(path, path.parent), language)


def _shipped() -> "Traversable":
    """Return the folder of our catalogues, in a wheel too: a set-up runs from there."""
    return files("handbook") / "languages" / "catalogues"


def is_shipped(msgid: str, project: Project, language: str) -> bool:
    """Whether the package itself says one of our strings in a language of a handbook."""
    base = _base(project, language)
    return base == OWN_LANGUAGE or msgid in shipped(base)


def translator(project: Project, language: str) -> Translate:
    """Return the function that says to readers of a handbook one of our English strings in `language`."""
    is_said = _base(project, language) == OWN_LANGUAGE and not project.catalogue(language, DOMAIN).is_file()
    return str if is_said else _strings(project, language)


def speaker(language: str) -> Translate:
    """Return the function that says to our users one of our English messages in `language`, if we speak that."""
    table = shipped(language)
    return lambda msgid: table.get(msgid, msgid)


def absent_strings(project: Project, language: str) -> list[str]:
    """Return what this process has asked the translator of a language for, and was told in English."""
    return [] if _base(project, language) == OWN_LANGUAGE else sorted(_strings(project, language).absent)


def templates_in(
    project: Project, language: str, templates: Mapping[str, Sequence[Entry]], catalogues: Mapping[str, Sequence[Entry]]
) -> Mapping[str, Sequence[Entry]]:
    """Return what is to be translated into a language, by domain: all messages of the pages, and of our strings those
    that the package does not have in it, or that the handbook's own catalogue says in other words.

    Into the language of the pages nothing but our strings is.
    """
    overridden = active(catalogues.get(DOMAIN, ()))
    strings = [
        entry
        for entry in templates.get(DOMAIN, ())
        if entry.msgid in overridden or not is_shipped(entry.msgid, project, language)
    ]
    is_source = language == project.source_language
    pages = {domain: template for domain, template in templates.items() if domain != DOMAIN and not is_source}
    return {**pages, DOMAIN: strings} if strings else pages


def own_wording(entries: Sequence[Entry], language: str) -> list[Entry]:
    """Return a handbook's catalogue of our strings without what the package says in the same words."""
    table = shipped(language)
    return [entry for entry in entries if not entry.msgid or table.get(entry.msgid) != spaced(entry.msgstr, language)]


def _strings(project: Project, language: str) -> Strings:
    path = project.catalogue(language, DOMAIN)
    changed = path.stat().st_mtime_ns if path.is_file() else None
    return _read(path, project.root, changed, _base(project, language), project.tag(language))


@cache
def _read(path: Path, root: Path, changed: int | None, base: str, tag: str) -> Strings:
    messages = _messages(path, root) if changed is not None else {}
    return Strings(table={**shipped(base), **_translated(messages, tag)})


def _base(project: Project, language: str) -> str:
    """Return the language that a code stands for: a code for private use has the tag of another one."""
    return project.tag(language).partition("-")[0]


def _messages(path: Path, root: Path) -> "Messages":
    from handbook.catalogs.reader import read_catalogue  # most commands speak English, and read none

    return read_catalogue(path, root)


def _translated(messages: "Messages", tag: str) -> Mapping[str, str]:
    """Return what the finished messages of a catalogue say, with the spaces of their language."""
    return {message.msgid: spaced(message.msgstr, tag) for message in messages.values() if message.is_done}
