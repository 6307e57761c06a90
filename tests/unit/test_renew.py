"""Newer packages reach the locks only with canaries that pass; nothing else of the project is touched."""

import sys
from hashlib import sha256

import pytest
from small_handbook import ROOT

from upkeep import renew as command
from upkeep.renew import SOURCES, changes, failures, renew, uv_settings
from upkeep.running import Refusal
from upkeep.tools import LOCK, tool

OLD, NEW = "sphinx==9.0.4 \\\n    --hash=sha256:0\n", "sphinx==9.0.5 \\\n    --hash=sha256:1\n"
PASSES = "def test_parse():\n    assert True\n"
FAILS = "def test_parse():\n    assert False, 'see sphinx/translate.py'\n"

# In place of uv, which asks a registry: it locks a newer Sphinx, and leaves the environment of these tests as it is.
UV = f"""\
#!{sys.executable}
import pathlib, sys
arguments = sys.argv[1:]
if arguments[:2] == ["pip", "compile"]:
    pathlib.Path(arguments[-1]).write_text({NEW!r})
if arguments[0] == "venv":
    pathlib.Path(arguments[-1]).symlink_to({str(ROOT / ".venv")!r})
if arguments[:2] == ["pip", "install"] and "--upgrade" in arguments:
    pathlib.Path("upgraded").touch()
if arguments[:2] == ["pip", "freeze"]:
    print("babel==2.18.0\\nsphinx==" + ("BEYOND" if pathlib.Path("upgraded").exists() else "9.0.5"))
"""


@pytest.fixture
def root(tmp_path):
    """Return a project with locks, canaries and the tools installed."""
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    for lock in SOURCES:
        (tmp_path / lock).write_text(OLD, encoding="utf-8")
    for canary in command.CANARIES:
        (tmp_path / canary).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / canary).write_text(PASSES, encoding="utf-8")
    programs = tmp_path / "build/tools/bin"
    programs.mkdir(parents=True)
    stamp = f"{sha256((tmp_path / LOCK).read_bytes()).hexdigest()} {sys.version}"
    (tmp_path / "build/tools/installed").write_text(stamp, encoding="utf-8")
    write_uv(tmp_path, "9.0.5")
    return tmp_path


def write_uv(root, beyond):
    """Put a uv in its place, for which the newest Sphinx beyond all ranges is a certain version."""
    program = root / "build/tools/bin/uv"
    program.write_text(UV.replace("BEYOND", beyond), encoding="utf-8")
    program.chmod(0o755)


def locks(root):
    """Return what the locks of a project say."""
    return {(root / lock).read_text(encoding="utf-8") for lock in SOURCES}


def test_locks_are_renewed_where_the_canaries_pass(root, capfd):
    """And what is newer in them is listed."""
    assert renew(root) == 0
    assert locks(root) == {NEW}
    said = capfd.readouterr().out
    assert "  sphinx 9.0.4 → 9.0.5\n" in said
    assert "sphinx 9.0.5: all canaries pass\n" in said
    assert "beyond" not in said


@pytest.mark.parametrize("canary", command.CANARIES)
def test_locks_stay_where_a_canary_fails(root, capfd, canary):
    """Which one, and what it says to look at, is told."""
    (root / canary).write_text(FAILS, encoding="utf-8")
    assert renew(root) == 1
    assert locks(root) == {OLD}
    said = capfd.readouterr().out
    assert "sphinx 9.0.5: 1 canaries fail\n" in said
    assert f"  {canary}::test_parse - AssertionError: see sphinx/translate.py" in said


def test_what_is_newer_than_the_ranges_is_tried_and_changes_nothing(root, capfd):
    """Its report says what is left to do before a range can move."""
    write_uv(root, "10.0.0")
    assert renew(root) == 0
    assert locks(root) == {NEW}
    assert "Newer than the ranges of pyproject.toml allow:\nsphinx 10.0.0: all canaries pass" in capfd.readouterr().out


def test_locks_that_are_new_already_are_not_written(root, capfd):
    """Nothing has to be tested and committed then."""
    for lock in SOURCES:
        (root / lock).write_text(NEW, encoding="utf-8")
    stamp = f"{sha256((root / LOCK).read_bytes()).hexdigest()} {sys.version}"
    (root / "build/tools/installed").write_text(stamp, encoding="utf-8")
    assert renew(root) == 0
    assert "The locks hold the newest already." in capfd.readouterr().out


def test_canaries_that_cannot_even_run_have_failed(root):
    """A package that cannot be imported any more is the worst of failures."""
    (root / command.CANARIES[0]).write_text("import no_such_package\n", encoding="utf-8")
    [failed] = failures(ROOT / ".venv", root)
    assert command.CANARIES[0] in failed
    for canary in command.CANARIES:
        (root / canary).unlink()
    assert failures(ROOT / ".venv", root) != []


def test_a_package_that_comes_or_goes_is_a_change():
    """As is another version of it."""
    assert changes("a==1 \\\nb==1\n", "b==2 \\\nc==1\n") == ["a 1 → –", "b 1 → 2", "c – → 1"]
    assert changes(OLD, OLD) == []


def test_uv_asks_where_pip_asks(monkeypatch):
    """A machine with a registry of its own says so once."""
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_DEFAULT_INDEX", "UV_INDEX"):
        monkeypatch.delenv(name, raising=False)
    assert uv_settings() == {}
    monkeypatch.setenv("PIP_INDEX_URL", "mirror")
    assert uv_settings() == {"UV_DEFAULT_INDEX": "mirror"}
    monkeypatch.setenv("UV_DEFAULT_INDEX", "another")
    assert uv_settings() == {}


def test_a_tool_that_the_lock_does_not_bring_is_named(root):
    """In one line."""
    with pytest.raises(Refusal, match=r"requirements-tools\.lock: no package of it has a program cyclonedx-py"):
        tool(root, "cyclonedx-py")


def test_the_locks_are_made_as_their_first_lines_say():
    """`make renew` and whoever locks by hand get the same files."""
    for lock, sources in SOURCES.items():
        command_line = f"#    uv {' '.join(w for w in command.COMPILE if w not in ('--quiet', '--upgrade'))}"
        expected = f"{command_line} {' '.join(sources)} -o {lock}\n"
        assert (ROOT / lock).read_text(encoding="utf-8").splitlines(keepends=True)[1] == expected
