"""A fault is seen wherever in a message it stands: before, behind, between and inside whatever markup there is."""

import pytest
from guide_by_hand import make_guide
from sampled import sampled
from small_handbook import PO_HEADER

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.inspect import judge
from handbook.catalogs.rules.mend import mended
from handbook.languages.lookup import language_of

# Rule -> (as it should be, with the fault), as words in the middle of a sentence.
FAULTS = {
    "apostrophe": ("dans l’eau du lac", "dans l'eau du lac"),
    "quotes": ("le mot « lac » ici", 'le mot "lac" ici'),
    "space-before": ("voici; puis le lac", "voici ; puis le lac"),
    "space-missing": ("une part de 50 % ici", "une part de 50% ici"),
    "spaces": ("une rive du lac", "une  rive du lac"),
    "month": ("le 3 mars 2024 ici", "le 3 Mars 2024 ici"),
    "capital": ("tous les lundis ici", "tous les Lundis ici"),
    "capital-accent": ("au temps de l’État ici", "au temps de l’Etat ici"),
    "lost-letter": ("la rive qu’il voit", "la rive qu?il voit"),
    "keys": ("avec Ctrl+C ici", "avec Ctrl+X ici"),
    "doubled": ("le long de la rive", "le long de la la rive"),
    "untranslated": ("avec tous ses amis", "avec tous the and with amis"),
    "spelling": ("la rive du lac", "la rive du zlac"),
    "invisible": ("la rive du lac", "la ri\u200bve du lac"),
    "number": ("les 50 rives ici", "les 51 rives ici"),
    "avoid": ("la façon d’apprendre au pays", "le développement domestique"),
}
# What the source says in the place of the fault, where the rule asks that.
SOURCES = {
    "number": "the 50 shores here",
    "capital": "here on Mondays",
    "keys": "with Ctrl+C here",
    "space-missing": "a share of 50% here",
    "month": "here on March 3, 2024",
    "avoid": "domestic development",
}
# Where words may stand: source and translation around them, both sides with the same markup.
POSITIONS = {
    "alone": ("{}", "{}"),
    "at the beginning": ("{} and {term}`a <credit union>`", "{} et {term}`a <credit union>`"),
    "at the end": ("The {term}`a <credit union>` and {}", "La {term}`a <credit union>` et {}"),
    "between two roles": (
        "The {term}`a <credit union>` and {} by {term}`b <mutual>` there",
        "La {term}`a <credit union>` et {} par {term}`b <mutual>` là",
    ),
    "between two names": ("{name}`did` and {} by {name}`socodevi`", "{name}`did` et {} par {name}`socodevi`"),
    "between two facts": (
        "{fact}`did.founded-year` and {} by {fact}`did.asked-since`",
        "{fact}`did.founded-year` et {} par {fact}`did.asked-since`",
    ),
    "inside a role": ("In {term}`{} <credit union>` there", "Dans {term}`{} <credit union>` là"),
    "inside an abbreviation": ("In {abbr}`XY ({})` there", "Dans {abbr}`XY ({})` là"),
    "inside a link": ("In [{}](about.md) there", "Dans [{}](about.md) là"),
    "inside a reference": ("In [{}][here] there", "Dans [{}][here] là"),
    "between two links": ("An [a](about.md) and {} by [b](did.md)", "Un [a](about.md) et {} par [b](did.md)"),
    "inside emphasis": ("In *{}* there", "Dans *{}* là"),
    "inside bold": ("In **{}** there", "Dans **{}** là"),
    "between two emphases": ("An *a* and {} by **b**", "Un *a* et {} par **b**"),
    "between two codes": ("A `a'b` and {} by `c`", "Un `a'b` et {} par `c`"),
    "between code and role": ("A `a` and {} by {name}`did`", "Un `a` et {} par {name}`did`"),
    "in the words for a picture": ("A ![{}](leaf.png) there", "Un ![{}](leaf.png) là"),
    "in a title": ("An [a](about.md '({})') there", "Un [a](about.md '({})') là"),
    "behind an escape": (r"A \* and {} there", r"Un \* et {} là"),
    "behind an entity": ("A &amp; and {} there", "Un &amp; et {} là"),
    "behind an address": ("A <https://example.org/l'x> and {}", "Un <https://example.org/l'x> et {}"),
    "behind a break": ("A\\\nand {} there", "Un\\\net {} là"),
}
# A title in another language may stand in emphasis; a title of a link ends at its mark of quotation.
EXCEPT = {("untranslated", "inside emphasis"), ("apostrophe", "in a title"), ("quotes", "in a title")}
MATRIX = [(rule, place) for rule in FAULTS for place in POSITIONS if (rule, place) not in EXCEPT]
REFERENCES = {"references": {"HERE": {"title": "", "href": "about.md", "map": [0, 1]}}}


@pytest.fixture(scope="module")
def guide():
    """Return what French translations are held to, with a dictionary that knows all but one word."""
    return make_guide(lambda word: word != "zlac")


def put(frame, words):
    """Return a frame with words in its place."""
    before, _, behind = frame.replace("({})", "(\0)").replace("{}", "\0", 1).partition("\0")
    return before + words + behind


def rules(source, translation, guide):
    """Return the names of the rules that have something to say of a translation."""
    return {rule for rule, _ in judge(Entry(msgid=source, msgstr=translation), "", REFERENCES, guide)}


@pytest.mark.parametrize(("rule", "place"), MATRIX)
def test_a_fault_is_seen_wherever_it_stands(rule, place, guide):
    """Beside what is right at the same place, of which its rule says nothing."""
    right, wrong = FAULTS[rule]
    frame = POSITIONS[place]
    source = put(frame[0], SOURCES.get(rule, "by the shore of the lake"))
    assert rule in rules(source, put(frame[1], wrong), guide)
    assert rule not in rules(source, put(frame[1], right), guide)


@pytest.mark.parametrize(("rule", "place"), [each for each in MATRIX if RULES[each[0]].fix])
def test_what_can_be_mended_is_mended_wherever_it_stands(rule, place):
    """And nothing else is: what stands around it is there as before."""
    right, wrong = (put(POSITIONS[place][1], words) for words in FAULTS[rule])
    quoted = ('"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"' for text in ("x", wrong))
    data = "{}\nmsgid {}\nmsgstr {}\n".format(PO_HEADER, *quoted).encode()
    after, _ = mended(data, language_of("fr"), REFERENCES)
    assert parse(after)[1].msgstr == right


@pytest.mark.parametrize("rule", [rule for rule in FAULTS if rule not in ("invisible", "number")])
def test_nothing_is_a_fault_in_code(rule, guide):
    """What stands between backticks is what somebody has to type."""
    text = f"`{FAULTS[rule][1]}`"
    assert rule not in rules(f"Type {text} here", f"Tapez {text} ici", guide)


@pytest.mark.parametrize(
    "text", ["a_" * 4000 + "!", "a." * 4000 + "!", "$a" * 4000, "<a" * 4000, "~~" * 4000, "{{" * 4000, "un " * 8000]
)
@pytest.mark.parametrize("text_before", sampled(["", "ne ", "l'", "« "], every=4))
def test_a_long_text_takes_no_longer_than_its_length(text, text_before, guide):
    """A rule that tries every way of dividing a text would not come back."""
    assert isinstance(rules(text_before + text, text_before + text, guide), set)
