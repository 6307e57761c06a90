"""The handbook of this repository: its pages, facts and catalogues, and what its readers get.

Only the tests of this folder know it. Whoever makes another handbook of this project replaces them with their own, or
takes them away: what the program promises of any handbook is tested beside this folder, on handbooks of the tests' own.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from conftest import built_noting_html
from our_sources import copy_sources
from print_shop import objects, print_copy, printed_in, sheets  # noqa: F401 – fixtures
from published_pages import docnames_in, for_each_page
from shared_builds import made_once, shared_folder
from small_handbook import ROOT

from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.project.project import Project, load_project
from handbook.readback import EditionArtefacts, read_edition


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Name the pages of this handbook."""
    for_each_page(metafunc, docnames_in(ROOT / "source"))


@pytest.fixture(scope="session")
def real_build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build this handbook, all of it, once, in a folder whose name holds a space and an accent; return that."""

    def make(folder: Path) -> None:
        built_noting_html(copy_sources(folder / "un guide à relire"), folder / "html")

    with made_once(shared_folder(tmp_path_factory) / "real", make) as folder:
        yield folder / "un guide à relire"


@pytest.fixture(scope="session")
def sources() -> Project:
    """Return this handbook as it stands in the repository, which no test may change."""
    return load_project(ROOT)


@pytest.fixture(scope="session")
def real(real_build: Path) -> Project:
    """Return this handbook, as it is built."""
    return load_project(real_build)


@pytest.fixture(scope="session")
def published(real: Project) -> Project:
    """Return this handbook to the tests of any handbook."""
    return real


@pytest.fixture(scope="session")
def html_of_pdfs(real_build: Path) -> Path:
    """Return the folder with the HTML that each PDF is printed from, by the name of that."""
    return real_build.parent / "html"


@pytest.fixture(scope="session")
def registry(real: Project) -> Registry:
    """Return the facts of this handbook."""
    return load_registry(real)


@pytest.fixture(scope="session")
def editions(real: Project) -> Mapping[str, EditionArtefacts]:
    """Return what readers of this handbook get, by language."""
    return {language: read_edition(real, real.site, language) for language in real.languages}


@pytest.fixture(scope="session")
def to_print(real: Project) -> Project:
    """Return this handbook, its site published."""
    return real


@pytest.fixture(scope="session")
def printed(real: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Print a copy of this handbook once."""
    with made_once(shared_folder(tmp_path_factory) / "print shop", partial(print_copy, real.root)) as folder:
        yield load_project(folder / "un guide")
