"""Quantities are values: whatever the words of either language, what means the same is right, and all else is found."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sampled import sampled

from handbook.catalogs.numbers import number_differences
from handbook.catalogs.quantities import compare, plain_text, read
from handbook.languages.language import NEUTRAL, LanguagePair
from handbook.languages.lookup import known_languages, language_of, pair_of
from handbook.languages.spelled import reads_words

ROWS = [line.split("\t") for line in (Path(__file__).parent / "quantities.tsv").read_text("utf-8").splitlines()[1:]]
INTO_FRENCH, INTO_ENGLISH = pair_of("en-CA", "fr-CA"), pair_of("fr-CA", "en-CA")
# Its French is not how French is written; an English translation of it is right all the same.
MISWRITTEN = {
    *("5.5 M$", "3.1 miles", "1,234,567", "2.5 kg", "25.5 %", "3.5 kg", "4.2 G$", "12.345 membres"),
    "Cela coûte $15.",
    *("1.234 kg", "1,234 kg", "3.2 milliards de dollars"),
}


def said(source, translation, pair=INTO_FRENCH):
    """Return what is said of the numbers of a translation."""
    return list(map(str, number_differences(source, translation, pair)))


@pytest.mark.parametrize(("english", "french", "verdict"), ROWS)
def test_a_quantity_is_judged_by_its_value(english, french, verdict):
    """In figures, in words, in the units of either; into French and, the rows turned round, into English."""
    assert (said(english, french) == []) == (verdict == "right")
    if verdict == "right" or french not in MISWRITTEN:
        assert (said(french, english, INTO_ENGLISH) == []) == (verdict == "right")


@pytest.mark.parametrize(("english", "french"), [row[:2] for row in ROWS])
def test_a_text_says_what_it_says_itself(english, french):
    """Copied, every quantity is there."""
    assert said(english, english, LanguagePair(source=INTO_FRENCH.source, target=INTO_FRENCH.source)) == []
    assert said(french, french, LanguagePair(source=INTO_FRENCH.target, target=INTO_FRENCH.target)) == []


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        (
            "1,200 members",
            "1,200 membres",
            "1,200 (read as 1.2) stands where the source has 1,200 (read as 1200); correct it",
        ),
        ("$5.5M", "5.5 M$", "5.5 M$ is not how the language writes $5.5M; write 5 500 000 $"),
        ("more than 700", "moins de 700", "moins de 700 says the contrary of more than 700; correct it"),
        ("in June", "en juillet", "juillet stands where the source has June; correct it"),
        ("Three agencies", "Deux organismes", "Deux stands where the source has Three; correct it"),
        ("5 days", "5 mois", "5 mois stands where the source has 5 days; correct it"),
        ("$15", "$15", "$15 is not how the language writes $15; write 15 $"),
        ("US$15", "15 $ CA", "15 $ is the money of another country than US$15; correct it"),
        ("15% more", "15 % de moins", "15 % de moins says the contrary of 15% more; correct it"),
        ("40%", "40", "40 stands where the source has 40%; give the sign or the unit as well"),
    ],
)
def test_a_finding_says_how_both_were_read(source, translation, message):
    """Once, in the words of both."""
    assert said(source, translation) == [message]


@pytest.mark.parametrize(
    "translation", ["une agence", "plusieurs organismes", "un autre", "la seconde fois", "tout neuf", "d’abord", "mars"]
)
def test_words_alone_are_no_mistake(translation):
    """An idiom takes them away or brings them along."""
    for source in (
        "one agency",
        "a couple of agencies",
        "first of all",
        "in a second",
        "the third party",
        "You may march",
    ):
        assert said(source, translation) == []


WORDS = st.sampled_from(
    [
        "-5",
        "1,200",
        "1",
        "200",
        "1.5",
        "½",
        "1/3",
        "24/7",
        "2023–24",
        "’90s",
        "5:30",
        "p.m.",
        "17",
        "h",
        "30",
        "midi",
        "$",
        "2",
        "M$",
        "million",
        "mille",
        "trois",
        "vingt",
        "et",
        "un",
        "half",
        "of",
        "tiers",
        "3rd",
        "XIXe",
        "siècle",
        "6",
        "feet",
        "°C",
        "%",
        "per",
        "cent",
        "June",
        "26",
        "nov.",
        "may",
        "du",
        "plus",
        "de",
        "moins",
        "than",
        "at",
        "least",
        "2.4.1",
        "CO2",
        "(",
        ")",
        ",",
        ".",
        "-",
        "'",
        "années",
        "90",
        "192.168.0.1",
        "dozen",
        "no",
        "un",
        "a",
        "one",
        "٣٫٥",
        "１２",
        "²",
        "⁄",
        "\ue000",
        "\ue001",
        "\ue002",
    ]
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join) | st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=80)
LANGUAGES = [*known_languages(), NEUTRAL, *map(language_of, ("es", "ar", "de-CH", "ja", "qps", "hi"))]


@given(TEXTS, TEXTS, st.sampled_from(LANGUAGES), st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_any_text_can_be_read(here, there, source, target):
    """And what is said of it is always words."""
    assert all(said(here, there, LanguagePair(source=source, target=target)))


@given(TEXTS, st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_what_is_read_stands_in_the_text(text, language):
    """In order, each within the text; nothing twice but the parts of a whole."""
    reading = read(plain_text(text), language)
    assert all(0 <= each.start < each.end <= len(reading.plain) for each in reading.quantities)
    assert sorted(each.start for each in reading.quantities) == [each.start for each in reading.quantities]


@given(TEXTS, st.sampled_from(LANGUAGES))
@settings(deadline=None)
def test_a_copy_lacks_nothing(text, language):
    """In its own language."""
    found = compare(text, text, LanguagePair(source=language, target=language))
    assert not (found.missing or found.extra or found.contrary or found.unsigned)


@pytest.mark.parametrize(
    "piece",
    sampled(
        [
            "1",
            "1.",
            "1,",
            "1 ",
            "1'",
            " 000",
            "a1-",
            "trois ",
            "three and ",
            "1/",
            "12:30 ",
            "x",
            "-",
            "$",
            "more than ",
            "mai ",
        ],
        every=4,
    ),
)
def test_a_long_text_takes_its_time_and_no_more(piece):
    """Four times the text, not sixteen times the time."""

    def seconds(count):
        text = piece * count
        start = time.process_time()
        compare(text, text[: len(text) // 2], INTO_FRENCH)
        return time.process_time() - start

    seconds(10)
    few, many = min(seconds(1000) for _ in range(2)), seconds(8000)
    assert many < 30 * max(few, 0.005)


def test_every_unit_of_a_language_is_one():
    """A name that the table of units does not have would be compared with nothing."""
    from handbook.catalogs.quantities.quantity import MONEY, PERCENT, measured

    for language in known_languages():
        for unit in language.quantities.units.values():
            assert measured(unit.removesuffix("?")) or unit in {*MONEY, PERCENT, "bit"}


def test_numbers_in_words_are_read_where_text2num_reads_them():
    """Its interface, of which a next version may make another."""
    from text_to_num import find_numbers

    assert callable(find_numbers)
    assert reads_words("fr")
    assert [
        str(each.values[0].number) for each in read("quatre-vingt-dix-sept mille", language_of("fr")).quantities
    ] == ["97000"]
