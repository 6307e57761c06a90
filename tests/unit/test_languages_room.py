"""One room holds all that is known of a language, and no other one names any."""

import ast
import re
from dataclasses import fields

import pytest
from babel import Locale
from test_architecture import PACKAGE

from handbook.languages.language import Language
from handbook.languages.lookup import known_languages, language_of, usual_tag

ROOM = "languages"
# Those that people would write; "th" is a cell of a table.
NAMED = ("ar", "de", "en", "es", "fr", "he", "it", "ja", "ko", "pt", "ru", "zh")
TAG = re.compile(r"([a-z]{2,3})(?:[-_][A-Z]{2})?")


def literals(path):
    """Yield the texts in a module that are no docstrings, with their lines."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body
        if isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


MODULES = [each for each in sorted(PACKAGE.rglob("*.py")) if each.relative_to(PACKAGE).parts[0] != ROOM]


def test_no_other_room_names_a_language():
    """Neither by its code nor by its tag; examples in messages are longer texts."""
    named = [
        f"{path}:{line}: {text}"
        for path in MODULES
        for line, text in literals(path)
        if (match := TAG.fullmatch(text)) and match[1] in NAMED
    ]
    assert named == []


@pytest.mark.parametrize(
    "path",
    [path for path in sorted((PACKAGE / "theme").rglob("*.*")) if path.suffix != ".woff2"],
    ids=lambda path: path.name,
)
def test_no_template_script_or_sheet_names_a_language(path):
    """What depends on one is given to them."""
    text = path.read_text("utf-8")
    assert re.findall(r"""["'](?:en|fr|es|ar|ja|zh|de)(?:-[A-Z]{2})?["']|:lang\(""", text) == []


def test_the_check_above_sees_a_language(tmp_path):
    """In a comparison, a key and a default, and in no docstring."""
    path = tmp_path / "module.py"
    path.write_text('"""fr"""\nx = {"fr": 1}\ndef f(tag="en-CA"):\n    """en"""\n    return tag == "fr_CA"\n', "utf-8")
    assert sorted(literals(path)) == [(2, "fr"), (3, "en-CA"), (5, "fr_CA")]


@pytest.mark.parametrize("tag", ["es", "de-CH", "ar", "ja", "iu", "qaa", "zh-Hant-TW"])
def test_a_language_of_which_nothing_is_known_is_neutral(tag):
    """It changes and refuses nothing."""
    language = language_of(tag)
    neutral = Language(tag=tag)
    searched = {"tag", "stop_words", "stemmer", "has_spaces"}
    assert all(
        getattr(language, each.name) == getattr(neutral, each.name)
        for each in fields(Language)
        if each.name not in searched
    )
    assert usual_tag(tag) == tag


@pytest.mark.parametrize(
    ("tag", "known"),
    [("fr", "fr-CA"), ("fr-CA", "fr-CA"), ("fr-FR", "fr"), ("fr-BE", "fr"), ("en-GB", "en-CA"), ("en", "en-CA")],
)
def test_a_region_follows_its_language(tag, known):
    """The language alone is that of Canada, as the program’s readers are; a region of which nothing is known is not."""
    assert language_of(tag).tag == known


def test_what_is_known_has_a_locale():
    """Dates and lists are CLDR’s business."""
    assert [Locale.parse(each.tag, sep="-").language for each in known_languages()] == ["en", "fr", "fr"]
