"""The handbook that the tests of pages and PDFs are about: that of `full_handbook.py`, which none of them may change.

`tests/handbook` asks the same of this repository's own.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from conftest import built_noting_html
from full_handbook import DESCRIPTIONS, write_full_handbook
from print_shop import objects, print_copy, printed_in, sheets  # noqa: F401 – fixtures
from published_pages import for_each_page
from shared_builds import made_once, shared_folder

from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.project.project import Project, load_project
from handbook.readback import EditionArtefacts, read_edition


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Name its pages."""
    for_each_page(metafunc, sorted(DESCRIPTIONS))


@pytest.fixture(scope="session")
def full_build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Build it once, its HTML and its PDFs, and return its folder."""

    def make(folder: Path) -> None:
        built_noting_html(write_full_handbook(folder / "un guide de tout"), folder / "html")

    with made_once(shared_folder(tmp_path_factory) / "full", make) as folder:
        yield folder / "un guide de tout"


@pytest.fixture(scope="session")
def published(full_build: Path) -> Project:
    """Return the handbook, published with its PDFs."""
    return load_project(full_build)


@pytest.fixture(scope="session")
def html_of_pdfs(full_build: Path) -> Path:
    """Return the folder with the HTML that each PDF is printed from, by the name of that."""
    return full_build.parent / "html"


@pytest.fixture(scope="session")
def registry(published: Project) -> Registry:
    """Return the facts of the handbook."""
    return load_registry(published)


@pytest.fixture(scope="session")
def editions(published: Project) -> Mapping[str, EditionArtefacts]:
    """Return what readers of the handbook get, by language."""
    return {language: read_edition(published, published.site, language) for language in published.languages}


@pytest.fixture(scope="session")
def to_print(small_brochures: Path) -> Project:
    """Return the handbook that is printed, its site published: the small one, since sheets are slow to look at."""
    return load_project(small_brochures)


@pytest.fixture(scope="session")
def printed(to_print: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Print a copy of it once, of which tests work on copies."""
    with made_once(shared_folder(tmp_path_factory) / "imprimerie", partial(print_copy, to_print.root)) as folder:
        yield load_project(folder / "un guide")
