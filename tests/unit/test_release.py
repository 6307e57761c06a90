"""A release is made whole from what is committed, or nothing has changed; in a scratch repository."""

import os
import subprocess
import tarfile
import tomllib
from datetime import date
from hashlib import sha256

import pytest
from small_handbook import ROOT

from upkeep import release as command
from upkeep.artefacts import Release, pack, write_components, write_wheel
from upkeep.changelog import released
from upkeep.release import main, release, with_version
from upkeep.running import Refusal

PYPROJECT = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "handbook"
version = "0.1.0"

[tool.setuptools.packages.find]
where = ["scripts"]

[tool.other]
version = "0.1.0"
"""
CHANGELOG = """\
# Changelog

## Unreleased

### Added

- A page.

## 0.1.0 - 2026-01-01

- The first one.
"""


def git(root, *arguments):
    """Run git in a repository and return what it prints."""
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Return a repository of its own, with a package, a changelog and one commit; the process stands in it."""
    root = tmp_path / "un guide"
    (root / "scripts/handbook").mkdir(parents=True)
    (root / "scripts/handbook/__init__.py").write_text("", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (root / ".gitignore").write_text("/build/\n", encoding="utf-8")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Zoé")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "zoe@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")  # 2026-11-26
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    monkeypatch.chdir(root)
    return root


def write_page(release):
    """Pack a site of one page, as built from the tree of the release."""
    site = release.tree / "build/site"
    site.mkdir(parents=True)
    version = tomllib.loads((release.tree / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    (site / "index.html").write_text(version, encoding="utf-8")
    pack(site, release.folder / "site.tar.gz", release.name, release.epoch)


def state(root):
    """Return what a release may change: commits, tags, trees beside, files, what is in the folder of releases."""
    parts = [git(root, *words.split()) for words in ("log --all --format=%H", "tag", "worktree list", "status -s")]
    folder = root / "build/release"
    return parts, sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_a_release_is_made_from_the_commit_that_is_tagged(root):
    """With its version everywhere, the changelog dated, and every file in the list of checksums."""
    folder = release(root, "1.0.0", (write_wheel, write_page))
    assert sorted(path.name for path in folder.iterdir()) == [
        "SHA256SUMS",
        "handbook-1.0.0-py3-none-any.whl",
        "site.tar.gz",
    ]
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        checksum, name = line.split("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == checksum
    with tarfile.open(folder / "site.tar.gz") as archive:
        assert archive.getnames() == ["handbook-1.0.0", "handbook-1.0.0/index.html"]
        assert archive.extractfile("handbook-1.0.0/index.html").read() == b"1.0.0"
    assert "## Unreleased\n\n## 1.0.0 - 2026-11-26\n\n### Added\n\n- A page.\n\n## 0.1.0" in (
        root / "CHANGELOG.md"
    ).read_text(encoding="utf-8")
    assert git(root, "cat-file", "-t", "v1.0.0") == "tag\n"
    assert git(root, "rev-parse", "v1.0.0^{commit}") == git(root, "rev-parse", "main")
    assert git(root, "log", "--format=%s") == "Release 1.0.0\nBegin\n"
    assert git(root, "status", "--porcelain") == ""
    assert len(git(root, "worktree", "list").splitlines()) == 1
    assert git(root, "branch", "--show-current") == "main\n"


def test_one_release_follows_another(root):
    """And finds nothing to say unless something has been said."""
    release(root, "1.0.0", ())
    with pytest.raises(Refusal, match=r"CHANGELOG.md:3: nothing stands under Unreleased"):
        release(root, "1.1.0", ())
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text(encoding="utf-8").replace("## Unreleased\n", "## Unreleased\n\n- Another page.\n", 1)
    changelog.write_text(text, encoding="utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Add a page")
    release(root, "1.1.0", ())
    assert git(root, "tag") == "v1.0.0\nv1.1.0\n"


def change(name, text):
    """Return what writes a file in a repository, and commits nothing."""
    return lambda root: (root / name).write_text(text, encoding="utf-8")


def say_nothing(root):
    """Commit a changelog with headings only under Unreleased."""
    change("CHANGELOG.md", CHANGELOG.replace("- A page.\n", ""))(root)
    git(root, "commit", "--quiet", "--all", "--message", "Say nothing")


@pytest.mark.parametrize(
    ("version", "before", "line"),
    [
        ("1.0.0", change("new.md", "x"), "new.md: not committed (1 in all); commit or stash"),
        ("1.0.0", change("CHANGELOG.md", CHANGELOG + "x"), "CHANGELOG.md: not committed (1 in all)"),
        ("1.0.0", lambda root: git(root, "tag", "v1.0.0"), "the tag v1.0.0 exists"),
        ("0.1.0", lambda root: None, "VERSION=0.1.0 is not newer than 0.1.0"),
        ("0.0.9", lambda root: None, "VERSION=0.0.9 is not newer than 0.1.0"),
        ("", lambda root: None, "VERSION= is no version; write make release VERSION=1.2.3"),
        ("v1.0.0", lambda root: None, "VERSION=v1.0.0 is no version"),
        ("1.0.0; ls", lambda root: None, "VERSION=1.0.0; ls is no version"),
        ("--force", lambda root: None, "VERSION=--force is no version"),
        ("1.0.0", say_nothing, "CHANGELOG.md:3: nothing stands under Unreleased"),
    ],
)
def test_what_is_no_release_is_refused_in_one_line(root, capfd, version, before, line):
    """And nothing is changed."""
    before(root)
    there = state(root)
    capfd.readouterr()
    assert main([version]) == 2
    errors = capfd.readouterr().err
    assert errors.startswith(f"release: {line}")
    assert errors.count("\n") == 1
    commits, folder = state(root)
    assert commits == there[0]
    assert folder == []


def stop(release):
    """Be stopped by a person."""
    raise KeyboardInterrupt


def break_down(release):
    """Fail as a build does that finds something wrong."""
    raise Refusal("the build failed")


def commit_meanwhile(release):
    """Have somebody commit to the branch while the release is being built."""
    change("new.md", "x")(release.root)
    git(release.root, "add", "new.md")
    git(release.root, "commit", "--quiet", "--message", "Meanwhile")


@pytest.mark.parametrize("part", [stop, break_down])
def test_a_release_that_is_not_finished_leaves_nothing(root, monkeypatch, part):
    """No commit, no tag, no tree, no files; and the next attempt succeeds."""
    there = state(root)
    monkeypatch.setattr(command, "PARTS", (write_page, part))
    with pytest.raises((Refusal, KeyboardInterrupt)):
        release(root, "1.0.0", command.PARTS)
    assert state(root)[0][1:] == there[0][1:]
    assert git(root, "log", "--format=%s") == "Begin\n"
    assert state(root)[1] == []
    release(root, "1.0.0", ())
    assert git(root, "tag") == "v1.0.0\n"


def test_a_branch_that_has_moved_meanwhile_is_left_as_it_is(root):
    """The tag goes with what could not be released."""
    with pytest.raises(Refusal):
        release(root, "1.0.0", (commit_meanwhile,))
    assert git(root, "tag") == ""
    assert git(root, "log", "--format=%s") == "Meanwhile\nBegin\n"


def test_what_a_killed_release_left_is_no_hindrance(root):
    """Neither its tree, which git has on its list, nor its files."""
    git(root, "worktree", "add", "--detach", "build/release/tree")
    (root / "build/release/1.0.0").mkdir()
    (root / "build/release/1.0.0/old.whl").write_bytes(b"")
    folder = release(root, "1.0.0", ())
    assert [path.name for path in folder.iterdir()] == ["SHA256SUMS"]


def test_an_archive_is_the_same_bytes_whoever_packs_it_and_when(tmp_path):
    """Names in order, one time, nobody's name."""
    archives = []
    for number, names in enumerate((("a", "b"), ("b", "a"))):
        folder = tmp_path / f"{number}/site"
        folder.mkdir(parents=True)
        for name in names:
            (folder / name).write_text(name, encoding="utf-8")
            os.utime(folder / name, (number, number))
        (folder / "a").chmod(0o600 + number * 0o44)
        pack(folder, tmp_path / f"{number}.tar.gz", "site", 1_795_651_200)
        archives.append((tmp_path / f"{number}.tar.gz").read_bytes())
    assert archives[0] == archives[1]


def test_only_the_version_of_the_project_changes():
    """Whatever stands before and after it; and what is written in another way is refused."""
    assert with_version(PYPROJECT, "1.0.0") == PYPROJECT.replace('version = "0.1.0"', 'version = "1.0.0"', 1)
    with pytest.raises(Refusal, match="version is not written as"):
        with_version(PYPROJECT.replace('version = "0.1.0"', "version = '0.1.0'", 1), "1.0.0")


def test_a_changelog_without_its_heading_is_refused():
    """It is not guessed where the heading belongs."""
    with pytest.raises(Refusal, match=r"CHANGELOG.md:1: there is no heading"):
        released("# Changelog\n\n## 0.1.0\n", "1.0.0", date(2026, 11, 26))


def test_the_changelog_of_this_project_can_be_released():
    """It has its heading, and something below."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    after = released(text, "1.0.0", date(2026, 11, 26))
    assert after.replace("\n## 1.0.0 - 2026-11-26\n", "", 1) == text


@pytest.mark.whole
def test_the_list_of_components_names_every_package_of_the_lock(tmp_path):
    """By cyclonedx-py, from the lock of the tools, which is installed where it is not yet."""
    write_components(Release(root=ROOT, tree=ROOT, folder=tmp_path, version="1.0.0", epoch=1_795_651_200))
    [bill] = tmp_path.iterdir()
    assert bill.name == "handbook-1.0.0-sbom.cdx.json"
    assert '"pkg:pypi/weasyprint@' in bill.read_text(encoding="utf-8")
