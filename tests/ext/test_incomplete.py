"""What is not translated yet shows in English on request only, says that it is English, and is counted."""

import pytest
from published import by_class, read, words
from small_handbook import append, fingerprint, replace

from handbook.readback.pdf_text import read_brochure

COMPARE_PO = "locales/fr/LC_MESSAGES/compare.po"
MAPLE_PO = "locales/fr/LC_MESSAGES/agencies/maple.po"
PROJECTS_FR = (
    "Il a réalisé {fact}`maple.projects` projets, et donné {fact}`maple.volunteers` de son temps. "
    "Il travaille {fact}`maple.regions`. Une {term}`coopérative de crédit <credit union>` peut lui emprunter."
)
FACTS_FR = (
    "{name}`maple` a été créé en {fact}`maple.founded`, et demandé dès les {fact}`maple.asked`. Un dépliant dit : 1947."
)
GLOSSARY_PO = "locales/fr/LC_MESSAGES/glossary.po"


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook with a heading, a paragraph and a term untranslated, another in doubt."""

    def leave_out(root):
        replace(root / COMPARE_PO, 'msgstr "Côte à côte"', 'msgstr ""')
        replace(root / COMPARE_PO, 'msgid "Two agencies', '#, fuzzy\nmsgid "Two agencies')
        replace(root / GLOSSARY_PO, 'msgstr "équitable"', 'msgstr ""')

    return build_small(leave_out, "--output", "html", "--allow-incomplete")


@pytest.mark.parametrize(
    ("docname", "path", "text"),
    [
        ("compare", ".//main//h1/span", "Side by side"),
        ("compare", ".//main//section/p/span", "Two agencies in one table."),
        ("glossary", ".//main//dt//span", "equitable"),
    ],
)
def test_english_passages_say_that_they_are_english(site, docname, path, text):
    """A French voice would make nothing of them."""
    [passage] = [each for each in read(site, "fr", docname).findall(path) if words(each) == text]
    assert passage.get("lang") == "en-CA"


def test_french_passages_say_nothing_of_the_kind(site):
    """What is translated is in the language of the page."""
    assert read(site, "fr", "agencies/birch").xpath("//main//h1//*[@lang]") == []


@pytest.mark.parametrize(("docname", "count"), [("compare", 1), ("glossary", 1), ("agencies/birch", 0)])
def test_the_page_tells_its_reader(site, docname, count):
    """In the reader's language, and only where something is missing."""
    notices = by_class(read(site, "fr", docname), "notice")
    assert [words(each) for each in notices] == [
        "La traduction de cette page n’est pas terminée : ce qui manque paraît en anglais."
    ] * count
    assert by_class(read(site, "en", docname), "notice") == []


@pytest.mark.whole
def test_the_chapter_of_the_brochure_tells_it_too(build_small):
    """On paper nobody can look the page up."""

    def leave_out(root):
        replace(root / COMPARE_PO, 'msgstr "Côte à côte"', 'msgstr ""')

    site = build_small(leave_out, "--language", "fr", "--output", "pdf", "--allow-incomplete")
    brochure = read_brochure(site / "downloads" / "brochure-fr.pdf")
    told = [chapter.title for chapter in brochure.chapters if "n’est pas terminée" in " ".join(chapter.text.split())]
    assert told == ["Side by side"]


def test_an_english_passage_speaks_english_throughout(build_small):
    """Facts and names in it are worded in its language, not in that of the page, and with English spaces."""

    def leave_out(root):
        replace(root / MAPLE_PO, f'msgstr "{PROJECTS_FR}"', 'msgstr ""')

    page = read(build_small(leave_out, "--output", "html", "--allow-incomplete"), "fr", "agencies/maple")
    [passage] = [each for each in page.findall(".//main//section/p/span[@lang]") if "carried out" in words(each)]
    assert words(passage).startswith("It has carried out more than 1,200 projects, and gave the equivalent of 90 years")
    assert "mainly in Africa, the Caribbean and Eastern Europe" in words(passage)
    assert "\u00a0" not in passage.text_content()


def test_a_fact_that_is_told_in_english_meanwhile_is_a_note(small, run):
    """The option shows the page; the publisher is told which facts wait for their translation."""
    replace(small / MAPLE_PO, f'msgstr "{FACTS_FR}"', 'msgstr ""')
    outcome = run(small, "build", "--output", "html", "--allow-incomplete")
    assert outcome.code == 0, outcome.errors
    notes = [line for line in outcome.errors.splitlines() if line.endswith("[fact-missing]")]
    assert len(notes) == 2
    assert all(line.startswith("note: source/facts/maple.toml:") for line in notes)


def test_a_fact_that_is_told_in_no_language_is_no_note(small, run):
    """A translation that leaves a fact out is not a missing translation."""
    before = fingerprint(small / "build/site")
    replace(small / MAPLE_PO, "prête à celles et ceux qui bâtissent", "soutient celles et ceux qui bâtissent")
    outcome = run(small, "build", "--output", "html", "--allow-incomplete")
    assert outcome.code == 1
    assert "maple.lends" in outcome.errors
    assert fingerprint(small / "build/site") == before


def test_the_publisher_is_told_how_many(small, run):
    """Each catalogue with its number of messages in English."""
    replace(small / COMPARE_PO, 'msgstr "Côte à côte"', 'msgstr ""')
    outcome = run(small, "build", "--output", "html", "--allow-incomplete")
    assert outcome.code == 0
    assert f"note: {COMPARE_PO}:1: published; the page says that messages are not translated: 1" in outcome.errors


def test_a_compiled_catalogue_is_named(small, run):
    """Nothing reads it, and whoever left it there may think otherwise."""
    (small / "locales/fr/LC_MESSAGES/compare.mo").write_bytes(b"anything")
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 0
    assert "note: locales/fr/LC_MESSAGES/compare.mo:1: compiled catalogues are not read (1 here)" in outcome.errors


def test_a_passage_that_only_leads_somewhere_asks_for_nothing(build_small):
    """It has no entry, is not missed, and shows what it leads to in the language of the page."""

    def lead_on(root):
        append(root / "source/compare.md", "{doc}`agencies/birch`\n")

    site = build_small(lead_on, "--output", "html")
    [paragraph] = [
        each for each in read(site, "fr", "compare").iterfind(".//main//p") if words(each) == "Réseau du Bouleau"
    ]
    assert paragraph.xpath(".//@lang") == []
