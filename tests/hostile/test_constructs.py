"""Markup that means nothing here is refused by its name, in pages and catalogues; what only looks like it is text."""

import pytest
from read_pages import TITLE

from handbook.catalogs.parity import differences

# What is typed -> words of the line that names it.
REFUSED = {
    "a comment": ("Text <!-- TODO: has the board seen this? --> here.", "comment"),
    "a comment as a block": ("<!-- has the board seen this? -->", "comment"),
    "a comment over lines": ("<!-- has the\nboard seen\n\nthis? -->", "comment"),
    "an instruction": ("Text <?php x ?> here.", "comment"),
    "HTML": ("Text <b>bold</b> here.", "HTML"),
    "HTML as a block": ("<div>\nText\n</div>", "HTML"),
    "HTML in capitals": ("Text <BR> here.", "HTML"),
    "HTML in a list": ("- Text <i>here</i>", "HTML"),
    "HTML in a quotation": ("> Text <i>here</i>", "HTML"),
    "HTML in a table": ("| a |\n| --- |\n| <i>b</i> |", "HTML"),
    "HTML in a box": (":::{note}\nText <i>here</i>\n:::", "HTML"),
    "HTML in a heading": ("## Text <i>here</i>", "HTML"),
    "HTML in emphasis": ("*Text <i>here</i>*", "HTML"),
    "a value": ("Value {{ name }} here.", "puts nothing in"),
    "a value as a block": ("{{ name }}", "puts nothing in"),
    "a formula": ("It holds $a^2 + b_1$ here.", "formula"),
    "a formula of one letter": ("It holds for $n$ here.", "formula"),
    "a formula as a block": ("$$\nx = 1\n$$", "formula"),
    "an alert": ("> [!NOTE]\n> Text", "make no box"),
}
# What readers are meant to see as it stands.
SHOWN = {
    "amounts": "It costs $5 and $10, or 5$ and 6$.",
    "amounts with letters": "It costs US$5M or CA$6M.",
    "a place for a value": "Write <name> or <your-name> here.",
    "an inequality": "With 3 < 4 and 5 > 4 and a<b here.",
    "code": "Write `<b>`, `<!-- x -->`, `~~x~~`, `{{ x }}`, `$x^2$` and `[ ]` here.",
    "a block of code": "```\n<b> ~~x~~ {{ x }} $x^2$\n```",
    "escapes": r"Write \<b> and \~~x~~ and \$x^2\$ here.",
    "a comment of MyST": "% has the board seen this?",
    "tildes alone": "About ~5 or ~~5 of them.",
    "braces": "The set {a, b} here.",
    "struck out": "It was ~~old~~ new.",
    "a box to tick": "- [ ] to do",
    "a ticked box in a numbered list": "1. [X] done",
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_page_that_holds_it_is_refused(reading, kind):
    """With the line, what it is, and what to write instead; it shows nothing."""
    text, words = REFUSED[kind]
    found = [each for each in reading.read(text).findings if each.rule == "markup"]
    assert found
    assert all(words in each.message for each in found)
    assert all(0 <= each.line - 1 - TITLE.count("\n") <= text.count("\n") for each in found)


@pytest.mark.parametrize("kind", SHOWN)
def test_what_only_looks_like_it_is_shown(reading, kind):
    """Amounts, places for values, code."""
    read = reading.read(SHOWN[kind])
    assert read.findings == []
    if not SHOWN[kind].startswith("%"):
        shown = read.doctree.astext().replace("`", "")
        assert all(
            word in shown
            for word in SHOWN[kind].replace("`", "").replace("\\", "").replace("~~", "").split()
            if word.isalpha()
        )


INLINE = ["a comment", "an instruction", "HTML", "HTML in capitals", "a value", "a formula"]


@pytest.mark.parametrize("kind", INLINE)
def test_a_translation_that_adds_it_is_refused(kind):
    """Whatever the page may hold."""
    assert {rule for rule, _ in differences("Text here.", f"Texte. {REFUSED[kind][0]}", {})} & {"markup", "block"}
