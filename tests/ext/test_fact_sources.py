"""After each fact of a page stands a marker that opens a card with its source; nothing else notices."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from published import by_class, read, words
from small_handbook import SMALL, append, replace, translate

from handbook.catalogs.strings import translator
from handbook.facts.normalise import normalise
from handbook.facts.registry import load_registry
from handbook.project.project import load_project
from handbook.readback.html_page import read_page
from handbook.search.passages import passages
from handbook.sphinx import fact_sources

said = translator(load_project(SMALL), "fr")
PAGES = ["agencies/maple", "agencies/birch", "compare"]
COPY = "https://archive.example/report"


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook, with a fact in a sentence that goes on."""

    def change(root):
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
    label = {"en": "Source of this fact", "fr": said("Source of this fact")}[language]
    assert {each.get("aria-label") for each in found} == {label}
    assert page.xpath("//main//*[@popover]") == []


@pytest.mark.parametrize("docname", ["agencies/maple", "facts/agencies/maple"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_archived_copy_stands_beside_its_source(site, docname, language):
    """In the cards and in the list of sources, and on the page of facts."""
    [*links] = read(site, language, docname).xpath(f"//*[self::li or self::aside]//a[@href='{COPY}']")
    assert len(links) > 1
    assert {each.text for each in links} == {
        {"en": "seen in an archived copy", "fr": said("seen in an archived copy")}[language]
    }


def test_every_fact_that_is_shown_has_a_marker(site):
    """In the panel, in the comparison and in prose."""
    maple = read(site, "en", "agencies/maple").find(".//main")
    assert len(markers(by_class(maple, "key-facts")[0])) == 3
    assert len(markers(maple)) == 3 + 5
    assert len(markers(read(site, "en", "compare").find(".//table"))) == 5


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["The league of agencies, The report of the agencies undated; seen in an archived copy"]),
        (
            "fr",
            ["La ligue des organismes, Le rapport des organismes (en anglais) sans date; vu dans une copie archivée"],
        ),
    ],
)
def test_a_card_names_publisher_source_language_and_dates(site, language, expected):
    """And leads to the source, and to the fact among all facts."""
    page = read(site, language, "agencies/maple")
    [target] = page.xpath("//main//section//p[contains(., '1970')]//button[1]/@popovertarget")[:1]
    [card] = page.xpath(f"//*[@id='{target}']")
    title, *references, _ = [" ".join(" ".join(p.itertext()).split()).replace(" ,", ",") for p in card.findall("p")]
    assert title == {"en": "Source of this fact", "fr": said("Source of this fact")}[language]
    assert [normalise(each) for each in references] == expected
    assert card.xpath(".//a/@href") == [
        "https://example.org/report",
        COPY,
        "../facts/agencies/maple.html#maple.founded",
    ]


def test_facts_from_the_same_place_share_a_card(site):
    """A page has as many cards as it has sources: the lines of them are for editors."""
    page = read(site, "en", "agencies/maple")
    assert len(page.xpath("//*[@popover]")) == len({"report"})


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
    assert [node.parent for node, _ in fact_sources.markable_facts(document, registry)] == [marked]


@pytest.mark.parametrize(("builder", "count"), [("html", 1), ("brochure", 0), ("gettext", 0), ("text", 0)])
def test_only_web_pages_have_markers(small, monkeypatch, builder, count):
    """Neither paper nor a translator ever sees one."""
    monkeypatch.setattr(fact_sources, "registry_of", lambda config: load_registry(load_project(small)))
    monkeypatch.setattr(fact_sources, "strings_of", lambda config: str)
    document = nodes.section("", nodes.paragraph("", "", fact_node()))
    fact_sources.on_doctree_resolved(SimpleNamespace(builder=SimpleNamespace(name=builder), config=None), document, "a")
    assert len(list(document.findall(nodes.raw))) == count
