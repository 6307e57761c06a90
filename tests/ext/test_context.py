"""What translators are told of a message: where it stands, and what the editors say of it."""

import pytest
from small_handbook import add_page, replace, write_small_handbook

from handbook.desk.update import extract
from handbook.project.project import load_project

PAGE = """\
---
myst:
  html_meta:
    description: All about leaves.
---

# Leaves

% i18n: “share” as in a share of capital
A share.

% not for translators
% i18n: these are verbs
% in the imperative
## Grow

- Rake them
- Grow

% i18n: a colloquial table
| Colour |
| --- |
| Red |

![A red leaf](leaf.png)

:::{note}
Mind the step.
:::

> Quoted.

% i18n: tab\u2028and\u202eturn
Last.
"""


@pytest.fixture(scope="module")
def comments(tmp_path_factory):
    """Return the comments on the messages of a page, as `make po` extracts them."""
    root = write_small_handbook(tmp_path_factory.mktemp("guide"))
    add_page(root, "leaves", PAGE, {})
    (root / "source/leaf.png").write_bytes(b"")
    templates = extract(load_project(root))
    return {entry.msgid: list(entry.extracted) for entry in templates["leaves"]}


@pytest.mark.parametrize(
    ("msgid", "lines"),
    [
        ("Leaves", ["page title"]),
        ("All about leaves.", ["description for search engines"]),
        ("A share.", ["paragraph, Leaves", "editors: “share” as in a share of capital"]),
        ("Rake them", ["list item, Grow"]),
        ("Colour", ["table header, Grow", "editors: a colloquial table"]),
        ("Red", ["table cell, Grow", "editors: a colloquial table"]),
        ("![A red leaf](leaf.png)", ["paragraph, Grow"]),
        ("Mind the step.", ["box, Grow"]),
        ("Quoted.", ["quotation, Grow"]),
    ],
)
def test_a_message_tells_where_it_stands(comments, msgid, lines):
    """The kind of text, the heading above it, then the notes of the editors on its block."""
    assert comments[msgid] == lines


def test_a_text_that_stands_twice_tells_both_places(comments):
    """A translator finds one translation for all of them, or asks for two texts; a note on a heading is on it alone."""
    assert comments["Grow"] == ["heading 2, Leaves", "list item, Grow", "editors: these are verbs in the imperative"]


def test_a_note_is_one_line_of_plain_text(comments):
    """The catalogue would be refused otherwise, or read other than it is."""
    assert comments["Last."] == ["paragraph, Grow", "editors: tab andturn"]


def test_only_notes_for_translators_reach_them(comments):
    """Other comments are the editors' own, even above a note."""
    assert not [line for lines in comments.values() for line in lines if "not for" in line]


def test_the_comments_reach_the_catalogue(tmp_path, run):
    """In front of the reading of each role, and twice is once."""
    root = write_small_handbook(tmp_path)
    replace(root / "source/compare.md", "Two agencies in", "% i18n: both of them\nTwo agencies in")
    catalogue = root / "locales/fr/LC_MESSAGES/compare.po"
    for _ in range(2):
        assert run(root, "po", "update").code == 0
        assert "#. paragraph, Side by side\n#. editors: both of them\n" in catalogue.read_text(encoding="utf-8")
    assert "editors:" not in (root / "locales/fr/LC_MESSAGES/index.po").read_text(encoding="utf-8")
