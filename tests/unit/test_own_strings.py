"""Every string that we say ourselves reaches the translators."""

import ast
import shutil

import pytest
from small_handbook import ROOT

from handbook.catalogs.reader import read_catalogue

MODULES = sorted((ROOT / "scripts/handbook").rglob("*.py"))


def own_strings(path):
    """Return the strings that a module says through `translate`."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "translate" and isinstance(call.args[0], ast.Constant)
    }


@pytest.fixture(scope="module")
def extracted():
    """Return the messages of the French catalogue of our own strings."""
    return {entry.msgid for entry in read_catalogue(ROOT / "locales/fr/LC_MESSAGES/handbook.po", ROOT).values()}


def test_every_string_of_our_own_is_extracted(extracted):
    """Babel looks into no f-string on Python 3.11: a string said there would stay English for ever."""
    said = {string for path in MODULES for string in own_strings(path)}
    assert len(said) > 10
    assert said <= extracted


def test_a_call_inside_an_f_string_is_seen(tmp_path):
    """So that the test above can fail."""
    module = tmp_path / "module.py"
    module.write_text("told = f\"{translate('hidden')}\"\n")
    assert own_strings(module) == {"hidden"}


def test_the_catalogues_are_up_to_date(run, tmp_path):
    """Else the next `make po` would find something new, or retire what a template still says."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.mo"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    before = entries(tmp_path)
    assert run(tmp_path, "po", "update").code == 0
    assert entries(tmp_path) == before


def entries(root):
    """Return the messages of every French catalogue."""
    return {
        (path.name, message.msgid, message.msgstr)
        for path in (root / "locales/fr/LC_MESSAGES").rglob("*.po")
        for message in read_catalogue(path, root).values()
    }
