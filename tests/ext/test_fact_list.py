"""Every fact stands on a page of facts, with its words and its sources, and is called proven only where it is."""

import contextlib
import io
import shutil

import pytest
from published import read, words
from small_handbook import SMALL
from small_handbook import replace as replace_text
from sphinx.cmd.build import main as sphinx_build

from handbook.catalogs.strings import translator
from handbook.facts.registry import load_registry
from handbook.facts.schema import KINDS
from handbook.project.project import Edition, load_project
from handbook.readback import read_edition
from handbook.sphinx.fact_list import contents_names, facts_by_page, kind_name, places_of

said = translator(load_project(SMALL), "fr")
MAPLE = "facts/agencies/maple"


def proven(site, language, docname=MAPLE):
    """Return where each fact of a page is said to be found, by its id."""
    items = read(site, language, docname).xpath("//ol[@class='fact-list']/li")
    return {item.get("id"): item.xpath("./p[@class='proven']/a/@href") for item in items}


@pytest.fixture(scope="module")
def site(small_brochures):
    """Return the small handbook with all its PDFs."""
    return small_brochures / "build/site"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_fact_is_listed_with_its_words_and_sources(site, language):
    """In the order of its file, under an anchor that is the same in every language."""
    registry = load_registry(load_project(site.parent.parent))
    for docname, facts in facts_by_page(registry).items():
        page = read(site, language, f"facts/{docname}")
        items = page.xpath("//ol[@class='fact-list']/li")
        assert [item.get("id") for item in items] == [fact.id for fact in facts]
        for item, fact in zip(items, facts, strict=True):
            assert words(item.find(".//q")) == " ".join(fact.evidence[language].split())
            for reference in fact.sources:
                assert registry.sources[reference.partition(":")[0]].address in item.xpath(".//a/@href")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_of_all_facts_leads_to_those_of_each_page(site, language):
    """And says how many there are; the foot of every page leads to it."""
    page = read(site, language, "facts")
    links = page.xpath("//main//li/a/@href")
    assert links == ["facts/agencies/maple.html", "facts/agencies/birch.html"]
    assert all((site / language / link).is_file() for link in links)
    registry = load_registry(load_project(site.parent.parent))
    assert str(len(registry.facts)) in words(page.find(".//main"))
    for docname, link in (("index", "facts.html"), ("agencies/maple", "../facts.html"), (MAPLE, "../../facts.html")):
        assert link in read(site, language, docname).xpath("//footer//a/@href")


def test_a_fact_is_said_to_be_found_where_this_build_proves_it(site):
    """On its page, in the brochure and in the leaflet; each link leads there."""
    places = proven(site, "fr")["maple.founded"]
    assert [((site / "fr" / MAPLE).parent / place).resolve() for place in places] == [
        (site / path).resolve()
        for path in ("fr/agencies/maple.html", "downloads/brochure-fr.pdf", "downloads/maple-fr.pdf")
    ]


def test_what_is_only_carried_over_is_not_called_proven(small_brochures, tmp_path, run):
    """A brochure of an earlier build may tell other facts."""
    root = shutil.copytree(small_brochures, tmp_path / "guide", symlinks=True)
    assert len(proven(root / "build/site", "en")["maple.founded"]) == 3
    assert run(root, "build", "--output", "html").code == 0
    assert (root / "build/site/downloads/brochure-en.pdf").is_file()
    assert proven(root / "build/site", "en")["maple.founded"] == ["../../../en/agencies/maple.html"]


def test_a_page_that_is_not_fully_translated_proves_nothing(small, run):
    """Its facts may have been excused; it says so, and the other pages and the other language are as before."""
    replace_text(small / "locales/fr/LC_MESSAGES/agencies/maple.po", 'msgstr "D’où il vient"', 'msgstr ""')
    assert run(small, "build", "--output", "html", "--allow-incomplete").code == 0
    site = small / "build/site"
    assert not any(proven(site, "fr").values())
    assert all(proven(site, "en").values())
    assert all(proven(site, "fr", "facts/agencies/birch").values())
    assert said("None of them is proven yet, since the page is not fully translated.") in words(
        read(site, "fr", MAPLE).find(".//main")
    )


def test_stock_Sphinx_proves_nothing(small, tmp_path):
    """Its pages list the facts, and claim none."""
    with contextlib.redirect_stderr(io.StringIO()):
        assert sphinx_build(["-q", "-b", "html", str(small / "source"), str(tmp_path / "en")]) == 0
    found = proven(tmp_path, "en")
    assert "maple.founded" in found
    assert not any(found.values())


def test_only_agencies_have_leaflets(small):
    """The facts of any other page are in none."""
    project = load_project(small)
    registry = load_registry(project)
    edition = Edition(project=project, language="en", siblings=("fr",), proofs=("html", "leaflet"))
    assert [place.label for place in places_of("agencies/maple", registry, edition, str)] == [
        "web page",
        "leaflet (PDF)",
    ]
    assert [place.label for place in places_of("compare", registry, edition, str)] == ["web page"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, ["facts"]), (300, ["facts"]), (301, ["facts", "facts-2"]), (1000, ["facts", "facts-2", "facts-3", "facts-4"])],
)
def test_a_thousand_agencies_are_listed_on_several_pages(count, expected):
    """Each within the budget of a page."""
    assert contents_names(count) == expected


def test_every_kind_of_fact_has_a_name_for_readers():
    """In both languages."""
    assert all(kind_name(kind, str) for kind in KINDS)
    assert len({kind_name(kind, said) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_are_read_back(site, language):
    """As the checks see them."""
    edition = read_edition(load_project(site.parent.parent), site, language)
    assert sorted(edition.fact_pages) == ["facts", "facts/agencies/birch", MAPLE]
    assert edition.listed["maple.name"].sources == ("https://example.org/report", "https://example.org/annuaire")
    assert len(edition.listed["maple.name"].proven) == 3
