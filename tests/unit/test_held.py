"""A value is written once: what the facts files say of it elsewhere takes it from there, or is held against it."""

import re

import pytest
from small_handbook import append, replace

from handbook.facts.registry import load_registry
from handbook.facts.wording import short_text

LANGUAGES = ("en", "fr")


def path_of(tree, fact_id):
    """Return the facts file in which a fact stands."""
    return tree / "source/facts" / f"{fact_id.partition('.')[0]}.toml"


def edit(tree, fact_id, key, value):
    """Write a key of a fact, in place of the old one or as its last; return the path and the line of it."""
    path = path_of(tree, fact_id)
    text = path.read_text(encoding="utf-8")
    start = text.index(f'id = "{fact_id}"\n')
    end = text.find("\n[[fact]]", start) + 1 or len(text)
    table, line = text[start:end].rstrip("\n") + "\n", f"{key} = {value}\n"
    old = re.search(rf"(?m)^{re.escape(key)} = .*\n", table)
    table = table.replace(old[0], line) if old else table + line
    path.write_text(f"{text[:start]}{table}\n{text[end:]}", encoding="utf-8")
    return f"source/facts/{path.name}:{(text[:start] + table[: table.index(line)]).count(chr(10)) + 1}"


def add_asia(tree):
    """Add a region that no fact of the small handbook lists."""
    append(tree / "source/vocabulary.toml", '[regions."142"]\nen = "Asia"\nfr = "en Asie"\n')


def add_agenda(tree):
    """Add a fact whose value has a number in its words."""
    table = 'id = "birch.agenda"\nkind = "mission"\nvalue = { aim = "agenda-2030" }\nsources = ["annuaire"]\n'
    evidence = 'evidence.en = "works for the Agenda 2030"\nevidence.fr = "travaille au Programme 2030"\n'
    append(path_of(tree, "birch"), f"[[fact]]\n{table}{evidence}")
    append(tree / "source/facts/required.txt", "birch.agenda\n")


def with_text(tree, fact_id, english):
    """Give a fact an English text, and a French one that nobody could mind; return the place of the first."""
    edit(tree, fact_id, "text.fr", '"des mots"' if fact_id in ("maple.lends", "birch.agenda") else '"{value}"')
    return edit(tree, fact_id, "text.en", f'"{english}"')


def count_1300(tree):
    """Change a count and its evidence, as an editor does who does not think of the panel."""
    edit(tree, "maple.projects", "value", '{ n = 1300, op = ">", unit = "project" }')
    edit(tree, "maple.projects", "evidence.en", '"carried out more than 1,300 projects"')
    edit(tree, "maple.projects", "evidence.fr", '"réalisé plus de 1 300 projets"')


def test_a_text_that_was_left_behind_is_refused(tree, project, refused):
    """Value and evidence say 1,300, and the panel would say 1,200: each text is named with its line."""
    count_1300(tree)
    texts = {"en": "more than 1,200 projects", "fr": "plus de 1 200 projets"}
    places = [edit(tree, "maple.projects", f"text.{language}", f'"{texts[language]}"') for language in LANGUAGES]
    words = ("more than 1,300", "plus de\u00a01\u00a0300")
    assert refused(load_registry, project) == [
        f"{place}: maple.projects: text.{language} does not show the value as it is, “{value}”; "
        "write {value} for what the value says [fact-text]"
        for place, language, value in zip(places, LANGUAGES, words, strict=True)
    ]


def test_a_text_with_a_placeholder_follows_its_value(tree, project):
    """Nobody need write it again."""
    edit(tree, "maple.projects", "text.en", '"{value} projects"')
    edit(tree, "maple.projects", "text.fr", '"{value} projets"')
    count_1300(tree)
    registry = load_registry(project)
    fact = registry.facts["maple.projects"]
    assert short_text(fact, registry, "en") == "more than 1,300 projects"
    assert short_text(fact, registry, "fr") == "plus de\u00a01\u00a0300 projets"


# What is written as the English text of a fact, and what readers get.
ACCEPTED = {
    "own": ("maple.projects", "{value} projects", "more than 1,200 projects"),
    "capital": ("maple.projects", "{Value} projects", "More than 1,200 projects"),
    "of-another-fact": ("maple.lends", "lends since {maple.founded}", "lends since 1970"),
    "in-another-language": ("maple.name", "{value}, in French {value:fr}", "Maple Fund, in French Fonds de l’Érable"),
    "decade": ("maple.asked", "first in the {value}", "first in the 1960s"),
    "duration": ("maple.volunteers", "{value} of time", "the equivalent of 90 years of time"),
    "regions": ("maple.regions", "at work {value}", "at work mainly in Africa, the Caribbean and Eastern Europe"),
    "small-count": ("birch.offices", "{value} offices", "four offices"),
    "brace": ("maple.lends", "a {{brace}}", "a {brace}"),
    "by-hand": ("maple.founded", "created in 1970", "created in 1970"),
    "by-hand-spelled": ("birch.offices", "four offices", "four offices"),
    "by-hand-in-digits": ("birch.offices", "4 offices", "4 offices"),
    "no-quantity": ("maple.founded", "created before the war", "created before the war"),
    "of-the-words-of-a-value": ("birch.agenda", "for the 2030 Agenda", "for the 2030 Agenda"),
}


@pytest.mark.parametrize(("fact_id", "text", "read"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_text_reads_as_its_value_does(tree, project, fact_id, text, read):
    """In the language of the text, unless it names another."""
    add_agenda(tree)
    with_text(tree, fact_id, text)
    assert load_registry(project).facts[fact_id].text["en"] == read


# … and what is refused: the fact, its English text, what is said of it.
REFUSED = {
    "open-brace": ("maple.founded", "created in {value", "has a brace that is no placeholder; write {value}"),
    "lone-brace": ("maple.founded", "created in 1970}", "has a brace that is no placeholder; write {value}"),
    "conversion": ("maple.founded", "created in {value!r}", "has a brace that is no placeholder; write {value}"),
    "nothing": ("maple.founded", "in {}", "asks for {}, and this file has no such fact; use one of {"),
    "attribute": ("maple.founded", "in {value.id}", "asks for {value.id}, and this file has no such fact"),
    "unknown": ("maple.founded", "in {maple.made}", "asks for {maple.made}, and this file has no such fact"),
    "of-another-file": (
        "maple.founded",
        "in {birch.founded}",
        "asks for {birch.founded}, and this file has no such fact",
    ),
    "without-words": (
        "maple.founded",
        "{value}, {maple.lends}",
        "and only prose can tell a value of that kind (relationship); write",
    ),
    "own-without-words": (
        "maple.lends",
        "{value}",
        "asks for {value}, and only prose can tell a value of that kind (relationship)",
    ),
    "in-no-language": ("maple.founded", "in {value:es}", "and the handbook has no language “es”; correct it"),
    "other-year": ("maple.founded", "created in 1971", "does not show the value as it is, “1970”; write {value}"),
    "decade-for-year": ("maple.founded", "in the 1970s", "does not show the value as it is, “1970”; write {value}"),
    "year-for-decade": ("maple.asked", "asked for in 1960", "does not show the value as it is, “1960s”; write {value}"),
    "number-beside": ("maple.founded", "in {value}, in 3 towns", "says 3, which the value does not; leave it out, or"),
    "number-of-another": ("maple.lends", "lends since 1970", "says 1970, which the value does not; write {maple.fo"),
    "number-of-nothing": ("birch.agenda", "for the 2031 Agenda", "says 2031, which the value does not; leave it out"),
    "longer-number": ("maple.projects", "more than 1,200,000 projects", "does not show the value as it is"),
    "unqualified": ("maple.projects", "1,200 projects", "does not show the value as it is, “more than 1,200”; write"),
    "other-small-count": ("birch.offices", "seven offices", "does not show the value as it is, “four”; write {value}"),
    "other-regions": ("maple.regions", "in Africa and Eastern Europe", "does not show the value as it is, “mainly in"),
    "region-beside": ("maple.regions", "{value}, not in Asia", "says “Asia”, which the value does not; leave it out"),
    "other-name": ("maple.name", "Maple Trust", "does not show the value as it is, “Maple Fund”; write {value}"),
}


@pytest.mark.parametrize(("fact_id", "text", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_text_that_says_what_its_value_does_not_is_refused(tree, project, refused, fact_id, text, said):
    """In one line: where, what is wrong, and what to write."""
    add_agenda(tree)
    add_asia(tree)
    place = with_text(tree, fact_id, text)
    [line] = refused(load_registry, project)
    assert line.startswith(f"{place}: {fact_id}: text.en ")
    assert said in line
    assert line.endswith("[fact-text]")


# The fact, the language, its new evidence, and whether that shows the value.
EVIDENCE = {
    "other-regions": ("maple.regions", "en", "It is at work mainly in Africa, Asia and Eastern Europe", False),
    "a-region-more": (
        "maple.regions",
        "fr",
        "en Asie, surtout en Afrique, dans les Caraïbes et en Europe de l’Est",
        False,
    ),
    "other-name": ("maple.name", "en", "The Maple Trust, Maple for short", False),
    "other-small-count": ("birch.offices", "en", "keeps seven offices", False),
    "longer-word": ("birch.offices", "en", "keeps fourteen offices", False),
    "other-small-count-in-french": ("birch.offices", "fr", "tient quatorze bureaux", False),
    "unqualified": ("maple.projects", "fr", "réalisé en tout 1 200 projets", False),
    "hyphen": ("birch.offices", "en", "is a four-office network", True),
    "start-of-a-sentence": ("maple.projects", "en", "More than 1,200 projects were carried out", True),
    "no-break-spaces": ("maple.projects", "fr", "réalisé plus de 1 200 projets", True),
}


@pytest.mark.parametrize(("fact_id", "language", "words", "is_accepted"), EVIDENCE.values(), ids=EVIDENCE.keys())
def test_evidence_shows_the_value_of_today(tree, project, refused, fact_id, language, words, is_accepted):
    """It is written by hand, as a witness of its own; but a witness of this value."""
    add_asia(tree)
    place = edit(tree, fact_id, f"evidence.{language}", f'"{words}"')
    if is_accepted:
        assert load_registry(project).facts[fact_id].evidence[language] == words
        return
    [line] = refused(load_registry, project)
    assert line.startswith(f"{place}: {fact_id}: the evidence does not show the value as it is, “")
    assert line.endswith("”; quote the words of the page that tell it, or correct the value [fact-evidence]")


def test_a_name_takes_its_forms_from_the_facts(tree, project):
    """In the language of each edition, or in one that it names."""
    replace(
        path_of(tree, "maple"),
        'en = { text = "Maple", full = "Maple Fund" }',
        'en = { text = "{maple.name:fr}", full = "the {maple.name}" }',
    )
    form = load_registry(project).names["maple"].forms["en"]
    assert (form.text, form.full) == ("Fonds de l’Érable", "the Maple Fund")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{value}", "asks for {value}, and this file has no such fact; use one of {maple.name}, {maple.fo"),
        ("{birch.name}", "asks for {birch.name}, and this file has no such fact; use one of {maple.name}"),
        (
            "{maple.lends}",
            "asks for {maple.lends}, and only prose can tell a value of that kind (relationship); write the words",
        ),
        ("{maple.name", "has a brace that is no placeholder; write {maple.…} for a value, and {{ for a brace"),
    ],
)
def test_a_name_that_asks_for_nothing_is_refused(tree, project, refused, text, said):
    """With its line and the facts that it may ask for."""
    old = 'en = { text = "Maple", full = "Maple Fund" }'
    line = replace(path_of(tree, "maple"), old, f'en = {{ text = "{text}" }}')
    [finding] = refused(load_registry, project)
    assert finding.startswith(f"source/facts/maple.toml:{line}: names.maple.en {said}")
    assert finding.endswith("[name]")


def test_a_name_of_the_vocabulary_asks_for_no_fact(tree, project, refused):
    """It belongs to no facts file, and pages that show it would not follow."""
    names = '[names.elm]\nen = { text = "{maple.name}" }\nfr = { text = "Orme" }\n'
    line = append(tree / "source/vocabulary.toml", names) + 1
    said = "names.elm.en asks for {maple.name}, and this file has no such fact; write the words [name]"
    assert refused(load_registry, project) == [f"source/vocabulary.toml:{line}: {said}"]
