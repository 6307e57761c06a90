"""Commands that begin a handbook or add to it, where they cannot write or read: one line, exit 1, nothing half done."""

import os
import shutil
from contextlib import AbstractContextManager, nullcontext

import pytest
from grounds import full_disk, unreadable, unwritable
from small_handbook import fingerprint, write

from handbook.commands import cli

LONG = "x" * 300


def file_in_place_of(path):
    """Put a file where a folder belongs."""
    shutil.rmtree(path, ignore_errors=True)
    write(path, "")


def as_it_is(root):
    """Return what the ground of a test is, where nothing is wrong with permissions and the disk."""
    return nullcontext()


def folder_in_place_of(path):
    """Put a folder where a file belongs."""
    path.unlink()
    path.mkdir()


NEW_PAGE, NEW_SUBJECT, IMPORT = ("new", "page", "rules"), ("new", "subject", "elm"), ("import", "../notes")
GROUNDS = {
    "new page, closed": (NEW_PAGE, lambda root: unwritable(root / "source"), "correct its permissions"),
    "new page, full": (NEW_PAGE, lambda root: full_disk(5), "the disk is full"),
    "new page, full for the contents": (NEW_PAGE, lambda root: full_disk(100), "the disk is full"),
    "new page, contents are no UTF-8": (
        NEW_PAGE,
        lambda root: (root / "source/index.md").write_bytes(b"# A\n\xff\n"),
        "UTF-8",
    ),
    "new page, contents are a folder": (
        NEW_PAGE,
        lambda root: folder_in_place_of(root / "source/index.md"),
        "source/index.md:1: ",
    ),
    "new page, contents cannot be read": (
        NEW_PAGE,
        lambda root: unreadable(root / "source/index.md"),
        "correct its permissions",
    ),
    "new page, a file in the way": (
        ("new", "page", "way/rules"),
        lambda root: write(root / "source/way", ""),
        "a file stands where a folder belongs",
    ),
    "new page, a link to nothing": (
        NEW_PAGE,
        lambda root: (root / "source/rules.md").symlink_to("nothing.md"),
        "it is there already",
    ),
    "new page, too long": (("new", "page", "x" * 3000), as_it_is, "the name is too long"),
    "new page, controls": (("new", "page", "a\x1b[31m\u202e"), as_it_is, "a name is made of letters"),
    "new page, emoji": (("new", "page", "🎉"), as_it_is, "a name is made of letters"),
    "new page, out of the folder": (("new", "page", "../../rules"), as_it_is, "a name is made of letters"),
    "new subject, closed": (NEW_SUBJECT, lambda root: unwritable(root / "source/facts"), "correct its permissions"),
    "new subject, a file in the way": (
        NEW_SUBJECT,
        lambda root: file_in_place_of(root / "source/agencies"),
        "a file stands where a folder belongs",
    ),
    "new subject, full for the contents": (NEW_SUBJECT, lambda root: full_disk(200), "the disk is full"),
    "new subject, a folder": (("new", "subject", "a/b"), as_it_is, "facts are called after their subject"),
    "new subject, no key of TOML": (("new", "subject", "l’orme"), as_it_is, "facts are called after their subject"),
    "new subject, of right to left": (("new", "subject", "כלים"), as_it_is, "facts are called after their subject"),
    "import, closed": (IMPORT, lambda root: unwritable(root / "source"), "correct its permissions"),
    "import, a file in the way": (
        IMPORT,
        lambda root: write(root / "source/notes", ""),
        "a file stands where a folder belongs",
    ),
    "import, full": (IMPORT, lambda root: full_disk(300), "the disk is full"),
    "import, nothing there": (("import", "../nothing"), as_it_is, "there is no such folder"),
    "import, a file": (("import", "pyproject.toml"), as_it_is, "there is no such folder"),
    "import, too long": (("import", LONG), as_it_is, "there can be no such file"),
    "import, a circle of links": (
        ("import", "loop"),
        lambda root: (root / "loop").symlink_to("loop"),
        "there is no such folder",
    ),
    "import, closed to readers": (IMPORT, lambda root: unreadable(root.parent / "notes"), "there is no page to import"),
    "doctor, settings cannot be read": (
        ("doctor",),
        lambda root: unreadable(root / "pyproject.toml"),
        "correct its permissions",
    ),
    "doctor, facts are a file": (("doctor",), lambda root: file_in_place_of(root / "source/facts"), ""),
    "doctor, a fact is a folder": (
        ("doctor",),
        lambda root: folder_in_place_of(root / "source/facts/birch.toml"),
        "birch.toml:1: ",
    ),
}


@pytest.fixture
def notes(tree, monkeypatch):
    """Stand in the small handbook, with a folder of pages beside it: the second is longer than the first."""
    write(tree.parent / "notes/a.md", "# A\n\nShort.\n")
    write(tree.parent / "notes/b.md", f"# B\n\n{'Long. ' * 100}\n")
    write(tree.parent / "notes/deep/c.md", "# C\n\nDeep.\n")
    monkeypatch.chdir(tree)
    return tree


@pytest.mark.parametrize(("arguments", "ground", "words"), GROUNDS.values(), ids=GROUNDS)
def test_what_cannot_be_written_or_read_is_one_line_and_changes_nothing(notes, capsys, arguments, ground, words):
    """Not a page without its place in the contents, not a fact without its page, not the first half of a folder."""
    bad = ground(notes)  # made at once, or closed while the command runs
    before = fingerprint(notes)
    with bad if isinstance(bad, AbstractContextManager) else nullcontext():
        code = cli.main([*arguments])
    said = capsys.readouterr()
    assert fingerprint(notes) == before
    if words:
        assert (code, said.out) == (1, "")
        [*others, line] = said.err.splitlines()
        assert words in line
        assert len(others) <= (1 if "no page to import" in words else 0)
    else:
        assert code in {0, 1}


INIT = {
    "closed": (lambda folder: unwritable(folder.parent), "guide", "correct its permissions"),
    "full": (lambda folder: full_disk(4000), "guide", "the disk is full"),
    "below a file": (as_it_is, "file/guide", "a file stands where a folder belongs"),
    "a file": (as_it_is, "file", "a file stands there"),
    "a link to nothing": (as_it_is, "link", "it is a link that leads nowhere"),
    "a circle of links": (as_it_is, "loop", "it is a link that leads nowhere"),
    "too long": (as_it_is, LONG, "there can be no such file"),
    "new folders, full": (lambda folder: full_disk(4000), "a/b/guide", "the disk is full"),
}


@pytest.mark.parametrize(("ground", "name", "words"), INIT.values(), ids=INIT)
def test_a_handbook_that_cannot_be_begun_leaves_nothing(tmp_path, capsys, ground, name, words):
    """Neither the folder nor those above it."""
    write(tmp_path / "file", "")
    (tmp_path / "link").symlink_to("nothing")
    (tmp_path / "loop").symlink_to("loop")
    before = sorted(os.listdir(tmp_path))  # noqa: PTH208
    with ground(tmp_path / name):
        assert cli.main(["init", str(tmp_path / name), "--languages", "en"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert words in line
    assert sorted(os.listdir(tmp_path)) == before  # noqa: PTH208


WISHES = {
    "a language that there is not": (["--languages", "en,zz"], "nobody knows a language “zz”"),
    "no language that there is": (["--languages", "xx"], "nobody knows a language “xx”"),
    "a code of no language": (["--languages", "en,mis"], "“mis” is the code of no language"),
    "a code of the past": (["--languages", "en,iw"], "“iw” is written “he” today"),
    "a tag": (["--languages", "en-CA"], "“en-CA” is a tag"),
    "a language twice": (["--languages", "en,en"], "a language stands twice"),
    "a source that is no language of it": (["--languages", "en", "--source-language", "fr"], "the first pages"),
    "a title of 3,000 signs": (["--title", "x" * 3000], "more than 150 characters"),
    "a title that obeys": (["--title", "a\x1b[31m"], "invisible character U+001B"),
    "a title turned around": (["--title", "\u202eabc"], "invisible character U+202E"),
    "a title of emoji": (["--title", "🎉🎉"], "neither a letter nor a digit"),
    "a title of lines": (["--title", "a\nb"], "it goes over several lines"),
    "a title of nothing": (["--title", " "], "neither a letter nor a digit"),
    "two titles": (["--title", "a", "--title", "b"], "names “en” twice"),
}


@pytest.mark.parametrize(("arguments", "words"), WISHES.values(), ids=WISHES)
def test_a_wish_that_cannot_be_met_is_one_line(tmp_path, capsys, arguments, words):
    """And no folder is made."""
    languages = [] if "--languages" in arguments else ["--languages", "en"]
    assert cli.main(["init", str(tmp_path / "guide"), *languages, *arguments]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert words in line
    assert not (tmp_path / "guide").exists()
