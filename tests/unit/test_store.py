"""What is kept between builds is given back as it was made, or made again; and whoever builds is told which."""

import json
import os
import shutil

import pytest
from small_handbook import write

from handbook.findings.finding import Finding
from handbook.publication.store import Store

WRONG = Finding(path="a.md", line=1, message="wrong", rule="rule")


class Printer:
    """Makes files once, and notes what it made."""

    def __init__(self, folder):
        self.store = Store(folder=folder / "kept", root=folder)
        self.out, self.made = folder / "out", []

    def _make(self, folder, text):
        write(folder / "a.pdf", text)
        write(folder / "in/b.pdf", text)
        self.made.append(text)
        return [WRONG] if text == "wrong" else []

    def run(self, key, text):
        """Return what is found wrong, and what the file says."""
        shutil.rmtree(self.out, ignore_errors=True)
        found = self.store.once("en", key, self.out, lambda folder: self._make(folder, text))
        texts = {path.read_text() for path in self.out.rglob("*.pdf")}
        assert len(texts) <= 1
        return found, *texts


@pytest.fixture
def printer(tmp_path):
    """Return one that has nothing kept."""
    return Printer(tmp_path)


def test_the_same_input_is_made_once(printer):
    """The second time the files are those of the first time."""
    assert printer.run("key", "one") == printer.run("key", "two") == ([], "one")
    assert (printer.made, printer.store.mended) == (["one"], [])


def test_another_input_is_made_anew_and_the_old_one_forgotten(printer, tmp_path):
    """Going back means making it again; what is kept does not grow."""
    assert [printer.run(key, key)[1] for key in ("one", "two", "one")] == ["one", "two", "one"]
    assert printer.made == ["one", "two", "one"]
    assert [path.name for path in (tmp_path / "kept/en").iterdir()] == ["one"]


def test_what_is_wrong_is_not_kept(printer, tmp_path):
    """It is said each time, and reaches nobody."""
    assert printer.run("key", "wrong") == printer.run("key", "wrong") == ([WRONG],)
    assert len(printer.made) == 2
    assert not list((tmp_path / "kept").rglob("*.pdf"))


def _other_key(kept):
    data = json.loads((kept / "manifest.json").read_text())
    write(kept / "manifest.json", json.dumps({**data, "key": "en another"}))


HARMS = {
    "changed": lambda kept: write(kept / "a.pdf", "one /JavaScript"),
    "of the same size": lambda kept: write(kept / "a.pdf", "two"),
    "cut": lambda kept: os.truncate(kept / "a.pdf", 1),
    "missing": lambda kept: (kept / "in/b.pdf").unlink(),
    "missing folder": lambda kept: shutil.rmtree(kept / "in"),
    "a link": lambda kept: ((kept / "a.pdf").rename(kept / "c"), (kept / "a.pdf").symlink_to("c")),
    "a pipe": lambda kept: ((kept / "a.pdf").unlink(), os.mkfifo(kept / "a.pdf")),
    "no manifest": lambda kept: (kept / "manifest.json").unlink(),
    "a cut manifest": lambda kept: os.truncate(kept / "manifest.json", 9),
    "kept for something else": _other_key,
}


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_what_was_harmed_is_made_again_and_said(printer, tmp_path, harm):
    """A PDF with a script added is not published, whatever it is called."""
    printer.run("key", "one")
    harm(tmp_path / "kept/en/key")
    assert printer.run("key", "one") == ([], "one")
    assert printer.made == ["one", "one"]
    [notice] = printer.store.mended
    assert str(notice) == "kept/en/key:1: what was kept of the last build has been changed, so it is made again [kept]"
    assert printer.run("key", "one") == ([], "one")
    assert (len(printer.made), len(printer.store.mended)) == (2, 1)


def test_what_lies_beside_it_is_not_given(printer, tmp_path):
    """Only what was made is."""
    printer.run("key", "one")
    write(tmp_path / "kept/en/key/more.pdf", "more")
    assert printer.run("key", "one") == ([], "one")


def test_what_is_given_is_not_what_is_kept(printer, tmp_path):
    """Whoever writes to it harms nothing."""
    printer.run("key", "one")
    printer.run("key", "one")
    write(printer.out / "a.pdf", "changed")
    assert (tmp_path / "kept/en/key/a.pdf").read_text() == "one"
