"""Prints a handbook for the tests of print editions, and compares what is seen on their sheets."""

import shutil
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from published_pages import LANGUAGES

from handbook.commands import cli
from handbook.facts.registry import load_registry
from handbook.project.project import Project, load_project

LETTER = (612, 792)
MM = 72 / 25.4


def files_of(project: Project, *languages: str) -> set[str]:
    """Return the names of what is printed in some languages: the brochure twice, and each leaflet."""
    registry = load_registry(project)
    leaflets = [Path(registry.pages[subject]).name for subject in registry.portrayed()]
    names = {f"{name}-{language}-print.pdf" for name in ("brochure", *leaflets) for language in languages}
    both = {"brochure-bilingual-booklet.pdf"} if len(languages) > 1 else set()
    return names | both | {f"brochure-{language}-booklet.pdf" for language in languages} | {"manifest.json"}


def print_edition(root: Path, *arguments: str) -> Project:
    """Build the print edition of the handbook in `root`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert cli.main(["build", "--output", "print", *arguments]) == 0
    return load_project(root)


def print_copy(root: Path, folder: Path) -> None:
    """Print a copy of a handbook, with its site, below `folder`."""
    print_edition(shutil.copytree(root, folder / "un guide", symlinks=True))


def box(page, name):
    """Return a box of a page, in points."""
    return [float(edge) for edge in getattr(page, name)]


def letters(page, bounds):
    """Return how often each letter stands between (left, bottom, right, top), in whatever order it is drawn."""
    text = page.get_textpage().get_text_bounded(*bounds)
    return Counter(letter for letter in text if letter.isalnum())


def picture(page, bounds):
    """Return what is seen between (left, bottom, right, top) as a grey picture, coarse enough to be compared."""
    width, height = page.get_size()
    left, bottom, right, top = bounds
    crop = (left, bottom, width - right, height - top)
    return page.render(crop=crop).to_pil().convert("L").reduce(4)


def difference(one, other):
    """Return how much two pictures differ on average: 0 not at all, 255 as black and white do."""
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0]


@pytest.fixture(scope="module", params=LANGUAGES)
def printed_in(request):
    """Return each language."""
    return request.param


@pytest.fixture(scope="module")
def sheets(printed, printed_in):
    """Open what a print shop gets, to look at."""
    with pypdfium2.PdfDocument(printed.print_edition / printed.print_name(printed_in)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def objects(printed, printed_in):
    """Open what a print shop gets, to take apart."""
    with pikepdf.open(printed.print_edition / printed.print_name(printed_in)) as pdf:
        yield pdf
