"""Our own strings (theme, cover, panels, notices): the gettext domain ``handbook``, apart from the pages'."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from handbook.catalogs.reader import read_catalogue
from handbook.project import SOURCE_LANGUAGE, Project

DOMAIN = "handbook"

Translate = Callable[[str], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Strings:
    """Says our English strings in another language, and notes those that it was asked for and does not have."""

    table: Mapping[str, str]
    absent: set[str] = field(default_factory=set)

    def __call__(self, msgid: str) -> str:
        if msgid not in self.table:
            self.absent.add(msgid)
        return self.table.get(msgid, msgid)


def translator(project: Project, language: str) -> Translate:
    """Return the function that says one of our English strings in `language`."""
    return str if language == SOURCE_LANGUAGE else _strings(project, language)


def absent_strings(project: Project, language: str) -> list[str]:
    """Return what this process has asked the translator of a language for, and was told in English."""
    return [] if language == SOURCE_LANGUAGE else sorted(_strings(project, language).absent)


def _strings(project: Project, language: str) -> Strings:
    path = project.catalogue(language, DOMAIN)
    return _read(path, project.root, path.stat().st_mtime_ns if path.is_file() else None)


@cache
def _read(path: Path, root: Path, changed: int | None) -> Strings:
    messages = read_catalogue(path, root) if changed is not None else {}
    return Strings(table={each.msgid: each.msgstr for each in messages.values() if each.is_done})
