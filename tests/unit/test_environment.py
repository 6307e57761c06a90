"""The set-up plans the right steps, says what a person has to do, and is let down by no machine's settings."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from handbook.machine import environment
from handbook.machine.environment import (
    RUN_LOCK,
    STAMP,
    TEST_LOCK,
    clean_environment,
    describe,
    format_packages,
    format_stamp,
    main,
    may_install,
    missing_package,
    plan,
    why_stale,
)
from handbook.machine.system import ENSUREPIP, LIBRARIES, SystemPart, how_to_install, is_present

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OPTIONAL = PYPROJECT["project"]["optional-dependencies"]
LOCKS = {
    RUN_LOCK: PYPROJECT["project"]["dependencies"],
    TEST_LOCK: [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["test"]],
    "requirements-tools.lock": PYPROJECT["dependency-groups"]["tools"],
    "requirements-peers.lock": PYPROJECT["dependency-groups"]["peers"],
}
RUN = describe("/home/zoé/a b", {RUN_LOCK: b"sphinx==9.0.4"})
TEST = describe("/home/zoé/a b", {RUN_LOCK: b"sphinx==9.0.4", TEST_LOCK: b"pytest==9"})
SUBSET = LIBRARIES[-1]
ABSENT = SystemPart("Nothing", "libnothing0", "nothing", sonames=("libnothing.so.0", "libnothing.dylib"))


def announcements(missing, stamp, wanted):
    """Plan, and return the lines that are printed."""
    return [step.words for step in plan(missing, stamp, wanted)]


def pins(lock):
    """Return the `name==version` of a lock file."""
    return set(re.findall(r"^[a-z0-9-]+==[^ ]+", (ROOT / lock).read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_nothing_is_planned_when_the_environment_fits():
    """A second run does nothing, and an environment with the tests' packages runs the handbook as well."""
    assert plan((), format_stamp(RUN), RUN) == []
    assert plan((), format_stamp(TEST), TEST) == []
    assert plan((), format_stamp(TEST), RUN) == []


@pytest.mark.parametrize(("wanted", "lock"), [(RUN, RUN_LOCK), (TEST, TEST_LOCK)], ids=["run", "test"])
def test_a_missing_environment_is_created_and_filled_once(wanted, lock):
    """The tests' lock holds what a build needs, so one installation does."""
    assert announcements((), "", wanted) == [
        "handbook: creating .venv: there is none, or an unfinished one",
        f"handbook: installing what is in {lock}: .venv is new",
    ]


def test_tests_only_add_to_an_environment_that_fits():
    """`make test` after `make` does not start anew."""
    assert announcements((), format_stamp(RUN), TEST) == [
        f"handbook: installing what is in {TEST_LOCK}: .venv lacks what the tests need"
    ]


@pytest.mark.parametrize("name", ["Python", "folder", RUN_LOCK])
def test_a_changed_ground_makes_the_environment_anew_and_is_named(name):
    """Another Python, a moved folder and another lock file each give their own reason."""
    stamp = format_stamp(RUN | {name: "another"})
    assert why_stale(stamp, RUN) == f"it was made for another {name}"
    assert [step.action for step in plan((), stamp, RUN)] == ["create", "fill"]


def test_a_stamp_cut_short_is_no_stamp():
    """A set-up that was interrupted while it wrote its last file is repaired."""
    stamp = format_stamp(RUN)
    assert all(why_stale(stamp[:length], RUN) for length in range(len(stamp)))


@pytest.mark.parametrize("name", ["docutils", "docutils-0.22.4.dist-info", "handbook.pth", "zoé's.py"])
def test_a_package_that_is_taken_out_has_the_environment_made_anew(name):
    """Whatever of it is gone; what somebody has put there, or a cache that has gone, is no reason."""
    names = ["__pycache__", "docutils", "docutils-0.22.4.dist-info", "handbook.pth", "zoé's.py"]
    stamp = format_packages(names) + format_stamp(RUN)
    assert missing_package(stamp, [*names[1:], "another"]) == ""
    gone = missing_package(stamp, [each for each in names if each != name])
    assert why_stale(stamp, RUN, gone) == f"{name} is missing from it"
    assert [step.action for step in plan((), stamp, RUN, gone)] == ["create", "fill"]


def test_the_set_up_notices_what_is_gone(tmp_path, monkeypatch):
    """On the disk, by the stamp that the last set-up has left."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / RUN_LOCK).write_bytes(b"")
    python = tmp_path / environment.VENV_PYTHON
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    package = tmp_path / ".venv/lib" / version / "site-packages/docutils"
    package.mkdir(parents=True)
    stamp = format_packages(environment.list_packages()) + format_stamp(describe(str(tmp_path), {RUN_LOCK: b""}))
    (tmp_path / STAMP).write_text(stamp, encoding="utf-8")
    assert plan(*environment.look((RUN_LOCK,))) == []
    package.rmdir()
    assert [step.action for step in plan(*environment.look((RUN_LOCK,)))][-2:] == ["create", "fill"]


def test_system_parts_come_first_and_each_package_once():
    """What is going to be installed on the system, and why, is announced before anything else."""
    gobject, pango, *_ = LIBRARIES
    assert announcements((gobject, pango, SUBSET), format_stamp(RUN), RUN) == [
        "handbook: apt-get installing libpango-1.0-0 libharfbuzz-subset0:"
        " this system lacks GObject, Pango, HarfBuzz-Subset"
    ]
    assert plan((SUBSET,), "", RUN)[0].action == "install"


@pytest.mark.parametrize(
    "command",
    [
        "sudo apt-get install libharfbuzz-subset0 python3.",
        "sudo dnf install harfbuzz python3-libs",
        "brew install pango python &&",
    ],
    ids=["debian", "fedora", "macos"],
)
def test_one_line_tells_each_platform_its_command(command):
    """Whoever reads it can copy the command."""
    line = how_to_install((SUBSET, ENSUREPIP))
    assert command in line
    assert "lacks HarfBuzz-Subset, ensurepip;" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("environ", "is_root", "has_apt_get", "expected"),
    [
        ({}, True, True, True),
        ({"HANDBOOK_NO_INSTALL": "0"}, True, True, True),
        ({"HANDBOOK_NO_INSTALL": "1"}, True, True, False),
        ({}, False, True, False),
        ({}, True, False, False),
    ],
    ids=["root", "not-forbidden", "forbidden", "user", "no-apt-get"],
)
def test_packages_are_installed_only_where_nobody_has_to_be_asked(environ, is_root, has_apt_get, expected):
    """Root on a Debian-like system, unless HANDBOOK_NO_INSTALL is set."""
    assert may_install(environ, is_root=is_root, has_apt_get=has_apt_get) is expected


def test_a_missing_part_that_may_not_be_installed_is_one_line_and_exit_2(monkeypatch, tmp_path, capsys):
    """No environment is begun before the system is complete."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HANDBOOK_NO_INSTALL", "1")
    monkeypatch.setattr(environment, "LIBRARIES", (ABSENT,))
    (tmp_path / RUN_LOCK).write_text("sphinx==9.0.4\n", encoding="utf-8")
    assert main([]) == 2
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.startswith("handbook: this system lacks Nothing; install with: sudo apt-get install libnothing0 ")
    assert errors.count("\n") == 1
    assert not (tmp_path / STAMP).parent.exists()


def as_script(folder, *options, **environ):
    """Run the set-up as `make` does, in a folder; Python with `options`. Returns what it leaves behind."""
    command = [sys.executable, "-I", "-S", *options, environment.__file__]
    variables = {"PATH": os.environ["PATH"], **environ}
    return subprocess.run(command, cwd=folder, env=variables, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("environ", "line"),
    [
        ({"LC_ALL": "C.UTF-8"}, "handbook: requirements.lock: No such file or directory\n"),
        ({"LC_ALL": "fr_CA.UTF-8"}, "handbook\u00a0: requirements.lock\u00a0: aucun fichier ni dossier de ce nom\n"),
        ({"LANG": "en_CA.UTF-8", "LANGUAGE": "fr:en"}, "handbook\u00a0: requirements.lock\u00a0: aucun fichier"),
    ],
    ids=["neither", "locale", "preference"],
)
def test_the_set_up_speaks_the_language_of_whoever_runs_it(tmp_path, environ, line):
    """Before there is any package, with what the interpreter alone brings along."""
    done = as_script(tmp_path, **environ)
    assert done.returncode == 2
    assert done.stderr.startswith(line)


def test_a_set_up_with_nothing_to_do_looks_for_no_words(tmp_path):
    """Every `make` waits for it."""
    (tmp_path / RUN_LOCK).write_bytes(b"")
    python = tmp_path / environment.VENV_PYTHON
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / STAMP).write_text(format_stamp(describe(str(tmp_path), {RUN_LOCK: b""})), encoding="utf-8")
    done = as_script(tmp_path, "-X", "importtime", LC_ALL="fr_CA.UTF-8")
    assert (done.returncode, done.stdout) == (0, "")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert {each for each in imported if each.startswith("handbook")} == {
        "handbook",
        "handbook.machine",
        "handbook.machine.system",
    }


@pytest.mark.parametrize("arguments", [[], ["--tests"]], ids=["no-lock-file", "unknown-option"])
def test_wrong_use_is_one_line_and_exit_2(arguments, monkeypatch, tmp_path, capsys):
    """Neither the wrong folder nor a wrong option ends in a traceback."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_part_is_looked_for_by_loading_it():
    """A library that cannot be loaded and a module that cannot be found are missing."""
    assert is_present(SystemPart("C", "libc6", "glibc", sonames=("libc.so.6", "libSystem.dylib")))
    assert is_present(SystemPart("json", "python3", "python3"))
    assert not is_present(ABSENT)
    assert not is_present(SystemPart("no_such_module", "python3", "python3"))


def test_the_callers_settings_reach_pip_only_where_they_say_where_packages_come_from():
    """A PIP_TARGET or PYTHONPATH of another project does not lead the set-up astray."""
    kept = {"PATH": "/usr/bin", "PIP_FIND_LINKS": "/wheels", "PIP_CERT": "/ca.crt", "HOME": "/home/zoé"}
    strays = {"PIP_TARGET": "/x", "PIP_USER": "1", "PYTHONPATH": "/x", "PYTHONHOME": "/x", "VIRTUAL_ENV": "/x"}
    assert clean_environment(kept | strays) == kept


def test_packages_come_from_the_wheelhouse_where_there_is_one(tmp_path, monkeypatch):
    """And from nowhere else, so that nothing waits for a registry that does not answer."""
    monkeypatch.chdir(tmp_path)
    assert not {"--no-index", "--find-links"} & set(environment.pip_install("python", RUN_LOCK))
    (tmp_path / environment.WHEELHOUSE).mkdir()
    command = environment.pip_install("python", RUN_LOCK)
    place = command.index("--no-index")
    assert command[place : place + 3] == ("--no-index", "--find-links", environment.WHEELHOUSE)


def test_a_wheelhouse_that_lacks_a_package_is_named(tmp_path, monkeypatch, capfd):
    """With what to do about it; pip itself says which package it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / environment.WHEELHOUSE).mkdir()
    (tmp_path / RUN_LOCK).write_text(f"no-such-package==9.0.4 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "VENV_PYTHON", sys.executable)
    with pytest.raises(environment.SetupError, match="from wheelhouse/; run `make wheelhouse`, or remove that folder"):
        environment.fill(RUN_LOCK)
    assert "no-such-package==9.0.4" in capfd.readouterr().err


def test_an_older_python_can_read_the_set_up():
    """It has to be read before it can say that Python is too old."""
    source = Path(environment.__file__).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 6))
    assert "from __future__" not in source


def test_weasyprint_loads_the_libraries_that_are_looked_for():
    """A canary: WeasyPrint may load others one day; then LIBRARIES has to follow."""
    source = Path(find_spec("weasyprint").origin).with_name("text").joinpath("ffi.py").read_text(encoding="utf-8")
    loaded = set(re.findall(r"'(lib[\w.-]+(?:\.so\.\d|\.dylib))'", source))
    optional = {"libharfbuzz-vector.so.0", "libharfbuzz-vector.0.dylib"}  # draws colour fonts, which we have none of
    assert loaded - optional == {soname for part in LIBRARIES for soname in part.sonames}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_every_package_with_hashes_and_name_no_address(lock):
    """What is installed is what was tried, wherever a machine gets its packages."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:])


def test_the_tests_run_on_the_versions_that_build():
    """The tests' lock holds the other one, version by version."""
    assert pins(RUN_LOCK) < pins(TEST_LOCK)


def outside(wanted, locked):
    """Return the requirements that no pin satisfies."""
    versions = dict(pin.split("==") for pin in locked)
    return [name for name in wanted if not is_satisfied(Requirement(name), versions)]


def is_satisfied(requirement, versions):
    """Tell whether one of the versions, by the name of its package, is what is asked for."""
    version = versions.get(requirement.name.lower())
    return version is not None and requirement.specifier.contains(version)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_hold_what_pyproject_asks_for(lock):
    """A dependency that is added or bounded otherwise, and not locked anew, is seen here, not on another machine."""
    assert outside(LOCKS[lock], pins(lock)) == []


def test_a_pin_outside_its_range_is_seen():
    """As is one that is not there; else the test above would hold nothing."""
    assert outside(["sphinx~=9.0.0", "lxml"], {"sphinx==9.1.0"}) == ["sphinx~=9.0.0", "lxml"]
    assert outside(["sphinx~=9.0.0", "lxml"], {"sphinx==9.0.4", "lxml==6.1.3"}) == []


def test_what_the_canaries_guard_is_bounded_and_one_version_of_it_is_asked_for_nowhere():
    """Their next series is for `make renew` to try; pins are for the locks."""
    wanted = {Requirement(name).name: str(Requirement(name).specifier) for name in LOCKS[RUN_LOCK]}
    assert all(wanted[name].startswith("~=") for name in ("sphinx", "myst-parser", "weasyprint"))
    everything = [*wanted.values(), *(name for names in OPTIONAL.values() for name in names)]
    assert [each for each in everything if "==" in each] == []
