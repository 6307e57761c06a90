"""What the design of paper leans on: short words of titles, black ink, the figure of a subject, the grid of regions."""

from xml.etree.ElementTree import fromstring

import pytest

from handbook.pictures.svg import TONES
from handbook.print.document import NEUTRALS, neutral, tone_rules
from handbook.print.line_ends import set_line_ends
from handbook.print.press.sheets import in_black


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
