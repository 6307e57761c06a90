"""A fact leads to the passage it was read from: by words in an address, and by a line where readers see lines."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL
from small_handbook import replace as replace_text

from handbook.facts.registry import load_registry
from handbook.facts.source_passages import LETTERS, WORDS, address_of, is_passage, line_in
from handbook.project.project import load_project

FACTS = "source/facts/maple.toml"
REPORT = "https://example.org/report"
REGISTRY = load_registry(load_project(SMALL))
FACT, SOURCE = REGISTRY.facts["maple.founded"], REGISTRY.sources["report"]
TWO = {"en": "https://example.org/en", "fr": "https://example.org/fr"}


@pytest.mark.parametrize(
    ("translated", "passages", "expected"),
    [
        ({}, {}, {"en": REPORT, "fr": REPORT}),
        ({}, {"en": "in 1970"}, dict.fromkeys(("en", "fr"), f"{REPORT}#:~:text=in%201970")),
        (TWO, {"en": "in 1970"}, {"en": f"{TWO['en']}#:~:text=in%201970", "fr": TWO["fr"]}),
        (TWO, {"fr": "en 1970"}, {"en": TWO["en"], "fr": f"{TWO['fr']}#:~:text=en%201970"}),
        (
            TWO,
            {"en": "in 1970", "fr": "en 1970"},
            {"en": f"{TWO['en']}#:~:text=in%201970", "fr": f"{TWO['fr']}#:~:text=en%201970"},
        ),
        ({"en": f"{REPORT}#year"}, {"en": "in 1970"}, {"en": f"{REPORT}#year:~:text=in%201970", "fr": REPORT}),
    ],
)
def test_words_lead_to_the_page_that_has_them(translated, passages, expected):
    """In the language of that page; a page in another language is named as a whole."""
    source = replace(SOURCE, translated=translated)
    fact = replace(FACT, passages={"report": passages} if passages else {})
    assert {language: address_of(fact, source, language) for language in ("en", "fr")} == expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_words_keep_their_meaning_in_an_address(words):
    """Nothing in them is read as a part of the directive: no hyphen, comma, ampersand or number sign."""
    directive = address_of(replace(FACT, passages={"report": {"en": words}}), SOURCE, "en").partition("#:~:text=")[2]
    assert unquote(directive) == words
    assert not set(directive) & set("-,&# ")


@given(st.lists(st.text("abc é’-", min_size=1), max_size=9).map(" ".join))
def test_a_passage_is_of_few_words(words):
    """However they are written."""
    is_short = 0 < len(words.split()) <= WORDS and len(words) <= LETTERS
    assert is_passage(words) == (is_short and words == " ".join(words.split()))


def test_what_is_noted_is_read(tree, project):
    """In the language of the source, where none is said."""
    replace_text(tree / FACTS, 'text.en = "created in 1970"', 'passage.report = "in 1970"\ntext.en = "created in 1970"')
    assert load_registry(project).facts["maple.founded"].passages == {"report": {"en": "in 1970"}}


def test_a_line_is_told_where_readers_see_lines():
    """A page on the web has none, whatever editors note."""
    assert line_in(FACT, SOURCE) == ""
    assert line_in(FACT, replace(SOURCE, lines=True)) == "2"
    assert line_in(replace(FACT, sources=("report",)), replace(SOURCE, lines=True)) == ""


@pytest.mark.parametrize("line", ["two", "2 to 4", "0", "2-", "\u0662"])
def test_a_line_that_readers_are_told_is_a_number(tree, project, refused, line):
    """Or two of them."""
    replace_text(tree / "source/vocabulary.toml", "[sources.report]", "[sources.report]\nlines = true")
    start = replace_text(tree / FACTS, 'sources = ["report:5"]', f'sources = ["report:{line}"]')
    [told] = refused(load_registry, project)
    assert told.startswith(f"{FACTS}:{start}: maple.lends: readers of “report” are told its line, and “{line}” is none")
    assert told.endswith("[fact-source]")
