"""A message that only shows what it leads to, a page, a fact, a name, needs no translator."""

import pytest

from handbook.catalogs.message_structure import has_words

NOTHING = [
    "{doc}`about`",
    "{ref}`a-place`",
    "{fact}`did.founded-year`",
    "{name}`did`",
    " {doc}`about` {ref}`x`",
    "{download}`a.pdf`",
]
SOMETHING = [
    "{doc}`The page <about>`",
    "{ref}`a place <a-place>`",
    "See {doc}`about`",
    "{doc}`about`.",
    "{term}`credit union`",
    "{abbr}`DID (Développement)`",
    "*{doc}`about`* and more",
    "![A leaf](leaf.png)",
    "`make po`",
    "1970",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_it_asks_for_nothing(text):
    """Roles that show what they lead to, and spaces."""
    assert not has_words(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_words_are_for_translators(text):
    """A text of one's own, a word, a sign, a picture; code and numbers may be written otherwise."""
    assert has_words(text)
