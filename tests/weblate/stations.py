"""What is done on a walk, in its order; each step is printed with the time that it took."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desk import Desk, Stumble
from homecoming import check_pairs, form_twice, keep, merge, refused
from quarrels import (
    both_translate,
    check_undecided,
    check_unfinished,
    english_moves,
    failure,
    lock,
    one_line,
    set_up_driver,
    type_recipe,
    updated,
)
from services import Weblate
from setting_up import FIRST, address_the_sources, check_components, components, type_block
from sources import Clone, share
from translating import Edit, five_edits, pushed, rewrite, save

PAGE, OTHER, THIRD = (
    "about",
    "agencies/socodevi",
    "movement",
)  # of this handbook: plain texts, and roles, links and years

PROJECT = {"name": "Handbook", "slug": "handbook", "web": "https://example.org/", "language_aliases": "fr:fr_CA"}
# Both ways of setting up are walked, so that the second makes a project of another name.
BY_API = {
    '"Handbook"': '"By API"',
    '"slug": "handbook"': '"slug": "by-api"',
    "projects/handbook": "projects/by-api",
    "components/handbook/": "components/by-api/",
}


def step(name: str, do: Callable[[], Any], told: Callable[[Any], object] | None = None) -> Any:
    """Take a step, and print how long it took and what it told."""
    start = time.monotonic()
    outcome = do()
    print(f"  {time.monotonic() - start:6.1f} s  {name}{f': {told(outcome)}' if told else ''}", flush=True)
    return outcome


def walk(weblate: Weblate, root: Path, folder: Path, kept: Path | None) -> None:
    """Take all steps of the guide. Raises Stumble at the first that does not go as it says."""
    desk = Desk(address=weblate.address, token=weblate.token)
    editor = step("the sources are shared", lambda: share(root, folder, os.environ))
    step("make po", lambda: editor.run("make", "po").succeeded())
    if editor.changed():
        editor.commit("The catalogues, brought up to date with the pages")
    address_the_sources(editor, weblate)
    count = len(list(editor.root.glob("locales/fr/LC_MESSAGES/**/*.po")))

    step("a project is added", lambda: desk.ask("projects/", PROJECT))
    step("set up in a shell", lambda: type_block(editor, weblate, "import_json"))
    listed = step("components are there", lambda: components(desk, "handbook", count), len)
    check_components(editor, listed)
    step("another is set up by the API", lambda: type_block(editor, weblate, "projects/", BY_API))
    listed = step("components are there", lambda: components(desk, "by-api", count), len)
    check_components(editor, listed)
    editor.git("checkout", "--quiet", "docs/weblate")

    edits = translate(editor, desk, weblate, kept)
    taken = {edit.source for edit in edits}
    taken.add(quarrel(editor, desk, taken))
    join(editor, desk, weblate, folder, taken)


def translate(editor: Clone, desk: Desk, weblate: Weblate, kept: Path | None) -> list[Edit]:
    """Have an editor change the English, a translator save five strings, and all of it come home."""
    fuzzy = rewrite(editor, PAGE)
    step("the English of a page changes; make po", lambda: editor.run("make", "po").succeeded())
    editor.commit("Another English")
    step("Update", lambda: updated(desk))
    edits = five_edits(editor, fuzzy, OTHER)
    before = {page: editor.entries(page) for page in (PAGE, OTHER)}
    for edit in edits:
        step(f"save: {edit.kind}", lambda edit=edit: save(desk, edit))
    home(editor, desk, kept and f"weblate-{weblate.version}", kept)
    step("what came home is what was typed", lambda: check_pairs(edits, before, editor))
    step("make po, twice", lambda: form_twice(editor), lambda shape: f"the first: {shape}; the second: nothing")
    step("make refuses the wrong number", lambda: refused(editor, edits[-1]), lambda line: line)
    mistake = edits[-1]
    right = Edit(kind="right", page=mistake.page, source=mistake.source, target=before[OTHER][mistake.source].msgstr)
    editor.commit("What Weblate has sent, in its form")
    step("Update", lambda: updated(desk))
    step("save: the right number", lambda: save(desk, right))
    home(editor, desk)
    check_pairs([*edits[:-1], right], before, editor)
    step("make po, twice", lambda: form_twice(editor), lambda shape: f"the first: {shape}; the second: nothing")
    step("make", lambda: editor.run("make").succeeded(), lambda told: told.strip().splitlines()[-1])
    editor.commit("The right number")
    step("Update", lambda: updated(desk))
    return edits


def home(editor: Clone, desk: Desk, name: str | None = None, kept: Path | None = None) -> None:
    """Choose *Commit*, wait for what is pushed, and merge it."""
    step("Commit", lambda: desk.operate(FIRST, "commit"))
    commit = step("Weblate pushes", lambda: pushed(editor, desk, FIRST))
    editor.git("fetch", "--quiet", "origin")
    if name and kept:
        for page in (PAGE, OTHER):
            keep(editor, commit, page, f"{name}-{page.replace('/', '-')}", kept)
    step("the branch is merged", lambda: merge(editor, commit))


def quarrel(editor: Clone, desk: Desk, taken: set[str]) -> str:
    """Have both sides translate one message, and join them by the recipe. Returns the message."""
    source = one_line(editor, PAGE, taken)
    both = step("both sides translate one message", lambda: both_translate(editor, desk, PAGE, source))
    desk.operate(FIRST, "pull")
    step("Weblate cannot merge, and says so", lambda: failed(desk))
    lock(desk, True)
    desk.operate(FIRST, "commit")
    step("the recipe", lambda: type_recipe(editor, desk))
    check_undecided(editor.entries(PAGE)[source], both)
    step("Update", lambda: updated(desk))
    lock(desk, False)
    return source


def join(editor: Clone, desk: Desk, weblate: Weblate, folder: Path, taken: set[str]) -> None:
    """Set up the merge driver, have both sides translate one message, and the English change under a translator."""
    step("the merge driver is set up", lambda: set_up_driver(editor, weblate, folder))
    source = one_line(editor, PAGE, taken)
    both = step("both sides translate one message", lambda: both_translate(editor, desk, PAGE, source))
    step("Update joins them", lambda: updated(desk))
    step("Push", lambda: desk.operate(FIRST, "push"))
    home(editor, desk)
    check_undecided(editor.entries(PAGE)[source], both)
    editor.run("make", "po").succeeded()
    editor.commit("Joined by Weblate")

    moved = step("English changes while it is translated", lambda: english_moves(editor, desk, THIRD))
    step("Update joins them", lambda: updated(desk))
    step("Push", lambda: desk.operate(FIRST, "push"))
    home(editor, desk)
    editor.run("make", "po").succeeded()
    check_unfinished(editor, THIRD, *moved)


def failed(desk: Desk) -> None:
    """Raise Stumble where the merge that has to fail went well."""
    if not failure(desk):
        raise Stumble("Weblate has merged what both sides had changed")
