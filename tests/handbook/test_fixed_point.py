"""A clone of this repository is what was committed, whatever git is set to; and `make po` changes nothing of it."""

import os
import subprocess

import pytest
from small_handbook import ROOT

from handbook.catalogs.merging.recorded import lost
from handbook.desk.one_form import check_forms
from handbook.project.project import load_project

# What git does with line ends on this system, and on Windows as its installer proposes.
SETTINGS = (pytest.param("core.autocrlf=false", marks=pytest.mark.whole), "core.autocrlf=true")


def git(*arguments, **names):
    """Run git as nobody has set it up, and return what it prints."""
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", *map(str, arguments)]
    return subprocess.run(command, env=environ, capture_output=True, check=True, **names).stdout


@pytest.fixture(scope="module")
def committed(tmp_path_factory):
    """Return a repository whose only commit is this tree as it stands, new files too."""
    folder = tmp_path_factory.mktemp("dépôt")
    git("init", "-q", folder)
    here = ("--git-dir", folder / ".git", "--work-tree", ROOT)
    git(*here, "add", "--all", ".", cwd=ROOT)
    git(*here, "commit", "-qm", "as it stands", cwd=ROOT)
    return folder


@pytest.fixture(scope="module", params=SETTINGS)
def clone(request, committed, tmp_path_factory):
    """Return a fresh clone, made with a setting."""
    folder = tmp_path_factory.mktemp("copie")
    git("clone", "-q", "-c", request.param, committed, folder)
    return folder


def test_a_clone_has_the_bytes_of_this_tree(clone):
    """So that it passes the same checks and publishes the same bytes; binary files and foreign line ends too."""
    names = git("ls-files", "-z", cwd=clone).decode().split("\0")[:-1]
    assert len(names) > 600
    assert [name for name in names if (clone / name).read_bytes() != (ROOT / name).read_bytes()] == []


def test_without_attributes_a_clone_for_windows_would_differ(committed, tmp_path):
    """So that the test above can fail."""
    git("clone", "-q", "--no-checkout", "-c", "core.autocrlf=true", committed, tmp_path / "clone")
    (tmp_path / "clone/.git/info/attributes").write_text("* !text !eol\n")
    git("checkout", "-q", "HEAD", "--", "source", cwd=tmp_path / "clone")
    assert b"\r\n" in (tmp_path / "clone/source/index.md").read_bytes()


def test_make_po_changes_nothing_of_a_clone(clone, run):
    """Nothing is new, in another form, lost, or left beside it."""
    done = run(clone, "po", "update")
    assert (done.code, done.errors) == (0, "")
    assert git("status", "--porcelain", cwd=clone).decode() == ""
    project = load_project(clone)
    assert check_forms(project) == list(lost(project)) == []


def test_a_change_of_a_page_is_seen(committed, tmp_path, run):
    """So that the test above can fail."""
    git("clone", "-q", committed, tmp_path / "clone")
    page = tmp_path / "clone/source/about.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nSomething new.\n", encoding="utf-8")
    assert run(tmp_path / "clone", "po", "update").code == 0
    changed = git("status", "--porcelain", cwd=tmp_path / "clone").decode().splitlines()
    assert changed == [" M locales/fr/LC_MESSAGES/about.po", " M source/about.md"]
