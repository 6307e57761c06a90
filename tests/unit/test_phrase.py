"""What the program says is English wherever it is a text, and can be said in another language when it is printed."""

import pickle

from handbook.findings.finding import Finding, report
from handbook.findings.phrase import Phrase, listed, phrase, spoken

FRENCH = {
    "{count} of {what} are missing; add them": "il manque {count} {what}; à ajouter",
    "the pages": "pages",
    "nothing": "rien",
}


def french(msgid):
    """Say a message in French."""
    return FRENCH.get(msgid, msgid)


def test_a_phrase_is_its_english_and_remembers_what_it_is_made_of():
    """Whoever compares, sorts or prints it needs to know nothing."""
    text = phrase("{count} of {what} are missing; add them", count=3, what=phrase("the pages"))
    assert text == "3 of the pages are missing; add them"
    assert spoken(text, french) == "il manque 3 pages; à ajouter"
    assert spoken(text, str) == text


def test_a_plain_text_is_said_as_it_is():
    """So is a number; and a message that a language does not have is said in English."""
    assert spoken("nothing", french) == "nothing"
    assert spoken(7, french) == "7"
    assert spoken(phrase("unheard of"), french) == "unheard of"


def test_a_message_may_be_chosen_before_it_is_worded():
    """As any text may."""
    chosen = phrase("{count} of {what} are missing; add them")
    assert spoken(chosen.format(count=2, what=phrase("the pages")), french) == "il manque 2 pages; à ajouter"


def test_texts_in_a_row_are_each_said():
    """With whatever stands between them."""
    row = listed([phrase("the pages"), "x", phrase("nothing")])
    assert (row, spoken(row, french)) == ("the pages, x, nothing", "pages, x, rien")
    assert listed([]) == ""


def test_braces_of_a_value_are_no_placeholders():
    """A report quotes what people write."""
    text = phrase("{what} is unknown", what="{name}`x`")
    assert (text, spoken(text, french)) == ("{name}`x` is unknown", "{name}`x` is unknown")


def test_a_report_line_is_one_line():
    """Whatever it quotes."""
    text = phrase("“{what}” is unknown", what="a\nb \n\n c")
    assert text == spoken(text, french) == "“a b c” is unknown"


def test_a_phrase_travels_between_processes():
    """Findings come back from the process of a language."""
    found = Finding(path="a.md", line=1, message=phrase("{what} left", what=phrase("nothing")), rule="x")
    back = pickle.loads(pickle.dumps(found))
    assert back == found
    assert isinstance(back.message, Phrase)
    assert report([back], "text", french) == "a.md:1: rien left [x]"
