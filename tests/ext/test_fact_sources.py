"""Each fact of a page stands in a panel that names its source, or a ring after it opens a card that does."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from published import by_class, read, words
from small_handbook import SMALL, append, replace, translate

from handbook.catalogs.strings import translator
from handbook.facts.model import Fact
from handbook.facts.normalise import normalise
from handbook.facts.registry import load_registry
from handbook.project.project import load_project
from handbook.readback.html_page import read_page
from handbook.search.passages import passages
from handbook.sphinx import fact_rings, panel_sources

said = translator(load_project(SMALL), "fr")
PAGES = ["agencies/maple", "agencies/birch", "compare"]
COPY = "https://archive.example/report"
REPORT = "https://example.org/report"


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook, with a fact in a sentence that goes on, and one of two in a panel from elsewhere."""

    def change(root):
        maple = root / "source/facts/maple.toml"
        replace(maple, 'sources = ["report:4"]', 'sources = ["annuaire:4"]')
        replace(root / "source/vocabulary.toml", "[sources.annuaire]", "[sources.annuaire]\nlines = true")
        replace(
            maple, 'sources = ["report:3"]\ntopic', 'sources = ["report:3"]\npassage.report = "more than 1,200"\ntopic'
        )
        replace(root / "source/vocabulary.toml", "[sources.report]", f'[sources.report]\narchive = "{COPY}"')
        append(root / "source/compare.md", "It ran {fact}`maple.projects` projects, from {fact}`maple.founded` on.\n")
        translate(root, "compare", {
            "It ran {fact}`maple.projects` projects, from {fact}`maple.founded` on.":
            "Il a mené {fact}`maple.projects` projets, depuis {fact}`maple.founded`."
        })  # fmt: skip

    return build_small(change)


def markers(element):
    """Return the buttons below an element that open cards."""
    return element.xpath(".//button[@popovertarget]")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("docname", PAGES)
def test_each_marker_opens_a_card_of_its_page(site, docname, language):
    """Each card is opened by one at least, without a script; what that does is said in the language of the page."""
    page = read(site, language, docname)
    found = markers(page.find(".//main"))
    cards = {card.get("id") for card in page.xpath("//*[@popover]")}
    assert cards == {each.get("popovertarget") for each in found}
    assert {each.get("type") for each in found} == {"button"}
    assert page.xpath("//main//*[@popover]") == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("docname", PAGES)
def test_a_ring_is_called_after_its_fact(site, docname, language):
    """By as many names as there are facts with rings, each with the card that leads to that fact."""
    page = read(site, language, docname)
    names = {each.get("aria-label"): each.get("popovertarget") for each in markers(page.find(".//main"))}
    entries = {page.xpath(f"//*[@id='{card}']//p[@class='card-end']/a/@href")[0] for card in names.values()}
    assert len(names) == len(set(names.values())) == len(entries)
    assert all(name.startswith({"en": "Source: ", "fr": said("Source:")}[language]) for name in names)


@pytest.mark.parametrize("docname", ["agencies/maple", "facts/agencies/maple"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_archived_copy_stands_beside_its_source(site, docname, language):
    """In the cards and in the list of sources, and on the page of facts."""
    [*links] = read(site, language, docname).xpath(f"//*[self::li or self::aside]//a[@href='{COPY}']")
    assert len(links) > 1
    assert {each.text for each in links} == {
        {"en": "seen in an archived copy", "fr": said("seen in an archived copy")}[language]
    }


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_panel_has_one_line_for_most_of_its_facts(site, language):
    """And rings for those that come from elsewhere."""
    [panel] = by_class(read(site, language, "agencies/maple"), "key-facts")
    [line] = by_class(panel, "source-line")
    assert line.xpath("./a/@href") == [REPORT, "../facts/agencies/maple.html"]
    assert [place.get("data-fact") for place in panel.xpath(".//*[@data-fact][.//button]")] == ["maple.regions"]
    assert [place.get("data-fact") for place in panel.xpath(".//*[@data-fact][not(.//button)]")] == [
        "maple.founded",
        "maple.projects",
    ]


def test_facts_in_running_text_have_rings(site):
    """Each of them, also those that a panel of the page tells."""
    maple = read(site, "en", "agencies/maple").find(".//main")
    assert len(markers(maple)) == 1 + 5


def test_a_comparison_has_a_line_for_each_column(site):
    """It says whose, where not all have the same."""
    [panel] = by_class(read(site, "en", "compare"), "sourced")
    lines = by_class(panel, "source-line")
    assert [line.xpath("./a/@href") for line in lines] == [
        [REPORT, "facts/agencies/maple.html"],
        ["https://example.org/annuaire", "facts/agencies/birch.html"],
    ]
    assert [words(line).partition(" – ")[0] for line in lines] == ["Maple", "Birch"]
    assert [place.get("data-fact") for place in panel.xpath(".//*[@data-fact][.//button]")] == ["maple.regions"]


@pytest.mark.parametrize(
    ("language", "line"), [("en", "line 4"), ("fr", said("line {number}").replace("{number}", "4"))]
)
def test_a_line_is_told_where_the_source_has_lines(site, language, line):
    """At the entry and on the card of its fact, and of no other; with the day on which it was read."""
    page = read(site, language, "facts/agencies/maple")
    told = {item.get("id"): words(item) for item in page.xpath("//ol[@class='fact-list']/li")}
    assert [key for key, text in told.items() if normalise(line) in normalise(text)] == ["maple.regions"]
    day = {"en": "consulted on October 1, 2026", "fr": "consulté le 1er octobre 2026"}[language]
    assert day in normalise(told["maple.regions"])
    cards = [normalise(words(card)) for card in read(site, language, "agencies/maple").xpath("//*[@popover]")]
    assert [day in card for card in cards] == [normalise(line) in card for card in cards]


def fact(name, *references):
    """Return a fact with these sources."""
    return Fact(
        id=name, kind="form", value={}, page="a", sources=references, evidence={}, text={}, topic=None, path=None,
        line=1, evidence_lines={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("published_by", "apart", "expected"),
    [
        ({}, False, {}),
        ({"a.1": "x"}, False, {}),
        ({"a.1": "x", "a.2": "x"}, False, {"x": ["a.1", "a.2"]}),
        ({"a.1": "x", "a.2": "y"}, False, {}),
        ({"a.1": "x", "a.2": "x", "a.3": "y"}, False, {"x": ["a.1", "a.2"]}),
        ({"a.1": "x", "a.2": "x", "a.3": "y", "a.4": "y"}, False, {}),
        ({"a.1": "x", "a.2": "x", "b.1": "y", "b.2": "y"}, False, {}),
        ({"a.1": "x", "a.2": "x", "b.1": "y", "b.2": "y"}, True, {"x": ["a.1", "a.2"], "y": ["b.1", "b.2"]}),
        ({"a.1": "x", "a.2": "x", "b.1": "x", "b.2": "x", "b.3": "y"}, True, {"x": ["a.1", "a.2", "b.1", "b.2"]}),
        ({"a.1": "x", "a.2": "x", "b.1": "x"}, True, {"x": ["a.1", "a.2"]}),
    ],
)  # fmt: skip
def test_a_line_speaks_for_more_than_half_of_a_panel(published_by, apart, expected):
    """For two facts at least; where subjects stand side by side, for more than half of each."""
    facts = [fact(name, f"{source}:1") for name, source in published_by.items()]
    lines = panel_sources.lines_of(panel_sources.sourced(apart=apart), facts)
    assert {key: [fact.id for fact in told] for (key,), told in lines.items()} == expected


def test_a_fact_that_is_shown_twice_counts_once():
    """It does not outvote the others."""
    facts = [fact("a.1", "x"), fact("a.1", "x"), fact("a.2", "y"), fact("a.3", "y")]
    assert list(panel_sources.lines_of(panel_sources.sourced(), facts)) == [("y",)]


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        (
            "en",
            "Created in 1970",
            ["The league of agencies, The report of the agencies undated; seen in an archived copy"],
        ),
        (
            "fr",
            "Création en 1970",
            ["La ligue des organismes, Le rapport des organismes (en anglais) sans date; vu dans une copie archivée"],
        ),
    ],
)
def test_a_card_names_its_fact_with_publisher_source_language_and_dates(site, language, title, expected):
    """And leads to the source, and to that fact among all facts."""
    page = read(site, language, "agencies/maple")
    [target] = page.xpath("//main//section//p[contains(., '1970')]//button[1]/@popovertarget")[:1]
    [card] = page.xpath(f"//*[@id='{target}']")
    heading, *references, _ = [" ".join(" ".join(p.itertext()).split()).replace(" ,", ",") for p in card.findall("p")]
    assert heading == title
    assert [normalise(each) for each in references] == expected
    assert card.xpath(".//a/@href") == [REPORT, COPY, "../facts/agencies/maple.html#maple.founded"]


@pytest.mark.parametrize("docname", ["agencies/maple", "facts/agencies/maple"])
def test_a_fact_leads_to_its_passage_in_the_language_of_the_source(site, docname):
    """On its card and at its entry, for readers of any language; the words are seen nowhere."""
    for language in ("en", "fr"):
        page = read(site, language, docname)
        [link] = page.xpath("//a[contains(@href, ':~:')]")
        assert link.get("href") == f"{REPORT}#:~:text=more%20than%201%2C200"
        assert docname.startswith("agencies") or link.get("data-address") == REPORT
        assert "of the agencies" in words(link) or "des organismes" in words(link)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It ran more than 1,200 projects, from 1970 on."),
        ("fr", "Il a mené plus de 1 200 projets, depuis 1970."),
    ],
)
def test_the_text_of_a_page_is_what_it_is_without_markers(site, language, sentence):
    """For readers, for the proofs and for the search."""
    path = site / language / "compare.html"
    assert normalise(sentence) in normalise(read_page(path, site / language).text)
    page = read(site, language, "compare")
    assert normalise(sentence) in [normalise(words(p)) for p in page.findall(".//main//p")]
    lines = [normalise(line) for passage in passages(page) for line in passage.lines]
    assert normalise(sentence) in lines


def fact_node(fact="maple.founded"):
    """Return the node of a fact in running text."""
    return nodes.inline("", "1970", classes=["fact"], fact=fact)


@pytest.mark.parametrize("kind", [nodes.title, nodes.caption, nodes.term, nodes.rubric, nodes.reference])
def test_titles_captions_and_links_are_not_marked(small, kind):
    """They are repeated elsewhere, or lead somewhere already."""
    registry = load_registry(load_project(small))
    marked = nodes.paragraph("", "", fact_node())
    document = nodes.section("", kind("", "", fact_node()), marked)
    assert [node.parent for node, _ in fact_rings.markable_facts(document, registry)] == [marked]


@pytest.mark.parametrize(("builder", "count"), [("html", 1), ("brochure", 0), ("gettext", 0), ("text", 0)])
def test_only_web_pages_have_markers(small, monkeypatch, builder, count):
    """Neither paper nor a translator ever sees one."""
    monkeypatch.setattr(fact_rings, "registry_of", lambda config: load_registry(load_project(small)))
    monkeypatch.setattr(fact_rings, "strings_of", lambda config: str)
    monkeypatch.setattr(fact_rings, "edition_of", lambda config: SimpleNamespace(language="en"))
    document = nodes.section("", nodes.paragraph("", "", fact_node()))
    fact_rings.on_doctree_resolved(SimpleNamespace(builder=SimpleNamespace(name=builder), config=None), document, "a")
    assert len(list(document.findall(nodes.raw))) == count
