"""What is read back from a page is what a reader gets of it."""

import json
from dataclasses import replace

import pytest
from small_handbook import write

from handbook.facts.normalise import normalise
from handbook.readback.html_page import page_as_data, page_of_data, read_page
from handbook.readback.pdf_text import running_text

PAGE = """<!DOCTYPE html>
<html lang="fr-CA"><head><title>DID – Guide</title><link rel="stylesheet" href="../_static/a.css">
<link rel="alternate" hreflang="en-CA" href="../../en/agencies/did.html"><script src="x.js"></script></head>
<body><header><a href="../index.html">Guide</a><a hreflang="en-CA" href="../../en/agencies/did.html">English</a>
menu</header>
<main id="content"><section id="did"><h1>DID<!-- no words --></h1><p>Créé en <em>1970</em>, le
groupe</p><ul><li>un</li><li>deux</li></ul><p id="fin">fin<br>de ligne</p>
<img src="a.png" alt="une feuille"></section></main>
<footer id="foot">pied</footer></body></html>"""


@pytest.fixture
def page(tmp_path):
    """Read a page written by hand."""
    write(tmp_path / "fr" / "agencies" / "did.html", PAGE)
    return read_page(tmp_path / "fr" / "agencies" / "did.html", tmp_path / "fr")


def test_a_page_knows_its_name_language_title_and_heading(page):
    """Accents are read as UTF-8."""
    assert (page.docname, page.language, page.title, page.heading) == ("agencies/did", "fr-CA", "DID – Guide", "DID")


def test_only_the_main_element_is_text(page):
    """Neither header nor footer can prove a fact."""
    assert normalise(page.text) == "DID Créé en 1970, le groupe un deux fin de ligne"


def test_ids_are_those_of_the_main_element(page):
    """Including its own."""
    assert page.ids == {"content", "did", "fin"}


def test_links_and_resources_are_those_of_the_whole_page(page):
    """With the language they lead to."""
    assert [(link.href, link.language) for link in page.links] == [
        ("../index.html", None),
        ("../../en/agencies/did.html", "en-CA"),
    ]
    assert set(page.resources) == {"../_static/a.css", "x.js", "a.png"}


def test_a_page_without_main_has_no_text(tmp_path):
    """It is empty to every check, rather than a traceback."""
    write(tmp_path / "en" / "a.html", "<html><head><title>A</title></head><body><p>words</p></body></html>")
    page = read_page(tmp_path / "en" / "a.html", tmp_path / "en")
    assert (page.text, page.heading, page.ids) == ("", "", frozenset())


def test_a_page_that_was_read_before_is_read_again_only_where_its_bytes_are_others(page):
    """What was kept as JSON is the same page, wherever it lies by now."""
    kept = {page.docname: page_of_data(json.loads(json.dumps(page_as_data(page))))}
    folder = page.path.parents[1]
    assert read_page(page.path, folder, kept) == page
    marked = {page.docname: replace(kept[page.docname], title="kept")}
    assert read_page(page.path, folder, marked).title == "kept"
    page.path.write_text(PAGE.replace("1970", "1971"), encoding="utf-8")
    again = read_page(page.path, folder, marked)
    assert (again.title, "1971" in again.text) == (page.title, True)


@pytest.mark.parametrize("harm", [{"ids": None}, {"links": [1]}, {"cards": []}, {"other": 1}])
def test_what_is_no_page_is_refused(page, harm):
    """With an error that has the edition built from nothing."""
    with pytest.raises((TypeError, LookupError, AttributeError, ValueError)):
        page_of_data({**page_as_data(page), **harm})


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("A text goes\n1 https://a.example/\n2https://b.example/", "A text goes\n"),
        ("9 https://a.example/", "9 https://a.example/"),
        (" \n", " \n"),
        ("1 https is a scheme", "1 https is a scheme"),
    ],
)
def test_addresses_at_the_foot_are_no_running_text_but_make_no_page_blank(page, text):
    """A table that ends at the foot leaves the last of its addresses to the next page."""
    assert running_text(page) == text
