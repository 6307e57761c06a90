"""Numbers are compared whatever the language writes: in two spellings they are one, and any other is told."""

from decimal import Decimal

import pytest
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from handbook.catalogs.numbers import number_differences
from handbook.catalogs.quantities import compare
from handbook.languages.lookup import pair_of

INTO_FRENCH, INTO_SPANISH = pair_of("en-CA", "fr-CA"), pair_of("en-CA", "es")

SAME = [
    ("costs $1,200.50", "coûte 1 200,50 $"),
    ("costs $1,200.50", "coûte 1200,50 $"),
    ("$18 million", "18 M$"),
    ("$18 million", "18 millions de dollars"),
    ("1.5 million people", "1 500 000 personnes"),
    ("2 billion", "2 milliards"),
    ("US$40", "40 $ US"),
    ("$40 to $50", "de 40 à 50 $"),
    ("50 per cent", "50 %"),
    ("March 3, 2024", "3 mars 2024"),
    ("from May 3 to 5, 2024", "du 3 au 5 mai 2024"),
    ("April 1, 2014", "1er avril 2014"),
    ("the 19th century", "le XIXe siècle"),
    ("the 19th century", "le XIXᵉ siècle"),
    ("the nineteenth century", "le 19e siècle"),
    ("21 members", "vingt et un membres"),
    ("ninety-nine", "99"),
    ("80", "quatre-vingts"),
    ("91", "quatre-vingt-onze"),
    ("the 5th", "le cinquième"),
    ("9 a.m. to 5:30 p.m.", "de 9 h à 17 h 30"),
    ("at 12:15 p.m. and 12 a.m.", "à 12 h 15 et à 0 h"),
    ("1-800-555-1234", "1 800 555-1234"),
    ("the ’90s", "les années 1990"),
    ("24/7", "24 heures sur 24, 7 jours sur 7"),
    ("a movement", "un mouvement"),
]
OTHER = [
    ("in 1974", "en 1947"),
    ("in 1974", "naguère"),
    ("long ago", "en 1974"),
    ("$40", "40"),
    ("40%", "40"),
    ("2 million", "2 milliards"),
    ("March 3, 2024", "3 mai 2024"),
    ("5:30 p.m.", "5 h 30"),
    ("the 19th century", "le XVIIIe siècle"),
    ("21 members", "trente et un membres"),
    ("1-800-555-1234", "1 800 555-1243"),
    ("1,200", "1,2"),
]

INTO_FRENCH, INTO_SPANISH = pair_of("en-CA", "fr-CA"), pair_of("en-CA", "es")


@pytest.mark.parametrize(("source", "translation"), SAME)
def test_one_quantity_in_two_spellings_is_one(source, translation):
    """In figures, in words, in Roman numerals."""
    assert list(number_differences(source, translation, INTO_FRENCH)) == []


@pytest.mark.parametrize(("source", "translation"), OTHER)
def test_another_quantity_is_told(source, translation):
    """Once."""
    assert len(list(number_differences(source, translation, INTO_FRENCH))) == 1


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("$40", "the amount 40 $"),
        ("$1,200.5", "the amount 1 200,5 $"),
        ("€40", "the amount 40 €"),
        ("40%", "the percentage 40 %"),
        ("5:30 p.m.", "the time 17 h 30"),
        ("1974", "the number 1974"),
        ("10,000", "the number 10 000"),
    ],
)
def test_what_is_missing_is_shown_as_french_writes_it(source, told):
    """So that it can be typed."""
    [message] = number_differences(source, "rien", INTO_FRENCH)
    assert message == f"{told} is missing (source: {source}); add it"


def test_a_language_of_which_nothing_is_written_down_is_read_by_its_marks():
    """After Unicode CLDR; its numbers in words where text2num reads them."""
    assert list(number_differences("the 1,200.50 of 1974", "los 1.200,50 de 1974", INTO_SPANISH)) == []
    assert list(number_differences("1,200 members", "1,200 socios", INTO_SPANISH)) != []
    assert list(number_differences("in 1974", "en 1974", INTO_SPANISH)) == []
    assert list(number_differences("in 1974", "en 1947", INTO_SPANISH)) != []
    assert list(number_differences("after 7 days", "después de siete días", INTO_SPANISH)) == []


VALUES = st.integers(0, 10**12).map(Decimal) | st.decimals(0, 10**6, places=2)


@given(VALUES, VALUES)
def test_what_the_locale_data_write_is_read(here, there):
    """Babel’s forms of one value are one; those of two values are two."""
    forms = (
        lambda value, locale: format_decimal(value, locale=locale),
        lambda value, locale: format_currency(value, "CAD", locale=locale),
        lambda value, locale: format_percent(
            value / 100, "#,##0.00%" if locale == "en_CA" else "#,##0.00 %", locale=locale
        ),
    )
    for form in forms:
        found = compare(form(here, "en_CA"), form(there, "fr_CA"), INTO_FRENCH)
        assert bool(found.missing or found.extra) == (form(here, "en_CA") != form(there, "en_CA"))
        assert not found.unsigned
