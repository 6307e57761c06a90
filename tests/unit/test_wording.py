"""Every kind of value reads as the language wants it, and none of its meaning is lost on the way."""

import pytest

from handbook.facts.registry import load_registry
from handbook.facts.wording import short_text, word

CARIBBEAN, WORLD = ["002", "029", "151"], ["001"]
WORDS = [
    ("year", {"year": 1970, "role": "founded"}, "1970", "1970"),
    ("year", {"decade": 1960, "role": "requests"}, "1960s", "années 1960"),
    ("count", {"n": 4, "op": "="}, "four", "quatre"),
    ("count", {"n": 0, "op": "="}, "zero", "zéro"),
    ("count", {"n": 9, "op": "="}, "nine", "neuf"),
    ("count", {"n": 10, "op": "="}, "10", "10"),
    ("count", {"n": 1200, "op": "="}, "1,200", "1 200"),
    ("count", {"n": 700, "op": ">"}, "more than 700", "plus de 700"),
    ("count", {"n": 1200000, "op": ">"}, "more than 1,200,000", "plus de 1 200 000"),
    ("count", {"n": 4, "op": ">"}, "more than 4", "plus de 4"),
    ("duration", {"n": 90, "unit": "year"}, "90 years", "90 années"),
    (
        "duration",
        {"n": 90, "unit": "year", "qualifier": "equivalent"},
        "the equivalent of 90 years",
        "l’équivalent de 90 années",
    ),
    ("region-list", {"regions": WORLD}, "around the world", "partout dans le monde"),
    ("region-list", {"regions": ["002"]}, "in Africa", "en Afrique"),
    ("region-list", {"regions": ["002", "029"]}, "in Africa and the Caribbean", "en Afrique et dans les Caraïbes"),
    (
        "region-list",
        {"regions": CARIBBEAN, "qualifier": "mainly"},
        "mainly in Africa, the Caribbean and Eastern Europe",
        "surtout en Afrique, dans les Caraïbes et en Europe de l’Est",
    ),
    ("name", "DID", "DID", "DID"),
    ("name", {"en": "Maple Fund", "fr": "Fonds de l’Érable"}, "Maple Fund", "Fonds de l’Érable"),
]


@pytest.mark.parametrize(("kind", "value", "english", "french"), WORDS, ids=[english for _, _, english, _ in WORDS])
def test_a_value_reads_as_its_language_wants_it(project, make_fact, kind, value, english, french):
    """Digits are grouped, small numbers written out, lists joined, and qualifiers kept."""
    registry, fact = load_registry(project), make_fact(kind=kind, value=value)
    assert word(fact, registry, "en") == english
    assert word(fact, registry, "fr").replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("kind", "value"),
    [("year", {"decade": 1960}), ("count", {"n": 1200, "op": ">"}), ("duration", {"n": 90, "qualifier": "equivalent"})],
    ids=["decade", "count", "duration"],
)
def test_french_numbers_hold_together(project, make_fact, kind, value):
    """No line breaks inside a number, nor between a number and its word; U+00A0, not U+202F."""
    french = word(make_fact(kind=kind, value=value), load_registry(project), "fr")
    digits = [index for index, letter in enumerate(french) if letter.isdigit()]
    around = french[max(digits[0] - 1, 0) : digits[-1] + 2]
    assert " " not in around
    assert "\u202f" not in french


@pytest.mark.parametrize("kind", ["legal-form", "form", "mission", "method", "relationship", "scope"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_prose_tells_has_no_wording(project, make_fact, kind, language):
    """Nobody makes a sentence of tokens."""
    assert word(make_fact(kind=kind, value={"gives": "expertise"}), load_registry(project), language) is None


def test_a_panel_prefers_the_words_written_by_hand(project, make_fact):
    """Else it takes the worded value, and nothing where there is none."""
    registry = load_registry(project)
    assert (
        short_text(make_fact(text={"en": "created in 1970", "fr": "création en 1970"}), registry, "fr")
        == "création en 1970"
    )
    assert short_text(make_fact(), registry, "fr") == "1970"
    assert short_text(make_fact(kind="scope", value={"scope": "001"}), registry, "fr") == ""
