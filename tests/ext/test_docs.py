"""The documentation holds: what it has people type works, in the order of each page, and this pipeline builds it."""

import shutil

import pytest
from docs_commands import FROM_NOTHING, OF_OURS, Reader, begin, copy_ours, pages, typed
from small_handbook import ROOT

from manual.site import build_documentation

TYPED = [path for path in pages() if any(commands for _, commands in typed(path))]


def name(path):
    """Name a page in a report of pytest, and among the kinds of pages."""
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def practice(tmp_path_factory):
    """Return a handbook to practise on, begun once."""
    folder = tmp_path_factory.mktemp("begun") / "practice"
    begin(folder)
    return folder


@pytest.mark.whole
@pytest.mark.parametrize("path", TYPED, ids=name)
def test_what_a_page_has_people_type_works(path, practice, tmp_path):
    """Each command, after those before it and the edits between them."""
    reader = Reader(tmp_path / "home")
    folder = tmp_path / "handbook"
    if name(path) in FROM_NOTHING:
        folder.mkdir()
    elif name(path) in OF_OURS:
        copy_ours(folder)
    else:
        shutil.copytree(practice, folder)
    if name(path) not in FROM_NOTHING:
        reader.type(path, folder, ["git init --quiet", "git add .", "git commit --quiet -m Begin"])
    reader.follow(path, folder)


def test_a_command_that_fails_is_named(tmp_path):
    """With its page, its line and what it said."""
    with pytest.raises(AssertionError, match=r"index.md:7: .*\n.*no such thing"):
        Reader(tmp_path / "home").type(ROOT / "docs/index.md", tmp_path, ["echo no such thing", "false"], 7)


@pytest.mark.whole
def test_the_documentation_is_built_by_this_pipeline(tmp_path, capfd):
    """Both handbooks, with nothing found wrong."""
    assert build_documentation(ROOT, tmp_path) == 0, capfd.readouterr()
    assert (tmp_path / "en/build/site/en/reference/settings.html").is_file()
    assert (tmp_path / "fr/build/site/fr/traduire.html").is_file()
