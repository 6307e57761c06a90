"""The date of an edition comes from SOURCE_DATE_EPOCH or from git, never from the clock."""

import os
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from handbook.history import History, read_history

COMMITTED = "2026-02-03T04:05:06+00:00"


def git(folder, *arguments):
    """Run git as a person whom this machine does not know."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in
           {"NAME": "A", "EMAIL": "a@example.org", "DATE": COMMITTED}.items()}  # fmt: skip
    environ = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environ, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture(autouse=True)
def undated(monkeypatch, tmp_path):
    """Let neither the tests' date nor a repository above the tests' folder speak."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))


@pytest.fixture
def repository(tree):
    """Commit the small handbook."""
    git(tree, "init", "-q", "-b", "main")
    git(tree, "add", ".")
    git(tree, "commit", "-q", "-m", "A small handbook")
    return tree


def test_the_last_commit_of_the_content_gives_the_day(repository, project):
    """The commit is named beside it, and nothing is noticed."""
    history = read_history(project)
    assert (history.day, history.is_draft, history.finding) == (date(2026, 2, 3), False, None)
    assert git(repository, "rev-parse", "HEAD").startswith(history.commit)


def test_a_change_that_is_not_committed_makes_a_draft(repository, project):
    """Whoever prints it sees that it is one."""
    (repository / "source/compare.md").write_text("# Side by side\n\nAnew.\n", encoding="utf-8")
    assert read_history(project).is_draft


def test_a_change_elsewhere_makes_no_draft(repository, project):
    """Only pages, facts, catalogues and the configuration make an edition."""
    (repository / "notes.txt").write_text("to do", encoding="utf-8")
    assert not read_history(project).is_draft


def test_a_later_commit_elsewhere_moves_no_date(repository, project):
    """The edition is as old as its content."""
    before = read_history(project)
    (repository / "notes.txt").write_text("to do", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Notes")
    assert read_history(project) == before


def test_without_git_there_is_no_date(project):
    """The report says why, and what to do."""
    history = read_history(project)
    assert history.day is None
    assert history.finding.rule == "git-history"
    assert "SOURCE_DATE_EPOCH" in history.finding.message


def test_a_machine_without_git_gives_no_date(project, monkeypatch):
    """A missing program is no traceback."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert read_history(project).day is None


def test_a_shallow_clone_gives_no_date(repository, tmp_path, project):
    """What was cut off cannot tell when a page last changed."""
    (repository / "source/compare.md").write_text("# Side by side\n\nAnew.\n", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "Anew")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
    history = read_history(replace(project, root=tmp_path / "shallow"))
    assert history.day is None
    assert "full clone" in history.finding.message


def test_a_repository_without_commits_is_a_draft(tree, project):
    """Nothing committed is nothing dated."""
    git(tree, "init", "-q")
    history = read_history(project)
    assert (history.day, history.is_draft) == (None, True)


def test_source_date_epoch_comes_first(repository, project, monkeypatch):
    """Whoever sets it decides, and the commit is still named."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    history = read_history(project)
    assert (history.day, history.is_draft) == (date(1970, 1, 2), False)
    assert history.commit


def test_an_unusable_epoch_is_passed_over(repository, project, monkeypatch):
    """Then git decides."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert read_history(project).day == date(2026, 2, 3)


def test_a_date_that_is_known_gives_no_notice():
    """There is nothing to say."""
    assert History(day=date(2026, 1, 1)).finding is None
