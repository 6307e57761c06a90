"""Quotes and apostrophes are those of the sentence that is read, wherever its emphasis, links and roles begin."""

import pypdfium2
import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from published import read
from shared_builds import OUTPUTS, on_paper
from small_handbook import append, translate, without_leaflets

from handbook.sphinx.quotes import educate

# What stands where in the table below.
LANGUAGES = {"en": 1, "fr": 3}
# English, what a reader reads of it, French, what a reader reads of that. ␣ is a no-break space.
SENTENCES = {
    "role": ("{name}`maple`'s '*own*'", "Maple’s ‘own’", "d'{name}`maple`", "d’Érable"),
    "emphasis": ('the "*order*" of *it*\'s day', "the “order” of it’s day", "l'*ordre* du jour", "l’ordre du jour"),
    "strong": ("(**'so'**)", "(‘so’)", "qu'**elle**-même", "qu’elle-même"),
    "quotation": ('a "quotation"', "a “quotation”", "l'« ordre » et l'\"avis\"", "l’«␣ordre␣» et l’«␣avis␣»"),
    "link": ('"[About](index.md)"', "“About”", "l'[avis](index.md)", "l’avis"),
    "code": ("\"`it's`\" -- `--x`'s", "“it's” – --x’s", "l'`it's` et \"`--x`\"", "l’it's et «␣--x␣»"),
    "term": ('a "{term}`member`"', "a “member”", "l'{term}`adhérent <member>`", "l’adhérent"),
    "nested": ('*"so **it**"*...', "“so it”…", '*"qu\'**on**"*...', "«␣qu’on␣»…"),
    "both": ('He said "yes" to *it*', "He said “yes” to it", 'Il a dit "oui" à *l\'avis*', "Il a dit «␣oui␣» à l’avis"),
    "plural": ("the *members*' day", "the members’ day", "les *amis*' jour", "les amis’ jour"),
    "single": ("a '*word*'", "a ‘word’", "un '*mot*' d'*eux*", "un “mot” d’eux"),
    "fact": ('"{fact}`birch.offices`"', "“four”", "d'{fact}`birch.offices`", "d’quatre"),
}


@pytest.fixture(scope="module", params=OUTPUTS)
def site(request, build_small):
    """Publish all sentences, a paragraph each."""

    def change(root):
        without_leaflets(root)
        for english, _, french, _ in SENTENCES.values():
            append(root / "source/compare.md", f"{english}\n")
            translate(root, "compare", {english: french})

    return build_small(change, *request.param)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_has_the_marks_of_a_plain_one(site, name, language):
    """Around and inside every kind of markup; code stays as it is."""
    number = list(SENTENCES).index(name)
    paragraph = read(site, language, "compare").findall(".//main//p")[number - len(SENTENCES)]
    assert paragraph.text_content().replace("\u00a0", "␣") == SENTENCES[name][LANGUAGES[language]]


@on_paper("site")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_has_the_same_marks(site, language):
    """It is made of the same pages; only links, those to terms too, have the number of a page behind them."""
    with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as pdf:
        text = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())
    expected = [
        each[LANGUAGES[language]].replace("␣", " ") for name, each in SENTENCES.items() if name not in ("link", "term")
    ]
    assert [each for each in expected if each not in text] == []


# What stands in a sentence, any part of which may be marked up. Dashes and points that are one mark are in one part.
TOKENS = ["'", '"', " ", "d'", "l'", "mot", "A", "9", " -- ", "s... ", "(", ")", "«", "»", "“", "’", "!", ",", "s"]
MARKUP = [nodes.Text, nodes.emphasis, nodes.strong, nodes.reference, nodes.inline]
PIECES = st.lists(
    st.tuples(st.sampled_from(MARKUP), st.lists(st.sampled_from(TOKENS), min_size=1, max_size=4)), max_size=8
)


def shown(pieces, language):
    """Return what a reader reads of pieces of a sentence, each a kind of node and its text."""
    block = nodes.paragraph()
    for kind, text in pieces:
        block.append(nodes.Text(text) if kind is nodes.Text else kind("", text))
    educate(block, language)
    return block.astext()


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "fi", "nl", "tlh"])
@given(pieces=PIECES)
def test_markup_changes_no_mark(language, pieces):
    """Wherever it begins and ends, in every language: the marks are those of the same sentence without it."""
    pieces = [(kind, "".join(tokens)) for kind, tokens in pieces]
    whole = "".join(text for _, text in pieces)
    assert shown(pieces, language) == shown([(nodes.Text, whole)], language)


@given(pieces=PIECES, code=st.sampled_from(["x", "it's", '"', "--x", "'q'", "a ... b"]))
def test_code_stays_as_it_is_and_counts_as_a_word(pieces, code):
    """Whatever stands on either side of it."""
    pieces = [(kind, "".join(tokens)) for kind, tokens in pieces]
    for at in range(len(pieces) + 1):
        with_code = shown([*pieces[:at], (nodes.literal, code), *pieces[at:]], "fr")
        with_word = shown([*pieces[:at], (nodes.emphasis, "Wörd"), *pieces[at:]], "fr")
        assert with_code == with_word.replace("Wörd", code)


@given(st.text(alphabet="'\"- a.(«’\u00a0\n"))
def test_a_second_time_finds_nothing_to_do(text):
    """And no letter is lost."""
    once = shown([(nodes.Text, text)], "fr")
    assert shown([(nodes.Text, once)], "fr") == once
    assert [each for each in once if each.isalpha()] == [each for each in text if each.isalpha()]


def test_marks_are_those_of_the_language_of_a_passage():
    """A name in another language has its own."""
    block = nodes.paragraph("", "", nodes.Text('"a" '), nodes.inline("", '"l\'on"', classes=["language-fr-CA"]))
    educate(block, "en")
    assert block.astext() == "“a” «\u00a0l’on\u00a0»"


def test_a_note_and_a_break_of_the_line_are_no_words():
    """A quotation may end before the number of a note, and begin on a new line."""
    note = nodes.footnote_reference("", "1")
    lines = [nodes.raw("", "<br />", format="html"), nodes.Text('"b"')]
    block = nodes.paragraph("", "", nodes.Text("'a'"), note, *lines)
    educate(block, "fr")
    assert block.astext() == "“a”1<br />«\u00a0b\u00a0»"
