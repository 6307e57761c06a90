"""The key-facts panel, the comparison and the sources are made of the facts."""

import pytest
from published import by_class, read, words
from small_handbook import LEAF, SMALL, add_page, append, replace, translate, without_leaflets, write

from handbook.catalogs.strings import translator
from handbook.facts.normalise import normalise
from handbook.kits.agencies import panels
from handbook.project.project import load_project

# The pipeline's own words in French, which their translators may change.
said = translator(load_project(SMALL), "fr")

OAK_FACTS = """\
page = "agencies/oak"

[names.oak]
en = { text = "Oak" }
fr = { text = "Chêne" }

[[fact]]
id = "oak.regions"
kind = "region-list"
value = { regions = ["002"] }
sources = ["report"]
topic = "where"
evidence.en = "It is at work in Africa"
evidence.fr = "Il travaille en Afrique"
"""


def add_oak(root):
    """Add a third agency, of which one thing is known."""
    write(root / "source/facts/oak.toml", OAK_FACTS)
    append(root / "source/facts/required.txt", "oak.regions\n")
    text = "# Oak\n\nIt is at work {fact}`oak.regions`.\n\n```{key-facts} oak\n```\n"
    add_page(root, "agencies/oak", text, {
        "Oak": "Chêne", "It is at work {fact}`oak.regions`.": "Il travaille {fact}`oak.regions`."
    })  # fmt: skip


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook with a third agency."""
    return build_small(add_oak)


def panel(site, language, docname):
    """Return title and rows of a key-facts panel."""
    [box] = by_class(read(site, language, docname), "key-facts")
    rows = zip(box.findall(".//dt"), box.findall(".//dd"), strict=True)
    return words(by_class(box, "topic-title")[0]), {
        words(dt): [words(p) for p in dd.findall(".//p")] for dt, dd in rows
    }


def table(site, language):
    """Return the rows of the comparison, as lists of texts."""
    return [[words(cell) for cell in row] for row in read(site, language, "compare").findall(".//table//tr")]


def test_a_panel_tells_each_topic_of_which_something_is_known(site):
    """In the order of the vocabulary, the words written by hand before the worded value."""
    assert panel(site, "en", "agencies/maple") == (
        "Key facts",
        {
            "Dates and figures": ["created in 1970", "more than 1,200 projects"],
            "Where": ["mainly in Africa, the Caribbean and Eastern Europe"],
        },
    )
    assert panel(site, "fr", "agencies/maple") == (
        said("Key facts"),
        {
            "Dates et chiffres": ["création en 1970", "plus de 1 200 projets"],
            "Où": ["surtout en Afrique, dans les Caraïbes et en Europe de l’Est"],
        },
    )


def test_a_new_agency_appears_in_the_comparison_by_itself(site):
    """Its facts file is all that it takes; a topic of which nobody speaks has no row."""
    assert table(site, "en") == [
        ["Topic", "Maple", "Birch", "Oak"],
        [
            "Dates and figures",
            "created in 1970 more than 1,200 projects",
            "created in 1985",
            "–",
        ],
        ["Where", "mainly in Africa, the Caribbean and Eastern Europe", "around the world", "in Africa"],
    ]


def test_the_comparison_speaks_the_language_of_the_page(site):
    """Down to the cell of what is not known, and the one line that explains its dash."""
    assert table(site, "fr")[0] == [said("Topic"), "Érable", "Bouleau", "Chêne"]
    assert table(site, "fr")[1][-1] == "–"
    for language, legend in (("en", "A dash (–) means: not known."), ("fr", "Un tiret (–) signifie : non connu.")):
        [told] = by_class(read(site, language, "compare"), "legend")
        assert normalise(words(told)) == normalise(legend)
        [dash] = read(site, language, "compare").findall(".//table//abbr")
        assert dash.get("title") == {"en": "Not known", "fr": said("Not known")}[language]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_comparison_has_header_cells_and_leads_to_each_agency(site, language):
    """For voices that read a table cell by cell."""
    page = read(site, language, "compare")
    assert [words(cell) for cell in page.findall(".//thead//th")] == table(site, language)[0]
    assert len(page.findall(".//tbody//tr/th")) == len(table(site, language)) - 1
    assert [link.get("href") for link in page.findall(".//thead//a")] == [
        f"agencies/{name}.html" for name in ("maple", "birch", "oak")
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            [
                "The league of agencies, The report of the agencies, undated; seen in an archived copy",
                "The town, A directory (in French), March 17, 2022; consulted on October 1, 2026",
            ],
        ),
        (
            "fr",
            [
                "La ligue des organismes, Le rapport des organismes (en anglais), sans date; "
                "vu dans une copie archivée",
                "La ville, Un annuaire, 17 mars 2022; consulté le 1er octobre 2026",
            ],
        ),
    ],
)
def test_sources_are_named_once_with_language_and_date(site, language, expected):
    """In the order in which the facts name them; undated is said."""
    [box] = by_class(read(site, language, "agencies/maple"), "sources")
    assert [normalise(words(item)) for item in box.findall("li")] == expected
    assert [link.get("href") for link in box.findall(".//a")] == [
        "https://example.org/report",
        "https://example.org/annuaire",
    ]


@pytest.mark.parametrize("directive", ["key-facts", "sources"])
def test_an_unknown_subject_is_refused(small, run, directive):
    """With what to write instead."""
    line = append(small / "source/compare.md", f"```{{{directive}}} oak\n```\n")
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 1
    assert (
        f"source/compare.md:{line}: unknown subject “oak”; write the name of a file in source/facts [fact-unknown]"
        in outcome.errors
    )


def test_what_is_made_of_facts_is_not_given_to_translators(small, run):
    """The catalogues ask for prose only: updating them changes no message."""
    assert run(small, "po", "update").code == 0
    catalogue = (small / "locales/fr/LC_MESSAGES/compare.po").read_text(encoding="utf-8")
    assert f"\n{catalogue}".count("\nmsgid ") == 3
    assert "Topic" not in catalogue
    assert run(small, "build", "--output", "html").code == 0


@pytest.mark.whole
def test_pictures_reach_every_output(build_small):
    """HTML and PDF, in both languages, each with its own alternative text."""

    def change(root):
        without_leaflets(root)
        (root / "source/leaf.png").write_bytes(LEAF)
        append(root / "source/compare.md", "![A leaf](leaf.png)\n")
        translate(root, "compare", {"![A leaf](leaf.png)": "![Une feuille](leaf.png)"})

    site = build_small(change, "--output", "html", "--output", "pdf")
    for language, alternative in (("en", "A leaf"), ("fr", "Une feuille")):
        [picture] = read(site, language, "compare").findall(".//main//img")
        assert picture.get("alt") == alternative
        assert (site / language / picture.get("src")).read_bytes() == LEAF


@pytest.mark.parametrize(
    ("count", "expected"), [(0, []), (1, [1]), (5, [5]), (6, [3, 3]), (11, [3, 4, 4]), (15, [5, 5, 5])]
)
def test_many_agencies_are_shared_out_over_tables_that_a_sheet_can_hold(count, expected):
    """Each agency once, in order, in tables that are as even as can be."""
    agencies = [f"agency-{number}" for number in range(count)]
    tables = panels._shared_out(agencies)
    assert [len(table) for table in tables] == expected
    assert [agency for table in tables for agency in table] == agencies


def test_a_comparison_may_be_of_some_agencies_only(build_small):
    """So that a page can be divided; the order is that of the names."""

    def name_them(names):
        return lambda root: replace(
            root / "source/compare.md", "```{compare-agencies}", f"```{{compare-agencies}} {names}"
        )

    for names in ("birch", "birch maple"):
        page = read(build_small(name_them(names), "--language", "en", "--output", "html"), "en", "compare")
        [table] = by_class(page, "compare")
        assert [words(each).lower() for each in table.findall(".//thead//th")[1:]] == names.split()
