"""A page is followed by calls no deeper than a bound: beyond, it is one line that says so."""

import pytest
from read_pages import PAGE

# name -> what is written n times before and after a word, to nest
INLINE = {
    "emphasis": ("*a ", " b*"),
    "underscores": ("_a ", " b_"),
    "strong": ("**a ", " b**"),
    "both": ("***a ", " b***"),
}
BLOCKS = {
    "quotes": lambda n: ">" * n + " a",
    "lists": lambda n: "- " * n + "a",
    "numbers": lambda n: "1. " * n + "a",
    "notes": lambda n: "".join(f"{':' * (n + 3 - k)}{{note}}\n" for k in range(n)),
    "fences": lambda n: "".join(f"{'`' * (n + 3 - k)}{{note}}\n" for k in range(n)),
}


@pytest.mark.parametrize("name", INLINE)
@pytest.mark.parametrize("amount", [61, 300, 5_000])
def test_text_that_nests_deep_is_named(reading, name, amount):
    """With its line, and the words are shown as they are written."""
    before, after = INLINE[name]
    done = reading.read(f"Text.\n\n{before * amount}word{after * amount}\n")
    [finding] = done.findings
    assert (finding.path, finding.line) == (PAGE, 5)
    assert finding.rule in ("nesting", "page-size")
    assert "word" in done.doctree.astext()


@pytest.mark.parametrize("name", INLINE)
def test_text_that_nests_as_people_nest_it_is_read(reading, name):
    """The bound is far from what anybody writes."""
    before, after = INLINE[name]
    assert "nesting" not in reading.read(f"{before * 5}word{after * 5}\n").rules()


@pytest.mark.parametrize("name", ["quotes", "lists", "numbers"])
@pytest.mark.parametrize("amount", [9, 14, 100, 5_000])
def test_blocks_that_nest_are_shown_or_named(reading, name, amount):
    """Nothing of a page is dropped without a word."""
    done = reading.read(BLOCKS[name](amount))
    assert ("nesting" in done.rules()) != ("a" in done.doctree.astext().split())


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("amount", [100, pytest.param(1_000, marks=pytest.mark.whole)])
def test_blocks_that_nest_deep_come_to_an_end(reading, name, amount):
    """Whatever is said of them, it is not much."""
    assert len(reading.read(BLOCKS[name](amount)).findings) <= 3


def test_a_page_that_is_too_long_is_named(reading):
    """Fences alone, one in the other, are a page of 12 MB."""
    assert "page-size" in reading.read(BLOCKS["notes"](5_000)).rules()
