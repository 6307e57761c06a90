"""Facts, vocabulary, pages and the list of required facts fit together, or the report says where they do not."""

import dataclasses
import shutil
import tomllib

import pytest
from small_handbook import append, line_of, replace, write

from handbook.facts.registry import load_registry
from handbook.facts.wording import word
from handbook.findings.finding import HandbookError
from handbook.languages.language import Wording
from handbook.project.project import load_project

MAPLE, BIRCH = "source/facts/maple.toml", "source/facts/birch.toml"
REQUIRED, VOCABULARY = "source/facts/required.txt", "source/vocabulary.toml"


def test_a_whole_handbook_is_read(project):
    """Every fact knows its page, its line and the lines of its evidence."""
    registry = load_registry(project)
    fact = registry.facts["birch.founded"]
    assert len(registry.facts) == 11
    assert (fact.page, fact.subject, fact.value["year"]) == ("agencies/birch", "birch", 1985)
    assert fact.line == line_of(project.root / BIRCH, 'id = "birch.founded"')
    assert fact.evidence_lines["fr"] == line_of(project.root / BIRCH, "a vu le jour")
    assert {each.id for each in registry.of_page("agencies/birch")} == {
        each.id for each in registry.of_subject("birch")
    }


def test_agencies_stand_in_the_order_of_the_editors_list(tree, project):
    """Maple comes before Birch because the list of required facts has it first."""
    assert load_registry(project).portrayed() == ["maple", "birch"]
    lines = (tree / REQUIRED).read_text(encoding="utf-8").splitlines()
    write(tree / REQUIRED, "\n".join(reversed(lines)))
    assert load_registry(project).portrayed() == ["birch", "maple"]


@pytest.mark.parametrize(
    ("old", "new", "rule", "remedy"),
    [
        ('topic = "where"', 'topic = "whither"', "fact-topic", "use one of dates, where"),
        ('topic = "where"', 'fields = ["roofs"]', "fact-field", "none yet: add it to source/vocabulary.toml"),
        ('sources = ["report:4"]', 'sources = ["reprot:4"]', "fact-source", "use one of report, annuaire"),
        (
            'regions = ["002", "029", "151"]',
            'regions = ["002", "030"]',
            "fact-region",
            "add it to source/vocabulary.toml",
        ),
        ('id = "maple.regions"', 'id = "maple.lends"', "fact-duplicate", "rename one"),
        ('page = "agencies/maple"', 'page = "agencies/mapel"', "fact-page", "write it, or correct page"),
        ('page = "agencies/maple"', f'page = "{"x" * 300}"', "fact-page", "as long a name"),
        ('page = "agencies/maple"', 'title = "Maple"', "fact-key", "the keys are colour, fact, names, not_known, page"),
        ('page = "agencies/maple"\n', "\n", "fact-page", "as the first line"),
        ('en = { text = "Maple", full = "Maple Fund" }', 'en = "Maple"', "name", 'needs en = { text = "…" }'),
        ('fr = { text = "Érable", full = "Fonds de l’Érable" }', "", "name", 'needs fr = { text = "…" }'),
        ('full = "Maple Fund" }', 'long = "Maple Fund" }', "name", "with full and lang where they differ"),
        ('full = "Maple Fund" }', 'full = "Maple Fund", lang = "de" }', "name", "en, fr"),
        ('full = "Maple Fund" }', 'full = ["Maple Fund"] }', "name", 'needs en = { text = "…" }'),
        ('en = { text = "Maple", ', 'en = { text = "", ', "name", 'needs en = { text = "…" }'),
        ('en = { text = "Maple", full = "Maple Fund" }', "en = 3\nde = 3", "name", "has no language “de”; begin"),
    ],
    ids=[
        "topic",
        "field",
        "source",
        "region",
        "duplicate",
        "page-missing",
        "page-too-long",
        "file-key",
        "no-page",
        "name-text",
        "name-one-language",
        "name-key",
        "name-language",
        "name-full",
        "name-empty",
        "name-language-too-many",
    ],
)
def test_what_does_not_fit_is_named(tree, project, refused, old, new, rule, remedy):
    """An unknown topic, source or region, an id twice, a page that is not there, a name that is not whole."""
    replace(tree / MAPLE, old, new)
    assert any(remedy in each for each in refused(load_registry, project) if each.endswith(f"[{rule}]"))


def test_a_fact_knows_its_fields(tree, project, refused):
    """Those of the vocabulary, which a wrong one is shown."""
    append(tree / VOCABULARY, '[fields.roofs]\nen = "Roofs"\nfr = "Toits"\n')
    line = replace(tree / MAPLE, 'topic = "where"', 'fields = ["roofs"]')
    registry = load_registry(project)
    assert registry.facts["maple.regions"].fields == ("roofs",)
    assert registry.fields == {"roofs": {"en": "Roofs", "fr": "Toits"}}
    replace(tree / MAPLE, 'fields = ["roofs"]', 'fields = ["roofs", "rooves"]')
    message = "maple.regions: unknown field “rooves”; the fields are roofs"
    assert refused(load_registry, project) == [f"{MAPLE}:{line}: {message} [fact-field]"]


def test_a_duplicate_id_names_both_places(tree, project, refused):
    """Whoever renames one finds the other."""
    line = replace(tree / MAPLE, 'id = "maple.lends"', 'id = "maple.name"')
    first = line_of(tree / MAPLE, 'id = "maple.name"')
    expected = f"{MAPLE}:{line}: maple.name stands at {MAPLE}:{first} already; rename one [fact-duplicate]"
    assert expected in refused(load_registry, project)


def test_an_agency_page_needs_a_facts_file(tree, project, refused):
    """A page about an agency of which nothing is proven is refused."""
    write(tree / "source/agencies/oak.md", "# Oak\n\nAn agency.\n")
    message = 'no facts file names this page; write source/facts/oak.toml with page = "agencies/oak"'
    assert refused(load_registry, project) == [f"source/agencies/oak.md:1: {message} [facts-file]"]


def test_a_required_fact_that_no_file_defines_is_named(tree, project, refused):
    """The list holds the facts, so that none can vanish with its entry."""
    line = append(tree / REQUIRED, "maple.motto  # on its flag\n")
    [found] = refused(load_registry, project)
    assert found.startswith(f"{REQUIRED}:{line}: maple.motto is required")
    assert found.endswith("[fact-required]")


def test_a_facts_file_cannot_vanish(tree, project, refused):
    """Each of its facts is missed, and the page that it leaves behind as well."""
    (tree / BIRCH).unlink()
    found = refused(load_registry, project)
    assert [each.partition(" ")[2].partition(" ")[0] for each in found if "[fact-required]" in each] == [
        "birch.name", "birch.founded", "birch.offices", "birch.regions"
    ]  # fmt: skip
    assert any("agencies/birch.md:1" in each for each in found)


def test_a_fact_that_is_not_on_the_list_is_named(tree, project, refused):
    """Whoever adds a fact writes it down."""
    replace(tree / REQUIRED, "maple.lends\n", "")
    line = line_of(tree / MAPLE, 'id = "maple.lends"')
    expected = f"{MAPLE}:{line}: maple.lends does not stand in {REQUIRED}; add it there [fact-required]"
    assert refused(load_registry, project) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        (
            'address = "https://example.org/report"\n',
            "",
            "the source “report” lacks address; write below [sources.report]: address =",
        ),
        ('address = "https://example.org/report"', 'adress = "https://example.org/report"', "sources.report"),
        ('title.fr = "Le rapport des organismes"\n', "", "sources.report"),
        ('title.fr = "Le rapport des organismes"\n', 'title.fr = "Le rapport"\npages = 3\n', "sources.report"),
        ('fr = "Dates et chiffres"\n', "", "topics.dates lacks fr; add it"),
        ('fr = "en Afrique"\n', "", "regions.002 lacks fr; add it"),
        ("[topics.where]", "[topic.where]", "unknown table “topic”"),
        ('[regions."002"]\nen = "Africa"\nfr = "en Afrique"', '[regions]\n002 = "Africa"', "regions.002 lacks en, fr"),
        ('language = "fr"', 'language = "de"', "sources.annuaire"),
        ('as_of = "undated"', "as_of = 2022-03-17", "sources.report.as_of is a text; write it in quotes"),
        ('title.en = "A directory"', "title.en = 3", "sources.annuaire: title needs a text in each of en, fr"),
        ('en = "Africa"', "en = 3", "regions.002.en is a text; write it in quotes"),
    ],
    ids=[
        "source-key",
        "source-unknown-key",
        "title",
        "source-key-too-many",
        "topic",
        "region",
        "table",
        "no-table",
        "language",
        "date",
        "title-text",
        "region-text",
    ],
)
def test_a_vocabulary_with_a_hole_is_refused(tree, project, refused, old, new, remedy):
    """Every word that the facts share is there in every language."""
    replace(tree / VOCABULARY, old, new)
    found = refused(load_registry, project)
    assert any(
        remedy in each and each.startswith(f"{VOCABULARY}:") and each.endswith("[vocabulary]") for each in found
    ), found


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ('consulted = "archived"', 'consulted = "lately"', "is the day on which somebody read it, like"),
        ('consulted = "archived"', 'consulted = "2026-02-30"', "is the day on which somebody read it, like"),
        ('consulted = "archived"', "consulted = 2026-01-31", "sources.report.consulted is a text"),
        ('publisher.fr = "La ligue des organismes"\n', "", "sources.report: publisher needs a text in each of en, fr"),
        ("[sources.report]", '[sources.report]\narchive = "archive.example"', "sources.report.archive: "),
        ("[sources.report]", '[sources.report]\narchive = { de = "https://archive.example/" }', "archive: "),
        ("[sources.report]", "[sources.report]\narchive = {}", "sources.report.archive is a text, or"),
        ("[sources.report]", "[sources.report]\narchive = 7", "sources.report.archive is a text, or"),
        (
            "[sources.report]",
            '[sources.report]\narchiv = "https://archive.example/"',
            "the keys are address, archive, as_of",
        ),
        ("[sources.report]", '[sources.report]\nlines = "yes"', "lines is true where its readers see numbers of lines"),
        ("[sources.report]", 'main_source = "rapport"\n\n[sources.report]', "use one of report, annuaire"),
        ("[sources.report]", 'main_source = ["report"]\n\n[sources.report]', "use one of report, annuaire"),
    ],
)
def test_what_a_source_says_of_its_days_and_publisher_is_held_to(tree, project, refused, old, new, remedy):
    """A day of reading is a day of the calendar, or none is known; and the main source is one of the sources."""
    replace(tree / VOCABULARY, old, new)
    assert any(remedy in each and each.endswith("[vocabulary]") for each in refused(load_registry, project))


@pytest.mark.parametrize(
    ("archive", "copies"),
    [
        ('"https://archive.example/1"', ("https://archive.example/1", "https://archive.example/1")),
        ('{ fr = "https://archive.example/fr" }', (None, "https://archive.example/fr")),
        ('{ en = "https://archive.example/en" }', ("https://archive.example/en", "https://archive.example/en")),
    ],
)
def test_a_source_may_name_an_archived_copy(tree, project, archive, copies):
    """For all languages or each its own."""
    replace(tree / VOCABULARY, "[sources.report]", f"[sources.report]\narchive = {archive}")
    report = load_registry(project).sources["report"]
    assert (report.archive_in("en"), report.archive_in("fr")) == copies


def test_a_source_that_lacks_keys_is_told_all_of_them_at_once(tree, project, refused):
    """In one line, with what to write; and again with nothing but its name."""
    path = tree / VOCABULARY
    replace(path, 'language = "fr"\nas_of = "2022-03-17"\nconsulted = "2026-10-01"\n', "")
    assert refused(load_registry, project) == [
        f"{VOCABULARY}:11: the source “annuaire” lacks language, as_of, consulted; write below [sources.annuaire]: "
        'language = "en"; as_of = "2026-01-31" or "undated"; consulted = "2026-01-31" or "archived" [vocabulary]'
    ]
    path.write_text("[sources.leaflet]\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    [told, _] = refused(load_registry, project)
    assert all(f"{key}{rest}" in told for key in ("publisher.en", "publisher.fr", "title.en") for rest in (' = "…"',))


def test_a_subject_may_have_a_colour_of_its_own(tree, project, refused):
    """Where it can be read; else the line is named."""
    assert load_registry(project).colours == {}
    replace(tree / MAPLE, 'page = "agencies/maple"', 'page = "agencies/maple"\ncolour = "#7a1f3d"')
    assert load_registry(project).colours == {"maple": "#7a1f3d"}
    replace(tree / MAPLE, "#7a1f3d", "#ffd700")
    [told] = refused(load_registry, project)
    assert told.startswith(f"{MAPLE}:2: colour has a contrast of 1.2") and told.endswith("[fact-colour]")


@pytest.mark.parametrize("texts", ['"legal form"', '{ en = "legal form" }', '{ en = "legal form", fr = 3 }'])
def test_what_is_not_known_is_said_in_every_language(tree, project, refused, texts):
    """Or the file is refused with what to write."""
    replace(tree / MAPLE, 'page = "agencies/maple"', f'page = "agencies/maple"\nnot_known = {texts}')
    [told] = refused(load_registry, project)
    assert told.startswith(f"{MAPLE}:2: not_known names, in each of en, fr") and told.endswith("[fact-text]")


def test_a_fact_from_elsewhere_is_one_that_the_main_source_does_not_tell(tree, project):
    """Where no source is the main one, all are equal."""
    registry = load_registry(project)
    assert not any(map(registry.elsewhere, registry.facts.values()))
    replace(tree / VOCABULARY, "[sources.report]", 'main_source = "annuaire"\n\n[sources.report]')
    registry = load_registry(project)
    for fact in registry.facts.values():
        keys = [reference.partition(":")[0] for reference in fact.sources]
        assert [source.key for source in registry.elsewhere(fact)] == ([] if "annuaire" in keys else keys)
    assert any(map(registry.elsewhere, registry.facts.values()))


@pytest.mark.parametrize("vocabulary", [None, ""], ids=["none", "an empty one"])
def test_a_handbook_needs_no_facts_and_no_vocabulary(tree, project, vocabulary):
    """Nor a list of required facts: there is nothing that could be missing."""
    shutil.rmtree(tree / "source/facts")
    (tree / VOCABULARY).unlink()
    if vocabulary is not None:
        write(tree / VOCABULARY, vocabulary)
    registry = load_registry(dataclasses.replace(project, portraits=None))
    assert (registry.facts, registry.sources, registry.portraits) == ({}, {}, frozenset())


def test_a_portrait_needs_facts(tree, project, refused):
    """Once the handbook says where its portraits are."""
    shutil.rmtree(tree / "source/facts")
    assert all("no facts file names this page" in line for line in refused(load_registry, project))


def test_facts_without_a_vocabulary_name_what_it_lacks(tree, project, refused):
    """Each word that a fact takes from it, and where to add it."""
    (tree / VOCABULARY).unlink()
    assert any("unknown source “report:1”" in line for line in refused(load_registry, project))


@pytest.mark.parametrize("name", ["sources", "topics", "regions", "fields"])
@pytest.mark.parametrize("value", ["3", '"x"', "[1]"])
def test_a_table_of_the_vocabulary_that_is_none_is_refused(tree, project, refused, name, value):
    """Whatever stands in its place."""
    lines = (tree / VOCABULARY).read_text(encoding="utf-8").split("\n\n")
    others = [each for each in lines if not each.startswith(f"[{name}.")]
    write(tree / VOCABULARY, "\n\n".join([f"{name} = {value}", *others]))
    message = f"{name} holds a table for each of its keys, like [{name}.…]"
    assert refused(load_registry, project) == [f"{VOCABULARY}:1: {message} [vocabulary]"]


def test_names_that_are_no_table_are_refused(tree, project, refused):
    """Facts files are asked by the same function."""
    text = (tree / VOCABULARY).read_text(encoding="utf-8")
    write(tree / VOCABULARY, f"names = 3\n{text}")
    assert refused(load_registry, project) == [
        f"{VOCABULARY}:1: names holds a table for each name, like [names.did] [name]"
    ]


def test_every_file_is_reported_at_once(tree, project, refused):
    """Two files that cannot be read are two findings."""
    write(tree / MAPLE, "page =\n")
    write(tree / BIRCH, "page =\n")
    assert [each.partition(":")[0] for each in refused(load_registry, project)] == [BIRCH, MAPLE]


SPANISH = """
[wording.es]
decade = "años {}"
more_than = "más de {}"
equivalent = "el equivalente a {}"
mainly = "sobre todo {}"
years = "{} años"
region_lead = "en "
last = "{} e {}"
small = ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"]
"""


def with_words(tree, text):
    """Return what is said of the words of Spanish, in a handbook that has it, when they are these."""
    append(tree / VOCABULARY, text)
    project = dataclasses.replace(load_project(tree), languages=("en", "fr", "es"))
    with pytest.raises(HandbookError) as raised:
        load_registry(project)
    return [str(each) for each in raised.value.findings if "wording." in str(each)]


def test_a_language_brings_its_words_along(tree):
    """What stands around values is data for a language that the program does not know."""
    assert with_words(tree, SPANISH) == []


def test_a_language_without_words_is_told_each_of_them(tree):
    """With the English as an example."""
    found = with_words(tree, "")
    assert len(found) == 7
    assert any("write more_than = " in each and "“more than {}”" in each for each in found)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"más de {}"', '"más de"', "more_than says it in this language"),
        ('"más de {}"', '"más {} de {}"', "more_than says it in this language"),
        ('"más de {}"', '"más de {} {x}"', "more_than says it in this language"),
        ('"en "', "3", "region_lead stands before a list of regions"),
        ('"{} e {}"', '"{} e"', "last joins the last of a list"),
        ('"nueve"', '""', "small is the list of the ten numbers"),
        ('"cero", ', "", "small is the list of the ten numbers"),
        ("years = ", "year = ", "unknown key “year”; the keys are decade"),
        ("[wording.es]", "[wording.de]", "the handbook has no language “de”"),
        ("[wording.es]", "[wording]\nes = 3\n[topics.odd]", "wording.es: write it as a table, with decade"),
    ],
)
def test_words_that_cannot_be_used_are_named(tree, old, new, told):
    """With what they are for."""
    assert SPANISH.count(old) == 1
    text = SPANISH.replace(old, new)
    found = with_words(tree, text)
    assert any(told in each and each.startswith(VOCABULARY) for each in found), found


def test_values_are_told_in_the_words_of_a_language(project):
    """The last of a list is joined as the language does, or as CLDR has it."""
    table = tomllib.loads(SPANISH)["wording"]["es"]
    registry = load_registry(project)
    regions = {code: {**texts, "es": texts["en"]} for code, texts in registry.regions.items()}
    for words, told in ((table, "Caribbean e Eastern"), ({**table, "last": None}, "Caribbean y Eastern")):
        spanish = dataclasses.replace(registry, regions=regions, wordings={"es": Wording(locale="es_MX", **words)})
        assert word(registry.facts["maple.projects"], spanish, "es") == "más de 1,200"
        assert word(registry.facts["birch.offices"], spanish, "es") == "cuatro"
        assert told in word(registry.facts["maple.regions"], spanish, "es")
