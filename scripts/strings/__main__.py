"""Brings the catalogues that ship with the package up to date, and says what is left to translate in each."""

from pathlib import Path

from handbook.catalogs.entries import active
from handbook.catalogs.header import canonical_header
from handbook.catalogs.merging.candidates import Translations
from handbook.catalogs.merging.merge import merge
from handbook.catalogs.reader import read_entries
from handbook.catalogs.strings import SHIPPED, own_strings
from handbook.catalogs.writer import put, write
from handbook.project.project import DOMAIN

PROJECT = {"Project-Id-Version": "Handbook"}


def updated(path: Path) -> bytes:
    """Return a catalogue with the messages of today; a changed one keeps its translation as fuzzy."""
    header, *entries = read_entries(path, path.parent)
    translations = Translations(
        catalogues={DOMAIN: [canonical_header(header, PROJECT | {"Language": path.stem}), *entries]},
        recorded={},
        memory=(),
        recorded_memory=(),
        header=header,
    )
    return write(merge({DOMAIN: own_strings()}, translations, lambda _: {}).catalogues[DOMAIN])


def main() -> None:
    """Update every catalogue, and name what is not finished in it."""
    for path in sorted(SHIPPED.glob("*.po")):
        put(path, updated(path))
        entries = active(read_entries(path, path.parent))
        waiting = [entry for entry in entries.values() if not entry.is_done]
        print(f"{path.stem}: {len(entries)} messages, {len(waiting)} to translate")
        for entry in waiting:
            print(f"  {path.name}:{entry.line}: {entry.msgid}")


if __name__ == "__main__":
    main()
