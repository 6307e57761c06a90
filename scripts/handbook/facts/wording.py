"""How a neutral value reads in each language: numbers, years, durations and lists of regions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list
from babel.numbers import format_decimal

from handbook.facts.model import Fact, Registry

# M49 code of the whole world: its phrase stands alone, without the preposition of a list.
WORLD = "001"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """The words of one language around a value; ``{}`` is where the value stands."""

    locale: str
    decade: str
    more_than: str
    equivalent: str
    mainly: str
    years: str
    # What stands once before a list of regions; French has it in each region's own phrase.
    region_lead: str
    # Exact counts below ten are written as words.
    small: tuple[str, ...]
    # How the last of a list is joined, {} twice; where nothing is said, as CLDR has it for the locale.
    last: str | None = None


WORDINGS = {
    "en": Wording(
        locale="en_CA",
        decade="{}s",
        more_than="more than {}",
        equivalent="the equivalent of {}",
        mainly="mainly {}",
        years="{} years",
        region_lead="in ",
        small=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    ),
    "fr": Wording(
        locale="fr_CA",
        decade="années\u00a0{}",
        more_than="plus de\u00a0{}",
        equivalent="l’équivalent de\u00a0{}",
        mainly="surtout {}",
        years="{}\u00a0années",
        region_lead="",
        small=("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    ),
}


def wording_of(registry: Registry, language: str) -> Wording:
    """Return the words of a language: the project's own, else those that the program has."""
    table = registry.wordings.get(language)
    return Wording(**{**table, "small": tuple(table["small"])}) if table else WORDINGS[language]


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
    told = lead + joined(phrases, wording)
    return wording.mainly.format(told) if "qualifier" in fact.value else told


def joined(phrases: Sequence[str], wording: Wording) -> str:
    """Return a list of phrases as a language writes it."""
    if wording.last is None or len(phrases) < 2:
        return format_list(phrases, locale=wording.locale)
    return wording.last.format(", ".join(phrases[:-1]), phrases[-1])


def _name(fact: Fact, registry: Registry, wording: Wording, language: str) -> str:
    return fact.value[language] if isinstance(fact.value, Mapping) else fact.value


_TELLERS: Mapping[str, Callable[[Fact, Registry, Wording, str], str]] = {
    "year": _year,
    "count": _count,
    "duration": _duration,
    "region-list": _regions,
    "name": _name,
}
