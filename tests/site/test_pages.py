"""Every page of the HTML handbook, in both languages: whole, linked, and asking nothing of other hosts."""

import re
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from published_pages import LANGUAGES, NAMES, OTHER, TAGS, each_page, page_of, read


def test_both_editions_have_the_same_pages(published, registry):
    """Nothing but these pages is published in a language."""
    made = {"search", "facts", *(f"facts/{docname}" for docname in registry.pages.values())}
    for language in LANGUAGES:
        folder = published.site / language
        there = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html"))
        assert there == sorted([*published.pages(), *made])


@each_page
def test_language_link_leads_to_the_same_page(published, docname, language):
    """It is labelled in the language it leads to, and says so to voices and browsers."""
    other = OTHER[language]
    [link] = page_of(published.site, language, docname).xpath("//body//a[@hreflang]")
    assert (link.text_content().strip(), link.get("lang"), link.get("hreflang")) == (
        NAMES[other],
        TAGS[other],
        TAGS[other],
    )
    target = (published.site / language / f"{docname}.html").parent / link.get("href")
    assert target.resolve() == (published.site / other / f"{docname}.html").resolve()


@each_page
def test_alternates_name_both_editions(published, docname, language):
    """Relative, since the address of the site is not known."""
    path = published.site / language / f"{docname}.html"
    links = read(path).xpath("//head/link[@rel='alternate']")
    found = {link.get("hreflang"): (path.parent / link.get("href")).resolve() for link in links}
    pages = {TAGS[each]: (published.site / each / f"{docname}.html").resolve() for each in LANGUAGES}
    assert found == pages | {"x-default": (published.site / "index.html").resolve()}


@each_page
def test_page_names_its_language_title_and_parts(published, docname, language):
    """One main element with one heading that begins it, and a title that tells page and handbook."""
    page = page_of(published.site, language, docname)
    [main] = page.findall(".//main")
    [heading] = page.findall(".//h1")
    assert page.get("lang") == TAGS[language]
    assert heading in list(main.iter())
    assert heading.text_content().strip()
    title = page.findtext(".//title")
    assert published.title[language] in title
    assert heading.text_content().strip() in title
    assert page.xpath("//meta[@charset='utf-8']")
    assert page.xpath("//meta[@name='viewport']")


@each_page
def test_page_describes_itself_in_its_language(published, docname, language):
    """For those who find it with a search engine."""
    [meta] = page_of(published.site, language, docname).xpath("//meta[@name='description']")
    [other] = page_of(published.site, OTHER[language], docname).xpath("//meta[@name='description']")
    assert len(meta.get("content")) > 40
    assert meta.get("content") != other.get("content")


@each_page
def test_headings_go_down_one_level_at_a_time(published, docname, language):
    """Whoever goes from heading to heading misses none."""
    [main] = page_of(published.site, language, docname).findall(".//main")
    headings = main.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4]")
    levels = [int(heading.tag[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@each_page
def test_anchors_are_the_same_in_both_languages(published, docname):
    """A link to a place on a page holds in either edition."""
    english, french = (page_of(published.site, language, docname).xpath("//main//@id") for language in LANGUAGES)
    assert english == sorted(set(english), key=english.index), "no anchor stands twice"
    assert set(english) == set(french)


@each_page
def test_every_link_leads_somewhere(published, docname, language):
    """To a file of the site and a place in it, or to a full address."""
    path = (published.site / language / f"{docname}.html").resolve()
    for href in read(path).xpath("//@href"):
        address = urlsplit(href)
        if address.scheme:
            assert address.scheme in ("https", "http", "mailto") and "." in address.netloc + address.path
            continue
        target = (path.parent / unquote(address.path)).resolve() if address.path else path
        assert target.is_file(), f"{href} leads nowhere"
        assert target.is_relative_to(published.site.resolve())
        if address.fragment:
            assert unquote(address.fragment) in read(target).xpath("//@id"), f"{href} leads to no place on its page"


@each_page
def test_page_asks_nothing_of_other_hosts(published, docname, language):
    """No script, picture, font or stylesheet from elsewhere; no style or script inside the page."""
    page = page_of(published.site, language, docname)
    fetched = page.xpath("//@src | //@srcset | //@poster | //@data | //link[@rel!='alternate']/@href")
    assert not [address for address in fetched if urlsplit(address).scheme or urlsplit(address).netloc]
    assert not page.xpath("//style | //@style | //@*[starts-with(name(), 'on')]")
    assert not page.xpath("//script[not(@src)][not(@type='application/ld+json')]")  # JSON-LD is data, and runs nowhere
    assert not page.xpath("//iframe | //object | //embed | //base | //meta[@http-equiv='refresh']")


def test_stylesheets_ask_nothing_of_other_hosts(published):
    """Nor by way of an import."""
    sheets = list(published.site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?\s*(?:\w+:)?//", text)
        assert not re.search(r"@import\s+(?:url\()?['\"]?(?:\w+:)?//", text)


def test_root_page_welcomes_in_both_languages(published):
    """Each card is in its own language and leads to its edition and its brochure."""
    page = read(published.site / "index.html")
    sections = page.findall(".//main/section")
    assert [section.get("lang") for section in sections] == list(TAGS.values())
    for section, language in zip(sections, LANGUAGES, strict=True):
        assert published.title[language] in section.text_content()
        assert NAMES[language] in section.text_content()
        downloads = [f"downloads/brochure-{language}.pdf", f"downloads/handbook-{language}.zip"]
        assert section.xpath(".//a/@href") == [f"{language}/index.html", *downloads]
        assert all((published.site / href).is_file() for href in section.xpath(".//a/@href"))
    assert len(page.findall(".//h1")) == 1
    assert all(title in page.findtext(".//title") for title in published.title.values())


def test_only_what_readers_need_is_published(published):
    """No source, no by-product of a tool, no empty folder."""
    suffixes = {path.suffix for path in published.site.rglob("*") if path.is_file() and path.name != "_headers"}
    pages, pictures = {".html", ".css", ".js", ".woff2"}, {".png", ".svg", ".ico"}
    assert suffixes <= pages | pictures | {".pdf", ".zip", ".json", ".inv", ".txt"}
    assert not [path for path in published.site.rglob("*") if path.name.startswith(".")]
    assert not [path for path in published.site.rglob("*") if path.is_dir() and not any(path.iterdir())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_publisher_and_independence_are_told(published, language):
    """At the foot of every page."""
    notice = {"en": "neither reviewed nor endorsed", "fr": "ni relu ni approuvé"}[language]
    for docname in published.pages():
        foot = page_of(published.site, language, docname).find(".//footer").text_content()
        assert published.publisher[language] in foot
        assert notice in " ".join(foot.split())


def test_no_page_tells_where_it_was_built(published):
    """The folder of the build is nobody's business."""
    for path in published.site.rglob("*"):
        if path.is_file():
            assert str(published.root).encode() not in path.read_bytes(), path
