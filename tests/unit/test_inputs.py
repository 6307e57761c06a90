"""All of a build is made of the same files: after an edit meanwhile it is begun again, and that is said."""

import os
import subprocess

import pytest
from small_handbook import append, write

from handbook.findings.finding import Finding, HandbookError
from handbook.publication.inputs import ATTEMPTS, read_inputs, undisturbed

PAGE = "source/compare.md"
WRONG = Finding(path="a.md", line=1, message="wrong", rule="rule")


class Maker:
    """Makes something of a project, which somebody edits the first few times."""

    def __init__(self, edit, times=1):
        self.edit, self.times, self.count, self.titles = edit, times, 0, []

    def __call__(self, project, history):
        self.count += 1
        self.titles.append(project.title["en"])
        if self.count <= self.times:
            self.edit(project.root)
        return self.count


def test_what_nobody_edits_is_made_once(project):
    """And nothing is said."""
    assert undisturbed(project, Maker(lambda root: None)) == (1, [])


def _there_and_back(root):
    text = (root / PAGE).read_bytes()
    (root / PAGE).write_bytes(b"# Half a page")
    (root / PAGE).write_bytes(text)


def _backdated(root):
    status = (root / PAGE).stat()
    append(root / PAGE, "More.")
    os.utime(root / PAGE, ns=(status.st_atime_ns, status.st_mtime_ns))


def _renamed_over(root):
    write(root / "source/new", (root / PAGE).read_text())
    (root / "source/new").replace(root / PAGE)


EDITS = {
    "a page": (PAGE, lambda root: append(root / PAGE, "More.")),
    "a page, there and back": (PAGE, _there_and_back),
    "a page, with its old time": (PAGE, _backdated),
    "a page, saved as another file": (PAGE, _renamed_over),
    "a new page": ("source/new.md", lambda root: write(root / "source/new.md", "# New")),
    "a page that goes": (PAGE, lambda root: (root / PAGE).unlink()),
    "a fact": ("source/facts/maple.toml", lambda root: append(root / "source/facts/maple.toml", "# note")),
    "a catalogue": (
        "locales/fr/LC_MESSAGES/index.po",
        lambda root: append(root / "locales/fr/LC_MESSAGES/index.po", "# note"),
    ),
    "a picture": ("source/leaf.png", lambda root: write(root / "source/leaf.png", "x")),
    "a setting": ("pyproject.toml", lambda root: append(root / "pyproject.toml", "# note")),
}


@pytest.mark.parametrize(("name", "edit"), EDITS.values(), ids=EDITS)
def test_what_is_edited_meanwhile_is_made_again(project, name, edit):
    """From the beginning, and named."""
    made, [notice] = undisturbed(project, Maker(edit))
    assert made == 2
    assert str(notice) == f"{name}:1: edited while it was built, so it was built again: {name} [edited]"


def test_the_settings_are_those_of_the_last_attempt(project):
    """They are read again with all the rest."""

    def edit(root):
        path = root / "pyproject.toml"
        path.write_text(path.read_text().replace(project.title["en"], "Another Title"))

    maker = Maker(edit)
    undisturbed(project, maker)
    assert maker.titles == [project.title["en"], "Another Title"]


@pytest.mark.parametrize(
    "name",
    ["source/.compare.md.swp", "source/compare.md~", "source/#compare.md#", "source/__pycache__/conf.pyc", "notes"],
)
def test_what_an_editor_leaves_behind_is_no_edit(project, name):
    """Nor is what lies elsewhere."""
    assert undisturbed(project, Maker(lambda root: write(root / name, "x"))) == (1, [])


def test_a_commit_meanwhile_is_seen(project, monkeypatch):
    """The files are the same; what a page says of its day is not."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.root.parent))

    def git(*arguments):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *arguments], cwd=project.root, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    _, [notice] = undisturbed(project, Maker(lambda root: git("commit", "-q", "-m", "A handbook")))
    assert notice.path == ".git"


def test_what_is_edited_each_time_is_given_up(project, refused):
    """In one line, with what it was."""
    maker = Maker(lambda root: append(root / PAGE, "More."), times=99)
    [line] = refused(undisturbed, project, maker)
    assert line.startswith(f"{PAGE}:1: edited each time it was built, {ATTEMPTS} times; ")
    assert maker.count == ATTEMPTS


def test_what_is_wrong_counts_only_if_nothing_was_edited(project):
    """A half-saved page is not what its editor wrote."""

    class Half(Maker):
        def __call__(self, project, history):
            if super().__call__(project, history) == 1:
                raise ZeroDivisionError
            return "made"

    assert undisturbed(project, Half(lambda root: append(root / PAGE, "More.")))[0] == "made"

    def wrong(project, history):
        raise HandbookError([WRONG])

    with pytest.raises(HandbookError):
        undisturbed(project, wrong)


def test_inputs_are_known_by_what_they_hold(project):
    """Whatever the clock says, and however it is set."""
    before = read_inputs(project)
    path = project.root / PAGE
    status = path.stat()
    with path.open("r+b") as file:
        file.write(b"X")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read_inputs(project).differing(before) == [PAGE]
