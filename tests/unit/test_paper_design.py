"""What the design of paper leans on: short words of titles, black ink, the figure of a subject, the grid of regions."""

from dataclasses import replace
from xml.etree.ElementTree import fromstring

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import SMALL

from handbook.facts.registry import load_registry
from handbook.kits.agencies.large_figure import large_figure
from handbook.pictures.tones import TONES, free_tone, tone_of
from handbook.print.document import NEUTRALS, neutral, tone_rules
from handbook.print.line_ends import set_line_ends
from handbook.print.press.sheets import in_black
from handbook.project.palette import tone_fault
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


@pytest.mark.parametrize(
    ("heading", "together"),
    [
        ("How we do development", ["we do development"]),
        ("What it is to internationalize", []),
        ("Of the people of a place", ["Of the people", "of a place"]),
    ],
)
def test_a_heading_beside_its_text_can_be_divided(heading, together):
    """Its column is narrow: of many short words only the last ones stay with the word after them."""
    root = fromstring(f"<body><h2>{heading}</h2></body>")
    set_line_ends(root)
    assert [span.text for span in root.iter("span")] == together
    assert "".join(root.itertext()) == heading


def test_a_title_with_elements_keeps_them_in_order():
    """What an element holds is its own."""
    root = fromstring("<body><h2>Life <em>of</em> a co-op</h2></body>")
    set_line_ends(root)
    assert "".join(root.itertext()) == "Life of a co-op"
    assert [element.tag for element in root[0]] == ["em", "span"]


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("<p>Words of a paragraph.</p>", "paragraph"),
        ("<p>Words of <em>another</em> paragraph.</p>", "paragraph"),
        ('<p>See <a href="#a">the projects</a>.</p>', "projects"),
        ('<p>See <a href="#a">the projects</a><span class="web-address">https://site.example</span>.</p>', "projects"),
        ('<p>Printed already<a class="footnote-reference">1</a>.</p>', "already"),
        ("<li><strong><em>Borrowers</em></strong> <span/>.</li>", "Borrowers"),
        ("<p>Type something <code>verbatim</code>.</p>", ""),
        ("<p>The something is a job.</p>", ""),
    ],
)
def test_no_paragraph_ends_on_a_part_of_a_word(body, kept):
    """Its last word is left whole, whatever element that stands in, and whatever mark or note comes after it."""
    root = fromstring(f"<body>{body}</body>")
    set_line_ends(root)
    text = "".join(root.itertext())
    assert [part.split()[-1] for part in text.split("\u2060")[:-1]] == ([kept] if kept else [])


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


SUBJECTS = st.lists(st.from_regex(r"[a-z][a-z-]{0,11}", fullmatch=True), min_size=1, max_size=30, unique=True)


@given(
    subjects=SUBJECTS, chosen=st.dictionaries(st.sampled_from(["cdf", "did"]), st.sampled_from(TONES)), data=st.data()
)
def test_the_colour_of_a_subject_is_its_own_affair(subjects, chosen, data):
    """Whoever is added, taken away or moved: the colour of all others stays, and one that is given is taken."""
    before = {subject: tone_of(subject, chosen) for subject in subjects}
    others = data.draw(
        st.permutations(sorted({*subjects, *data.draw(SUBJECTS)} - {data.draw(st.sampled_from(subjects))}))
    )
    after = {subject: tone_of(subject, chosen) for subject in others}
    assert all(before[subject] == tone for subject, tone in after.items() if subject in before)
    assert {subject: tone_of(subject, chosen).lower() for subject in chosen} == chosen


def test_a_subject_without_a_colour_has_the_same_in_every_program():
    """It follows from the name: what stands on a shelf keeps its colour, as long as the table is not changed."""
    assert [tone_of(subject, {}) for subject in ("maple", "birch", "seed-library")] == ["#0F5A4C", "#5C2D56", "#34601C"]


@pytest.mark.parametrize("tone", TONES)
def test_each_tone_is_legible_and_no_other(tone):
    """On white and on the tint of the paper, by WCAG 2.2, and with white letters on it; no two are alike."""
    assert tone_fault(tone) is None
    assert [other for other in TONES if _distance(tone, other) < 40] == [tone]


def _distance(one, other):
    """Return how far apart two colours are: the root of the sum of the squares of their parts."""
    return sum((int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) ** 2 for at in (1, 3, 5)) ** 0.5


@pytest.mark.parametrize(
    ("colour", "told"),
    [
        ("#7a1f3d", None),
        ("#7A1F3D", None),
        ("red", 'colour is a colour like "#7a1f3d"'),
        (7, 'colour is a colour like "#7a1f3d"'),
        (["#7a1f3d"], 'colour is a colour like "#7a1f3d"'),
        ("#ffd700", "colour has a contrast of 1.22:1 on #f3efe4, and needs 4.5:1; make it darker"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(colour, told):
    """With the ground on which it is least legible."""
    fault = tone_fault(colour)
    assert fault == told


def test_a_new_subject_gets_a_colour_where_its_own_is_taken():
    """One that nobody has; nothing is written where that is not needed, or does not help."""
    own = tone_of("birch", {})
    assert free_tone("birch", set()) is None
    assert free_tone("birch", {own}) == TONES[0]
    assert free_tone("birch", {own, TONES[0].upper()}) == TONES[1]
    assert free_tone("birch", {tone.upper() for tone in TONES}) is None


def test_a_part_has_the_rules_of_its_colours_and_no_other():
    """For what stands in the chapter and at the foot of its pages; words of a text are no class."""
    body = '<li class="tone-24497A">a</li><li class="tone-5C2D56">b</li><p>class=tone-0F5A4C</p>'
    rules = tone_rules(body)
    for tone in ("24497A", "5C2D56"):
        assert f".tone-{tone} {{ --tone: #{tone} }}" in rules
        assert f"@page tone-{tone} " in rules
    assert "0F5A4C" not in rules
    assert tone_rules("<p>a</p>") == ""


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
