"""Notes of a page (Markdown footnotes) stand in the chapter of that page, once, however many there are."""

import pytest
from small_handbook import append

from handbook.project.project import load_project
from handbook.readback import read_edition

PAGES = ("index", "agencies/maple", "agencies/birch", "compare", "glossary")
# More than the foot of any page has room for; and as many as fit on a leaflet.
COUNT, FEW = 25, 8


def words(docname, number):
    """Return the words of a note, which stand nowhere else."""
    return f"Note {number} of {docname} says so"


def notes(docname, count):
    """Return a page's calls and notes: plain ones, with a link, with code, of two paragraphs, called twice."""
    kinds = (".", " [there](https://example.org/note).", " `here`.", ".\n\n    And more.")
    calls = " ".join(f"Called.[^n{number}]" for number in range(count))
    bodies = (f"[^n{number}]: {words(docname, number)}{kinds[number % len(kinds)]}" for number in range(count))
    return "\n\n".join([f"{calls} Again.[^n0] See [a page](https://example.org/page).", *bodies, ""])


@pytest.fixture(scope="module")
def publish(build_small):
    """Return the function that publishes the small handbook in English with `count` notes on each of its pages."""

    def publish(count, settings=""):
        def change(root):
            append(root / "pyproject.toml", settings)
            for docname in PAGES:
                append(root / f"source/{docname}.md", notes(docname, count))

        site = build_small(change, "--language", "en", "--output", "html", "--output", "pdf")
        return read_edition(load_project(site.parents[1]), site, "en")

    return publish


@pytest.fixture(scope="module")
def edition(publish):
    """Publish more notes than fit at the foot of a page."""
    return publish(COUNT, "leaflets = false\n")


@pytest.mark.parametrize("docname", PAGES)
def test_notes_stand_in_the_chapter_of_their_page(edition, docname):
    """Each of them once, and those of no other page."""
    text = " ".join(edition.sections("pdf")[docname].split())
    assert [number for number in range(COUNT) if text.count(words(docname, number)) != 1] == []
    assert text.count("Note ") == COUNT
    assert text.count("And more.") == COUNT // 4


@pytest.mark.whole
def test_notes_stand_in_a_leaflet_of_their_own_page_only(publish):
    """As in the brochure."""
    leaflets = {each: " ".join(text.split()) for each, text in publish(FEW).sections("leaflet").items()}
    assert set(leaflets) == {"agencies/maple", "agencies/birch"}
    for docname, text in leaflets.items():
        assert [number for number in range(FEW) if text.count(words(docname, number)) != 1] == []
        assert text.count("Note ") == FEW


def test_notes_stand_in_their_order(edition):
    """And each behind its number."""
    for docname in PAGES:
        text = " ".join(edition.sections("pdf")[docname].split())
        places = [text.index(f" {number + 1} {words(docname, number)}") for number in range(COUNT)]
        assert places == sorted(places)
