"""Our own strings (theme, cover, panels, notices): the gettext domain ``handbook``, apart from the pages'."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from handbook.catalogs.reader import read_catalogue
from handbook.project import Project

DOMAIN = "handbook"

Translate = Callable[[str], str]


def translator(project: Project, language: str) -> Translate:
    """Return the function that says one of our English strings in `language`."""
    path = project.catalogue(language, DOMAIN)
    if not path.is_file():
        return str
    return _read(path, project.root, path.stat().st_mtime_ns)


@cache
def _read(path: Path, root: Path, _changed: int) -> Translate:
    table = {m.msgid: m.msgstr for m in read_catalogue(path, root).values() if m.is_done}
    return lambda msgid: table.get(msgid, msgid)
