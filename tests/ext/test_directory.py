"""Tables lead from a region or a field of work to each agency whose facts name it."""

import pytest
from published import by_class, read, words
from small_handbook import SMALL, add_page, append, replace, translate, write
from test_panels import OAK_FACTS, add_oak

from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.strings import translator
from handbook.project.project import load_project

VOCABULARY = """\
[regions."014"]
en = "Eastern Africa"
fr = "en Afrique de l’Est"

[fields.building]
en = "Building"
fr = "Construction"

[fields.farming]
en = "Farming"
fr = "Agriculture"
"""
OAK_BUILDS = """
[[fact]]
id = "oak.builds"
kind = "mission"
value = { build = "schools" }
sources = ["report"]
fields = ["building"]
text.en = "schools built"
text.fr = "bâtir des écoles"
evidence.en = "It is at work in Africa"
evidence.fr = "Il travaille en Afrique"

[[fact]]
id = "oak.nearby"
kind = "region-list"
value = { regions = ["014"] }
sources = ["report"]
evidence.en = "There is more in Eastern Africa"
evidence.fr = "Il y en a d’autres en Afrique de l’Est"
"""
ASH_FACTS = OAK_FACTS.replace("oak", "ash").replace('"Oak"', '"Ash"').replace("Chêne", "Frêne").replace(
    'kind = "region-list"\nvalue = { regions = ["002"] }', 'kind = "scope"\nvalue = { scope = "wide" }'
).replace('topic = "where"\n', "")  # fmt: skip
TABLES = "```{agencies-by-region}\n```\n\n```{agencies-by-field}\n```\n\n```{region-lists}\n```\n"


def said(msgid):
    """Return the pipeline's own words in French, which their translators may change, with plain spaces."""
    return " ".join(translator(load_project(SMALL), "fr")(msgid).split())


def add_tables(root):
    """Add the tables, a third agency with a field and a region within another, and one that is nowhere."""
    append(root / "source/vocabulary.toml", VOCABULARY)
    maple = root / "source/facts/maple.toml"
    replace(maple, 'topic = "dates"\ntext.en = "more', 'topic = "dates"\nfields = ["building"]\ntext.en = "more')
    replace(maple, 'value = { lends-to = "builders" }\n', 'value = { lends-to = "builders" }\nfields = ["building"]\n')
    add_oak(root)
    append(root / "source/facts/oak.toml", OAK_BUILDS)
    append(root / "source/agencies/oak.md", "There is more {fact}`oak.nearby`.\n")
    translate(root, "agencies/oak", {"There is more {fact}`oak.nearby`.": "Il y en a d’autres {fact}`oak.nearby`."})
    append(root / "source/facts/required.txt", "oak.builds\noak.nearby\nash.regions\n")
    write(root / "source/facts/ash.toml", ASH_FACTS)
    add_page(root, "agencies/ash", "# Ash\n\nIt is at work in Africa.\n", {
        "Ash": "Frêne", "It is at work in Africa.": "Il travaille en Afrique."
    })  # fmt: skip
    append(root / "source/compare.md", TABLES)


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook with the tables."""
    return build_small(add_tables)


def table(site, language, number):
    """Return the rows of one of the tables, as texts: what heads a row, and the lines of its cell."""
    found = by_class(read(site, language, "compare"), "directory")[number]
    return {words(row.find("th")): [words(p) for p in row.findall("td//p")] for row in found.findall("tbody/tr")}


def test_each_region_leads_to_the_agencies_that_list_it(site):
    """In the order of the vocabulary; a region that only the vocabulary has is no row."""
    assert table(site, "en", 0) == {
        "In Africa": ["Maple (mainly)", "Oak", "See also: in Eastern Africa"],
        "In the Caribbean": ["Maple (mainly)"],
        "In Eastern Europe": ["Maple (mainly)"],
        "In Eastern Africa": ["Oak", "See also: in Africa"],
        "Around the world, without a list of regions": ["Birch"],
        "Not known": ["Ash"],
    }


def test_each_field_leads_to_the_agencies_whose_facts_name_it(site):
    """With the words of those facts, where they have some; a field that no fact names is no row."""
    assert table(site, "en", 1) == {"Building": ["Maple more than 1,200 projects", "Oak schools built"]}


def test_the_lists_are_told_in_the_order_of_the_source(site):
    """The data behind the maps: who is nowhere has no map, and no row."""
    assert table(site, "en", 2) == {
        "Maple": ["Mainly in Africa, the Caribbean and Eastern Europe."],
        "Birch": ["Around the world. No list of regions is known."],
        "Oak": ["In Africa."],
    }


def test_the_tables_speak_the_language_of_the_page(site):
    """Names, regions and fields."""
    assert table(site, "fr", 0) == {
        "En Afrique": [f"Érable {said('(mainly)')}", "Chêne", f"{said('See also:')} en Afrique de l’Est"],
        "Dans les Caraïbes": [f"Érable {said('(mainly)')}"],
        "En Europe de l’Est": [f"Érable {said('(mainly)')}"],
        "En Afrique de l’Est": ["Chêne", f"{said('See also:')} en Afrique"],
        said("Around the world, without a list of regions"): ["Bouleau"],
        said("Not known"): ["Frêne"],
    }
    assert table(site, "fr", 1) == {"Construction": ["Érable plus de 1 200 projets", "Chêne bâtir des écoles"]}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_name_leads_to_its_page(site, language):
    """Whoever finds a name is one step from the agency."""
    pages = {f"agencies/{name}.html" for name in ("maple", "birch", "oak", "ash")}
    for found in by_class(read(site, language, "compare"), "directory"):
        assert {link.get("href") for link in found.findall(".//a")} <= pages
        assert len(found.findall(".//a")) == len(found.findall(".//strong"))


def test_header_cells_say_what_they_head(site):
    """In these tables, and in that of the comparison."""
    page = read(site, "en", "compare")
    assert {cell.get("scope") for cell in page.findall(".//thead//th")} == {"col"}
    assert {cell.get("scope") for cell in page.findall(".//tbody//th")} == {"row"}


@pytest.mark.parametrize(
    ("directive", "remedy"),
    [
        ("agencies-by-region", "no fact says where any agency is at work; add one of kind region-list"),
        ("agencies-by-field", 'no fact of an agency names a field of work; add fields = ["…"]'),
        ("region-lists", "no fact of kind region-list says where anyone is at work; add one"),
    ],
)
def test_an_empty_table_is_refused(small, run, directive, remedy):
    """With what would fill it."""
    for path, regions in (("maple", '["002", "029", "151"], qualifier = "mainly"'), ("birch", '["001"]')):
        facts = small / f"source/facts/{path}.toml"
        replace(
            facts, f'kind = "region-list"\nvalue = {{ regions = {regions} }}', 'kind = "scope"\nvalue = { to = "a" }'
        )
        text = facts.read_text(encoding="utf-8").replace('topic = "where"\n', "")
        facts.write_text(text, encoding="utf-8")
    replace(
        small / "source/agencies/maple.md",
        "{fact}`maple.regions`",
        "mainly in Africa, the Caribbean and Eastern Europe",
    )
    line = append(small / "source/compare.md", f"```{{{directive}}}\n```\n")
    outcome = run(small, "build", "--output", "html", "--allow-incomplete")
    assert outcome.code == 1
    assert f"source/compare.md:{line}: {remedy}" in outcome.errors
    assert "[directory]" in outcome.errors


def test_the_tables_are_not_given_to_translators(small, run):
    """The catalogues of pages ask for prose only."""
    add_tables(small)
    path = small / "locales/fr/LC_MESSAGES/compare.po"
    before = set(read_catalogue(path, small))
    assert run(small, "po", "update").code == 0
    assert set(read_catalogue(path, small)) == before != set()
