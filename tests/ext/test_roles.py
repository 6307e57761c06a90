"""Facts and names stand in the text as the language of the page wants them."""

import pytest
from published import by_class, read, words
from small_handbook import add_page, append, translate, write

# role -> what it reads like in English, in French
READINGS = {
    "{fact}`maple.name`": ("Maple Fund", "Fonds de l’Érable"),
    "{fact}`birch.name`": ("Réseau du Bouleau", "Réseau du Bouleau"),
    "{fact}`maple.founded`": ("1970", "1970"),
    "{fact}`maple.asked`": ("1960s", "années 1960"),
    "{fact}`birch.offices`": ("four", "quatre"),
    "{fact}`maple.projects`": ("more than 1,200", "plus de 1 200"),
    "{fact}`maple.volunteers`": ("the equivalent of 90 years", "l’équivalent de 90 années"),
    "{fact}`birch.regions`": ("around the world", "partout dans le monde"),
    "{fact}`maple.regions`": (
        "mainly in Africa, the Caribbean and Eastern Europe",
        "surtout en Afrique, dans les Caraïbes et en Europe de l’Est",
    ),
    "{name}`maple`": ("Maple", "Érable"),
    "{name}`maple.full`": ("Maple Fund", "Fonds de l’Érable"),
    "{name}`maple.first`": ("Maple Fund (Maple)", "Fonds de l’Érable (Érable)"),
    "{name}`birch.first`": ("Réseau du Bouleau (Birch)", "Réseau du Bouleau (Bouleau)"),
    "{name}`birch.full`": ("Réseau du Bouleau", "Réseau du Bouleau"),
}
TITLES = {"Roles": "Les rôles"}


@pytest.fixture(scope="module")
def site(build_small):
    """Publish a page with a paragraph for each role."""

    def change(root):
        text = "# Roles\n\n" + "\n\n".join(f"Case {n}: {role}." for n, role in enumerate(READINGS)) + "\n"
        french = {f"Case {n}: {role}.": f"Cas {n} : {role}." for n, role in enumerate(READINGS)}
        add_page(root, "roles", text, TITLES | french)

    return build_small(change)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("number", "role"), list(enumerate(READINGS)), ids=list(READINGS))
def test_a_role_reads_as_its_language_wants_it(site, language, number, role):
    """Every kind of fact that has a wording, and every form of a name."""
    paragraph = read(site, language, "roles").findall(".//main//p")[number]
    english, french = READINGS[role]
    assert words(paragraph) == {"en": f"Case {number}: {english}.", "fr": f"Cas {number} : {french}."}[language]


@pytest.mark.parametrize(
    ("number", "role"), [(n, role) for n, role in enumerate(READINGS) if role.startswith("{name}`birch.")]
)
def test_a_name_in_the_other_language_says_so(site, number, role):
    """A voice reads “Réseau du Bouleau” as French in the English edition; the short form beside it is not marked."""
    paragraph = read(site, "en", "roles").findall(".//main//p")[number]
    assert [(each.get("lang"), words(each)) for each in paragraph.xpath(".//*[@lang]")] == [
        ("fr-CA", "Réseau du Bouleau")
    ]


def test_a_name_in_the_language_of_the_page_is_not_marked(site):
    """In the French edition nothing on the page is foreign."""
    assert read(site, "fr", "roles").xpath(".//main//*[@lang]") == []


def test_facts_and_names_can_be_told_apart_from_prose(site):
    """They have classes of their own."""
    main = read(site, "en", "roles").find(".//main")
    assert len(by_class(main, "fact")) == sum(role.startswith("{fact}") for role in READINGS)
    assert len(by_class(main, "name")) == sum(role.startswith("{name}") for role in READINGS)


SAYING_NOTHING = {
    "{fact}`maple.colour`": "fact-unknown",
    "{fact}`maple`": "fact-unknown",
    "{fact}`maple.lends`": "fact-unworded",
    "{name}`oak`": "name-unknown",
    "{name}`maple.short`": "name-unknown",
    "{name}`maple.full.full`": "name-unknown",
}


def test_a_role_that_says_nothing_is_refused(small, run):
    """With its page, its line and what to write instead; in the French edition as well."""
    expected = set()
    for role, rule in SAYING_NOTHING.items():
        line = append(small / "source/compare.md", f"A {role} here.\n")
        translate(small, "compare", {f"A {role} here.": f"Un {role} ici."})
        expected.add((f"source/compare.md:{line}", rule))
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 1
    lines = outcome.errors.splitlines()
    assert {(each.partition(": ")[0], each.rpartition("[")[2][:-1]) for each in lines} == expected


def test_a_fact_that_changes_changes_the_prose(build_small):
    """Nobody edits a number twice: the role takes it from the facts."""

    def change(root):
        path = root / "source/facts/maple.toml"
        write(
            path,
            path.read_text(encoding="utf-8")
            .replace("1,200", "1,300")
            .replace("1 200", "1 300")
            .replace("1200", "1300"),
        )

    site = build_small(change)
    assert "more than 1,300 projects" in words(read(site, "en", "agencies/maple"))
    assert "plus de 1 300 projets" in words(read(site, "fr", "agencies/maple"))
