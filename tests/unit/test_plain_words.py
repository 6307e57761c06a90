"""A name is the noun of what it holds, and a class name means one thing in the whole package."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
# Verbs and pronouns that were once used for whatever a function has in its hand.
NO_NOUNS = {"each", "told", "found", "known", "said", "heard"}


@pytest.fixture(scope="module")
def trees() -> Mapping[Path, ast.Module]:
    """Return every module of the package, as Python reads it; here and not above, where each worker would read them."""
    return {path.relative_to(PACKAGE): ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}


def names_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, name) for each variable, parameter, field and function that is named."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name) | ast.FunctionDef(name=name):
                yield node.lineno, name
            case ast.alias(name=name, asname=other):
                yield node.lineno, other or name


def test_names_are_nouns(trees: Mapping[Path, ast.Module]):
    """Whoever reads a line knows what is in it without reading where it came from."""
    wrong = [
        f"{path}:{line}: {name}" for path, tree in trees.items() for line, name in names_of(tree) if name in NO_NOUNS
    ]
    assert wrong == []


def test_such_a_name_is_seen_wherever_it_stands():
    """As a variable, in a loop, as a parameter, as a field, as a function, as what is imported."""
    for line in (
        "each = 1",
        "[each for each in ()]",
        "def f(told): ...",
        "class C:\n    found: int",
        "def known(): ...",
        "import a as said",
        "for a, each in (): ...",
    ):
        assert NO_NOUNS & {name for _, name in names_of(ast.parse(line))}, line
    assert not NO_NOUNS & {name for _, name in names_of(ast.parse("entries = [entry for entry in teach()]"))}


def test_a_class_name_means_one_thing(trees: Mapping[Path, ast.Module]):
    """Two classes of one name have every reader ask which."""
    places = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path}:{node.lineno}")
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
