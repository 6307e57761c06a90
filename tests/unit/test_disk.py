"""A disk that refuses is told in one line; any other error of the system stays what it is."""

import errno
import shutil

import pytest

from handbook.build import pipeline as building
from handbook.commands import cli
from handbook.commands.cli import FINDINGS
from handbook.machine.disk import disk_complaint, disk_finding
from handbook.sphinx.complaints import Complaint, findings


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_full_disk_is_named_with_its_remedy(tmp_path, number):
    """However the system calls it, and whichever file it was."""
    finding = disk_finding(OSError(number, "x", str(tmp_path / "build/stage-1/a.html")), tmp_path)
    assert str(finding).startswith("build:1: the disk is full (")
    assert str(finding).endswith("; free some space and run the command again [disk]")


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_refused_file_is_named(tmp_path, number):
    """From the folder in which the command runs."""
    finding = disk_finding(OSError(number, "x", str(tmp_path / "source/a.md")), tmp_path)
    assert (finding.path, finding.line, finding.rule) == ("source/a.md", 1, "disk")
    assert "; correct its permissions" in finding.message
    assert disk_finding(OSError(number, "x"), tmp_path).path == "build"


def test_what_stands_in_the_way_is_named(tmp_path):
    """A file where a folder belongs, and a folder where a file does."""
    (tmp_path / "build").write_text("x")
    with pytest.raises(FileExistsError) as in_the_way:
        (tmp_path / "build").mkdir()
    with pytest.raises(IsADirectoryError) as folder:
        tmp_path.write_text("x")
    with pytest.raises(NotADirectoryError) as below_a_file:
        (tmp_path / "build/a").write_text("x")
    found = [disk_finding(each.value, tmp_path) for each in (in_the_way, folder, below_a_file)]
    assert [each.path for each in found] == ["build", ".", "build/a"]
    assert all("; move it away" in each.message for each in found)


def test_full_disk_of_which_a_copy_of_many_files_tells(tmp_path):
    """With one line for all of them."""
    error = shutil.Error([("a", "b", "[Errno 28] No space left on device"), ("c", "d", "[Errno 28] No space left")])
    assert disk_finding(error, tmp_path).path == "build"
    assert disk_finding(shutil.Error([("a", "b", "something else")]), tmp_path) is None


def test_other_errors_are_not_the_disk(tmp_path):
    """They keep their traceback, since they are ours."""
    assert disk_finding(OSError(errno.ENOENT, "x", "a"), tmp_path) is None
    assert disk_finding(OSError("x"), tmp_path) is None
    assert disk_complaint("a.md: WARNING: 28 is a number [x]", tmp_path) is None


@pytest.mark.parametrize(
    "record",
    [
        "error writing file /a/b.html: [Errno 28] No space left on device: '/a/b.html'",
        "Failed to copy a file in the theme's 'static' directory: /a: OSError(28, 'No space left on device')",
    ],
)
def test_full_disk_of_which_sphinx_tells_is_the_same_finding(project, record):
    """It goes on after it, and would name a page that is not to blame."""
    [finding] = findings([Complaint(message=record)], project)
    assert (finding.path, finding.rule) == ("build", "disk")


@pytest.fixture
def refusing(tree, monkeypatch, capsys):
    """Return the function that runs a build in which a function of its own raises an error."""

    def run(name, error):
        def refuse(*arguments):
            raise error

        monkeypatch.chdir(tree)
        monkeypatch.setattr(building, name, refuse)
        code = cli.main(["build", "--output", "html"])
        return code, capsys.readouterr().err

    return run


def test_command_ends_with_one_line(refusing):
    """Whatever asked for the disk."""
    code, errors = refusing("load_content", OSError(errno.ENOSPC, "No space left on device"))
    assert (code, errors.count("\n")) == (FINDINGS, 1)
    assert errors.startswith("build:1: the disk is full")


def test_command_does_not_hide_other_errors(refusing):
    """A bug is no finding."""
    with pytest.raises(OSError, match="bug"):
        refusing("load_content", OSError(errno.ENOENT, "bug"))
