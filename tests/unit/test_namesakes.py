"""What stands beside a title that two pages bear: the nearest page above, or caption, that the other has not."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from sphinx import addnodes

from handbook.sphinx.namesakes import besides, distinct_title


def environment(**pages):
    """Return what Sphinx knows of pages: each is (title, lists), a list is (caption, docnames)."""
    tocs = {}
    for docname, (_, *lists) in pages.items():
        tocs[docname] = nodes.bullet_list()
        tocs[docname] += [
            addnodes.toctree(caption=caption, entries=[(None, child) for child in children])
            for caption, children in lists
        ]
    titles = {docname: nodes.title("", title) for docname, (title, *_) in pages.items()}
    return SimpleNamespace(titles=titles, tocs=tocs, config=SimpleNamespace(root_doc="index"))


LEAVE, TRAVEL = ("Leave", ("", ["one"])), ("Travel", ("", ["two"]))
CASES = {
    "below two pages": (
        {"index": ("Home", ("", ["a", "b"])), "a": LEAVE, "b": TRAVEL, "one": ("List",), "two": ("List",)},
        {"one": "Leave", "two": "Travel"},
    ),
    "of no other page": ({"index": ("Home", ("", ["a"])), "a": LEAVE, "one": ("List",)}, {}),
    "one below the first page": (
        {"index": ("Home", ("", ["a", "two"])), "a": LEAVE, "one": ("List",), "two": (" list",)},
        {"one": "Leave"},
    ),
    "below captions": (
        {"index": ("Home", ("Staff", ["one"]), ("Guests", ["two"])), "one": ("List",), "two": ("List",)},
        {"one": "Staff", "two": "Guests"},
    ),
    "below pages of one title": (
        {
            "index": ("Home", ("Staff", ["a"]), ("Guests", ["b"])),
            **{"a": LEAVE, "b": ("Leave", ("", ["two"])), "one": ("List",), "two": ("List",)},
        },
        {"a": "Staff", "b": "Guests", "one": "Staff", "two": "Guests"},
    ),
    "side by side": ({"index": ("Home", ("", ["one", "two"])), "one": ("List",), "two": ("List",)}, {}),
    "in a circle": (
        {"index": ("Home",), "a": ("A", ("", ["one"])), "one": ("List", ("", ["a"])), "two": ("List",)},
        {"one": "A"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_tells_pages_of_one_title_apart(name):
    """And nothing where nothing does, or where nothing has to."""
    pages, expected = CASES[name]
    assert besides(environment(**pages)) == expected


def test_it_stands_behind_the_title():
    """In brackets, in any language."""
    assert distinct_title("List", "Leave") == "List (Leave)" and distinct_title("List", "") == "List"
