"""The third part of a walk: what Weblate has pushed is merged, formed, proven, refused and published."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from desk import Stumble
from sources import Clone
from translating import Edit

from handbook.catalogs.entries import Entry


def merge(editor: Clone, commit: str) -> None:
    """Merge what Weblate has pushed, as the button of a pull request does."""
    editor.git("fetch", "--quiet", "origin")
    editor.git("merge", "--quiet", "--no-edit", commit)


def check_pairs(edits: list[Edit], before: Mapping[str, Mapping[str, Entry]], editor: Clone) -> None:
    """Only what was edited may have changed, and that has to be what was typed, finished."""
    typed = {(edit.page, edit.source): edit.target for edit in edits}
    for page, entries in before.items():
        now = editor.entries(page)
        if now.keys() != entries.keys():
            raise Stumble(f"{page}: other messages than before: {sorted(now.keys() ^ entries.keys())}")
        for source, entry in entries.items():
            wanted = typed.get((page, source), entry.msgstr)
            if plain(now[source].msgstr) != plain(wanted) or ((page, source) in typed and not now[source].is_done):
                raise Stumble(f"{page}: {source!r} came home as {now[source].msgstr!r}, not {wanted!r}")


def plain(text: str) -> str:
    """Return a text with ordinary spaces, which is what people type."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def form_twice(editor: Clone) -> str:
    """Run `make po` twice; the second must not change a byte. Return what the first has changed, as git tells it."""
    editor.run("make", "po").succeeded()
    editor.git("add", "--all")
    shape = editor.git("diff", "--cached", "--shortstat").strip()
    editor.run("make", "po").succeeded()
    if again := editor.git("diff", "--stat"):
        raise Stumble(f"a second make po changes something:\n{again}")
    return shape or "nothing"


def refused(editor: Clone, edit: Edit) -> str:
    """Run `make`; it has to refuse the wrong number in one line with the file and its line. Return that line."""
    done = editor.run("make")
    path = editor.catalogue(edit.page).relative_to(editor.root).as_posix()
    lines = [line for line in done.told.splitlines() if line.startswith(f"{path}:")]
    entry = editor.entries(edit.page)[edit.source]
    suits = [line for line in lines if line.split(":")[1] in (str(entry.line), str(entry.msgstr_line))]
    if not done.code or not suits:
        raise Stumble(f"make did not refuse {edit.target!r} at its line {entry.msgstr_line}: {done.code}\n{done.told}")
    return suits[0]


def keep(editor: Clone, commit: str, page: str, name: str, folder: Path) -> None:
    """Keep a catalogue as it was before, and as Weblate saved it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = editor.catalogue(page).relative_to(editor.root).as_posix()
    shutil.copyfile(editor.catalogue(page), folder / f"{name}-before.po")
    saved = editor.run("git", "show", f"{commit}:{path}").succeeded()
    (folder / f"{name}.po").write_text(saved, encoding="utf-8")
