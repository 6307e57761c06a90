"""French readers get no-break spaces where a line must not break, whatever the catalogue holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from published import read
from small_handbook import append, translate

from handbook.languages.typeset import spaced

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("Il y a ceci : cela", "Il y a ceci\u00a0: cela"),
        ("40,00 $ ou 5 %", "40,00\u00a0$ ou 5\u00a0%"),
        ("dit « la source » et", "dit «\u00a0la source\u00a0» et"),
        ("plus de 1 200 projets", "plus de 1\u00a0200\u00a0projets"),
        ("en 1970 et", "en 1970\u00a0et"),
        ("Quoi? Oui! Non; bon.", "Quoi? Oui! Non; bon."),
        ("à 10:30", "à 10:30"),
        ("déjà\u00a0: fait", "déjà\u00a0: fait"),
        ("", ""),
    ],
)
def test_canadian_usage(plain, expected):
    """Before : % $, inside « », in a number and after it; nothing before ; ! ?."""
    assert spaced(plain, "fr-CA") == expected


@pytest.mark.parametrize("tag", ["fr-FR", "fr-BE", "fr-CH"])
def test_usage_of_france(tag):
    """Narrow ones before ; ! ? as well; at the start of a text they follow what is before."""
    assert spaced("Quoi ? Oui ! Non ; bon : « là »", tag) == (
        f"Quoi{NARROW}? Oui{NARROW}! Non{NARROW}; bon{NBSP}: «{NBSP}là{NBSP}»"
    )
    assert spaced(" ? Oui", tag, before="Quoi") == f"{NARROW}? Oui"


@pytest.mark.parametrize("tag", ["en-CA", "es", "de", "ar", "ja"])
def test_other_languages_keep_theirs(tag):
    """Nobody has said what they want."""
    assert spaced("a : b ; c « d » 5 %", tag) == "a : b ; c « d » 5 %"


def test_a_number_in_a_role_holds_the_word_after_it():
    """The number may stand in another node than its word."""
    assert spaced(" projets", "fr-CA", before="700") == "\u00a0projets"
    assert spaced(" projets", "fr-CA", before="sept") == " projets"


def plain(text):
    """Return a text with plain spaces."""
    return text.replace(NBSP, " ").replace(NARROW, " ")


@given(st.text(alphabet=" ab1:%$«»;!?,\u00a0"), st.sampled_from(["fr-CA", "fr-FR", "en-CA", "es", "ar"]))
def test_only_spaces_change_and_once(text, tag):
    """No letter moves, and a second pass finds nothing to do."""
    changed = spaced(text, tag)
    assert plain(changed) == plain(text)
    assert spaced(changed, tag) == changed


@pytest.fixture(scope="module")
def site(build_small):
    """Publish a sentence with everything in it."""

    def change(root):
        english = "It says: “more than {fact}`birch.offices`”, {fact}`maple.projects` projects, 5% or `a : b`; why?"
        append(root / "source/compare.md", f"{english}\n")
        translate(
            root,
            "compare",
            {
                english: "On lit : « plus de {fact}`birch.offices` », {fact}`maple.projects` projets, 5 % "
                "ou `a : b`; pourquoi?"
            },
        )

    return build_small(change)


def test_a_french_page_has_them_all(site):
    """From plain spaces in the catalogue; what is code stays as it is."""
    text = read(site, "fr", "compare").findall(".//main//p")[-1].text_content()
    assert "On lit\u00a0: «\u00a0plus de quatre\u00a0»" in text
    assert "plus de\u00a01\u00a0200\u00a0projets, 5\u00a0% ou" in text
    assert "a : b" in text
    assert "; pourquoi?" in text


def test_an_english_page_has_none(site):
    """They are French usage."""
    assert NBSP not in read(site, "en", "compare").find(".//main").text_content()
