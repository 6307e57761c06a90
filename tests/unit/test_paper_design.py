"""What the design of paper leans on: short words of titles, black ink, the figure of a subject, the grid of regions."""

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from docutils import nodes
from small_handbook import SMALL

from handbook.facts.registry import load_registry
from handbook.kits.agencies.large_figure import large_figure
from handbook.pictures.svg import TONES
from handbook.print.document import NEUTRALS, neutral, tone_rules
from handbook.print.line_ends import set_line_ends
from handbook.print.press.sheets import in_black
from handbook.project.project import load_project


@pytest.mark.parametrize(
    ("title", "together"),
    [
        ("Le mouvement canadien à l’étranger", ["Le mouvement", "à l’étranger"]),
        ("Canada’s Co-operatives in the World", ["in the World"]),
        ("Glossary", []),
        ("À propos de ce guide", ["À propos", "de ce guide"]),
        ("An unpronounceablyendlesscompound", []),
    ],
)
def test_no_line_of_a_title_ends_on_a_short_word(title, together):
    """Each stands in one piece with the word after it, and the title is what it was; what is too long stays divided."""
    root = fromstring(f"<body><h1>{title}</h1></body>")
    set_line_ends(root)
    assert [span.text for span in root.iter("span")] == together
    assert "".join(root.itertext()) == title


def test_a_title_with_elements_keeps_them_in_order():
    """What an element holds is its own."""
    root = fromstring("<body><h2>Life <em>of</em> a co-op</h2></body>")
    set_line_ends(root)
    assert "".join(root.itertext()) == "Life of a co-op"
    assert [element.tag for element in root[0]] == ["em", "span"]


@pytest.mark.parametrize(
    ("drawn", "pressed"),
    [
        (b"0 0 0 rg\n", b"0 g\n"),
        (b"0.349 0.349 0.349 RG\n", b"0.349 G\n"),
        (b"0.06 0.35 0.3 rg\n", b"0.06 0.35 0.3 rg\n"),
        (b"1 0 0 0 0 0 rg", b"1 0 0 0 0 0 rg"),
    ],
)
def test_a_grey_is_black_ink_alone_and_a_colour_stays(drawn, pressed):
    """Only whole operators are meant."""
    assert in_black(drawn) == pressed


def test_the_greys_of_a_press_are_of_no_colour():
    """As much red as green and blue, else three more inks print them."""
    for grey in map(neutral, NEUTRALS):
        digits = grey.removeprefix("#")
        size = len(digits) // 3
        assert len({digits[at : at + size] for at in range(0, len(digits), size)}) == 1, grey


def test_each_tone_has_its_rules():
    """For what stands in the chapter, and at the foot of its pages."""
    rules = tone_rules()
    for number, tone in enumerate(TONES, 1):
        assert f".tone-{number} {{ --tone: {tone} }}" in rules
        assert f"@page tone-{number} " in rules


@pytest.mark.parametrize(
    ("value", "text", "whole", "large"),
    [
        ({"year": 1970, "role": "founded"}, "", "1970", ["1970"]),
        ({"year": 1970, "role": "founded"}, "created in {}", "Created in 1970", ["1970"]),
        ({"decade": 1960, "role": "founded"}, "since the {}", "Since the 1960s", ["1960"]),
    ],
)
def test_the_number_of_a_figure_is_large_and_stands_among_its_words(value, text, whole, large):
    """What qualifies it stays before and after it, in the order in which it is read."""
    registry = load_registry(load_project(SMALL))
    fact = next(fact for fact in registry.of_subject("maple") if fact.id == "maple.founded")
    word = whole.rpartition(" ")[2]
    shown = large_figure(replace(fact, value=value, text={"en": text.format(word)}), registry, "en")
    assert shown.astext() == whole
    assert [strong.astext() for strong in shown.findall(nodes.strong)] == large
