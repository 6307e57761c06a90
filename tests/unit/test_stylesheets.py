"""Stylesheets for browsers: what a browser of early 2023 lacks makes nothing false or illegible there.

A browser that lacks a function drops the declaration; a custom property with it is kept, and whatever uses that has no
value. So a function that is new stands behind ``@supports``, or after a plain value.
"""

from pathlib import Path

import pytest
import tinycss2
from tinycss2.ast import AtRule, Declaration, FunctionBlock, QualifiedRule

import handbook

PACKAGE = Path(handbook.__file__).parent
# What WeasyPrint alone reads.
PRINTED = {"brochure.css", "paper.css", "press.css", "turned.css"}
SHEETS = sorted(path for path in PACKAGE.rglob("*.css") if path.name not in PRINTED)
# Functions in the values of properties that Chrome, Edge, Firefox and Safari all had at the end of 2022 (web-features).
OLD = {"attr", "calc", "clamp", "env", "hsl", "linear-gradient", "max", "min", "minmax", "repeat", "rgb", "url", "var"}
OLD |= {"counter", "inset", "rotate", "scale", "translate"}


def declarations(nodes, *, is_guarded=False):
    """Yield the blocks of a stylesheet: declarations, and whether they hold only where a browser says that it can."""
    for node in nodes:
        if isinstance(node, QualifiedRule):
            block = tinycss2.parse_blocks_contents(node.content)
            yield [each for each in block if isinstance(each, Declaration)], is_guarded
        elif isinstance(node, AtRule) and node.content is not None:
            words = tinycss2.serialize(node.prelude).split()
            asks = node.lower_at_keyword == "supports" and words[0].lower() != "not"
            yield from declarations(tinycss2.parse_rule_list(node.content), is_guarded=is_guarded or asks)


def functions(values):
    """Yield the functions in a value, at any depth."""
    for value in values:
        if isinstance(value, FunctionBlock):
            yield value.lower_name
        yield from functions(getattr(value, "arguments", None) or getattr(value, "content", None) or ())


def is_new(declaration):
    """Tell whether a browser of early 2023 would drop a declaration: a new function, or words for a drawn content."""
    says = declaration.lower_name == "content" and "/" in declaration.value
    return says or not set(functions(declaration.value)) <= OLD


def unguarded(css):
    """Return the names of the properties that such a browser loses: new, not asked for, and no plain value before."""
    lost = []
    for block, is_guarded in declarations(tinycss2.parse_stylesheet(css)):
        plain = set()
        for each in block:
            if is_new(each) and not is_guarded and (each.name.startswith("--") or each.lower_name not in plain):
                lost.append(each.name)
            elif not is_new(each):
                plain.add(each.lower_name)
    return lost


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_nothing_depends_on_what_a_browser_of_2023_lacks(path):
    """Neither a colour nor anything else."""
    assert unguarded(path.read_text(encoding="utf-8")) == []


def test_every_stylesheet_is_looked_at():
    """Those of the handbook, of the preview and of the proof; those for paper are there, and are not for a browser."""
    assert {"handbook.css", "preview.css", "screen.css"} <= {path.name for path in SHEETS}
    assert {path.name for path in PACKAGE.rglob("*.css")} - {path.name for path in SHEETS} == PRINTED


@pytest.mark.parametrize(
    ("css", "lost"),
    [
        (":root { --land: light-dark(#fff, #000) }", ["--land"]),
        (":root { --land: #fff; --land: light-dark(#fff, #000) }", ["--land"]),
        ("@media screen { p { color: oklch(50% 0 0) } }", ["color"]),
        ("p { border: 1px solid color-mix(in srgb, red, var(--x)) }", ["border"]),
        ("p { margin: calc(1px + round(2px)) }", ["margin"]),
        ('p::before { content: "◐" / "" }', ["content"]),
        ("@supports not (color: light-dark(red, red)) { p { color: light-dark(red, red) } }", ["color"]),
        ("p { color: #fff; color: light-dark(#fff, #000) }", []),
        ("@supports (color: light-dark(red, red)) { :root { --land: light-dark(#fff, #000) } }", []),
        ("@supports (x: y) { @media screen { p { color: oklch(50% 0 0) } } }", []),
        (":root { --land: var(--light, #fff) var(--dark, #000) }", []),
    ],
)
def test_what_is_lost_is_seen(css, lost):
    """So that the test above can fail."""
    assert unguarded(css) == lost
