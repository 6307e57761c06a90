"""What all tests share: a handbook built once, and commands run as a person runs them, inside this process."""

import importlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
import sphinx.locale
from bilingual import Ear
from hypothesis import HealthCheck, settings
from small_handbook import ROOT, write_small_handbook
from sphinx.application import builtin_extensions

from handbook import cli
from handbook.artefacts import EditionArtefacts, read_edition
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.project import Project, load_project

# Editions bear a date that no clock and no commit moves.
EPOCH = "1763769600"

settings.register_profile("quick", deadline=None, derandomize=True, max_examples=60, database=None)
settings.register_profile("long", deadline=None, max_examples=2000)
# A case of the fuzz tests must never hang.
settings.register_profile("fuzz", deadline=2000, max_examples=20_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a command leaves behind: its exit code, and what it printed."""

    code: int
    output: str
    errors: str


Run = Callable[..., Outcome]


@pytest.fixture(scope="session", autouse=True)
def dated():
    """Give every edition of the tests one date, and every command one language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("LC_ALL", "C.UTF-8")  # messages are English, whoever runs the tests
        yield


@pytest.fixture(scope="session", autouse=True)
def imported():
    """Import Sphinx before any application speaks a language: its modules keep the words they are imported with.

    What is imported here need not be imported by each of the builds, which are forked from this process.
    """
    for name in (*builtin_extensions, "handbook.ext", "handbook.brochure.builder", "handbook.artefacts.tags"):
        importlib.import_module(name)


@pytest.fixture(scope="session")
def ear() -> Iterator[Ear]:
    """Hear all that the program finds wrong, from now on."""
    hearing = Ear()
    with pytest.MonkeyPatch.context() as patch:
        hearing.listen(patch)
        yield hearing


@pytest.fixture(autouse=True)
def bilingual(ear: Ear) -> Iterator[None]:
    """Fail a test in which the program says what it cannot say in each of its languages."""
    yield
    heard, ear.heard = ear.heard, []
    assert heard == []


@pytest.fixture(autouse=True)
def speechless():
    """Forget the languages that applications of a test spoke in this process; Sphinx adds the next to them."""
    yield
    sphinx.locale.translators.clear()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run ``handbook`` with arguments in a folder."""

    def run_command(folder: Path, *arguments: str) -> Outcome:
        monkeypatch.chdir(folder)
        capfd.readouterr()
        code = cli.main(arguments)
        output, errors = capfd.readouterr()
        return Outcome(code=code, output=output, errors=errors)

    return run_command


def built(root: Path, *arguments: str) -> Path:
    """Build a handbook that has to be whole, and return its folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert cli.main(["build", *arguments]) == 0
    return root


@pytest.fixture(scope="session")
def real_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the real handbook to a folder whose name holds a space and an accent."""
    root = tmp_path_factory.mktemp("un guide à relire")
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.fixture(scope="session")
def real(real_tree: Path) -> Project:
    """Build the real handbook, all of it, once."""
    return load_project(built(real_tree))


@pytest.fixture(scope="session")
def registry(real: Project) -> Registry:
    """Return the facts of the real handbook."""
    return load_registry(real)


@pytest.fixture(scope="session")
def editions(real: Project) -> Mapping[str, EditionArtefacts]:
    """Return what readers of the real handbook get, by language."""
    return {language: read_edition(real, real.site, language) for language in real.languages}


@pytest.fixture(scope="session")
def small_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small handbook once, its HTML only; tests work on copies."""
    return built(write_small_handbook(tmp_path_factory.mktemp("un petit guide")), "--output", "html")


@pytest.fixture(scope="session")
def build_small(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return the function that builds a small handbook after a change, and gives back its published site."""

    def build(change: Callable[[Path], object] = lambda root: None, *arguments: str) -> Path:
        root = write_small_handbook(tmp_path_factory.mktemp("un petit guide"))
        change(root)
        return built(root, *(arguments or ("--output", "html"))) / "build" / "site"

    return build


@pytest.fixture
def small(small_tree: Path, tmp_path: Path) -> Path:
    """Return a copy of the small handbook that a test may damage; its HTML is published."""
    return shutil.copytree(small_tree, tmp_path / "petit guide", symlinks=True)
