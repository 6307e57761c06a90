"""Reads published pages as elements; names those of a handbook before it is built, for the ids of tests."""

from pathlib import Path

import pytest
from lxml import html

LANGUAGES = ("en", "fr")
TAGS = {"en": "en-CA", "fr": "fr-CA"}
NAMES = {"en": "English", "fr": "Français"}
OTHER = {"en": "fr", "fr": "en"}

# A test of every page of the handbook that its folder of tests is about, and in each language if it asks for one.
each_page = pytest.mark.each_page
each_agency = pytest.mark.each_page(below="agencies/")


def docnames_in(source: Path) -> list[str]:
    """Return the name of every page in a folder of sources, in order."""
    return sorted(path.relative_to(source).with_suffix("").as_posix() for path in source.rglob("*.md"))


def for_each_page(metafunc: pytest.Metafunc, names: list[str]) -> None:
    """Have a test that is marked so run for every page of these names, with ids like ``agencies.maple-fr``."""
    marker = metafunc.definition.get_closest_marker("each_page")
    if marker is None:
        return
    docnames = [docname for docname in names if docname.startswith(marker.kwargs.get("below", ""))]
    ids = [docname.replace("/", ".") for docname in docnames]
    if "language" in metafunc.fixturenames:
        metafunc.parametrize("language", LANGUAGES)
    metafunc.parametrize("docname", docnames, ids=ids)


def read(path: Path) -> html.HtmlElement:
    """Return a page as elements."""
    return html.fromstring(path.read_bytes().decode("utf-8"))


def page_of(site: Path, language: str, docname: str) -> html.HtmlElement:
    """Return a page of a published site."""
    return read(site / language / f"{docname}.html")
