"""What all tests share: a handbook built once, and commands run as a person runs them, inside this process."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sphinx.locale
from bilingual import Ear
from hypothesis import HealthCheck, settings
from shared_builds import made_once, shared_folder
from small_handbook import write_small_handbook
from warm import compiled_templates, hashed_program, import_all, lay_out_once

from handbook.commands import cli
from handbook.print import printing
from handbook.print.document import part_html
from handbook.print.weasyprint_defaults import LeanHTML
from handbook.publication import trees

HERE = Path(__file__).parent

# Editions bear a date that no clock and no commit moves.
EPOCH = "1763769600"

# The files that take longest begin first, so that no worker is left alone with one while the others have nothing to do.
LONGEST = (
    "ext/test_edited_pages.py",
    "ext/test_assemble.py",
    "unit/test_renew.py",
    "site/test_bad_input.py",
    "site/test_bad_brochure.py",
    "ext/test_cluster.py",
    "unit/test_swap.py",
    "handbook/test_facts.py",
    "site/test_leaflets.py",
    "hostile/test_mail.py",
    "ext/test_plan.py",
    "ext/test_preview.py",
    "hostile/test_wall_fuzz.py",
    "site/test_bad_catalogues.py",
    "ext/test_incomplete.py",
    "ext/test_bundled_fonts.py",
    "ext/test_values_once.py",
    "ext/test_search_parts.py",
    "unit/test_search_script.py",
    "ext/test_contact.py",
    "ext/test_pseudo.py",
    "ext/test_pictures.py",
    "ext/test_panels.py",
    "ext/test_coast.py",
    "unit/test_po_mispaired.py",
    "unit/test_po_branches.py",
    "ext/test_editions.py",
    "unit/test_fragments.py",
)

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; the order within a file is its own."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(HERE).as_posix(), len(places)))


def pytest_collection_finish() -> None:
    """Spare each search for garbage, here and in the builds forked from here, what stays to the end anyway."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def dated():
    """Give every edition of the tests one date, and every command one language."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("LC_ALL", "C.UTF-8")  # messages are English, whoever runs the tests
        yield


@pytest.fixture(scope="session", autouse=True)
def unsynced():
    """Spare the tests the waiting for a disk: nobody cuts their power. `tests/unit/test_swap.py` waits for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda descriptor: None)
        patch.setattr(trees, "sync_file_system", lambda folder: True)
        yield


@pytest.fixture(scope="session", autouse=True)
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Import Sphinx before any application speaks a language: its modules keep the words they are imported with.

    What is imported, laid out and compiled here is so for each of the builds, which are forked from this process.
    """
    import_all()
    lay_out_once(tmp_path_factory.mktemp("warm"))
    templates = shared_folder(tmp_path_factory) / "templates"
    templates.mkdir(exist_ok=True)
    with compiled_templates(templates), hashed_program():
        yield


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


def built_noting_html(root: Path, html: Path) -> None:
    """Build a handbook with its PDFs, and write the HTML that each of these is printed from into a folder."""
    html.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        # The processes of the editions are forked from this one.
        patch.setattr(printing, "begin", partial(_note_html, html, printing.begin))
        built(root)


def _note_html(
    folder: Path, begin: Callable[..., object], publication: printing.Publication, *arguments: object
) -> object:
    """Print a PDF, and write the HTML that it is printed from."""
    html = part_html(publication.origins.edition, "".join(part.body for part in publication.parts))
    (folder / f"{publication.name}.xml").write_bytes(ElementTree.tostring(LeanHTML(string=html).etree_element))
    return begin(publication, *arguments)


@pytest.fixture(scope="session")
def small_tree(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build the small handbook once, its HTML only; tests work on copies."""

    def make(root: Path) -> None:
        built(write_small_handbook(root), "--output", "html")

    with made_once(shared_folder(tmp_path_factory) / "un petit guide", make) as root:
        yield root


@pytest.fixture(scope="session")
def small_brochures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build the small handbook once, its HTML and its PDFs; tests work on copies."""

    def make(root: Path) -> None:
        built(write_small_handbook(root))

    with made_once(shared_folder(tmp_path_factory) / "un petit guide imprimé", make) as root:
        yield root


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
