"""Facts, vocabulary, pages and the list of required facts fit together, or the report says where they do not."""

import pytest
from small_handbook import append, line_of, replace, write

from handbook.facts.registry import load_registry

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
    assert load_registry(project).agencies() == ["maple", "birch"]
    lines = (tree / REQUIRED).read_text(encoding="utf-8").splitlines()
    write(tree / REQUIRED, "\n".join(reversed(lines)))
    assert load_registry(project).agencies() == ["birch", "maple"]


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
        ('page = "agencies/maple"', 'title = "Maple"', "fact-key", "the keys are fact, names, page"),
        ('page = "agencies/maple"\n', "\n", "fact-page", "as the first line"),
        ('en = { text = "Maple", full = "Maple Fund" }', 'en = "Maple"', "name", 'needs en = { text = "…" }'),
        ('fr = { text = "Érable", full = "Fonds de l’Érable" }', "", "name", 'needs fr = { text = "…" }'),
        ('full = "Maple Fund" }', 'long = "Maple Fund" }', "name", "with full and lang where they differ"),
        ('full = "Maple Fund" }', 'full = "Maple Fund", lang = "de" }', "name", "en, fr"),
    ],
    ids=[
        "topic",
        "field",
        "source",
        "region",
        "duplicate",
        "page-missing",
        "file-key",
        "no-page",
        "name-text",
        "name-one-language",
        "name-key",
        "name-language",
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
    message = "maple.regions: unknown field 'rooves'; the fields are roofs"
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
        ('address = "https://example.org/report"\n', "", "sources.report lacks address; add it"),
        ('address = "https://example.org/report"', 'adress = "https://example.org/report"', "sources.report"),
        ('title.fr = "Le rapport des organismes"\n', "", "sources.report"),
        ('title.fr = "Le rapport des organismes"\n', 'title.fr = "Le rapport"\npages = 3\n', "sources.report"),
        ('fr = "Dates et chiffres"\n', "", "topics.dates lacks fr; add it"),
        ('fr = "en Afrique"\n', "", "regions.002 lacks fr; add it"),
        ("[topics.where]", "[topic.where]", "unknown table 'topic'"),
        ('[regions."002"]\nen = "Africa"\nfr = "en Afrique"', '[regions]\n002 = "Africa"', "regions.002 lacks en, fr"),
        ('language = "fr"', 'language = "de"', "sources.annuaire"),
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
    ],
)
def test_a_vocabulary_with_a_hole_is_refused(tree, project, refused, old, new, remedy):
    """Every word that the facts share is there in every language."""
    replace(tree / VOCABULARY, old, new)
    found = refused(load_registry, project)
    assert any(
        remedy in each and each.startswith(f"{VOCABULARY}:") and each.endswith("[vocabulary]") for each in found
    ), found


def test_a_vocabulary_without_its_tables_is_refused(tree, project, refused):
    """Each table is asked for by name."""
    write(tree / VOCABULARY, "")
    found = refused(load_registry, project)
    assert [
        f"the table [{name}.…] is missing; add it" in "".join(found) for name in ("sources", "topics", "regions")
    ] == [True] * 3


def test_every_file_is_reported_at_once(tree, project, refused):
    """Two files that cannot be read are two findings."""
    write(tree / MAPLE, "page =\n")
    write(tree / BIRCH, "page =\n")
    assert [each.partition(":")[0] for each in refused(load_registry, project)] == [BIRCH, MAPLE]
