"""A week at the translators' desk, with real git: what stock tools and merges take away, `make po` brings back."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from small_handbook import replace, write, write_small_handbook

from handbook.catalogs.grammar import parse
from handbook.catalogs.reader import read_catalogue
from handbook.commands import cli

BIN = Path(sys.executable).parent
BIRCH = "{name}`birch` is spoken of on [another page](../compare.md)."
LENDS = (
    "It has carried out {fact}`maple.projects` projects, and gave {fact}`maple.volunteers` of its time. "
    "It is at work {fact}`maple.regions`. A {term}`credit union` may borrow from it."
)


def git(root, *arguments, check=True):
    """Run git as somebody, and return what it printed."""
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=root, check=check, capture_output=True, text=True)
    return done.stdout


def commit(root, message):
    """Commit all there is."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", message)


def po(root, *arguments):
    """Run ``handbook`` in the tree; it has to succeed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert cli.main(arguments or ("po", "update")) == 0


def stock(root):
    """Extract and update as whoever knows only Sphinx and sphinx-intl does."""
    environ = {**os.environ, "PYTHONWARNINGS": "ignore"}
    pots = root / "build/gettext"
    shutil.rmtree(pots, ignore_errors=True)
    for command in (
        ["sphinx-build", "-b", "gettext", "-q", "source", str(pots)],
        ["sphinx-intl", "update", "-p", str(pots), "-l", "fr", "-d", "locales", "--no-obsolete"],
    ):
        whole = [BIN / command[0], *command[1:]]
        subprocess.run(whole, cwd=root, env=environ, check=True, capture_output=True)


def french(root):
    """Return every finished translation that a page shows, by page and text."""
    folder = root / "locales/fr/LC_MESSAGES"
    return {
        (path.relative_to(folder).as_posix(), message.msgid): message.msgstr
        for path in sorted(folder.rglob("*.po"))
        for message in read_catalogue(path, root).values()
        if message.is_done
    }


@pytest.fixture(scope="module")
def handbook(tmp_path_factory):
    """Return the small handbook in git, its catalogues up to date."""
    root = write_small_handbook(tmp_path_factory.mktemp("la semaine"))
    write(root / ".gitignore", "/build/\n*.mo\n")
    git(root, "init", "-q")
    po(root)
    commit(root, "first")
    return root


@pytest.fixture
def desk(handbook, tmp_path):
    """Return a copy that a test may change."""
    return shutil.copytree(handbook, tmp_path / "guide", symlinks=True)


def rename_and_divide(root):
    """Give a page another name, and make two pages of another one."""
    source = root / "source"
    git(root, "mv", "source/agencies/birch.md", "source/agencies/beech.md")
    replace(source / "facts/birch.toml", 'page = "agencies/birch"', 'page = "agencies/beech"')
    page = source / "agencies/maple.md"
    head, tail = page.read_text(encoding="utf-8").split("## What it does")
    body, sources = tail.split("## Sources")
    page.write_text(f"{head}## Sources{sources}", encoding="utf-8")
    write(source / "work.md", f"# What it does\n{body}")
    replace(source / "index.md", "agencies/birch\n", "agencies/beech\nwork\n")
    replace(source / "index.md", "agencies/birch.md#", "agencies/beech.md#")


def test_every_translation_is_back(desk):
    """A page renamed, another divided, two branches on the same lines, and stock tools that delete."""
    before = french(desk)
    texts = {text: translation for (_, text), translation in before.items()}
    birch = desk / "locales/fr/LC_MESSAGES/agencies/birch.po"

    git(desk, "checkout", "-qb", "translator")
    translate(birch, BIRCH, "{name}`birch` est présenté sur [une autre page](../compare.md).")
    translate(desk / "locales/fr/LC_MESSAGES/compare.po", "Two agencies in one table.", "Deux organismes, un tableau.")
    commit(desk, "better French")

    git(desk, "checkout", "-q", "main")
    translate(
        desk / "locales/fr/LC_MESSAGES/compare.po", "Two agencies in one table.", "Un tableau de deux organismes."
    )
    rename_and_divide(desk)
    po(desk)
    commit(desk, "other pages")
    assert french(desk)["agencies/beech.po", BIRCH] == texts[BIRCH]
    assert french(desk)["work.po", LENDS] == texts[LENDS]

    assert "CONFLICT" in git(desk, "merge", "translator", check=False)
    po(desk)
    table = parse((desk / "locales/fr/LC_MESSAGES/compare.po").read_bytes())
    [undecided] = [entry for entry in table if entry.is_fuzzy]
    assert undecided.msgstr == "Un tableau de deux organismes."
    assert undecided.comments == ("decide: the other side of the merge says “Deux organismes, un tableau.”",)
    assert "Deux organismes, un tableau." in (desk / "locales/memory-fr.po").read_text(encoding="utf-8")
    translate(desk / "locales/fr/LC_MESSAGES/compare.po", "Two agencies in one table.", "Deux organismes, un tableau.")
    po(desk)
    commit(desk, "merged")

    done = french(desk)
    assert done["agencies/beech.po", BIRCH] == "{name}`birch` est présenté sur [une autre page](../compare.md)."
    now = {text for _, text in done}
    # The one paragraph that had to be carried over, since its link has another target.
    assert {text for text in texts if text not in now} == {text for text in texts if "agencies/birch.md" in text}
    assert any("agencies/beech.md#" in text for text in now)

    git(desk, "mv", "source/work.md", "source/deeds.md")
    replace(desk / "source/index.md", "work\n", "deeds\n")
    stock(desk)
    assert ("deeds.po", LENDS) not in french(desk)
    (desk / "locales/fr/LC_MESSAGES/work.po").unlink()
    po(desk)
    renamed = {(page.replace("work", "deeds"), text): translation for (page, text), translation in done.items()}
    assert french(desk) == renamed
    po(desk, "check", "po")
    po(desk, "po", "format", "--check")


def translate(path, msgid, msgstr):
    """Give a message another translation, as an editor saves it."""
    catalogue = polib.pofile(str(path), encoding="utf-8")
    message = catalogue.find(msgid)
    message.msgstr = msgstr
    message.flags = []
    catalogue.save()


def test_the_merge_driver_joins_at_once(desk):
    """Where it is switched on, as the documentation says."""
    write(desk / ".gitattributes", "*.po merge=handbook-po\n")
    driver = f"{shlex.quote(sys.executable)} -m handbook po merge-driver %O %A %B %P"
    git(desk, "config", "merge.handbook-po.driver", driver)
    compare = desk / "locales/fr/LC_MESSAGES/compare.po"
    commit(desk, "driver")
    git(desk, "checkout", "-qb", "translator")
    translate(compare, "Two agencies in one table.", "Deux organismes, un tableau.")
    commit(desk, "better French")
    git(desk, "checkout", "-q", "main")
    translate(compare, "Side by side", "L’un à côté de l’autre")
    commit(desk, "other French")
    git(desk, "merge", "translator")
    assert french(desk)["compare.po", "Two agencies in one table."] == "Deux organismes, un tableau."
    assert french(desk)["compare.po", "Side by side"] == "L’un à côté de l’autre"
