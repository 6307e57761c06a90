"""The options of docutils are made once for all pages, and are what they would be if they were made for each."""

import importlib.util
import warnings

import pytest
import sphinx.environment
from docutils.frontend import OptionParser
from docutils.parsers.rst import Parser
from docutils.readers import standalone
from myst_parser.mdit_to_docutils import base
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.util import docutils
from sphinx.writers.html import HTMLWriter

from handbook.sphinx import FEATURES, docutils_settings
from handbook.sphinx.docutils_settings import settings_of

OF_PAGES = {"traceback": True, **sphinx.environment.default_settings}


@pytest.fixture(autouse=True)
def no_files(monkeypatch):
    """Let docutils read no file, as the wall does."""
    monkeypatch.setenv("DOCUTILSCONFIG", "")


def as_data(settings):
    """Return settings as data; an empty list of files is not equal to another."""
    return {name: value for name, value in vars(settings).items() if name != "record_dependencies"}


def made_anew(*components, **options):
    """Return settings as docutils makes them."""
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        return OptionParser(components=components, **options).get_default_values()


@pytest.mark.parametrize("components", [(standalone.Reader, MystParser), (HTMLWriter,), (Parser,), ()])
@pytest.mark.parametrize("defaults", [OF_PAGES, {}])
def test_they_are_what_they_would_be(components, defaults):
    """For each of the components that a page is read and written with."""
    theirs = made_anew(*components, defaults=defaults, read_config_files=True)
    assert as_data(settings_of(*components, defaults=defaults, read_config_files=True)) == as_data(theirs)


def test_pages_are_read_with_them(monkeypatch):
    """The extension puts them where Sphinx and MyST-Parser make theirs."""
    monkeypatch.setattr(docutils, "_get_settings", None)
    monkeypatch.setattr(base, "get_default_settings", None)
    assert docutils_settings in FEATURES
    docutils_settings.setup(None)
    assert docutils._get_settings is base.get_default_settings is settings_of


def test_a_page_that_changes_its_own_changes_no_others():
    """A directive may set what it likes."""
    settings_of(Parser).halt_level = 1
    assert settings_of(Parser).halt_level == made_anew(Parser).halt_level != 1


@pytest.mark.parametrize(
    ("module", "function", "arguments"),
    [
        ("sphinx.util.docutils", "_get_settings", {"defaults": {}}),
        ("myst_parser.mdit_to_docutils.base", "make_document", {}),
    ],
)
def test_upstream_makes_them_each_time(monkeypatch, module, function, arguments):
    """Once this fails for both, sphinx/docutils_settings.py can go."""
    made, begin = [], OptionParser.__init__
    monkeypatch.setattr(OptionParser, "__init__", lambda *a, **options: (made.append(a), begin(*a, **options))[1])
    specification = importlib.util.find_spec(module)
    unchanged = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(unchanged)
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        for _ in range(2):
            vars(unchanged)[function](**arguments)
    assert len(made) == 2
