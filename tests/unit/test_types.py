"""Types are checked in strict mode before each test run: no module is exempt, and every exception says why."""

import io
import re
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest
from small_handbook import ROOT

PACKAGE = ROOT / "scripts/handbook"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mypy"]
TEXTS = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
UNTYPED = [module.removesuffix(".*") for override in SETTINGS["overrides"] for module in override["module"]]

# What is overlooked, by its code, and a reason.
EXPLAINED = re.compile(r"# type: ignore\[[a-z-]+(?:, [a-z-]+)*\]  # \w.+ .+")


def unexplained(text):
    """Return the comments of a module that have mypy overlook something without saying what, and why."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    return [each for each in comments if re.search(r"\b(?:type|mypy):", each) and not EXPLAINED.fullmatch(each)]


def has_types(library):
    """Whether an installed library has types, its own or in a package beside it."""
    folders = [Path(folder) for folder in sys.path]
    return any((each / library / "py.typed").is_file() or (each / f"{library}-stubs").is_dir() for each in folders)


def test_the_tests_begin_with_types():
    """What is seen in seconds is not waited for behind what takes minutes."""
    done = subprocess.run(["make", "--dry-run", "test"], cwd=ROOT, capture_output=True, text=True, check=True)
    [types] = [place for place, line in enumerate(done.stdout.splitlines()) if line.startswith(".venv/bin/mypy")]
    [tests] = [place for place, line in enumerate(done.stdout.splitlines()) if " -m pytest " in line]
    assert types < tests


def test_no_module_of_the_package_is_exempt():
    """Nothing but the types of other libraries may be missing, and no rule is softened."""
    assert SETTINGS.keys() == {"strict", "warn_unreachable", "packages", "mypy_path", "python_version", "overrides"}
    assert (SETTINGS["strict"], SETTINGS["warn_unreachable"], SETTINGS["packages"]) == (
        True,
        True,
        ["handbook", "bench"],
    )
    assert all(override.keys() == {"module", "ignore_missing_imports"} for override in SETTINGS["overrides"])


@pytest.mark.parametrize("library", UNTYPED)
def test_a_library_on_the_list_is_used_and_has_no_types(library):
    """Take it off the list when it has some, or when nothing imports it any more."""
    assert not has_types(library)
    assert any(re.search(rf"^ *(?:from|import) {library}\b", text, re.MULTILINE) for text in TEXTS.values())


def test_a_library_with_types_is_told_from_one_without():
    """Its own types, those in a package beside it, and none."""
    assert [has_types(library) for library in ("sphinx", "docutils", "pydyf")] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "is_explained"),
    [
        ("x = f()  # type: ignore[misc]  # the library has no types", True),
        ("x = f()  # type: ignore[misc, arg-type]  # the library has no types", True),
        ("x = 'type: ignore'  # what a type is", True),
        ("x = f()  # type: ignore[misc]", False),
        ("x = f()  # type: ignore  # the library has no types", False),
        ("# mypy: ignore-errors", False),
    ],
)
def test_an_exception_without_a_reason_is_seen(line, is_explained):
    """A code alone says what is overlooked, and not whose fault it is."""
    assert (unexplained(line) == []) == is_explained


def test_every_exception_says_what_it_overlooks_and_why():
    """So that it can go once the fault is mended; strict mode names those that are not needed any more."""
    assert {path.name: comments for path, text in TEXTS.items() if (comments := unexplained(text))} == {}


def test_whoever_installs_the_package_gets_its_types():
    """PEP 561: mypy looks for this file."""
    assert (PACKAGE / "py.typed").is_file()
