"""The search of a published handbook: every word leads to its page, and no page loads more than it needs.

What is run is the script of the published site, in Node.js: it ranks there as it does in a browser.
"""

import json
import re
from urllib.parse import unquote, urlsplit

import pytest
from published_pages import LANGUAGES, each_page, page_of, read
from published_search import ask, found_for, index_line, script_of
from search_by_hand import THEME, search_script


def test_nothing_is_found_where_nothing_is(published):
    """Neither for a word that no page has, nor for none."""
    queries = [("en", "zzzz"), ("en", "   "), ("fr", "’ - !"), ("en", "<b>&")]
    assert [found_for(answer) for answer in ask(published.site, queries)] == [[], [], [], []]


def test_what_is_typed_never_becomes_markup(published):
    """What is typed is text: the script makes no markup of it, and evaluates nothing."""
    script = script_of(published.site).read_text(encoding="utf-8")
    assert not [word for word in ("innerHTML", "outerHTML", "insertAdjacent", "eval(", "Function(") if word in script]


def code_of(text):
    """Return the lines of a script that are neither empty nor a comment."""
    lines = (line.strip().partition(" // ")[0] for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def test_the_script_is_in_one_piece(published):
    """Of its parts without their comments, each short enough to read; what is tested elsewhere is what is published."""
    parts = {path: path.read_text(encoding="utf-8") for path in (THEME / "search").glob("*.js")}
    published = script_of(published.site).read_text(encoding="utf-8")
    assert published == search_script()
    assert {path.name for path, text in parts.items() if code_of(text) not in published} == set()
    assert max(len(text.splitlines()) for text in parts.values()) <= 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_every_page_finds_it(published, language):
    """Whatever stands between spaces, without the marks around it; but in buttons and pictures."""
    copied = {}
    for docname in published.pages():
        main = page_of(published.site, language, docname).find(".//main")
        for element in list(main.iter("svg", "script", "style", "nav", "form", "button")):
            element.drop_tree()
        for text in main.itertext():
            for chunk in text.split():
                if re.search(r"\w", chunk):
                    copied.setdefault(chunk.strip(" .,;:!?«»“”’‘()…—–%$"), set()).add(f"{docname}.html")
    answers = ask(published.site, [(language, word) for word in copied])
    assert len(copied) > 200
    found = [{each["page"]["href"] for each in answer["results"]} for answer in answers]
    assert [(word, pages) for word, pages, got in zip(copied, copied.values(), found, strict=True) if pages - got] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_page_works_with_what_is_beside_it(published, language):
    """It loads its script from beside it, tells aloud what it found, and says what it needs."""
    path = published.site / language / "search.html"
    page = read(path)
    [script] = page.xpath("//script[@defer]/@src")
    [form] = page.xpath("//form")
    assert (path.parent / script).is_file()
    assert (path.parent / form.get("data-index")).is_file()
    assert form.get("role") == "search"
    assert [field.get("name") for field in form.findall(".//input")] == ["q"]
    assert page.xpath("//*[@id='search-status' and @role='status']")
    [failed] = page.find_class("search-failed")
    assert "JavaScript" in failed.text_content()
    [link] = failed.xpath(".//a/@href")
    assert page.get_element_by_id(link.removeprefix("#")).xpath(".//a")


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_page_keeps_the_budget(published, language):
    """Sixty kilobytes before any compression; the index comes with the first query, and is not named before."""
    folder = published.site / language
    asked = read(folder / "search.html").xpath("//script/@src | //link[@rel='stylesheet']/@href")
    assert len(asked) == 3
    assert sum((folder / name).stat().st_size for name in ["search.html", *asked]) <= 60 * 1024
    assert not read(folder / "search.html").xpath("//script[contains(@src, 'search-index')]")


@each_page
def test_every_page_asks_the_search_page(published, docname, language):
    """By a form that needs no script: the query goes along in the address."""
    [form] = page_of(published.site, language, docname).xpath("//form[@role='search']")
    [field] = form.findall(".//input")
    target = (published.site / language / f"{docname}.html").parent / unquote(urlsplit(form.get("action")).path)
    assert target.resolve() == (published.site / language / "search.html").resolve()
    assert form.get("method", "get") == "get"
    assert field.get("name") == "q"
    assert form.xpath(".//label/@for") == [field.get("id")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_index(published, language):
    """Under its title."""
    index = json.loads(index_line(published.site, language).partition(" = ")[2].removesuffix(";"))
    titles = {href.removesuffix(".html"): title for _, href, title in index["loaded"]["t0"]["pages"]}
    assert sorted(titles) == sorted(published.pages())
    for docname, title in titles.items():
        assert page_of(published.site, language, docname).findtext(".//h1").strip() == title
