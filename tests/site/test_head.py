"""What the head of a page tells search engines and social networks, and the links to its leaflet."""

from dataclasses import replace
from zipfile import ZipFile

import pytest
from lxml import etree
from PIL import Image
from published_pages import LANGUAGES, OTHER, TAGS, each_page, page_of, read
from small_handbook import replace as replace_text

from handbook.facts.registry import load_registry
from handbook.pictures.icon import as_ico
from handbook.print.share_picture import HEIGHT, WIDTH, write_share_picture
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
    assert not (published.site / language / "share.png").exists()


@pytest.mark.parametrize("docname", DOCNAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_an_address_the_head_gives_it_in_full(addressed, docname, language):
    """The page's own, and that of each alternate."""
    page = page_of(addressed, language, docname)
    own = f"{BASE}/{language}/{docname}.html"
    assert page.xpath("//link[@rel='canonical']/@href") == [own]
    assert open_graph(page)["og:url"] == own
    assert open_graph(page)["og:image"] == f"{BASE}/{language}/share.png"
    assert page.xpath("//footer/p[@class='printed']/text()") == [own]  # on paper only
    links = {link.get("hreflang"): link.get("href") for link in page.xpath("//head/link[@rel='alternate']")}
    assert links == {TAGS[each]: f"{BASE}/{each}/{docname}.html" for each in LANGUAGES} | {
        "x-default": f"{BASE}/index.html"
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_of_an_edition_is_as_large_as_its_pages_say(addressed, tmp_path, language):
    """A PNG of its own for each language, with the same bytes whenever it is drawn."""
    path = addressed / language / "share.png"
    said = open_graph(page_of(addressed, language, "index"))
    with Image.open(path) as picture:
        assert picture.format == "PNG"
        assert picture.size == (WIDTH, HEIGHT) == (int(said["og:image:width"]), int(said["og:image:height"]))
        assert len(picture.convert("RGB").getcolors()) > 3, "something is written on it"
    project = load_project(addressed.parent.parent)
    write_share_picture(Edition(project=project, language=language, siblings=()), tmp_path / "again.png")
    assert path.read_bytes() == (tmp_path / "again.png").read_bytes()
    assert len({(addressed / each / "share.png").read_bytes() for each in LANGUAGES}) == len(LANGUAGES)


def test_an_offline_copy_has_no_picture_to_share(addressed):
    """Nobody shares a file."""
    with ZipFile(addressed / "downloads/handbook-fr.zip") as archive:
        assert not [name for name in archive.namelist() if name.endswith("share.png")]


def test_programs_find_the_sitemap_and_the_days(addressed):
    """In robots.txt; each page with the day that it says itself, those that are of no file without one."""
    assert f"Sitemap: {BASE}/sitemap.xml" in (addressed / "robots.txt").read_text().splitlines()
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = etree.parse(addressed / "sitemap.xml").getroot()
    days = {url.findtext("s:loc", namespaces=names): url.findtext("s:lastmod", namespaces=names) for url in urls}
    for address, day in days.items():
        said = read(addressed / address.removeprefix(f"{BASE}/")).xpath("//footer//time/@datetime")
        assert said == ([day] if day else [])
    assert days[f"{BASE}/en/index.html"] == "2025-11-22" and days[f"{BASE}/en/facts.html"] is None


def test_without_an_address_robots_name_no_sitemap(published):
    """It would need one."""
    assert (published.site / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


@each_page
def test_a_page_has_the_icon_of_the_handbook(published, docname, language):
    """As SVG, and at the root of the site in pixels for browsers that look there."""
    page = page_of(published.site, language, docname)
    [href] = page.xpath("//head/link[@rel='icon']/@href")
    icon = (published.site / language / docname).parent / href
    assert (published.site / "favicon.ico").read_bytes() == as_ico(icon.read_bytes())


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
    links = [link.get("href") for link in page.xpath("//footer//a") if link.text_content().startswith(label)]
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
