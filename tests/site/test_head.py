"""What the head of a page tells search engines and social networks, and the links to its leaflet."""

from dataclasses import replace

import pytest
from published_pages import LANGUAGES, OTHER, TAGS, each_page, page_of, read
from small_handbook import replace as replace_text

from handbook.facts.registry import load_registry
from handbook.project.project import Edition, load_project
from handbook.sphinx.site import leaflet_link

BASE = "https://example.org/guide"
LOCALES = {"en": "en_CA", "fr": "fr_CA"}
DOCNAMES = ["index", "agencies/maple"]


def open_graph(page):
    """Return what a page says by Open Graph, by property."""
    return {meta.get("property"): meta.get("content") for meta in page.xpath("//head/meta[@property]")}


@pytest.fixture(scope="module")
def addressed(build_small):
    """Build the small handbook with an address, and return its site."""

    def set_address(root):
        replace_text(root / "pyproject.toml", "[tool.handbook]\n", f'[tool.handbook]\nbase_url = "{BASE}/"\n')

    return build_small(set_address)


@each_page
def test_open_graph_speaks_the_language_of_the_page(published, docname, language):
    """Title, description and site as the page has them; no address while none is known."""
    page = page_of(published.site, language, docname)
    assert open_graph(page) == {
        "og:type": "website",
        "og:site_name": published.title[language],
        "og:title": page.find(".//h1").text_content().strip(),
        "og:description": page.xpath("//meta[@name='description']/@content")[0],
        "og:locale": LOCALES[language],
        "og:locale:alternate": LOCALES[OTHER[language]],
    }
    assert page.xpath("//link[@rel='canonical']") == []


@pytest.mark.parametrize("docname", DOCNAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_an_address_the_head_gives_it_in_full(addressed, docname, language):
    """The page's own, and that of each alternate."""
    page = page_of(addressed, language, docname)
    own = f"{BASE}/{language}/{docname}.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [own]
    assert open_graph(page)["og:url"] == own
    assert page.xpath("//footer/p[@class='printed']/text()") == [own]  # on paper only
    links = {link.get("hreflang"): link.get("href") for link in page.xpath("//head/link[@rel='alternate']")}
    assert links == {TAGS[each]: f"{BASE}/{each}/{docname}.html" for each in LANGUAGES} | {
        "x-default": f"{BASE}/index.html"
    }


def test_what_readers_follow_stays_relative(addressed):
    """A copy of the site with an address works without a network."""
    for path in addressed.glob("*/**/*.html"):
        assert not [href for href in read(path).xpath("//body//a/@href") if href.startswith(BASE)]


def test_an_edition_alone_names_itself_and_the_welcome_page(build_small):
    """There is no other to name."""
    page = page_of(build_small(lambda root: None, "--language", "fr", "--output", "html"), "fr", "index")
    assert page.xpath("//head/link[@rel='alternate']/@hreflang") == ["fr-CA", "x-default"]
    assert "og:locale:alternate" not in open_graph(page)


@each_page
def test_an_agency_offers_its_leaflet_and_no_other_page_does(published, docname, language):
    """Beside the brochure, and the file is there."""
    page = page_of(published.site, language, docname)
    label = {"en": "Leaflet (PDF)", "fr": "Feuillet (PDF)"}[language]
    links = [link.get("href") for link in page.xpath("//footer//a") if link.text_content() == label]
    if docname.startswith("agencies/"):
        [href] = links
        leaflet = ((published.site / language / docname).parent / href).resolve()
        assert leaflet == (published.site / "downloads" / published.leaflet_name(docname, language)).resolve()
        assert leaflet.is_file()
    else:
        assert links == []


@pytest.mark.parametrize(
    ("leaflets", "has_brochure", "expected"),
    [(True, True, "../../downloads/maple-fr.pdf"), (False, True, None), (True, False, None)],
    ids=["printed", "not-wanted", "no-brochure"],
)
def test_a_leaflet_is_offered_where_it_is_printed(small, leaflets, has_brochure, expected):
    """Not where the project wants none, nor where nothing is printed."""
    project = replace(load_project(small), leaflets=leaflets)
    edition = Edition(project=project, language="fr", siblings=("en",), has_brochure=has_brochure)
    assert leaflet_link(edition, "agencies/maple", load_registry(project)) == expected
