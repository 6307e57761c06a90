"""The date of an edition comes from SOURCE_DATE_EPOCH or from git, never from the clock."""

import os
import subprocess
from dataclasses import replace
from datetime import date

import pytest

from handbook.history.last_changes import History, read_days, read_history

COMMITTED = "2026-02-03T04:05:06+00:00"


def git(folder, *arguments, at=COMMITTED):
    """Run git as a person whom this machine does not know."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in
           {"NAME": "A", "EMAIL": "a@example.org", "DATE": at}.items()}  # fmt: skip
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


def test_a_date_that_is_known_gives_no_notice():
    """There is nothing to say."""
    assert History(day=date(2026, 1, 1)).finding is None


COMPARE, FRENCH = "source/compare.md", "locales/fr/LC_MESSAGES/compare.po"
LATER, LAST = "2026-03-04T00:00:00+00:00", "2026-04-05T00:00:00+00:00"


def days(project):
    """Return when each file of a project last changed."""
    return read_days(project, read_history(project))


def commit(repository, path, at):
    """Change a file, and commit that."""
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", f"Change {path.name}", at=at)


def test_each_file_has_the_day_of_its_own_last_commit(repository, project):
    """Of pages and of catalogues; and of nothing else."""
    commit(repository, repository / COMPARE, LATER)
    commit(repository, repository / FRENCH, LAST)
    found = days(project)
    assert (found[COMPARE], found[FRENCH]) == (date(2026, 3, 4), date(2026, 4, 5))
    assert found["source/index.md"] == date(2026, 2, 3)
    assert "pyproject.toml" not in found


def test_a_file_whose_change_is_not_committed_has_no_day(repository, project):
    """Nor has one that is new, whether git has been told of it or not."""
    for name, text in (("source/compare.md", "# Anew\n"), ("source/é.md", "# New\n"), ("source/told.md", "# New\n")):
        (repository / name).write_text(text, encoding="utf-8")
    git(repository, "add", "source/told.md")
    found = days(project)
    assert {name for name, day in found.items() if day is None} == {COMPARE, "source/é.md", "source/told.md"}


def test_names_with_spaces_and_accents_are_found(repository, project):
    """Git would write them otherwise, left to itself."""
    (repository / "source/à relire.md").write_text("# Title\n\nText.\n", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "Anew", at=LATER)
    assert days(project)["source/à relire.md"] == date(2026, 3, 4)


def test_a_handbook_below_the_root_of_its_repository_is_dated(tmp_path, tree, project, monkeypatch):
    """The paths are those of the handbook."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "A handbook in a folder", at=LATER)
    assert days(project)[COMPARE] == date(2026, 3, 4)


def test_a_merge_counts_for_what_it_changes_itself(repository, project):
    """A page that was written on a branch keeps the day on which it was."""
    git(repository, "checkout", "-q", "-b", "branch")
    commit(repository, repository / COMPARE, LATER)
    git(repository, "checkout", "-q", "main")
    commit(repository, repository / FRENCH, LATER)
    git(repository, "merge", "-q", "--no-ff", "--no-commit", "branch", at=LAST)
    (repository / "source/index.md").write_text("# Otherwise\n", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "Merge", at=LAST)
    found = days(project)
    assert (found[COMPARE], found[FRENCH]) == (date(2026, 3, 4), date(2026, 3, 4))
    assert found["source/index.md"] == date(2026, 4, 5)


def test_the_day_that_is_set_is_that_of_every_file(repository, project, monkeypatch):
    """Whatever git says, and whatever is not committed: the bytes are the same wherever they are made."""
    (repository / COMPARE).write_text("# Anew\n", encoding="utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert set(days(project).values()) == {date(1970, 1, 2)}


def test_without_a_history_no_file_has_a_day(project):
    """A page then says nothing."""
    assert days(project) == {}


# What git says, and what it cannot say


def test_a_broken_index_hides_no_change(repository, project):
    """Git has the commit, and the files are there to be compared."""
    (repository / ".git/index").write_bytes(b"broken")
    assert read_history(project).differs is False
    (repository / COMPARE).write_text("# Anew\n", encoding="utf-8")
    history = read_history(project)
    assert (history.is_draft, history.differs, history.day) == (True, True, date(2026, 2, 3))
    assert days(project)[COMPARE] is None


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_is_told_to_pass_over_is_looked_at(repository, project, flag):
    """What is published has it."""
    git(repository, "update-index", flag, COMPARE)
    (repository / COMPARE).write_text("# Anew\n", encoding="utf-8")
    assert read_history(project).is_draft


def test_a_page_that_git_ignores_makes_a_draft(repository, project):
    """It is built, and no commit has it."""
    (repository / ".git/info/exclude").write_text("*.md\n", encoding="utf-8")
    (repository / "source/new.md").write_text("# New\n", encoding="utf-8")
    assert read_history(project).is_draft


@pytest.mark.parametrize(
    "name", ["source/__pycache__/conf.cpython-311.pyc", "source/.index.md.swp", "source/index.md~"]
)
def test_what_lies_among_the_sources_makes_no_draft(repository, project, name):
    """Left behind by Python or an editor: no edition is made of it."""
    (repository / name).parent.mkdir(exist_ok=True)
    (repository / name).write_text("x", encoding="utf-8")
    assert not read_history(project).is_draft


def test_the_index_is_left_as_it_is(repository, project):
    """A build may run where nothing but its own folder can be written."""
    before = (repository / ".git/index").read_bytes()
    os.utime(repository / COMPARE, (1, 1))
    read_history(project)
    assert (repository / ".git/index").read_bytes() == before


def test_a_set_day_hides_no_difference_from_the_manifest(repository, project, monkeypatch):
    """Readers are told of no draft; whoever checks what is published is."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    (repository / COMPARE).write_text("# Anew\n", encoding="utf-8")
    history = read_history(project)
    assert (history.is_draft, history.differs) == (False, True)


@pytest.mark.parametrize("epoch", ["", "86400"])
def test_a_tree_of_somebody_else_is_said_to_be_one(repository, project, monkeypatch, epoch):
    """Git does not look into it, so nothing is known: neither that it is a draft nor that it is none."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    history = read_history(project)
    assert (history.commit, history.differs) == (None, None)
    assert f"git config --global --add safe.directory {repository}" in history.finding.message
