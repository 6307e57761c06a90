"""What was printed is not printed again, unless anything that decides its bytes is another."""

import pytest

from handbook.brochure.kept import input_hash, print_once
from handbook.finding import Finding

WRONG = Finding(path="a.md", line=1, message="wrong", rule="rule")


@pytest.fixture
def printer(tmp_path):
    """Return the function that prints once, and the list of what it printed."""
    printed = []

    def make(folder, text):
        (folder / "a.pdf").write_text(text)
        printed.append(text)
        return [WRONG] if text == "wrong" else []

    def run(key, text):
        found = print_once(tmp_path / "kept" / "en", tmp_path / "out", key, lambda folder: make(folder, text))
        return found, (tmp_path / "out" / "a.pdf").read_text() if (tmp_path / "out" / "a.pdf").is_file() else None

    return run, printed, tmp_path


def test_the_same_input_is_printed_once(printer):
    """The second time the file is the one of the first time."""
    run, printed, _ = printer
    assert run("key", "one") == run("key", "two") == ([], "one")
    assert printed == ["one"]


def test_another_input_is_printed_anew_and_the_old_one_forgotten(printer):
    """Going back means printing again; what is kept does not grow."""
    run, printed, folder = printer
    assert [run(key, key)[1] for key in ("one", "two", "one")] == ["one", "two", "one"]
    assert printed == ["one", "two", "one"]
    assert [path.name for path in (folder / "kept" / "en").iterdir()] == ["one"]


def test_what_is_wrong_is_not_kept(printer):
    """It is said each time, and reaches nobody."""
    run, printed, folder = printer
    assert run("key", "wrong") == run("key", "wrong") == ([WRONG], None)
    assert len(printed) == 2
    assert not list((folder / "kept").rglob("*.pdf"))


def test_the_hash_knows_texts_pictures_and_versions(tmp_path):
    """And tells apart what is divided otherwise."""
    picture = tmp_path / "a.png"
    picture.write_bytes(b"1")
    hashes = [
        input_hash(["ab", "c"], {"a": picture}, {"x": "1"}),
        input_hash(["a", "bc"], {"a": picture}, {"x": "1"}),
        input_hash(["ab", "c"], {"b": picture}, {"x": "1"}),
        input_hash(["ab", "c"], {"a": picture}, {"x": "2"}),
    ]
    picture.write_bytes(b"2")
    hashes.append(input_hash(["ab", "c"], {"a": picture}, {"x": "1"}))
    assert len(set(hashes)) == len(hashes)
    assert hashes[-1] == input_hash(["ab", "c"], {"a": picture}, {"x": "1"})
