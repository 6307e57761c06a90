"""What a reader would call the same words is the same string, and the same number the same number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.facts.normalise import normalise, numbers

WORDS = st.text(alphabet="abcdéèœ'’.,;:«»()0123456789", min_size=1, max_size=8)
LETTERS = st.text(alphabet="abcdefghijéèà", min_size=2, max_size=10)
SPACES = ("\u00a0", "\u202f", "\u2009", "\n", "\t ", "\r\n")


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    """A normal text is normal."""
    assert normalise(normalise(text)) == normalise(text)


@given(st.lists(WORDS, min_size=1), st.sampled_from(SPACES))
def test_the_kind_of_space_makes_no_difference(words, space):
    """No-break and thin spaces and line ends are spaces."""
    assert normalise(space.join(words)) == normalise(" ".join(words))


@given(
    LETTERS, LETTERS, st.sampled_from(["-\n", "\u2010\n", "\ufffe", "\u0002", "\ufffe\n", "\u00ad\n", "\n", "-", " "])
)
def test_a_word_that_is_torn_is_another_word(start, end, tear):
    """By a hyphen of the layout, however readers copy it, by a line end or a space."""
    assert normalise(f"so {start}{tear}{end} on") != normalise(f"so {start}{end} on")


@given(LETTERS, LETTERS)
def test_a_soft_hyphen_is_seen_by_nobody(start, end):
    """It says where a line may end."""
    assert normalise(f"{start}\u00ad{end}") == f"{start}{end}"


@given(LETTERS, LETTERS, st.sampled_from("\u2010\u2011"))
def test_the_kind_of_hyphen_makes_no_difference(start, end, hyphen):
    """U+2010 and U+2011 are hyphens."""
    assert normalise(f"{start}{hyphen}{end}") == normalise(f"{start}-{end}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("l’équivalent", "l'équivalent"),
        ("“the source”", '"the source"'),
        ("« la source »", "«\u00a0la source\u00a0»"),
        ("«la source»", "« la source »"),
        ("1960–1970", "1960-1970"),
        ("e\u0301quitable", "équitable"),
        ("oﬃce", "office"),
    ],
)
def test_spellings_of_the_same_words_are_equal(one, other):
    """Quotes, dashes, ligatures and composed letters have one spelling."""
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("co-operative", "co-\noperative"),
        ("co-operative", "cooperative"),
        ("in 1974", "in 1947"),
        ("poor", "Poor"),
        ("a b", "ab"),
        ("équitable", "equitable"),
        ("plus de 700", "700"),
    ],
)
def test_other_words_stay_other_words(one, other):
    """Digits, capitals, accents and spaces between words count."""
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize("text", ["1,200", "1 200", "1\u00a0200", "1\u202f200", "1200"])
def test_a_number_has_one_spelling(text):
    """Thousands may be grouped by a comma, a space or not at all."""
    assert numbers(f"some {text} projects") == ["1200"]


@pytest.mark.parametrize(
    ("one", "other"), [("40.00", "40,00"), ("$40.00", "40,00\u00a0$"), ("2.5 %", "2,5\u00a0%"), ("7.0", "7")]
)
def test_decimals_are_read_in_both_languages(one, other):
    """A point in English is a comma in French, and closing zeros say nothing."""
    assert numbers(one) == numbers(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1974", "1947"), ("700", "7000"), ("90 years", "years"), ("0.5", "5"), ("100", "1")]
)
def test_other_numbers_stay_other_numbers(one, other):
    """Digits that change places, come or go are seen."""
    assert numbers(one) != numbers(other)


def test_numbers_side_by_side_stay_apart():
    """A year before a count, and a list of years, do not run together."""
    assert numbers("in 1970, 1985 and 1960") == ["1960", "1970", "1985"]
    assert numbers("en 1985 plus de 700 projets") == ["1985", "700"]


@given(st.integers(min_value=0, max_value=10**9))
def test_every_whole_number_reads_alike_in_both_languages(number):
    """English and Canadian French grouping give the same number."""
    english, french = f"{number:,}", f"{number:,}".replace(",", "\u00a0")
    assert numbers(english) == numbers(french) == [str(number)]
