"""The last part of a walk: both sides change the same file, without git's merge driver and with it."""

from pathlib import Path

from desk import Desk, Stumble
from guide import filled, shell_block
from homecoming import plain
from services import Weblate
from setting_up import FIRST, GUIDE
from sources import Clone
from translating import AGAIN, REVISED, Edit, rewrite, save

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse


def both_translate(editor: Clone, desk: Desk, page: str, source: str) -> tuple[str, str]:
    """Have the editors and a translator word one message differently at once. Return both translations."""
    path = editor.catalogue(page)
    entry = editor.entries(page)[source]
    ours, theirs = (f"{entry.msgstr} ({side})" for side in ("du guide", "de Weblate"))
    text = path.read_text(encoding="utf-8")
    if text.count(f'msgstr "{entry.msgstr}"') != 1:
        raise Stumble(f"{page}: {source!r} is not on one line of its own")
    path.write_text(text.replace(f'msgstr "{entry.msgstr}"', f'msgstr "{ours}"'), encoding="utf-8")
    editor.commit("Another wording")
    save(desk, Edit(kind="both", page=page, source=source, target=theirs))
    return ours, theirs


def one_line(editor: Clone, page: str, taken: set[str]) -> str:
    """Return a message whose translation stands on one line of the catalogue."""
    text = editor.catalogue(page).read_text(encoding="utf-8")
    for entry in editor.entries(page).values():
        if entry.is_done and entry.msgid not in taken and text.count(f'msgstr "{entry.msgstr}"') == 1:
            return entry.msgid
    raise Stumble(f"{page} has no translation on one line")


def failure(desk: Desk) -> object:
    """Return what Weblate says of a merge that failed; nothing when the last one went well."""
    return desk.ask(f"components/{FIRST}/repository/")["merge_failure"]


def lock(desk: Desk, on: bool) -> None:
    """Choose *Lock* or *Unlock* in *Repository maintenance*."""
    desk.ask(f"components/{FIRST}/lock/", {"lock": on})


def type_recipe(editor: Clone, desk: Desk) -> None:
    """Type what the guide says for a merge that failed, line by line; git may say that there are conflicts."""
    address = desk.ask(f"components/{FIRST}/")["git_export"]
    block = filled(shell_block(editor.root / GUIDE, "FETCH_HEAD"), {"ADDRESS-OF-ITS-REPOSITORY": address})
    for line in block.splitlines():
        done = editor.run("bash", "-c", line)
        if done.code and not line.startswith("git merge"):
            raise Stumble(f"{line}: exit code {done.code}\n{done.told}")


def check_undecided(entry: Entry, translations: tuple[str, str]) -> None:
    """A message that both have translated has to be fuzzy, and to show both translations."""
    shown = " ".join([entry.msgstr, *entry.comments])
    if not entry.is_fuzzy or not all(translation in shown for translation in translations):
        raise Stumble(
            f"not left to decide: {entry.msgid!r} is {entry.msgstr!r}, {sorted(entry.flags)}, {entry.comments}"
        )


def english_moves(editor: Clone, desk: Desk, page: str) -> tuple[str, str]:
    """Have a translator word a paragraph anew while an editor changes its English. Return that, and the words."""
    fuzzy = rewrite(editor, page)
    old = fuzzy.source.removeprefix(AGAIN)
    words = f"{editor.entries(page)[old].msgstr}{REVISED}"
    save(desk, Edit(kind="old English", page=page, source=old, target=words))
    editor.run("make", "po").succeeded()
    editor.commit("English that somebody is just translating")
    return fuzzy.source, words


def check_unfinished(editor: Clone, page: str, source: str, words: str) -> None:
    """The new English must not have the old translation for its own, and nobody's words may be lost."""
    entry = editor.entries(page)[source]
    if entry.is_done:
        raise Stumble(f"{source!r} is finished with a translation of other English: {entry.msgstr!r}")
    memory = editor.root / "locales/memory-fr.po"
    kept = [*parse(editor.catalogue(page).read_bytes()), *(parse(memory.read_bytes()) if memory.is_file() else ())]
    if not any(plain(words) == plain(other.msgstr) or plain(words) in " ".join(other.comments) for other in kept):
        raise Stumble(f"lost: {words!r}")


def updated(desk: Desk) -> None:
    """Choose *Update*; it has to go well."""
    desk.operate(FIRST, "pull")
    if told := failure(desk):
        raise Stumble(f"Weblate cannot merge: {told}")


def set_up_driver(editor: Clone, weblate: Weblate, folder: Path) -> None:
    """Give Weblate the merge driver, as the guide says."""
    values = {
        "ADDRESS-OF-THE-SOURCES": f"{weblate.sources}/handbook.history.git",
        "DATA_DIR": str(weblate.data),
        "/srv/handbook": str(folder / "srv"),
    }
    block = filled(shell_block(editor.root / GUIDE, "DATA_DIR"), values)
    editor.run("bash", "-euo", "pipefail", "-c", block).succeeded()
