"""``handbook po check --fix`` mends what can be mended, in the msgstr concerned, and changes no other byte."""

import pytest
from guide_by_hand import make_guide
from small_handbook import PO_HEADER

from handbook.catalogs.grammar import parse
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.inspect import judge
from handbook.catalogs.rules.mend import mended
from handbook.languages.lookup import language_of

MENDING = [(name, *pair) for name, rule in RULES.items() if rule.fix for pair in rule.examples("Bad")]


def catalogue(source, translation, comment=""):
    """Return a catalogue that holds one entry."""
    quoted = ['"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in (source, translation)]
    return f"{PO_HEADER}\n{comment}msgid {quoted[0]}\nmsgstr {quoted[1]}\n".encode()


def entry(data):
    """Return the one entry of a catalogue."""
    return parse(data)[1]


@pytest.fixture(scope="module")
def guide():
    """Return what French translations are held to."""
    return make_guide()


@pytest.mark.parametrize(("name", "source", "translation"), MENDING)
def test_a_bad_example_is_mended(name, source, translation, guide):
    """Afterwards its rule has nothing to say, no other has either, and nothing is left to mend."""
    data, count = mended(catalogue(source, translation), language_of("fr"))
    assert count
    assert list(judge(entry(data), "", {}, guide)) == []
    assert mended(data, language_of("fr")) == (data, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"le mot \"surtout\" ; l'autre", "le mot « surtout »; l’autre"),
        ("50% ou 40$ : «rien»", "50 % ou 40 $ : « rien »"),
        ("« le mot “surtout” »", "« le mot “surtout” »"),
        (r"\"l'autre\", `\"l'un\"` et [l'un](l'autre.md)", "« l’autre », `\\\"l'un\\\"` et [l’un](l'autre.md)"),
        ("une  part , le 1er Mai", "une part, le 1er mai"),
        (r"un seul \" reste", r"un seul \" reste"),
        (r"un\tretrait ;\n", r"un\tretrait;\n"),
    ],
)
def test_edits_change_the_marks_only(before, after):
    """What is escaped stays escaped; what is no prose stays as it is."""
    text = f'{PO_HEADER}\nmsgid "x"\nmsgstr "{{}}"\n'
    data, _ = mended(text.format(before).encode(), language_of("fr"))
    assert data.decode() == text.format(after)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_other_byte_stays(end):
    """Comments, wrapping, line ends, odd spaces, retired and unfinished entries: only the marks are replaced."""
    text = (
        f"{PO_HEADER}\n#   a comment's comment ;\n#: page.md:3\n#, fuzzy\n"
        'msgid "it\'s"\nmsgstr "l\'un ;"\n\nmsgid   "it\'s two"\nmsgstr ""\n  "une"\n"  part "\n"; l\'autre"   \n\n'
        '#~ msgid "it\'s old"\n#~ msgstr "l\'ancien ;"\n'
    ).replace("\n", end)
    data, count = mended(text.encode(), language_of("fr"))
    assert count == 3
    assert data.decode() == text.replace('"  part "', '" part"').replace('"; l\'autre"', '"; l’autre"')


def test_what_is_allowed_is_not_mended():
    """The reason stands there."""
    data = catalogue("it", "l'un", "# handbook: allow apostrophe – a quotation\n")
    assert mended(data, language_of("fr")) == (data, 0)
    assert mended(catalogue("it", "l'un", "# handbook: allow apostrophe\n"), language_of("fr"))[1] == 1


def test_another_language_has_other_rules():
    """French typography is for French."""
    data = catalogue("Which ones?", "l'un ?  l'otro")
    assert mended(data, language_of("es"))[0] == data.replace(b"?  l", b"? l")
