"""What this handbook makes of its facts, in words and in pictures, is what they say."""

import pytest

from handbook.facts.registry import load_registry
from handbook.facts.wording import word
from handbook.pictures.maps import load_world, place_of, regions_of
from handbook.pictures.timeline import moments

WORLD = load_world()


@pytest.fixture(scope="module")
def facts(sources):
    """Return the facts of this handbook, as they stand in its sources."""
    return load_registry(sources)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_region_lists_of_the_agencies_stay_different(facts, language):
    """A list for each subject: none was rounded to another."""
    lists = {fact.id: word(fact, facts, language) for fact in facts.facts.values() if fact.kind == "region-list"}
    assert len(lists) == len(set(lists.values())) > 1
    south, latin = {"en": ("South America", "Latin America"), "fr": ("Amérique du Sud", "Amérique latine")}[language]
    assert south in lists["movement.regions"] and south in lists["cdf.regions"]
    assert latin in lists["rooftops.regions"] and south not in lists["rooftops.regions"]


@pytest.mark.parametrize(
    ("fact_id", "english", "french"),
    [
        ("movement.regions", "mainly", "surtout"),
        ("socodevi.projects", "more than", "plus de"),
        ("socodevi.volunteer-time", "the equivalent of", "l’équivalent de"),
        ("did.asked-since", "1960s", "années"),
    ],
)
def test_qualifiers_of_the_facts_survive(facts, fact_id, english, french):
    """“Mainly”, “more than” and “the equivalent of” are part of what is known, in both languages."""
    fact = facts.facts[fact_id]
    assert english in word(fact, facts, "en") and english in fact.evidence["en"]
    assert french in word(fact, facts, "fr").replace("\u00a0", " ") and french in fact.evidence["fr"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_years_counts_and_regions_all_have_a_wording(facts, language):
    """Whatever a page may ask for by role can be worded."""
    worded = ("year", "count", "duration", "region-list", "name")
    assert all(word(fact, facts, language) for fact in facts.facts.values() if fact.kind in worded)


def test_every_region_of_the_handbook_can_be_drawn(facts):
    """But for the whole world, which is no list."""
    assert facts.regions.keys() - set(WORLD.codes) == {"001"}


@pytest.mark.parametrize(
    ("subject", "where"),
    [
        ("movement", ["005", "002", "142"]),  # its list, though it is at work the world over as well
        ("cdf", ["002", "142", "005", "029", "151"]),
        ("socodevi", []),
        ("did", []),  # told by a fact that is no list
        ("rooftops", ["002", "142", "419", "029", "151"]),
    ],
)
def test_the_map_of_a_subject_shows_its_list(facts, subject, where):
    """In the order of the facts; the whole world is no list."""
    assert regions_of(place_of(subject, facts)) == where


@pytest.mark.parametrize("subject", ["cmc", "government", "nobody"])
def test_a_subject_that_is_nowhere_has_no_map(facts, subject):
    """Nothing is made up."""
    assert place_of(subject, facts) is None


def test_the_timeline_tells_each_year_with_words(facts):
    """The decade first, though its last year is the next one's eve."""
    told = [(each.first, each.last, [fact.id for fact in each.facts]) for each in moments(facts, "en")]
    assert told == [
        (1947, 1947, ["cdf.formed"]),
        (1960, 1969, ["did.asked-since"]),
        (1970, 1970, ["did.founded-year", "did.founded-day"]),
        (1980, 1980, ["did.renamed"]),
        (1984, 1984, ["rooftops.since"]),
        (1985, 1985, ["socodevi.since-year", "socodevi.founded"]),
        (2020, 2020, ["rooftops.anniversary"]),
    ]
