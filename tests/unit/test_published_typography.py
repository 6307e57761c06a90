"""What readers get is read once more: each mark gone wrong is seen in whatever text of a page it stands."""

import pytest
from lxml import html

from handbook.languages.typeset import faults_of
from handbook.readback.html_page import words_of

WRONG = {
    "an apostrophe that became a quote": "d”Abri international",
    "a straight apostrophe": "l'eau du lac",
    "straight quotes": 'le mot "lac" ici',
    "a quotation without an end": "le «\u00a0mot ici",
    "a quotation without a beginning": "le mot\u00a0» ici",
    "a plain space before a colon": "Endroits vérifiés : deux",
    "a plain space before a per cent sign": "une part de 50 % ici",
    "a plain space before a dollar sign": "pour 40 $ ici",
    "a plain space inside guillemets": "le « mot\u00a0» ici",
    "a plain space behind a number": "plus de 700 projets",
}
RIGHT = "L’eau\u00a0: le «\u00a0mot “lac”\u00a0», 50\u00a0% de 700\u00a0projets pour 40\u00a0$; quoi? 5' https://example.org/l'x"
# Where a text may stand on a page.
PLACES = (
    "<body><p>{}</p></body>",
    "<body><p>Un <em>mot</em> {} <a href='x'>lien</a></p></body>",
    "<body><footer>{}</footer></body>",
    "<body><nav><ul><li><a href='x'>{}</a></li></ul></nav></body>",
    "<body><table><caption>{}</caption><tr><td>1</td></tr></table></body>",
    "<body><h2>{}</h2></body>",
    "<body><div>Un mot<p>deux</p>{}</div></body>",
    "<head><title>{}</title></head><body><p>Un mot</p></body>",
    "<head><meta name='description' content=\"{}\"></head><body><p>Un mot</p></body>",
    "<head><meta property='og:description' content=\"{}\"></head><body><p>Un mot</p></body>",
    "<body><img src='x' alt=\"{}\"></body>",
    "<body><a href='x' title=\"{}\">mot</a></body>",
    '<body><button aria-label="{}">1</button></body>',
)
LEFT_ALONE = (
    "<body><p>Tapez <code>{}</code> ici</p></body>",
    "<body><pre>{}</pre></body>",
    "<body><p><span lang='en-CA'>{}</span></p></body>",
    "<body><img lang='en-CA' src='x' alt=\"{}\"></body>",
    "<head><script>{}</script></head><body><p>Un mot</p></body>",
    "<head><meta name='generator' content=\"{}\"></head><body><p>Un mot</p></body>",
)


def faults(frame, text):
    """Return what is said of a French page that holds a text at one place."""
    tree = html.fromstring(f"<html lang='fr-CA'>{frame.format(text.replace(chr(34), '&quot;'))}</html>")
    return list(faults_of(words_of(tree), "fr-CA"))


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("frame", PLACES)
def test_a_fault_is_seen_wherever_readers_meet_it(frame, kind):
    """Page, head, menu, foot, table, picture."""
    assert faults(frame, WRONG[kind])


@pytest.mark.parametrize("frame", PLACES)
def test_what_is_right_is_left_alone(frame):
    """A second quotation inside the first, and a sign of feet, are right."""
    assert faults(frame, RIGHT) == []


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("frame", LEFT_ALONE)
def test_what_is_no_french_is_left_alone(frame, kind):
    """Code, another language, what only machines read."""
    assert faults(frame, WRONG[kind]) == []


def test_a_sentence_is_one_text_whatever_markup_stands_in_it():
    """What begins in one element may end in another."""
    assert faults("<body><p>le «\u00a0<em>mot {}</em> dit\u00a0»</p></body>", "ici") == []
    assert faults("<body><p>de «\u00a0700<button>1</button>\u00a0projets\u00a0»{}</p></body>", "") == []


def test_languages_without_data_are_left_alone():
    """Nobody has said what quotes they have."""
    assert list(faults_of(['"eso" : 5 %'], "es")) == []


def test_a_quotation_may_go_on_over_paragraphs():
    """It ends in another one."""
    assert faults("<body><p>le «\u00a0mot {}</p><p>et l’autre\u00a0»</p></body>", "ici") == []
    assert faults("<body><p>le «\u00a0mot {}</p><p>«\u00a0l’autre\u00a0»</p></body>", "ici")


@pytest.mark.parametrize("first", ["«\u00a0mot", "Il dit\u00a0: «\u00a0mot"])
def test_a_quotation_may_begin_anew_in_each_paragraph(first):
    """As Canada has it: only the last one closes it. None of them may stand apart, or begin within a sentence."""
    frame = "<body><blockquote><p>{}</p><p>«\u00a0deux</p><p>«\u00a0trois\u00a0»</p></blockquote></body>"
    assert faults(frame, first) == []
    assert faults(frame.replace("trois\u00a0»", "trois"), first)
    assert faults(frame.replace("«\u00a0deux", "deux"), first)
    assert faults(frame, f"ce {first[-5:]}")


def test_an_english_quotation_may_begin_anew_in_each_paragraph():
    """Only the last one ends it; and no English apostrophe is told from a straight one that somebody wants."""
    assert list(faults_of(["“One paragraph", "“and another.”", "5' 6\" and it's"], "en-CA")) == []
