"""What a text written by hand says of a value: whatever the value is changed to, no old word passes for the new one."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_handbook import SMALL

from handbook.facts.placeholders import filled
from handbook.facts.registry import load_registry
from handbook.facts.stated import WrittenText, shows, typed_words
from handbook.facts.wording import word
from handbook.project.project import load_project

LANGUAGES = ("en", "fr")
# Regions whose names stand in no other’s, under codes of no consequence.
NAMES = {"101": "Arda", "102": "Brob", "103": "Cyth"}
REGIONS = {code: {"en": name, "fr": f"en {name}"} for code, name in NAMES.items()}
VALUES = {
    "year": st.one_of(
        st.builds(lambda year: {"year": year, "role": "x"}, st.integers(1000, 2200)),
        st.builds(lambda decade: {"decade": 10 * decade, "role": "x"}, st.integers(100, 220)),
    ),
    "count": st.builds(
        lambda n, op: {"n": n, "op": op},
        st.one_of(st.integers(2, 20), st.integers(21, 3_000_000)),
        st.sampled_from("=>"),
    ),
    "duration": st.builds(
        lambda n, more: {"n": n, "unit": "year"} | ({"qualifier": "equivalent"} if more else {}),
        st.integers(2, 3000),
        st.booleans(),
    ),
    "region-list": st.builds(
        lambda codes, more: {"regions": codes} | ({"qualifier": "mainly"} if more else {}),
        st.lists(st.sampled_from(sorted(REGIONS)), min_size=1, max_size=3, unique=True),
        st.booleans(),
    ),
    "name": st.text("bdfgklmnprst", min_size=3, max_size=5).map(str.capitalize),
}
PAIRS = st.sampled_from(sorted(VALUES)).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind], VALUES[kind]))


@pytest.fixture(scope="module")
def registry():
    """Return the facts of the small handbook, with regions made for the purpose."""
    return replace(load_registry(load_project(SMALL)), regions=REGIONS)


def facts_of(registry, kind, *values):
    """Return a fact of a kind for each value."""
    like = next(fact for fact in registry.facts.values() if fact.kind == kind)
    return [replace(like, value=value) for value in values]


@pytest.mark.parametrize("language", LANGUAGES)
@given(pair=PAIRS)
def test_no_text_by_hand_outlives_its_value(registry, language, pair):
    """Whatever the kind and the new value: words that were right are refused, and the right ones are not."""
    old, new = facts_of(registry, *pair)
    before, after = word(old, registry, language), word(new, registry, language)
    assume(before != after and (old.kind != "name" or new.value not in old.value))
    assert shows(f"It has {before}, it says.", old, registry, language)
    assert not shows(f"It has {before}, it says.", new, registry, language)
    assert shows(f"{after[:1].upper()}{after[1:]}: it says so.", new, registry, language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(pair=PAIRS)
def test_a_placeholder_is_whatever_the_role_says(registry, language, pair):
    """And nothing of what the value was."""
    old, new = facts_of(registry, *pair)
    text = filled("<{value}|{Value}>", registry, language, new)
    words = word(new, registry, language)
    assert text == f"<{words}|{words[:1].upper()}{words[1:]}>"
    if word(old, registry, language) != words and old.kind != "name":
        assert not shows(text.partition("|")[0], old, registry, language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(pair=PAIRS)
def test_what_a_page_types_is_seen_where_it_is_no_chance(registry, language, pair):
    """“More than 700” and a list of regions are the value’s; a year, a bare number or a name may be another’s."""
    fact, _ = facts_of(registry, *pair)
    words = word(fact, registry, language)
    is_no_chance = {
        "count": lambda value: value["op"] == ">" and value["n"] >= 10,
        "duration": lambda value: "qualifier" in value and value["n"] >= 10,
        "region-list": lambda value: len(value["regions"]) > 1,
    }.get(fact.kind, lambda value: False)(fact.value)
    assert typed_words(WrittenText.of(f"Here: {words}."), fact, registry, language) == (words if is_no_chance else None)
    assert typed_words(WrittenText.of("Here: nothing."), fact, registry, language) is None
