"""Which earlier text a translator is shown for a new one: the one most like it, if it is like enough."""

import pytest

from handbook.catalogs.merging.similar import MANY, Similar

WORDS = [
    *("bread", "salt", "water", "flour", "yeast", "oven", "table", "bowl"),
    *("spoon", "cloth", "basket", "morning", "evening", "market", "village", "river"),
]
OTHERS = ["north", "south", "east", "west", "hill", "stone", "cloud", "road", "lamp", "glass", "paper", "wheel"]


def text(count, changed=0):
    """Return `count` words, of which the last are other ones."""
    return " ".join([*WORDS[: count - changed], *OTHERS[:changed]])


@pytest.mark.parametrize(
    ("count", "changed", "is_like"),
    [(16, 0, False), (16, 2, True), (16, 8, True), (16, 11, False), (8, 1, True), (8, 4, False), (8, 6, False)],
)
def test_half_of_a_paragraph_is_enough_and_half_of_a_title_is_not(count, changed, is_like):
    """Much of a long text can be used again; a short one of which half is other says something else."""
    assert 8 < MANY <= 16
    old = text(count)
    assert Similar([old]).to(text(count, changed)) == (old if is_like else None)


def test_the_most_like_is_shown_and_the_first_of_those_that_are_equally_like():
    """Whatever the order in which they are given."""
    near, nearer = text(16, 4), text(16, 1)
    assert Similar([near, nearer]).to(text(16)) == Similar([nearer, near]).to(text(16)) == nearer
    twins = [f"{text(15)} zebra", f"{text(15)} apple"]
    assert Similar(twins).to(text(15)) == min(twins)
