"""What git may lack, and names and settings that it has otherwise, where wrong pairs are looked for."""

import shutil
import subprocess

import pytest
from git_by_hand import FRENCH, OLD, OLDER, Repository
from small_handbook import write_small_handbook
from ways_of_joining import begun, merge, squash_the_editor, squash_the_translator

from handbook.project.project import load_project


@pytest.fixture
def repository(project):
    """Return a handbook in which a long message waits for its translation."""
    return begun(project)


def test_a_shallow_clone_cannot_tell(repository, tmp_path, run):
    """Which is said: as a note, or as a finding to whoever asks since when; `make po` says it too."""
    merge(repository)
    source = repository.project.root.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth", "1", source, tmp_path / "shallow"], check=True)
    noted = run(tmp_path / "shallow", "check", "po")
    assert (noted.code, noted.output) == (0, "")
    assert noted.errors.startswith("note: git has only the end of the history here")
    done = run(tmp_path / "shallow", "check", "po", "--since", "HEAD")
    assert done.code == 1
    assert done.output.startswith("locales:1: git has only the end of the history here")
    assert done.output.endswith("run git fetch --unshallow [git-history]\n")


def test_a_history_that_is_damaged_is_told_in_a_line(repository, refused):
    """Where it is HEAD's; what no branch leads to need not be whole."""
    squash_the_editor(repository)
    repository.branch("aside")
    repository.commit((OLDER, FRENCH))
    remove(repository, "HEAD")
    repository.git("switch", "-q", "main")
    assert len(repository.named()) == 1
    remove(repository, "HEAD~1")
    [line] = refused(repository.named)
    assert line.startswith("locales:1: git lacks a catalogue of its history")


def remove(repository, commit):
    """Take a file of a commit out of git's store."""
    blob = repository.git("rev-parse", f"{commit}:{repository.path().relative_to(repository.folder).as_posix()}")
    for pack in (repository.folder / ".git/objects/pack").glob("*.pack"):
        moved = pack.rename(repository.folder / pack.name)
        subprocess.run(["git", "unpack-objects", "-q"], cwd=repository.folder, input=moved.read_bytes(), check=True)
        pack.with_suffix(".idx").unlink()
        moved.unlink()
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()


def test_a_handbook_may_lie_in_a_folder_of_its_repository(tmp_path):
    """Beside other things."""
    (tmp_path / "all").mkdir()
    project = load_project(write_small_handbook(tmp_path / "all/le guide"))
    repository = Repository(project, tmp_path / "all")
    repository.commit((OLD, ""))
    squash_the_translator(repository)
    [line] = repository.named()
    assert line.startswith("locales/fr/LC_MESSAGES/index.po:")


def test_names_that_are_no_catalogues_are_passed_over(repository):
    """Bytes that are not UTF-8, links, folders that are repositories of their own."""
    folder = repository.project.catalogues("fr")
    name = folder / b"caf\xe9.po".decode("utf-8", "surrogateescape")
    name.write_bytes(repository.path().read_bytes())
    (folder / "link.po").symlink_to("index.po")
    (folder / "inner").mkdir()
    subprocess.run(["git", "init", "-q", folder / "inner"], check=True)
    inner = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "x", "--allow-empty"]
    subprocess.run(inner, cwd=folder / "inner", check=True)
    repository.commit()
    for path in (name, folder / "link.po"):
        path.unlink()
    shutil.rmtree(folder / "inner")
    repository.commit()
    merge(repository)
    assert len(repository.named()) == 1


def test_settings_of_git_change_nothing(repository):
    """Whatever a person likes to see."""
    for key, value in (
        ("log.follow", "true"),
        ("diff.renames", "copies"),
        ("color.ui", "always"),
        ("log.showRoot", "0"),
    ):
        repository.git("config", key, value)
    repository.git("config", "merge.conflictStyle", "diff3")
    repository.git("config", "core.quotePath", "true")
    merge(repository)
    assert len(repository.named()) == 1


def test_nothing_is_named_before_there_is_a_history(project):
    """In a folder that git does not know, or without a commit."""
    repository = Repository(project)
    repository.put((OLD, FRENCH))
    assert repository.named() == []
    shutil.rmtree(repository.folder / ".git")
    assert repository.named() == []
