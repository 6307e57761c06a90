"""Merging loses no translation: what a message takes, from where, how it is marked, and what is retired."""

import pytest
from po_by_hand import catalogue, entry, merged, pairs, told

from handbook.catalogs.merging.merge import account
from handbook.catalogs.merging.similar import Similar, carried

LONG = "The federation helps people to build homes together, wherever they live in the world."
LONGER = "The federation helps people to build good homes together, wherever they live in the world."
TRANSLATED = "La fédération aide les gens à bâtir ensemble des logements, où qu’ils vivent dans le monde."


def test_what_has_not_changed_is_kept():
    """With its flags and its comments, in the order of the page."""
    kept = entry("Two", "Deux", flags=frozenset({"no-wrap"}), comments="à relire")
    done = merged({"a": ["One", "Two"]}, {"a": catalogue(kept, ("One", "Un"))})
    assert pairs(done.catalogues["a"]) == [("One", "Un"), ("Two", "Deux")]
    assert done.catalogues["a"][2] == kept
    assert [kind for kind, *_ in told(done)] == ["kept", "kept"]
    assert done.memory == []


def test_who_has_finished_needs_no_former_text():
    """Plain editors leave it; where a text was carried over, it is still to be looked at."""
    left = entry("One", "Un", previous="one")
    carried_over = entry("Two", "Deux", previous="two", comments="carried over: capitals")
    done = merged({"a": ["One", "Two"]}, {"a": catalogue(left, carried_over)})
    assert [each.previous for each in done.catalogues["a"][1:]] == [None, "two"]


def test_a_draft_waits():
    """As somebody left it."""
    done = merged({"a": ["One", "Two"]}, {"a": catalogue(entry("One", "Un?", fuzzy=True), ("Two", ""))})
    assert pairs(done.catalogues["a"]) == [("One", "? Un?"), ("Two", "")]
    assert [kind for kind, *_ in told(done)] == ["waiting", "waiting"]


def test_a_renamed_page_keeps_all():
    """Translations, drafts, the header and its credits."""
    old = catalogue(
        ("One", "Un"),
        entry("Two", "Deux?", fuzzy=True, comments="à voir"),
        ("Three", "Trois"),
        msgstr="Language: fr\nReport-Msgid-Bugs-To: desk@example.org\n",
        comments=("Traduit par Jeanne",),
    )
    done = merged({"new": ["One", "Two", "Three"]}, {"old": old})
    assert pairs(done.catalogues["new"]) == [("One", "Un"), ("Two", "? Deux?"), ("Three", "Trois")]
    assert done.catalogues["new"][2].comments == ("à voir",)
    assert done.catalogues["new"][0].comments == ("Traduit par Jeanne",)
    assert "Report-Msgid-Bugs-To: desk@example.org" in done.catalogues["new"][0].msgstr
    assert ("moved", "new", "One", "old") in told(done)
    assert "fr: old is now new; translations that have moved: 2" in list(account(done, "fr"))
    assert done.memory == []


def test_a_page_that_shares_little_is_another_page():
    """It starts with a header of its own, and the old one is retired."""
    done = merged({"new": ["One", "Two", "Three"]}, {"old": catalogue(("One", "Un"), ("x", "y"), ("z", "w"))})
    assert done.catalogues["new"][0].comments == ("new",)
    assert pairs(done.memory) == [("x", "y"), ("z", "w")]
    assert ("retired", "old", "x", "") in told(done)


def test_credits_of_a_page_that_is_gone_are_kept():
    """In the header of the memory."""
    done = merged({"a": ["One"]}, {"old": catalogue(("x", "y"), comments=("Traduit par Jeanne",))})
    assert "Traduit par Jeanne" in done.memory[0].comments


def test_a_divided_page_gives_to_both_parts():
    """Each has the credits."""
    old = catalogue(("One", "Un"), ("Two", "Deux"), ("Three", "Trois"), ("Four", "Quatre"), comments=("Jeanne",))
    done = merged({"a": ["One", "Two"], "b": ["Three", "Four"]}, {"old": old})
    assert pairs(done.catalogues["b"]) == [("Three", "Trois"), ("Four", "Quatre")]
    assert done.catalogues["a"][0].comments == done.catalogues["b"][0].comments == ("Jeanne",)


def test_a_page_that_git_knows_had_no_other_name():
    """It takes paragraphs of a page that is gone, not its credits: those are in the memory."""
    a, old = catalogue(("One", "Un"), comments=("Luc",)), catalogue(("Two", "Deux"), comments=("Jeanne",))
    done = merged({"a": ["One", "Two"]}, {"a": a, "old": old}, recorded={"a": a, "old": old})
    assert pairs(done.catalogues["a"]) == [("One", "Un"), ("Two", "Deux")]
    assert done.catalogues["a"][0].comments == ("Luc",)
    assert done.memory[0].comments == ("Jeanne",)
    assert done.homes == {"a": []}


def test_a_paragraph_takes_its_translation_along():
    """To a page that was there before."""
    before = {"a": catalogue(("One", "Un"), ("Two", "Deux")), "b": catalogue(("Three", "Trois"))}
    done = merged({"a": ["One"], "b": ["Two", "Three"]}, before)
    assert pairs(done.catalogues["b"]) == [("Two", "Deux"), ("Three", "Trois")]
    assert ("moved", "b", "Two", "a") in told(done)
    assert done.memory == []


@pytest.mark.parametrize(
    "place",
    [
        {"catalogues": {"a": catalogue(entry("One", "Un", is_obsolete=True))}},
        {"recorded": {"a": catalogue(("One", "Un"))}},
        {"recorded": {"b": catalogue(("One", "Un"))}},
        {"memory": catalogue(("One", "Un"))},
        {"recorded_memory": catalogue(("One", "Un"))},
        {"catalogues": {"a": catalogue(("One", ""))}, "recorded": {"a": catalogue(("One", "Un"))}},
    ],
    ids=["obsolete", "head", "head-elsewhere", "memory", "memory-of-head", "emptied"],
)
def test_a_translation_is_found_wherever_it_stands(place):
    """And is in use again: no memory keeps it."""
    done = merged({"a": ["One"]}, place.pop("catalogues", {}), **place)
    assert pairs(done.catalogues["a"]) == [("One", "Un")]
    assert pairs(done.memory) == []


def test_where_pages_disagree_somebody_decides():
    """The page's own former translation is beyond doubt, that of others is not."""
    others = {"b": catalogue(("Founded", "Fondé")), "c": catalogue(("Founded", "Fondée"))}
    texts = {"a": ["Founded"], "b": ["Founded"], "c": ["Founded"]}
    assert pairs(merged(texts, others).catalogues["a"]) == [("Founded", "? Fondé")]
    done = merged(texts, others, recorded={"a": catalogue(("Founded", "Fondées"))})
    assert pairs(done.catalogues["a"]) == [("Founded", "Fondées")]


def test_a_changed_text_is_fuzzy_and_shows_what_it_was():
    """The old pair goes to the memory; the note of the translator stays with both."""
    done = merged({"a": [LONGER]}, {"a": catalogue(entry(LONG, TRANSLATED, comments="logements"))})
    [changed] = done.catalogues["a"][1:]
    assert (changed.msgid, changed.msgstr, changed.previous) == (LONGER, TRANSLATED, LONG)
    assert changed.is_fuzzy
    assert changed.comments == ("logements",)
    assert pairs(done.memory) == [(LONG, TRANSLATED)]
    assert [kind for kind, *_ in told(done)] == ["fuzzy", "retired"]


def test_a_text_that_changes_twice_shows_what_was_translated():
    """Not what nobody has translated."""
    once = merged({"a": [LONGER]}, {"a": catalogue((LONG, TRANSLATED))})
    twice = merged({"a": [LONGER.replace("good", "fine")]}, once.catalogues, memory=once.memory)
    [changed] = twice.catalogues["a"][1:]
    assert changed.previous == LONG
    assert changed.is_fuzzy


def test_a_text_that_comes_back_is_translated_again():
    """By its own translation, though a draft stands in its place."""
    once = merged({"a": [LONGER]}, {"a": catalogue((LONG, TRANSLATED))})
    back = merged({"a": [LONG]}, once.catalogues, memory=once.memory)
    assert pairs(back.catalogues["a"]) == [(LONG, TRANSLATED)]
    assert pairs(back.memory) == []


def test_the_translation_of_a_neighbour_is_no_draft():
    """Other programs put one there; what is known for certain replaces it, and a person's draft stays."""
    memory = catalogue(("One", "Un"))
    wrong = {"a": catalogue(entry("One", "Deux", fuzzy=True), ("Two", "Deux"))}
    assert pairs(merged({"a": ["One", "Two"]}, wrong, memory=memory).catalogues["a"])[0] == ("One", "Un")
    draft = {"a": catalogue(entry("One", "Un seul", fuzzy=True))}
    assert pairs(merged({"a": ["One"]}, draft, memory=memory).catalogues["a"]) == [("One", "? Un seul")]


def test_the_guess_of_another_program_is_looked_at_again():
    """It does not say what it translates; ours does, and knows what differs in form only."""
    guessed = {
        "a": catalogue(entry(LONGER, TRANSLATED, fuzzy=True), entry("What It Does", "Ce qu’il fait", fuzzy=True))
    }
    recorded = {"a": catalogue((LONG, TRANSLATED), ("What it does", "Ce qu’il fait"))}
    done = merged({"a": [LONGER, "What It Does"]}, guessed, recorded=recorded)
    assert [each.previous for each in done.catalogues["a"][1:]] == [LONG, "What it does"]
    assert [each.is_fuzzy for each in done.catalogues["a"][1:]] == [True, False]


def test_a_correction_is_no_loss():
    """What git has and a translator has put right need not be remembered."""
    done = merged({"a": ["One"]}, {"a": catalogue(("One", "Un"))}, recorded={"a": catalogue(("One", "Uns"))})
    assert done.memory == []


def test_drafts_are_remembered_too():
    """They were work."""
    done = merged({"a": ["One"]}, {"a": catalogue(entry("Two", "Deux?", fuzzy=True))})
    assert pairs(done.memory) == [("Two", "? Deux?")]


def test_one_text_may_have_several_retired_translations():
    """The others are numbered; each comes back only by decision."""
    before = {"b": catalogue(("Founded", "Fondé")), "c": catalogue(("Founded", "Fondée"))}
    done = merged({"a": ["Other"]}, before)
    assert [(each.msgstr, each.context, each.is_obsolete) for each in done.memory[1:]] == [
        ("Fondé", None, False),
        ("Fondée", "2", True),
    ]
    again = merged({"a": ["Other"]}, done.catalogues, memory=done.memory)
    assert again.memory == done.memory


def test_a_finished_translation_comes_before_drafts_in_the_memory():
    """It is the one that other programs see."""
    before = {"a": catalogue(entry("One", "Un?", fuzzy=True)), "b": catalogue(("One", "Un"))}
    assert [(each.msgstr, each.context) for each in merged({}, before).memory[1:]] == [("Un", None), ("Un?", "2")]


@pytest.mark.parametrize("texts", [{"a": [LONGER, "New"]}, {"b": [LONG, "New"]}, {"b": [LONG.upper()]}, {}])
def test_a_second_time_changes_nothing(texts):
    """Whatever the first has done."""
    once = merged(texts, {"a": catalogue((LONG, TRANSLATED), ("One", "Un"))}, recorded={"c": catalogue(("x", "y"))})
    twice = merged(texts, once.catalogues, memory=once.memory, recorded={"c": catalogue(("x", "y"))})
    assert (twice.catalogues, twice.memory) == (once.catalogues, once.memory)
    assert {kind for kind, *_ in told(twice)} <= {"kept", "waiting"}


def test_what_differs_in_form_is_carried_over_and_marked():
    """With what it was."""
    done = merged(
        {"a": ["See [DID](did.md)."]}, {"a": catalogue(("see [DID](agencies/did.md).", "Voir [DID](agencies/did.md)."))}
    )
    [entry_] = done.catalogues["a"][1:]
    assert (entry_.msgstr, entry_.previous) == ("Voir [DID](did.md).", "see [DID](agencies/did.md).")
    assert entry_.comments == ("carried over: links, capitals",)
    assert entry_.is_done
    assert pairs(done.memory) == [("see [DID](agencies/did.md).", "Voir [DID](agencies/did.md).")]


CARRIED = {
    "capitals": ("What It Does", "What it does", "Ce qu’il fait", "Ce qu’il fait", "capitals"),
    "first-capital": ("Words of ours", "words of ours", "Nos mots", "nos mots", "capitals"),
    "typography": ('It\'s "so" -- now', "It’s “so” – now", "C’est ainsi", "C’est ainsi", "typography"),
    "spaces": ("One  two", "One two", "Un deux", "Un deux", "spaces"),
    "link": ("[a](x.md) b", "[a](y.md) b", "b [a](x.md)", "b [a](y.md)", "links"),
    "links-change-places": ("[a](x) [b](y)", "[a](y) [b](x)", "[b](y) et [a](x)", "[b](x) et [a](y)", "links"),
    "address": (
        "See <https://a.org/>",
        "See <https://b.org/>",
        "Voir <https://a.org/>",
        "Voir <https://b.org/>",
        "links",
    ),
    "emphasis-goes": ("a **b** c", "a b c", "c **b** a", "c b a", "emphasis"),
    "emphasis-changes": ("a *b* c", "a **b** c", "c *b* a", "c **b** a", "emphasis"),
}


@pytest.mark.parametrize(("old", "new", "msgstr", "wanted", "changes"), CARRIED.values(), ids=CARRIED)
def test_form_is_carried_over(old, new, msgstr, wanted, changes):
    """Into the translation, where it shows there."""
    assert carried(old, new, msgstr, {}) == (wanted, changes)
    done = merged({"a": [new]}, {"a": catalogue((old, msgstr))})
    assert pairs(done.catalogues["a"]) == [(new, wanted)]
    assert told(done)[0][0] == "carried"


NOT_CARRIED = {
    "role": ("{fact}`a.b` is", "{fact}`A.b` is", "est {fact}`a.b`"),
    "code": ("Run `make`", "Run `Make`", "Lancer `make`"),
    "link-twice-into-two": ("[a](x) [b](x)", "[a](x) [b](y)", "[b](x) et [a](x)"),
    "link-missing-there": ("[a](x) b", "[a](y) b", "b"),
    "emphasis-comes": ("a b c", "a **b** c", "c b a"),
    "number": ("In 1974 it", "in 1974 it", "En 1947"),
}


@pytest.mark.parametrize(("old", "new", "msgstr"), NOT_CARRIED.values(), ids=NOT_CARRIED)
def test_what_is_not_safe_is_not_carried_over(old, new, msgstr):
    """Nobody could say what the translation would be, or the translation was wrong before."""
    assert carried(old, new, msgstr, {}) is None


def test_words_say_what_is_alike():
    """A paragraph is like its next version; titles that differ by a word are not alike."""
    known = Similar([LONG, "Where it works", "What it does", "Rooftops Canada builds homes with the people"])
    assert known.to(LONGER) == LONG
    assert known.to("Where it sleeps") is None
    assert known.to("Entirely other words") is None
    assert Similar([]).to(LONG) is None


def test_the_report_names_what_happened():
    """In numbers first."""
    before = {"a": catalogue((LONG, TRANSLATED), ("One", "Un"), ("Gone away", "Parti"))}
    lines = list(account(merged({"a": ["One", LONGER, "Brand new"]}, before), "fr", ["x.po"]))
    assert lines[:2] == [
        "x.po: both sides of the merge are joined; git add it when all is well",
        "fr: 1 kept, 1 fuzzy, 1 new, 2 retired",
    ]
    assert "    a.po: “Brand new”" in lines
    assert any(line.startswith(f"    a.po: “{LONGER[:60]}") for line in lines)


def test_a_long_report_is_cut():
    """The catalogues hold the rest."""
    lines = list(account(merged({"a": [f"Text {number}" for number in range(50)]}), "fr"))
    assert lines[-1] == "    … and 30 more"
    assert len(lines) == 23
