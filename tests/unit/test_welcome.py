"""The pages at the root of the site speak every language that stands in it."""

from dataclasses import replace

import pytest
from lxml import html
from small_handbook import write

from handbook.build.root_pages import write_welcome
from handbook.sphinx.assets import asset_links

BASE = "https://example.org/guide"
TAGS = {"en": "en-CA", "fr": "fr-CA"}


def root_page(project, name, *languages):
    """Return a page at the root of a site in these languages."""
    for language in languages:
        write(project.site / language / "index.html", "a page")
    write_welcome(project, project.site)
    return html.fromstring((project.site / name).read_text(encoding="utf-8"))


def alternates(page):
    """Return the addresses that the head names, by language."""
    return {link.get("hreflang"): link.get("href") for link in page.xpath("//head/link[@rel='alternate']")}


@pytest.mark.parametrize("languages", [("en", "fr"), ("fr",)], ids="-".join)
def test_a_wrong_address_is_answered_in_every_language(project, languages):
    """Each section in its own, with a way to its edition."""
    page = root_page(project, "404.html", *languages)
    sections = page.findall(".//main/section")
    assert [section.get("lang") for section in sections] == [TAGS[each] for each in languages]
    told = {"en": "Page not found", "fr": "Page introuvable"}
    for section, language in zip(sections, languages, strict=True):
        assert section.findtext("h2") == told[language]
        assert section.xpath(".//a/@href") == [f"/{language}/index.html"]
    title = " – ".join(told[each] for each in languages)
    assert page.find(".//h1").text_content() == page.findtext(".//title") == title
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


@pytest.mark.parametrize(
    ("base_url", "root"),
    [
        (None, "/"),
        ("https://example.org", "/"),
        ("https://example.org/", "/"),
        (BASE, "/guide/"),
        (f"{BASE}/", "/guide/"),
    ],
)
def test_the_links_of_a_wrong_address_hold_at_any_depth(project, base_url, root):
    """A server shows the page where the reader went astray, on whatever host: that of a trial, too."""
    page = root_page(replace(project, base_url=base_url), "404.html", "en", "fr")
    paths = [*asset_links(["handbook.css", "icon.svg"], project).values(), "en/index.html", "fr/index.html"]
    assert page.xpath("//@href") == [f"{root}{path}" for path in paths]


def test_the_welcome_page_names_the_editions_and_itself(project):
    """As the first page of each edition does."""
    page = root_page(project, "index.html", "en", "fr")
    assert alternates(page) == {"en-CA": "en/index.html", "fr-CA": "fr/index.html", "x-default": "index.html"}
    page = root_page(replace(project, base_url=BASE), "index.html", "en", "fr")
    assert alternates(page) == {
        "en-CA": f"{BASE}/en/index.html",
        "fr-CA": f"{BASE}/fr/index.html",
        "x-default": f"{BASE}/index.html",
    }
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{BASE}/index.html"]


def test_without_an_edition_there_is_no_page(project):
    """Brochures alone welcome nobody."""
    project.site.mkdir(parents=True)
    write_welcome(project, project.site)
    assert not list(project.site.iterdir())
