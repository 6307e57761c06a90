"""On paper a chapter has an opener, an agency a portrait, text its column; the order of reading stays."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from handbook.facts.model import NameForm
from handbook.print.assemble import arrange

DID = NameForm(text="DID", full="Développement international Desjardins", language="fr-CA")


def chapter(*children):
    """Return a document whose one section is “DID” with `children`."""
    document = new_document("page")
    document += nodes.section("", nodes.title("", "DID"), *children)
    return document


def paragraph(text):
    """Return a paragraph."""
    return nodes.paragraph("", text)


def section(title, *children):
    """Return a section below the chapter’s."""
    return nodes.section("", nodes.title("", title), *children)


def containers(document):
    """Return (class, text) of each part of a chapter."""
    return [(child["classes"][0], child.astext().split("\n\n")) for child in document[0].children]


def test_title_and_lead_open_a_chapter():
    """And the text that follows stands in its column."""
    document = chapter(paragraph("lead"), paragraph("text"), section("One", paragraph("more")))
    arrange(document)
    assert containers(document) == [("opener", ["DID", "lead"]), ("text", ["text", "One", "more"])]
    assert document[0][0][1]["classes"] == ["lead"]


def test_what_stands_before_the_sections_of_an_agency_is_its_portrait():
    """Its full name is added below the title, marked with its language."""
    panel = nodes.topic("", nodes.title("", "Key facts"))
    document = chapter(paragraph("lead"), panel, section("One", paragraph("text")))
    arrange(document, DID)
    assert [name for name, _ in containers(document)] == ["opener", "portrait", "text"]
    full = document[0][0][1]
    assert (full.astext(), full[0]["classes"]) == (DID.full, ["language-fr-CA"])


def test_an_agency_known_by_its_full_name_does_not_tell_it_twice():
    """Rooftops Canada."""
    document = chapter(paragraph("lead"))
    arrange(document, NameForm(text="DID", full="DID", language=None))
    assert containers(document) == [("opener", ["DID", "lead"])]


def test_a_title_that_holds_the_full_name_is_not_followed_by_it():
    """Développement international Desjardins (DID)."""
    title = f"{DID.full} (DID)"
    document = chapter(paragraph("lead"))
    document[0][0].replace_self(nodes.title("", title))
    arrange(document, DID)
    assert containers(document) == [("opener", [title, "lead"])]


def table(columns, words="word", classes=()):
    """Return a table with a head and a row of so many columns."""
    rows = [
        nodes.row("", *(nodes.entry("", nodes.paragraph("", f"{words} {number}")) for number in range(columns)))
        for _ in range(2)
    ]
    group = nodes.tgroup("", nodes.thead("", rows[0]), nodes.tbody("", rows[1]), cols=columns)
    return nodes.table("", group, classes=list(classes))


WIDE = table(6, "internationalization of")


@pytest.mark.parametrize(
    ("part", "is_across"),
    [
        (table(2), False),
        (WIDE, True),
        (table(2, classes=["compare"]), True),
        (nodes.container("", table(2), classes=["timeline"]), True),
        (nodes.figure("", nodes.image(alt="b")), False),
        (nodes.literal_block("a", "a"), False),
        (nodes.note("", WIDE.deepcopy()), False),
        (nodes.bullet_list("", nodes.list_item("", WIDE.deepcopy())), False),
    ],
    ids=["narrow", "wide", "comparison", "panel", "figure", "code", "box", "list"],
)
def test_only_what_the_column_has_no_room_for_goes_across_the_page(part, is_across):
    """And its section says so, for its heading; what stands beside it keeps to the column."""
    document = chapter(section("One", paragraph("a"), part.deepcopy(), paragraph("b")))
    arrange(document)
    [_, text] = document[0].children
    assert [name for name, _ in containers(document)] == ["opener", "text"]
    assert ["across" in child["classes"] for child in text[0].children[1:]] == [False, is_across, False]
    assert ("wide" in text[0]["classes"]) == is_across


def test_a_table_that_no_page_has_room_for_becomes_lists():
    """One for each row, each cell under the head of its column; no word is lost."""
    document = chapter(section("One", table(14, "internationalization")))
    before = set(document.astext().split())
    arrange(document)
    assert not list(document.findall(nodes.table))
    [row] = document.findall(nodes.definition_list)
    words = [f"internationalization {number}" for number in range(14)]
    assert [(item[0].astext(), item[1].astext()) for item in row] == list(zip(words, words, strict=True))
    assert set(document.astext().split()) == before


def test_nothing_is_lost_and_the_order_stays():
    """Whatever a page is made of."""
    document = chapter(paragraph("a"), nodes.image(alt="b"), paragraph("c"), section("d", paragraph("e")))
    before = document.astext()
    arrange(document)
    assert document.astext() == before


def test_a_page_without_a_title_is_left_alone():
    """There is no chapter to open."""
    document = new_document("page")
    document += paragraph("a")
    arrange(document)
    assert document.children[0].astext() == "a"


@pytest.mark.parametrize(
    ("title", "is_long"), [("What it does", False), ("x" * 32, False), ("What it is and what it does there", True)]
)
def test_a_section_has_room_for_a_heading_of_more_than_two_lines(title, is_long):
    """Which stands beside its text, and is taken for one line; a short heading leaves no gap."""
    document = chapter(paragraph("lead"), section(title, paragraph("text"), section("y" * 40)))
    arrange(document)
    assert ("long-title" in document[0][1][0]["classes"]) == is_long


@pytest.mark.parametrize(
    ("title", "first", "is_wide"),
    [
        ("Maps", "Some words, and more of them. " * 4, False),
        ("Maps", "A line.", True),
        ("What is to be said of maps and of lists", "Some words, and more of them. " * 4, True),
    ],
    ids=["room", "one-line", "long-title"],
)
def test_a_heading_stands_beside_a_text_that_is_as_high(title, first, is_wide):
    """However wide what follows is; else that would begin in the place of the heading."""
    document = chapter(section(title, paragraph(first), nodes.container("", classes=["timeline"])))
    arrange(document)
    assert ("wide" in document[0][1][0]["classes"]) == is_wide


@pytest.mark.parametrize(
    ("texts", "tails"),
    [
        (["Long words. " * 20, "One line."], ["One line."]),
        (["Long words. " * 20, "Long words. " * 20], []),
        (["One line."], []),
        (["One line.", "Long words. " * 20], []),
    ],
    ids=["last", "long", "alone", "first"],
)
def test_the_last_line_of_a_section_stays_with_what_is_before_it(texts, tails):
    """At the head of a page it would look lost."""
    document = chapter(section("Title", *map(paragraph, texts)))
    arrange(document)
    assert [each.astext() for each in document.findall(nodes.paragraph) if "tail" in each["classes"]] == tails
