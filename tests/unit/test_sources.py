"""Sources are looked at before Sphinx starts: text files are UTF-8, pages are there and say something."""

import os

import pytest
from small_handbook import write

from handbook.checks.input.sources import check_sources
from handbook.texts.text_files import read_text


def lines(project):
    """Return what is found in the sources of a project."""
    return [str(finding) for finding in check_sources(project)]


def test_nothing_is_found_where_all_is_well(project):
    """The small handbook is whole."""
    assert lines(project) == []


@pytest.mark.parametrize("text", ["", "\n", " \t\n\n"], ids=["empty", "line-end", "spaces"])
def test_an_empty_page_is_named(project, tree, text):
    """With what to do about it."""
    write(tree / "source/compare.md", text)
    [found] = lines(project)
    assert found.startswith("source/compare.md:1: the page is empty; write it, or remove it")


def test_a_first_page_that_is_missing_is_named(project, tree):
    """There is no handbook without one."""
    (tree / "source/index.md").unlink()
    assert lines(project) == ["source/index.md:1: there is no first page; write it [page-missing]"]


def test_a_page_that_is_not_utf_8_is_named_by_line(project, tree):
    """The byte tells what the editor's program wrote."""
    (tree / "source/compare.md").write_bytes(b"# Side by side\n\nd\xe9j\xe0\n")
    assert lines(project) == ["source/compare.md:3: byte 0xe9 is not UTF-8; save the file as UTF-8 [utf-8]"]


def test_what_is_utf_8_is_read_as_it_is(tmp_path):
    """No character is changed or lost."""
    (tmp_path / "a.md").write_bytes("déjà\u00a0: «\u202f1\u202f»\n".encode())
    assert read_text(tmp_path / "a.md", tmp_path) == "déjà\u00a0: «\u202f1\u202f»\n"


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "the file is missing; restore it"),
        (lambda path: path.mkdir(), "it is no file; put the file itself here"),
        (os.mkfifo, "it is no file; put the file itself here"),
        (lambda path: path.symlink_to(path.name), "the file is missing; restore it"),
    ],
    ids=["nothing", "folder", "pipe", "link-to-itself"],
)
def test_what_is_no_file_is_named(tmp_path, refused, make, told):
    """A pipe would be waited for."""
    make(tmp_path / "x.toml")
    assert refused(read_text, tmp_path / "x.toml", tmp_path) == [f"x.toml:1: {told} [missing-file]"]
