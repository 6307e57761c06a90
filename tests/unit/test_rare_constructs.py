"""A page that has what few pages have asks for the sheet of it, and no other page does."""

import re
from types import SimpleNamespace

import pytest
import tinycss2
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from tinycss2.ast import AtRule, QualifiedRule

from handbook.sphinx.assets import THEME
from handbook.sphinx.box_nodes import dropdown, task
from handbook.sphinx.constructs import has_constructs

OURS = ("myst_parser", "handbook.sphinx", "handbook.kits.agencies")


def table(columns, *classes):
    """Return a table of so many columns."""
    return nodes.table("", nodes.tgroup("", cols=columns), classes=list(classes))


# What a page has, by the class or the element that the sheet has of it.
RARE = {
    "blockquote": nodes.block_quote(),
    "code-line": nodes.literal_block(),
    "code-line of a session": nodes.doctest_block(),
    "code-block-caption": nodes.container("", nodes.literal_block()),
    "rubric": nodes.rubric(),
    "sidebar": nodes.sidebar(),
    "topic": nodes.topic(),
    "many-columns": table(5),
    "box": nodes.container(classes=["box"]),
    "tab": nodes.container(classes=["tab"]),
    "grid": nodes.container(classes=["grid"]),
    "card": nodes.container(classes=["card"]),
    "dropdown": dropdown(),
    "contains-task-list": nodes.bullet_list(classes=["contains-task-list"]),
    "task-list-item": task(),
    "kbd": nodes.literal(classes=["kbd"]),
}
# Parts of these, and what stands on other pages too.
PARTS = {"box-title", "card-head", "card-foot", "marked", "sidebar-title", "topic-title", "key-facts"}
COMMON = {
    "a paragraph": nodes.paragraph("", "Text"),
    "lists": nodes.bullet_list("", nodes.list_item()),
    "code in a line": nodes.literal("", "code"),
    "a note": nodes.note(),
    "a picture": nodes.image(uri="leaf.png"),
    "definitions": addnodes.glossary(),
    "a table of few columns": table(4),
    "a table that a kit draws": table(9, "compare"),
    "the panel of a subject": nodes.topic(classes=["key-facts"]),
}


def page_with(node):
    """Return a page with a node in the depth of it."""
    document = new_document("page")
    document += nodes.section("", nodes.title("", "Title"), nodes.bullet_list("", nodes.list_item("", node.deepcopy())))
    return document


def config(*others):
    """Return the settings of a handbook with other extensions."""
    return SimpleNamespace(extensions=[*OURS, *others])


@pytest.mark.parametrize("node", RARE.values(), ids=RARE)
def test_a_page_that_has_it_asks(node):
    """Wherever on the page it stands."""
    assert has_constructs(page_with(node), config())


@pytest.mark.parametrize("node", COMMON.values(), ids=COMMON)
def test_a_page_that_has_none_of_it_does_not_ask(node):
    """But where an extension may have made anything of it."""
    assert not has_constructs(page_with(node), config())
    assert has_constructs(page_with(node), config("sphinx.ext.graphviz"))


def test_a_page_of_no_source_does_not_ask():
    """As the search and the list of facts are."""
    assert not has_constructs(None, config())


def selectors(name):
    """Yield each selector of a stylesheet, those of its conditions too."""
    rules = tinycss2.parse_stylesheet((THEME / "static" / name).read_text(encoding="utf-8"))
    while rules:
        rule = rules.pop()
        if isinstance(rule, QualifiedRule):
            # A comma within brackets stands in a block of its own.
            text = "".join("\n" if token == "," else token.serialize() for token in rule.prelude)
            yield from (" ".join(selector.split()) for selector in text.split("\n"))
        elif isinstance(rule, AtRule) and rule.content is not None:
            rules += tinycss2.parse_rule_list(rule.content)


def test_all_that_the_sheet_has_is_asked_for():
    """By every class and element that a selector of it begins with."""
    names = re.compile(r"\.([a-z-]+)|^(blockquote|kbd)\b")
    begun = {a or b for selector in selectors("constructs.css") for a, b in names.findall(selector)}
    assert len(begun) > 15
    assert begun - PARTS == {name.split()[0] for name in RARE}


def test_nothing_stands_in_both_sheets():
    """Whoever asks for both would read it twice, and nobody knew which of them to change."""
    assert set(selectors("constructs.css")) & set(selectors("handbook.css")) == set()
