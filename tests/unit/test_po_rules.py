"""Every rule for translations finds its bad examples and nothing in its good ones."""

from dataclasses import replace

import pytest
from bilingual import unspeakable
from guide_by_hand import make_guide
from small_handbook import ROOT

from handbook.catalogs.entries import Entry
from handbook.catalogs.rules import RULES
from handbook.catalogs.rules.inspect import judge, judgements
from handbook.catalogs.rules.listing import as_page
from handbook.catalogs.strings import own_strings, speaker

# What an example cannot show in one line.
WITHOUT_BAD_EXAMPLE = {"nesting", "footnote", "break"}
EXAMPLES = [
    (name, kind, *pair) for name, rule in RULES.items() for kind in ("Bad", "Good") for pair in rule.examples(kind)
]


@pytest.fixture(scope="module")
def guide():
    """Return what French translations are held to."""
    return make_guide(lambda word: not word.endswith("ff"))


def found(guide, source, translation, *, page="", comments=()):
    """Return the names of the rules that have something to say of a translation, in each of our languages."""
    entry = Entry(msgid=source, msgstr=translation, comments=comments)
    judged = list(judge(entry, page, {}, guide))
    assert [fault for _, message in judged for fault in unspeakable(message)] == []
    return [rule for rule, _ in judged]


def page_of(name):
    """Return a page that says what the good examples of the rule on msgids say, or none."""
    if name == "acronym":  # which looks at the titles of pages
        return "\n\n".join(f"# {source}" for kind in ("Good", "Bad") for source, _ in RULES[name].examples(kind))
    return "\n\n".join(source for source, _ in RULES[name].examples("Good")) if name == "msgid" else ""


@pytest.mark.parametrize(("name", "kind", "source", "translation"), EXAMPLES)
def test_an_example_is_what_it_is_called(name, kind, source, translation, guide):
    """Bad ones are found by their own rule, good ones by none."""
    own = guide if RULES[name].family == "voice" else replace(guide, voice=())  # other examples may say “the source”
    rules = found(own, source, translation, page=page_of(name))
    if kind == "Bad":
        assert name in rules
    else:
        assert rules == []


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_both_kinds_of_examples(name):
    """Whoever adds a rule shows what it finds, and what it leaves alone."""
    assert RULES[name].examples("Good")
    assert RULES[name].examples("Bad") or name in WITHOUT_BAD_EXAMPLE


def test_a_rule_says_in_one_sentence_what_it_is_for():
    """For terminals, the docs, and translators, who are asked for it."""
    asked_for = {entry.msgid for entry in own_strings()}
    for name, rule in RULES.items():
        assert rule.sentence.endswith("."), name
        assert rule.sentence.msgid in asked_for, name


@pytest.mark.parametrize(("language", "page"), [("en", "docs/rules.md"), ("fr", "docs/regles.md")])
def test_the_page_of_rules_is_up_to_date(language, page):
    """It is what ``handbook po rules --form markdown`` writes, and below its title what leads to the other language."""
    title, _, text = (ROOT / page).read_text(encoding="utf-8").split("\n\n", 2)
    assert as_page(speaker(language)) == f"{title}\n\n{text}"


def test_every_difference_that_the_build_refuses_has_a_rule():
    """The corpus of hostile entries names them by its folders; those of files and of the reader are apart."""
    refused = {path.name for path in (ROOT / "tests/hostile/corpus").iterdir() if path.is_dir()}
    assert {name for name in refused if not name.startswith("po-")} - {"utf-8"} <= RULES.keys()


def test_a_rule_on_typography_leaves_code_roles_and_addresses_alone(guide):
    """They are no prose."""
    text = "See `it's \"so\" ?`, {term}`the words <it's>` and https://example.org/?a=it's;so"
    assert (
        found(guide, text, text.replace("See", "Voir").replace("the words", "les mots").replace(" and ", " et ")) == []
    )


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("the list of {name}`cdf`, and {name}`did`", "la liste de la {name}`cdf`, et celle de {name}`did`"),
        ("[{name}`cdf`](a.md), a co-operative;", "la [{name}`cdf`](a.md), une coopérative;"),
        ("{name}`rooftops` in French", "{name}`rooftops` en français"),
        ("as {name}`rooftops` says", "ainsi qu’{name}`rooftops` le dit"),
        ("to {name}`desjardins`", "au {name}`desjardins`"),
        ("what {name}`socodevi` does", "ce que {name}`socodevi` fait"),
        ("CDF, a society", "la CDF, société canadienne"),
        ("On March 3, from May 3 to 5, 2024", "Le 3 mars, du 3 au 5 mai 2024"),
        (
            "6 of the 1,200 members, 50% of them in 1960, 3 in the 1970s",
            "six des 1200 membres, 50 % en 1960, 3 en 1970",
        ),
        ("a first step, the second one", "un premier pas, le 2e"),
        ("How many? About $18 million, at noon.", "Combien? Environ 18 millions de dollars, à midi."),
        ("the 3rd of 5 parts", "la IIIe de 5 parties"),
    ],
)
def test_good_french_is_left_alone(source, translation, guide):
    """What a rule might take for a mistake, and is none."""
    assert found(guide, source, translation) == []


@pytest.mark.parametrize(
    ("source", "translation", "rule"),
    [
        ("the 2 billion of the movement", "les 2 millions du mouvement", "number"),
        ("at 5:30 p.m.", "à 5 h 30", "number"),
        ("the year 1974", "l’année 1947", "number"),
        ("{name}`rooftops` and {name}`cdf`", "{name}`rooftops` et le {name}`cdf`", "article"),
        ("so that {name}`rooftops` can", "pour que {name}`rooftops` puisse", "elision"),
        ("in developing countries", "dans les pays en voie de développement", "avoid"),
        (
            "The agencies of the movement are {name}`did`.",
            "The organismes of the mouvement : {name}`did`.",
            "untranslated",
        ),
    ],
)
def test_a_mistake_is_found(source, translation, rule, guide):
    """In more ways than the examples show."""
    assert rule in found(guide, source, translation)


@pytest.mark.parametrize(
    ("comments", "rules"),
    [
        ((), ["quotes"]),
        (("handbook: allow quotes – an English title",), []),
        (("A note.", "handbook: allow quotes - an English", "title, wrapped"), []),
        (("handbook: allow quotes",), ["quotes", "silencer"]),
        (("handbook: allow quotes –",), ["quotes", "silencer"]),
        (("handbook: allow quotes – …",), ["quotes", "silencer"]),
        (("handbook: allow quotes – a reason", "handbook: allow apostrophe – a reason"), ["silencer"]),
        (("handbook: allow qoutes – a reason",), ["quotes", "silencer"]),
        (("handbook: allow number – a reason",), ["quotes", "silencer"]),
        (("handbook: allow",), ["quotes", "silencer"]),
        (("We allow quotes here – do we?",), ["quotes"]),
    ],
)
def test_a_silencer_needs_a_rule_a_reason_and_something_to_silence(comments, rules, guide):
    """What lets nothing pass any more is taken away again."""
    assert found(guide, "the word “mainly”", 'le mot "surtout"', comments=comments) == rules


def test_what_the_build_refuses_is_not_silenced(guide):
    """It would be refused all the same."""
    silencer = ("handbook: allow role – a reason",)
    source, text = "in {fact}`did.founded-year`", "en {fact}`did.asked-since`"
    assert found(guide, source, text, comments=silencer) == ["role", "silencer"]


def test_a_number_is_allowed_with_a_reason(guide):
    """Two languages may count in their own ways; what is allowed is told apart, and nothing else passes with it."""
    silencer = ("handbook: allow number – the edition of another year",)
    assert found(guide, "in 1974", "en 1947", comments=silencer) == []
    entry = Entry(msgid="in 1974", msgstr="en 1947", comments=silencer)
    assert [(rule, reason) for rule, _, reason in judgements(entry, "", {}, guide)] == [
        ("number", "the edition of another year")
    ]
    assert found(guide, "in 1974", "en 1947", comments=("handbook: allow number",)) == ["number", "silencer"]
    assert found(guide, "in 1974", "en 1974", comments=silencer) == ["silencer"]


def test_no_reason_allows_another_fact(guide):
    """The value of a fact is written in its role, and a role is that of the source."""
    silencer = ("handbook: allow number – a reason", "handbook: allow role – a reason")
    source, text = "in {fact}`did.founded-year`", "en {fact}`did.asked-since`"
    assert "role" in found(guide, source, text, comments=silencer)
    assert "role" in found(guide, source, "en 1947", comments=silencer)


def test_without_a_dictionary_nothing_is_said_of_spelling(guide):
    """Nor of a comment that allows a word there: with a dictionary it has its use."""
    allowed = ("handbook: allow spelling – a quotation",)
    for comments in ((), allowed):
        assert found(replace(guide, is_word=None), "a movement", "un mouvementff", comments=comments) == []
    assert found(guide, "a movement", "un mouvementff", comments=allowed) == []
    assert found(guide, "a movement", "un mouvement", comments=allowed) == ["silencer"]


def test_names_acronyms_and_the_words_of_the_project_are_spelled_rightly(guide):
    """No dictionary has them."""
    strict = replace(guide, is_word={"le", "de", "et"}.__contains__, words=frozenset({"intercoopération"}))
    text = "le {name}`desjardins`, le PDF et l’intercoopération {name}`rooftops`, `make po`"
    source = "{name}`desjardins`, the PDF and intercooperation of {name}`rooftops`, `make po`"
    assert found(strict, source, text) == []
    assert found(strict, source, text.replace("le PDF", "le pdf")) == ["spelling"]


def test_an_unfinished_entry_is_not_judged(guide):
    """Nobody sees it, and whoever finishes it is told then."""
    entry = Entry(msgid="Where it works", msgstr="Where it works ?", flags=frozenset({"fuzzy"}))
    assert list(judge(entry, "", {}, guide)) == []
