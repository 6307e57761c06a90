"""The tours of the code in the docs stop at functions and classes that there are."""

import ast
import re
from pathlib import Path

import pytest

import handbook

PACKAGE = Path(handbook.__file__).parent
TOURS = Path(__file__).parents[2] / "docs/explanation/tours.md"
STOP = re.compile(r"`([\w/]+\.py)` `([\w.]+)`")
STOPS = STOP.findall(TOURS.read_text(encoding="utf-8"))


def defines(source: str, name: str) -> bool:
    """Return whether a module defines a function or class, or a method of a class."""
    body = ast.parse(source).body
    for part in name.split("."):
        nodes = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == part]
        if not nodes:
            return False
        body = nodes[0].body
    return True


@pytest.mark.parametrize(("module", "name"), STOPS)
def test_a_stop_is_in_the_code(module, name):
    """Whoever follows a tour finds each."""
    assert defines((PACKAGE / module).read_text(encoding="utf-8"), name)


def test_a_stop_that_is_gone_would_be_seen():
    """And a method that its class does not have."""
    source = "class Page:\n    def read(self): ...\n"
    assert defines(source, "Page.read")
    assert not defines(source, "Page.write")
    assert not defines(source, "read")


def test_there_are_stops():
    """The pattern finds them."""
    assert len(STOPS) > 25
