"""What surrounds the text of every page: where one is, what is on the page, and what remembers the reader's choices."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from published_pages import LANGUAGES, TAGS, each_page, page_of, read
from small_handbook import append, replace

from handbook.sphinx.assets import published_asset
from handbook.sphinx.site import FEWEST

WELCOME = {"en": "Home", "fr": "Accueil"}
TRAIL = {"en": "You are here", "fr": "Vous êtes ici"}
SECTIONS = {"en": "On this page", "fr": "Sur cette page"}
MOST_REQUESTS, MOST_BYTES = 6, 60 * 1024
READER = re.compile(r"(?:\.\./)+_static/reader-[0-9a-f]{8}\.js")


def words(element):
    """Return the text of an element, its spaces made one."""
    return " ".join(element.text_content().split())


def trail(page):
    """Return (text, address) of each step to a page; its own has none."""
    steps = page.xpath("//nav[contains(@class, 'trail')]/ol/li")
    return [(words(step), next(iter(step.xpath("./a/@href")), None)) for step in steps]


@each_page
def test_a_page_says_where_it_is(published, docname, language):
    """From the welcome page down to itself, which is marked and no link; the welcome page needs no such thing."""
    page = page_of(published.site, language, docname)
    if docname == "index":
        assert trail(page) == []
        return
    up = "../" * docname.count("/")
    assert trail(page) == [(WELCOME[language], f"{up}index.html"), (words(page.find(".//h1")), None)]
    [nav] = page.xpath("//nav[contains(@class, 'trail')]")
    assert nav.get("aria-label") == TRAIL[language]
    assert nav.xpath("./ol/li/@aria-current") == ["page"] == nav.xpath("./ol/li[last()]/@aria-current")
    assert not nav.xpath("ancestor::main")


def test_a_page_below_another_names_that_too(build_small):
    """As the contents say, whatever its folder."""

    def move_below(root):
        replace(root / "source/index.md", "agencies/birch\n", "")
        append(root / "source/agencies/maple.md", "```{toctree}\n:hidden:\n\nbirch\n```\n")

    site = build_small(move_below)
    for language in LANGUAGES:
        maple, birch = (page_of(site, language, f"agencies/{each}") for each in ("maple", "birch"))
        above = [(WELCOME[language], "../index.html"), (words(maple.find(".//h1")), "maple.html")]
        assert trail(birch) == [*above, (words(birch.find(".//h1")), None)]
    assert trail(page_of(site, "fr", "search")) == [("Accueil", "index.html"), ("Recherche", None)]


@each_page
def test_a_page_lists_its_sections_once(published, docname, language):
    """In one list for phone and desk, before the text, where there are enough of them."""
    page = page_of(published.site, language, docname)
    headings = [(f"#{section.get('id')}", words(section.find("h2"))) for section in page.xpath("//section[h2]")]
    links = [(link.get("href"), words(link)) for link in page.xpath("//nav[contains(@class, 'sections')]//a")]
    top = [link for link in links if link in headings]
    assert top == (headings if len(headings) >= FEWEST else [])
    if links:
        [nav] = page.xpath("//nav[contains(@class, 'sections')]")
        [label] = page.xpath("//*[@id = $id]", id=nav.get("aria-labelledby"))
        assert words(label) == SECTIONS[language]
        # It is a part of the menu that the header leads to.
        assert nav.xpath("ancestor::*[@id = 'contents']") and page.xpath("//header//a[@href = '#contents']")


@each_page
def test_words_that_a_page_explains_stand_beside_it_once(published, docname, language):
    """As the page calls them, where there is a list of its sections; each leads where the word in the text does."""
    page = page_of(published.site, language, docname)
    shown = [(link.get("href"), words(link)) for link in page.xpath("//nav[contains(@class, 'sections')]//ul[2]//a")]
    said = {
        link.get("href"): words(link) for link in reversed(page.xpath("//main//a[span[contains(@class, 'std-term')]]"))
    }
    if page.xpath("//nav[contains(@class, 'sections')]"):
        assert dict(shown) == said
        assert len(shown) == len(said)


def test_there_are_pages_with_and_without_a_list(published):
    """So that the test above looks at either."""
    pages = [page_of(published.site, "en", docname) for docname in published.pages()]
    assert {bool(page.xpath("//nav[@class='sections']")) for page in pages} == {True, False}


@each_page
def test_a_page_has_one_head(published, docname, language):
    """What the page says of itself stands in it once, and so does what the theme says."""
    page = page_of(published.site, language, docname)
    names = page.xpath("//head/meta/@name")
    assert sorted(names) == sorted(set(names)) and {"viewport", "description"} <= set(names)
    assert len(page.xpath("//head/meta[@charset]")) == 1


@each_page
def test_a_page_keeps_the_budget(published, docname, language):
    """Six requests and sixty kilobytes, before any compression: the page and all that it asks for."""
    path = published.site / language / f"{docname}.html"
    asked = {*read(path).xpath("//script/@src | //img/@src | //head/link[@rel='stylesheet' or @rel='icon']/@href")}
    files = {(path.parent / unquote(urlsplit(each).path)).resolve() for each in asked}
    assert len(files) >= 2
    assert 1 + len(files) <= MOST_REQUESTS
    assert sum(each.stat().st_size for each in [path, *files]) <= MOST_BYTES


def test_nothing_is_published_that_no_page_asks_for(published):
    """Neither Sphinx’s scripts nor its styles, and what all languages ask for only once."""
    asked = set()
    for path in published.site.resolve().rglob("*.html"):
        links = read(path).xpath("//@src | //link/@href")
        asked |= {(path.parent / unquote(urlsplit(each).path)).resolve() for each in links if not urlsplit(each).scheme}
    static = [path for path in published.site.resolve().glob("**/_static/*") if path.is_file()]
    for sheet in (path for path in static if path.suffix == ".css"):
        asked |= {sheet.parent / name for name in re.findall(r'url\("([^"#]+)"\)', sheet.read_text("utf-8"))}
    assert static and set(static) <= asked
    assert {path.parent for path in static} == {published.site.resolve() / "_static"}
    assert len({path.name.rpartition("-")[0] for path in static}) == len(static)


@each_page
def test_the_choice_of_colours_is_known_before_the_page_is_shown(published, docname, language):
    """By a script that the head waits for; its control ends the page, and is hidden until the script has run."""
    page = page_of(published.site, language, docname)
    [script] = [each for each in page.xpath("//head/script[@src]") if READER.fullmatch(each.get("src"))]
    assert not {"defer", "async", "type"} & set(script.keys())
    [control] = page.xpath("//footer//select")
    assert page.xpath("//footer//label[input[@id='slash' and @checked]]")
    assert control.xpath("./option/@value") == ["", "light", "dark"]
    assert page.xpath(f"//footer//label[@for='{control.get('id')}']")


def test_the_script_of_every_page_is_small():
    """It is waited for: five kilobytes as it is sent, and nothing in it makes markup."""
    script = published_asset("reader.js").decode()
    assert len(script.encode()) <= 5 * 1024
    assert not [word for word in ("innerHTML", "eval(", "Function(", "fetch(", "http") if word in script]


def test_the_welcome_page_can_greet_again(published):
    """Each edition in its own language; the words are used by the script once one has been read."""
    page = read(published.site / "index.html")
    again = {each.get("hreflang"): each.get("data-again") for each in page.find_class("enter")}
    assert again == {TAGS["en"]: "Continue in English", TAGS["fr"]: "Poursuivre en français"}
    [script] = page.xpath("//script/@src")
    assert (published.site / script).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_search_that_cannot_be_loaded_has_words_for_it(published, language):
    """In the language of the page, for the place that is read aloud."""
    [status] = page_of(published.site, language, "search").xpath("//*[@role='status']")
    told = {"en": "could not be loaded", "fr": "n’a pas pu se charger"}
    assert told[language] in status.get("data-failed")
