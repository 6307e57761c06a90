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

AMOUNT, PERCENTAGE, TIME, NUMBER = "amount", "percentage", "time", "number"

_MAYBE = re.compile("[\\d\u00b2\u00b3\u00b9\u00bc-\u00be]|[^\\x00-\u2069]")
_NUMBER = r"\d{1,3}(?:[ ,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_TOKEN = re.compile(
    rf"(?P<before>(?:(?:US|CA|C)?\$|[€£]) ?)?(?P<number>{_NUMBER})"
    r"(?P<scale> ?(?:[MGBk](?= ?\$|\b)|millions?\b|billions?\b|milliards?\b|thousand\b|mille\b))?"
    r"(?P<after>(?: de| d[’'])? ?(?:\$|[€£]|dollars?\b)| ?%| per ?cent\b| pour ?cent\b)?"
)
_ENGLISH_TIME = re.compile(r"\b(\d{1,2})(?::(\d\d))? ?([ap])\.?m\b\.?", re.IGNORECASE)
_FRENCH_TIME = re.compile(r"\b(\d{1,2}) ?h\b(?: ?(\d\d)\b)?|\b(\d{1,2})h(\d\d)\b")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_TELEPHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}\b")
_SHORT_DECADE = re.compile(r"[’'](?=\d0s\b)")
_SIGNS = {AMOUNT: re.compile(r"[$€£]|dollar", re.IGNORECASE), PERCENTAGE: re.compile(r"%|cent\b", re.IGNORECASE)}
# Without L and C, which would make a number of « Le » and « Ce ».
_ROMAN = re.compile(r"\b[IVX]+(?=(?:er|e|th|st|nd|rd)?\b)")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}

# Powers of ten. Letters only beside a currency: 18 M$. « Billion » is a thousand times more in French.
_LETTERS = {"k": 3, "M": 6, "G": 9, "B": 9}
_SCALES: Mapping[str, Mapping[str, int]] = {
    "en": {"thousand": 3, "million": 6, "billion": 9},
    "fr": {"mille": 3, "million": 6, "milliard": 9, "billion": 12},
}
_UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf vingt",
}
_OTHERS: Mapping[str, Mapping[str, int]] = {
    "en": {
        **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
        **{"hundred": 100, "thousand": 1000, "dozen": 12, "half": 50, "first": 1, "second": 2, "third": 3},
        **{"fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12, "twentieth": 20, "once": 1, "twice": 2},
    },
    "fr": {
        **{"trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "huitante": 80, "cent": 100, "mille": 1000},
        **{"une": 1, "premier": 1, "première": 1, "second": 2, "seconde": 2, "cinquième": 5, "neuvième": 9},
        **{"douzaine": 12, "dizaine": 10, "vingtaine": 20, "trentaine": 30, "centaine": 100, "moitié": 50, "demi": 50},
        **{"onzième": 11, "douzième": 12, "seizième": 16, "quatorzième": 14, "trentième": 30, "centième": 100},
    },
}
_ORDINALS = {"en": "th", "fr": "ième"}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


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


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of `text`, as they follow one another."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    apart: list[Quantity] = []

    def take(match: re.Match[str]) -> str:
        kind, value = (NUMBER, _digits(match[0])) if match.re is _TELEPHONE else (TIME, _time(match))
        apart.append(Quantity(kind=kind, value=value, words=match[0]))
        return " "

    if language == "en":
        plain = _SHORT_DECADE.sub("19", plain)
    for pattern in (_TELEPHONE, _ENGLISH_TIME, _FRENCH_TIME, _CLOCK) if language in _SCALES else ():
        plain = pattern.sub(take, plain)
    return [_quantity(match, language) for match in _TOKEN.finditer(plain)] + apart


def compare(source: str, translation: str, language: str) -> Comparison:
    """Hold the quantities of a translation into `language` against those of its source, which is English."""
    if not (_MAYBE.search(source) or _MAYBE.search(translation)):  # the cheap test first: most texts count nothing
        return Comparison()
    # Of a language whose words are not known here, digits are compared with digits.
    english = "en" if language in _SCALES else ""
    here, there = quantities(source, english), quantities(translation, language)
    values = {each.value for each in here}
    named = month_names(translation, language)
    return Comparison(
        missing=tuple(_without(here, there, spelled(translation, language))),
        # Said twice, a number of the source is no other number: 24/7 is « 24 heures sur 24, 7 jours sur 7 ».
        extra=tuple(each for each in _without(there, here, spelled(source, english)) if each.value not in values),
        unsigned=tuple(_unsigned(here, translation)),
        months=tuple(month for month in months(source, english) if language in MONTHS and month not in named),
    )


def _without(wanted: list[Quantity], text: list[Quantity], told: Counter[str]) -> list[Quantity]:
    """Return those of `wanted` that a text does not have, as digits or as a number of the words it spells out."""
    had = Counter(quantity.value for quantity in text) + told
    return [quantity for quantity in wanted if not _take(had, quantity.value)]


def _unsigned(wanted: list[Quantity], text: str) -> list[Quantity]:
    """Return the amounts and percentages of `wanted` whose sign stands nowhere in `text`."""
    return [each for each in wanted if each.kind in _SIGNS and not _SIGNS[each.kind].search(text)]


def spelled(text: str, language: str) -> Counter[str]:
    """Return the numbers that `text` may mean by a word or by a Roman numeral."""
    plain = unicodedata.normalize("NFKC", text)
    words = re.findall(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*", plain.lower().replace(" et ", "-"))
    values = (_spelled_value(re.sub("[\u2010\u2011]", "-", each), language) for each in words)
    return Counter(str(value) for value in (*values, *map(_roman, _ROMAN.findall(plain))) if value is not None)


def months(text: str, language: str) -> list[int]:
    """Return the months, 1 to 12, that stand beside a number in `text`."""
    names = MONTHS.get(language, "").split()
    one_of = "|".join(names)
    pattern = rf"\b({one_of}),? \d|\d(?:st|nd|rd|th|er|re|e)?,? (?:of |de )?({one_of})\b"
    found = re.findall(pattern, " ".join(text.split())) if names else []
    return [names.index(before or after) + 1 for before, after in found]


def month_names(text: str, language: str) -> set[int]:
    """Return the months that `text` names anywhere."""
    words = set(re.findall(r"\w+", text.lower()))
    return {n for n, name in enumerate(MONTHS.get(language, "").lower().split(), 1) if name in words}


def _take(had: Counter[str], value: str) -> bool:
    if not had[value]:
        return False
    had[value] -= 1
    return True


def _quantity(match: re.Match[str], language: str) -> Quantity:
    signs = (match["before"] or "") + (match["after"] or "")
    kind = AMOUNT if _SIGNS[AMOUNT].search(signs) else PERCENTAGE if signs else NUMBER
    [value] = numbers(match["number"])
    scale = (match["scale"] or "").strip()
    words = match[0]
    if power := _SCALES.get(language, {}).get(scale.removesuffix("s")) or (kind == AMOUNT and _LETTERS.get(scale)):
        value = f"{Decimal(value).scaleb(power):f}"
    elif scale and kind == NUMBER:
        words = match["number"]
    return Quantity(kind=kind, value=value, words=words.strip())


def _digits(telephone: str) -> str:
    return re.sub(r"\D", "", telephone)[-10:]


def _time(match: re.Match[str]) -> str:
    hour, minutes, *more = (group or "" for group in match.groups())
    if match.re is _FRENCH_TIME:
        return f"{int(hour or more[0])}:{minutes or more[1] or '00'}"
    if more:
        return f"{int(hour) % 12 + 12 * (more[0].lower() == 'p')}:{minutes or '00'}"
    return f"{int(hour)}:{minutes}"


@cache
def _words(language: str) -> Mapping[str, int]:
    units = {name: value for value, name in enumerate(_UNITS.get(language, "").split())}
    ordinals = {name.removesuffix("e") + _ORDINALS[language]: value for name, value in units.items()}
    return {**ordinals, **units, **_OTHERS.get(language, {})}


def _spelled_value(word: str, language: str) -> int | None:
    """Return what a word counts: "twenty-one", « quatre-vingt-dix »; None when it counts nothing."""
    words = _words(language)
    word = word.replace("quatre-vingts", "huitante").replace("quatre-vingt", "huitante")
    if (value := words.get(word)) is not None:
        return value
    parts = [words.get(part, words.get(part.removesuffix("s"))) for part in word.split("-")]
    return None if None in parts else sum(part for part in parts if part)


def _roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(-each if each < following else each for each, following in zip(values, [*values[1:], 0], strict=True))
