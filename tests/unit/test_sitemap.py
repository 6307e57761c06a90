"""The sitemap names every page in every language that stands, and each names the others back."""

from dataclasses import replace

import pytest
from lxml import etree
from small_handbook import write

from handbook.build.root_pages import write_sitemap

BASE = "https://example.org/guide"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(project, *languages, base_url=f"{BASE}/"):
    """Return the alternates by address that the sitemap of a site in these languages tells; none without a sitemap."""
    for language in languages:
        write(project.site / language / "index.html", "a page")
    write_sitemap(replace(project, base_url=base_url), project.site)
    path = project.site / "sitemap.xml"
    if not path.is_file():
        return None
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.iterfind("x:link[@rel='alternate']", NAMES)
        }
        for url in etree.parse(path).getroot()
    }


def test_every_page_of_every_language_is_listed(project):
    """With its address in each language, its own included, and the page that welcomes everybody else."""
    found = sitemap(project, "en", "fr")
    assert set(found) == {f"{BASE}/{language}/{page}.html" for language in ("en", "fr") for page in project.pages()}
    assert found[f"{BASE}/fr/agencies/maple.html"] == {
        "en-CA": f"{BASE}/en/agencies/maple.html",
        "fr-CA": f"{BASE}/fr/agencies/maple.html",
        "x-default": f"{BASE}/index.html",
    }


def test_pages_without_a_source_are_listed_too(project):
    """Those that the facts make; the search, which has nothing to be found by, is not."""
    for name in ("facts", "facts/movement", "search"):
        write(project.site / "en" / f"{name}.html", "a page")
    made = set(sitemap(project, "en")) - {f"{BASE}/en/{page}.html" for page in project.pages()}
    assert made == {f"{BASE}/en/facts.html", f"{BASE}/en/facts/movement.html"}


def test_the_pages_name_each_other_back(project):
    """Search engines ignore what is not returned."""
    found = sitemap(project, "en", "fr")
    for address, pages in found.items():
        assert address in pages.values()
        for tag in ("en-CA", "fr-CA"):
            assert found[pages[tag]] == pages


def test_a_language_that_does_not_stand_is_not_listed(project):
    """Nor named by the others."""
    found = sitemap(project, "fr")
    assert set(found) == {f"{BASE}/fr/{page}.html" for page in project.pages()}
    assert all(pages.keys() == {"fr-CA", "x-default"} for pages in found.values())


@pytest.mark.parametrize(("languages", "base_url"), [(("en", "fr"), None), ((), BASE)], ids=["address", "pages"])
def test_without_address_or_pages_there_is_none(project, languages, base_url):
    """Nothing is invented."""
    project.site.mkdir(parents=True)
    assert sitemap(project, *languages, base_url=base_url) is None


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (
            '<div class="page-end">\n      <p>Last changed: <time datetime="2026-02-03">3 February</time></p>',
            "2026-02-03",
        ),
        ('<div class="page-end">\n      <p>Draft</p>', None),
        ('<p>Read on <time datetime="2026-02-03">3 February</time></p>', None),
        ("", None),
    ],
    ids=["a day", "a draft", "another day", "none"],
)
def test_a_page_is_listed_with_the_day_that_it_says(project, end, day):
    """Of its last change; a day in its text is another."""
    before = '<main><div class="page-end"><p>: <time datetime="1999-01-01">1999</time></p></div></main>'
    write(project.site / "en/compare.html", f"{before}<footer>{end}</footer>")
    sitemap(project, "en")
    urls = etree.parse(project.site / "sitemap.xml").getroot()
    days = {url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", namespaces=NAMES) for url in urls}
    assert days.pop(f"{BASE}/en/compare.html") == day
    assert set(days.values()) == {None}


def test_addresses_are_escaped(project):
    """As URIs, and as XML."""
    write(project.page("R&D café"), "# A page\n")
    assert f"{BASE}/en/R%26D%20caf%C3%A9.html" in sitemap(project, "en")
