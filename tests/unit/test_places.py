"""A message is read as everywhere, token by token, and each letter of its text is where it is said to be."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig

from handbook.catalogs.message_structure import parser
from handbook.catalogs.rules.prose import prose
from handbook.texts.markdown import page_parser
from handbook.texts.text_files import VEIL

PIECES = [
    "l'",
    "*",
    "**",
    "_",
    "`",
    "``",
    "a b",
    " ",
    "\\*",
    "\\",
    "&nbsp;",
    "&amp;",
    "[",
    "](x.md)",
    '](x "t it")',
    "![",
]
PIECES += [
    "{name}`a`",
    "{term}`w <t>`",
    "{abbr}`w`",
    "<https://a.b>",
    "\n",
    "  \n",
    "\\\n",
    "é",
    "« ",
    "[^1]",
    "<b>",
    "]",
]
MESSAGES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)


def stock():
    """Return MyST's parser as MyST makes it."""
    return page_parser(MdParserConfig(enable_extensions={"colon_fence", "deflist"}), RendererHTML).disable("wordcount")


def flat(tokens):
    """Yield what of tokens a renderer sees, those inside others too."""
    for token in tokens:
        marks = ("", "") if token.type == "text" else (token.markup, token.info)
        yield token.type, token.content, token.level, token.nesting, *marks, dict(token.attrs)
        yield from flat(token.children or ())


@given(MESSAGES)
def test_it_is_read_as_by_the_parser_as_it_is_made(text):
    """This is how a newer markdown-it is noticed that joins or divides text in another way."""
    assert list(flat(parser().parseInline(text, {}))) == list(flat(stock().parseInline(text, {})))


@given(MESSAGES)
def test_each_letter_is_at_its_place(text):
    """Or it is what an escape or an entity stands for, or was not written there."""
    words = prose(text, {})
    assert len(words.places) == len(words.text)
    for letter, place in zip(words.text, words.places, strict=True):
        written = text[slice(*place)] if place else letter
        assert letter in (written, VEIL) or written[0] in "\\&" or (written == "\n" and letter == " ")


@given(MESSAGES, st.sampled_from("’é«"))
def test_an_edit_changes_what_it_says_and_nothing_else(text, mark):
    """Whatever letter of the prose is changed."""
    words = prose(text, {})
    for at, letter in enumerate(words.text):
        for start, end, replacement in words.located([(at, at + 1, mark)]) if letter.isalpha() else ():
            after = prose(text[:start] + replacement + text[end:], {}).text
            assert after == words.text[:at] + mark + words.text[at + 1 :]
