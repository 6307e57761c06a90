"""The languages that the program knows something of; any other one is neutral."""

from collections.abc import Mapping

from handbook.languages.english import ENGLISH
from handbook.languages.french import FRENCH, FRENCH_OF_FRANCE
from handbook.languages.language import Language, LanguagePair, Quantities

# The algorithms of Snowball that come with Sphinx in JavaScript, by ISO 639-1 code; Norwegian goes by three.
_STEMMERS = """
ar:arabic ca:catalan da:danish de:german el:greek eo:esperanto es:spanish et:estonian eu:basque fi:finnish ga:irish
hi:hindi hu:hungarian hy:armenian id:indonesian it:italian lt:lithuanian nb:norwegian ne:nepali nl:dutch nn:norwegian
no:norwegian pt:portuguese ro:romanian ru:russian sr:serbian sv:swedish ta:tamil tr:turkish yi:yiddish
"""
STEMMERS = dict(pair.split(":") for pair in _STEMMERS.split())
# Languages that write no space between two words.
_UNDIVIDED = frozenset({"bo", "dz", "ja", "km", "lo", "my", "th", "yue", "zh"})


def neutral(tag: str) -> Language:
    """Return a language that changes and refuses nothing, with what is known of its words."""
    base = tag.partition("-")[0]
    return Language(tag=tag, stemmer=STEMMERS.get(base), has_spaces=base not in _UNDIVIDED)


# The language in which the program itself is written: its messages, and the words of its templates.
OWN_LANGUAGE = ENGLISH.base
# A code for private use, after ISO 639-2: the source with accents on its letters.
PSEUDO = "qps"

# What readers get where a project does not say which region's usage it follows.
_USUAL: Mapping[str, Language] = {language.base: language for language in (ENGLISH, FRENCH)}
_KNOWN: Mapping[str, Language] = {language.tag: language for language in (ENGLISH, FRENCH, FRENCH_OF_FRANCE)}


def language_of(tag: str) -> Language:
    """Return what is known of a language by its BCP 47 tag, or by its code for the usual region of it.

    A region of which nothing is known follows its language.
    """
    base = tag.partition("-")[0]
    return _USUAL.get(tag) or _KNOWN.get(tag) or _KNOWN.get(base) or _USUAL.get(base) or neutral(tag)


def quantities_of(tag: str) -> Quantities:
    """Return how a language counts; only for one of which that is written down."""
    quantities = language_of(tag).quantities
    assert quantities is not None, tag
    return quantities


def usual_tag(language: str) -> str:
    """Return the BCP 47 tag that pages in a language are marked with, where a project does not say otherwise."""
    return language_of(language).tag if language in _USUAL else language


def pair_of(source: str, target: str) -> LanguagePair:
    """Return what is known of two languages by their tags."""
    return LanguagePair(source=language_of(source), target=language_of(target))


def known_languages() -> tuple[Language, ...]:
    """Return all of which anything is known."""
    return tuple(_KNOWN.values())
