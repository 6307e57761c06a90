"""Tests lean on this repository's own handbook in `tests/handbook` alone: any other handbook may stand in its place."""

import ast

import pytest
from small_handbook import ROOT

TESTS = ROOT / "tests"
PARTS = ("source", "locales")
# Fixtures of `tests/handbook/conftest.py`, and what reads the settings of this handbook.
FIXTURES = {"real", "real_build", "sources"}
ELSEWHERE = [path for path in sorted(TESTS.rglob("*.py")) if not path.is_relative_to(TESTS / "handbook")]
# A Sphinx configuration is of the program: it is that of every handbook of the tests.
EXCEPT = {("small_handbook.py", "ROOT / 'source/conf.py'"), ("docs_commands.py", "ROOT / name")}


def is_root(node):
    """Whether an expression is the folder of this repository."""
    return isinstance(node, ast.Name) and node.id == "ROOT"


def is_part(node):
    """Whether an expression is a text that names pages or catalogues."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(PARTS)


def names_parts(tree):
    """Return the variables that a loop sets to texts of which one names pages or catalogues."""
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.comprehension)]
    return {
        name.id
        for loop in loops
        if any(map(is_part, ast.walk(loop.iter)))
        for name in ast.walk(loop.target)
        if isinstance(name, ast.Name)
    }


def leanings(text):
    """Return the expressions of a module that read this handbook, or ask for it as a fixture."""
    tree = ast.parse(text)
    parts = names_parts(tree)
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=left, op=ast.Div(), right=right) if is_root(left):
                leans = is_part(right) or (isinstance(right, ast.Name) and right.id in parts)
            case ast.Call(func=ast.Attribute(value=value), args=[first, *_]) if is_root(value):
                leans = is_part(first)
            case ast.Call(func=ast.Name(id="load_project"), args=[first, *_]):
                leans = is_root(first)
            case ast.Call(func=ast.Attribute(attr="getfixturevalue"), args=[ast.Constant(value=value)]):
                leans = value in FIXTURES
            case ast.arg(arg=name):
                leans = name in FIXTURES
            case ast.Subscript(slice=ast.Constant(value="handbook")):
                leans = "['tool']" in ast.unparse(node) and "ROOT" in text
            case _:
                leans = False
        if leans:
            yield ast.unparse(node)


@pytest.mark.parametrize("path", ELSEWHERE, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_no_other_test_leans_on_this_handbook(path):
    """It may write one of its own, or take `tests/small`."""
    found = {(path.name, each) for each in leanings(path.read_text(encoding="utf-8"))}
    assert found <= EXCEPT


@pytest.mark.parametrize(
    "text",
    [
        'PAGES = ROOT / "source"',
        'PO = sorted((ROOT / "locales/fr").rglob("*.po"))',
        'PO = ROOT.glob("locales/**/*.po")',
        "project = load_project(ROOT)",
        "def test_it(real): pass",
        'def test_it(request): request.getfixturevalue("real")',
        'for name in ("source", "locales"): copy(ROOT / name, tmp_path / name)',
        'title = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["handbook"]',
    ],
)
def test_whoever_leans_on_it_is_seen(text):
    """In each of the ways in which tests have done it."""
    assert list(leanings(text))


@pytest.mark.parametrize(
    "text",
    ['path = root / "source"', 'GUIDE = ROOT / "docs"', "project = load_project(SMALL)", "def test_it(small): pass"],
)
def test_whoever_does_not_is_left_alone(text):
    """A handbook of the tests has pages and catalogues as well."""
    assert list(leanings(text)) == []
