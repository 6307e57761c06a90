"""How a neutral value reads in each language: numbers, years, durations and lists of regions."""

from collections.abc import Callable, Mapping, Sequence

from babel.lists import format_list
from babel.numbers import format_decimal

from handbook.facts.model import Fact, Registry
from handbook.languages.language import Wording
from handbook.languages.lookup import language_of

# M49 code of the whole world: its phrase stands alone, without the preposition of a list.
WORLD = "001"
# Kinds whose value says nothing by itself: "1970".
_BARE = ("year", "count", "duration")


def wording_of(registry: Registry, language: str) -> Wording:
    """Return the words of a language of a handbook. Raises LookupError where it has none."""
    wording = registry.wordings.get(language) or language_of(language).wording
    if wording is None:
        raise LookupError(language)
    return wording


def word(fact: Fact, registry: Registry, language: str) -> str | None:
    """Return the value of `fact` as a reader of `language` reads it, or None where its kind is told in prose."""
    teller = _TELLERS.get(fact.kind)
    return teller(fact, registry, wording_of(registry, language), language) if teller else None


def capitalized(text: str) -> str:
    """Return words with a capital at their start and nowhere else."""
    return text[:1].upper() + text[1:]


def short_text(fact: Fact, registry: Registry, language: str) -> str:
    """Return the words for a panel or a table cell: written by hand, else the worded value."""
    return fact.text.get(language) or word(fact, registry, language) or ""


def own_words(fact: Fact, registry: Registry, language: str) -> str:
    """Return what a fact says, in words that can stand alone: its short text, a value that needs none, its evidence."""
    value = "" if fact.kind in _BARE else word(fact, registry, language)
    return fact.text.get(language) or value or fact.evidence[language]


def _year(fact: Fact, registry: Registry, wording: Wording, language: str) -> str:
    decade = fact.value.get("decade")
    return wording.decade.format(decade) if decade else str(fact.value["year"])


def _count(fact: Fact, registry: Registry, wording: Wording, language: str) -> str:
    n = fact.value["n"]
    if fact.value["op"] == ">":
        return wording.more_than.format(format_decimal(n, locale=wording.locale))
    return wording.small[n] if n < len(wording.small) else format_decimal(n, locale=wording.locale)


def _duration(fact: Fact, registry: Registry, wording: Wording, language: str) -> str:
    years = wording.years.format(format_decimal(fact.value["n"], locale=wording.locale))
    return wording.equivalent.format(years) if "qualifier" in fact.value else years


def _regions(fact: Fact, registry: Registry, wording: Wording, language: str) -> str:
    codes = fact.value["regions"]
    phrases = [registry.regions[code][language] for code in codes]
    lead = "" if codes == [WORLD] else wording.region_lead
    listed = lead + joined(phrases, wording)
    return wording.mainly.format(listed) if "qualifier" in fact.value else listed


def joined(phrases: Sequence[str], wording: Wording) -> str:
    """Return a list of phrases as a language writes it."""
    if wording.last is None or len(phrases) < 2:
        return format_list(phrases, locale=wording.locale)
    return wording.last.format(", ".join(phrases[:-1]), phrases[-1])


def _name(fact: Fact, registry: Registry, wording: Wording, language: str) -> str:
    name: str = fact.value[language] if isinstance(fact.value, Mapping) else fact.value
    return name


_TELLERS: Mapping[str, Callable[[Fact, Registry, Wording, str], str]] = {
    "year": _year,
    "count": _count,
    "duration": _duration,
    "region-list": _regions,
    "name": _name,
}
