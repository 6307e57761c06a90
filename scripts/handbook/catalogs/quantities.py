"""Numbers, amounts, percentages, times and months of a text, in one spelling whatever the language writes.

1,200.50 and 1 200,50 are one number, $1.5 million and 1,5 M$ one amount, 5:30 p.m. and 17 h 30 one time; what is
spelled out or Roman (the 19th century, XIXe siècle; six, sixième) may stand for digits. After Unicode CLDR and OQLF.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from handbook.facts.normalise import numbers
from handbook.languages.cldr import month_names
from handbook.languages.lookup import known_languages, language_of
from handbook.languages.model import NEUTRAL, Language, LanguagePair

AMOUNT, PERCENTAGE, TIME, NUMBER = "amount", "percentage", "time", "number"

_MAYBE = re.compile("[\\d\u00b2\u00b3\u00b9\u00bc-\u00be]|[^\\x00-\u2069]")
_NUMBER = r"\d{1,3}(?:[ ,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(
    rf"(?P<before>(?:(?:US|CA|C)?\$|[€£]) ?)?(?P<number>{_NUMBER})"
    r"(?P<scale> ?(?:[MGBk](?= ?\$|\b)|millions?\b|billions?\b|milliards?\b|thousand\b|mille\b))?"
    r"(?P<after>(?: de| d[’'])? ?(?:\$|[€£]|dollars?\b)| ?%| per ?cent\b| pour ?cent\b)?"
)
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_TELEPHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
_SIGNS = {AMOUNT: re.compile(r"[$€£]|dollar", re.IGNORECASE), PERCENTAGE: re.compile(r"%|cent\b", re.IGNORECASE)}
# Without L and C, which would make a number of « Le » and « Ce ».
_ROMAN = re.compile(r"\b[IVX]+(?=(?:er|e|th|st|nd|rd)?\b)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}

# Powers of ten, beside a currency: 18 M$.
_LETTERS = {"k": 3, "M": 6, "G": 9, "B": 9}


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A quantity of a text: its value in one spelling, and the words in which the text gives it."""

    kind: str
    value: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How the quantities of a translation differ: lacking, additional, lacking their sign; months (1 to 12) lacking."""

    missing: tuple[Quantity, ...] = ()
    extra: tuple[Quantity, ...] = ()
    unsigned: tuple[Quantity, ...] = ()
    months: tuple[int, ...] = ()


def quantities(text: str, language: Language) -> list[Quantity]:
    """Return the quantities of `text`, as they follow one another."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    apart: list[Quantity] = []

    def take(match: re.Match[str]) -> str:
        kind, value = (NUMBER, _digits(match[0])) if match.re is _TELEPHONE else (TIME, _time(match))
        apart.append(Quantity(kind=kind, value=value, words=match[0]))
        return " "

    if language.quantities:
        if language.quantities.short_decade:
            plain = language.quantities.short_decade.sub("19", plain)
        # Times are written in the one way or the other by whoever writes in either.
        for pattern in (_TELEPHONE, *(each.quantities.time for each in known_languages() if each.quantities), _CLOCK):
            plain = pattern.sub(take, plain)
    return [_quantity(match, language) for match in _TOKEN.finditer(plain)] + apart


def compare(source: str, translation: str, pair: LanguagePair) -> Comparison:
    """Hold the quantities of a translation against those of its source."""
    if not (_MAYBE.search(source) or _MAYBE.search(translation)):  # the cheap test first: most texts count nothing
        return Comparison()
    # Where the words of either are not known here, digits are compared with digits.
    is_known = pair.source.quantities is not None and pair.target.quantities is not None
    from_language, language = (pair.source, pair.target) if is_known else (NEUTRAL, NEUTRAL)
    here, there = quantities(source, from_language), quantities(translation, language)
    values = {each.value for each in here}
    named = months_in(translation, language)
    return Comparison(
        missing=tuple(_without(here, there, spelled(translation, language))),
        # Said twice, a number of the source is no other number: 24/7 is « 24 heures sur 24, 7 jours sur 7 ».
        extra=tuple(each for each in _without(there, here, spelled(source, from_language)) if each.value not in values),
        unsigned=tuple(_unsigned(here, translation)),
        months=tuple(month for month in months(source, from_language) if month not in named),
    )


def _without(wanted: list[Quantity], text: list[Quantity], told: Counter[str]) -> list[Quantity]:
    """Return those of `wanted` that a text does not have, as digits or as a number of the words it spells out."""
    had = Counter(quantity.value for quantity in text) + told
    return [quantity for quantity in wanted if not _take(had, quantity.value)]


def _unsigned(wanted: list[Quantity], text: str) -> list[Quantity]:
    """Return the amounts and percentages of `wanted` whose sign stands nowhere in `text`."""
    return [each for each in wanted if each.kind in _SIGNS and not _SIGNS[each.kind].search(text)]


def spelled(text: str, language: Language) -> Counter[str]:
    """Return the numbers that `text` may mean by a word or by a Roman numeral."""
    plain = unicodedata.normalize("NFKC", text)
    words = re.findall(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*", plain.lower().replace(" et ", "-"))
    values = (_spelled_value(re.sub("[\u2010\u2011]", "-", each), language) for each in words)
    return Counter(str(value) for value in (*values, *map(_roman, _ROMAN.findall(plain))) if value is not None)


def months(text: str, language: Language) -> list[int]:
    """Return the months, 1 to 12, that stand beside a number in `text`."""
    names = month_names(language.tag) if language.quantities else ()
    one_of = "|".join(names)
    pattern = rf"\b({one_of}),? \d|\d(?:st|nd|rd|th|er|re|e)?,? (?:of |de )?({one_of})\b"
    found = re.findall(pattern, " ".join(text.split())) if names else []
    return [names.index(before or after) + 1 for before, after in found]


def months_in(text: str, language: Language) -> set[int]:
    """Return the months that `text` names anywhere."""
    words = set(re.findall(r"\w+", text.lower()))
    names = month_names(language.tag) if language.quantities else ()
    return {n for n, name in enumerate(names, 1) if name.lower() in words}


def _take(had: Counter[str], value: str) -> bool:
    if not had[value]:
        return False
    had[value] -= 1
    return True


def _quantity(match: re.Match[str], language: Language) -> Quantity:
    signs = (match["before"] or "") + (match["after"] or "")
    kind = AMOUNT if _SIGNS[AMOUNT].search(signs) else PERCENTAGE if signs else NUMBER
    [value] = numbers(match["number"])
    scale = (match["scale"] or "").strip()
    words = match[0]
    if power := _scales(language).get(scale.removesuffix("s")) or (kind == AMOUNT and _LETTERS.get(scale)):
        value = f"{Decimal(value).scaleb(power):f}"
    elif scale and kind == NUMBER:
        words = match["number"]
    return Quantity(kind=kind, value=value, words=words.strip())


def _digits(telephone: str) -> str:
    return re.sub(r"\D", "", telephone)[-10:]


def _time(match: re.Match[str]) -> str:
    if match.re is _CLOCK:
        return f"{int(match[1])}:{match[2]}"
    groups = {"half": None, **match.groupdict()}
    hour, minutes = groups["hour"] or groups["hours"], groups["minutes"] or groups.get("more") or "00"
    if half := groups["half"]:
        hour = int(hour) % 12 + 12 * (half.lower() == "p")
    return f"{int(hour)}:{minutes}"


def _scales(language: Language) -> Mapping[str, int]:
    return language.quantities.scales if language.quantities else {}


@cache
def _words(tag: str) -> Mapping[str, int]:
    known = language_of(tag).quantities
    if known is None:
        return {}
    units = {name: value for value, name in enumerate(known.units)}
    ordinals = {name.removesuffix("e") + known.ordinal: value for name, value in units.items()}
    return {**ordinals, **units, **known.others}


def _spelled_value(word: str, language: Language) -> int | None:
    """Return what a word counts: "twenty-one", « quatre-vingt-dix »; None when it counts nothing."""
    words = _words(language.tag)
    for written, meant in language.quantities.respelled if language.quantities else ():
        word = word.replace(written, meant)
    if (value := words.get(word)) is not None:
        return value
    parts = [words.get(part, words.get(part.removesuffix("s"))) for part in word.split("-")]
    return None if None in parts else sum(part for part in parts if part)


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-each if each < following else each for each, following in zip(values, [*values[1:], 0], strict=True))
