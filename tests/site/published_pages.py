"""The pages of the real handbook, named before anything is built, so that each test bears the name of its page."""

from pathlib import Path

import pytest
from lxml import html
from small_handbook import ROOT

SOURCE = ROOT / "source"
PAGES = sorted(path.relative_to(SOURCE).with_suffix("").as_posix() for path in SOURCE.rglob("*.md"))
LANGUAGES = ("en", "fr")
TAGS = {"en": "en-CA", "fr": "fr-CA"}
NAMES = {"en": "English", "fr": "Français"}
OTHER = {"en": "fr", "fr": "en"}

each_page = pytest.mark.parametrize(
    ("docname", "language"),
    [(docname, language) for docname in PAGES for language in LANGUAGES],
    ids=[f"{docname.replace('/', '.')}-{language}" for docname in PAGES for language in LANGUAGES],
)


def read(path: Path) -> html.HtmlElement:
    """Return a page as elements."""
    return html.fromstring(path.read_bytes().decode("utf-8"))


def page_of(site: Path, language: str, docname: str) -> html.HtmlElement:
    """Return a page of a published site."""
    return read(site / language / f"{docname}.html")
