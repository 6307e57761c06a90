"""French as it is typed: each fault is found by its rule and mended where that is safe; what is right is left alone."""

import pytest
from guide_by_hand import make_guide
from small_handbook import PO_HEADER

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.rules.inspect import judge
from handbook.catalogs.rules.mend import mended
from handbook.languages.lookup import language_of

# Source, as typed, as it should be, the rule.
FAULTS = (
    ("the 2nd meeting", "la 2ème réunion", "la 2e réunion", "ordinal"),
    ("the 1st time", "la 1ère fois", "la 1re fois", "ordinal"),
    ("the 3rd and the 4th", "les 3èmes et 4ièmes", "les 3es et 4es", "ordinal"),
    ("and cetera, etc.", "et cætera, etc ...", "et cætera, etc.", "etc"),
    ("and so on, etc.", "et ainsi de suite, etc…", "et ainsi de suite, etc.", "etc"),
    ("What?!", "Quoi ?!", "Quoi?!", "space-before"),
    ("the word “lake” here", "le mot ‹ lac › ici", "le mot « lac » ici", "quotes"),
    ("the word “lake” here", "le mot ‘lac’ ici", "le mot « lac » ici", "quotes"),
    ("the word “lake” here", "le mot << lac >> ici", "le mot « lac » ici", "quotes"),
    ("the word “lake” here", "le mot „lac“ ici", "le mot « lac » ici", "quotes"),
    ("it closes on Monday", "elle ferme le Lundi", "elle ferme le lundi", "capital"),
    ("on Monday, March 3", "le Lundi 3 mars", "le lundi 3 mars", "capital"),
    ("written in English", "rédigé en Anglais", "rédigé en anglais", "capital"),
    ("Note: nothing", "A noter : rien", "À noter : rien", "capital-accent"),
    ("Write to the credit union", "Ecrire à la caisse", "Écrire à la caisse", "capital-accent"),
    ("To be or not", "Etre ou non", "Être ou non", "capital-accent"),
)
RIGHT = (
    ("The acronym A. C. D. I. follows", "Le sigle A. C. D. I. suit"),
    ("Let’s Encrypt", "Let’s Encrypt"),
    ("Type `« month »: 6` here", "Tapez `« month »: 6` ici"),
    ("the 1st of May", "le 1er mai"),
    ("Home › About", "Accueil › À propos"),
    ("He said: “the word ‘lake’”", "Il a dit : « le mot ‘lac’ »"),
    ("those of the ’70s", "celles des années ’70"),
    ("a screen of 8”", "un écran de 8”"),
    ("Type `‘x’` here", "Tapez `‘x’` ici"),
    ("“One paragraph", "« Un alinéa"),
    ("on Good Friday", "le Vendredi saint"),
    ("Monday", "Lundi"),
    ("A Frenchman spoke.", "Un Français a parlé."),
    ("Vitamin A is in it.", "La vitamine A s’y trouve."),
)


@pytest.fixture(scope="module")
def guide():
    """Return what French translations are held to."""
    return make_guide()


def rules(source, translation, guide):
    """Return the names of the rules that have something to say of a translation."""
    return {rule for rule, _ in judge(Entry(msgid=source, msgstr=translation), "", {}, guide)}


@pytest.mark.parametrize(("source", "typed", "right", "rule"), FAULTS)
def test_a_fault_is_found_and_mended(source, typed, right, rule, guide):
    """By its own rule, and nothing is left to say."""
    assert rule in rules(source, typed, guide)
    assert rule not in rules(source, right, guide)
    data, _ = mended(f'{PO_HEADER}\nmsgid "x"\nmsgstr "{typed}"\n'.encode(), language_of("fr"))
    assert parse(data)[1].msgstr == right


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("le mot “lac ici", "quotes"),
        ("le mot lac” ici", "quotes"),
        ("le „lac ici", "quotes"),
        ('le mot "lac ici', "quotes"),
        ("on y parle le Français", "capital"),
        ("parlez l’Anglais ici, ou le Français, là", "capital"),
    ],
)
def test_what_is_doubtful_is_found_and_not_mended(text, rule, guide):
    """Nobody knows where the other quote should stand, or whether a person is meant."""
    assert rules("the word lake here", text, guide) == {rule}
    data = f'{PO_HEADER}\nmsgid "x"\nmsgstr "{text.replace(chr(34), chr(92) + chr(34))}"\n'.encode()
    assert mended(data, language_of("fr")) == (data, 0)


@pytest.mark.parametrize(("source", "translation"), RIGHT)
def test_what_is_right_is_left_alone(source, translation, guide):
    """Names, acronyms, code."""
    assert rules(source, translation, guide) == set()
