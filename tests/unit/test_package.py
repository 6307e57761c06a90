"""What others install holds the package, all of it, and nothing that stands beside it in `scripts`."""

import shutil
import subprocess
import sys
from email import message_from_string
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest
from small_handbook import ROOT

BESIDE = ("pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT")


def tracked(folder):
    """Return the files of a folder that git knows, or will know when they are added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", folder]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [name for name in names if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build a wheel as anybody does, from a copy of `scripts` in which Python has left its caches, and open it."""
    copy = tmp_path_factory.mktemp("tree")
    for name in (*tracked("scripts"), *BESIDE):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    (copy / "scripts/handbook/facts/__pycache__").mkdir()
    (copy / "scripts/handbook/facts/__pycache__/model.cpython-311.pyc").write_bytes(b"")
    pip_wheel = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-qq"]
    subprocess.run([*pip_wheel, "-w", ".", "."], cwd=copy, check=True)
    [path] = copy.glob("*.whl")
    with ZipFile(path) as archive:
        yield archive


@pytest.fixture(scope="module")
def metadata(wheel):
    """Return what the wheel says of itself."""
    [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return message_from_string(wheel.read(name).decode())


def test_the_wheel_installs_one_package(wheel):
    """Other names (`bench`, `strings`) would stand in the way of everybody’s own modules."""
    top = {PurePosixPath(name).parts[0] for name in wheel.namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"handbook"}


def test_the_wheel_holds_every_file_of_the_package(wheel):
    """Templates, stylesheets, catalogues and the outlines of the world too; and no cache."""
    wanted = {Path(name).relative_to("scripts").as_posix() for name in tracked("scripts/handbook")}
    kinds = {PurePosixPath(name).suffix for name in wanted}
    assert kinds >= {".css", ".html", ".js", ".json", ".po", ".py", ".toml"}
    assert {name for name in wheel.namelist() if name.startswith("handbook/")} == wanted


def test_the_wheel_says_under_which_licences_it_is(metadata, wheel):
    """By their SPDX names, with their texts."""
    assert metadata["License-Expression"] == "MIT AND CC-BY-4.0"
    assert metadata.get_all("License-File") == ["LICENSE", "LICENSE-CONTENT"]
    for licence in ("LICENSE", "LICENSE-CONTENT"):
        [name] = [name for name in wheel.namelist() if name.endswith(f".dist-info/licenses/{licence}")]
        assert wheel.read(name) == (ROOT / licence).read_bytes()


def test_the_wheel_asks_for_versions_that_work_and_not_for_one(metadata):
    """Whoever installs it beside other packages gets what fits; one version of each is for the lock files to name."""
    wanted = metadata.get_all("Requires-Dist")
    assert any(name.startswith("sphinx~=") for name in wanted)
    assert [name for name in wanted if "==" in name.partition(";")[0]] == []
