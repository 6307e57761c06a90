"""Replaces the words of a text that mean a number, a month or a time by signs.

The patterns for quantities then have to know signs and digits only, whatever the words of the language. A sign is as
long as what it stands for, so that every place in the text stays where it is.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain

from handbook.catalogs.quantities.calendar import days, months
from handbook.catalogs.quantities.quantity import CLOCK, PERCENT, SHARE, Mark, Strength, Value
from handbook.languages.language import Language
from handbook.languages.letters import BESIDE_NUMBER
from handbook.languages.lookup import language_of, quantities_of
from handbook.languages.spelled import Spelled, reads_words, spelled
from handbook.project.language_names import day_names, month_names

# A sign and what fills its length; the second stands for what has been read.
SIGN, FILL, READ = "\ue000", "\ue001", "\ue002"
ANY_SIGN = rf"{SIGN}{FILL}*"

_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_TAKEN = re.compile("[\ue000-\ue002]")
# A soft hyphen in a number would divide it at the end of a line; in a word it may.
_DIVIDED = re.compile("(?<=\\d)\u00ad+(?=\\d)")
_GLYPH = re.compile(r"(?<=\d)(?=[\u00bc-\u00be\u2150-\u215e])")
_SUPERSCRIPT = re.compile(r"(?<=\d)(?=[\u00b2\u00b3\u00b9\u2070-\u2079])")
_PLAIN = str.maketrans({**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("\u2010\u2011", "-"), "\u00ad": None})
# How far before a word there may be what it counts with.
_CONTEXT = 20
# Below ten and alone, a number in words of a year such as nineteen seventy-four is none.
_CENTURIES, _YEARS = range(10, 21), range(10, 100)


# What in a text may count without a word of its language.
_FIGURES = re.compile(r"\d|[^\x00-\u2069]|[\u00b2\u00b3\u00b9\u00bc-\u00be]|(?<!\w)(?:[IVX]{2,}|[IVX][a-z])")
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORTEST_TRIGGER = 4
_MANY = 2


def may_count(plain: str, language: Language) -> bool:
    """Whether a text may say a quantity that can be missed: the cheap question, asked of every message."""
    if _FIGURES.search(plain):
        return True
    triggers, base = _triggers(language.tag), language.base
    return any(
        word[:_SHORTEST_TRIGGER] in triggers or (reads_words(base) and _is_number(base, word) == _MANY)
        for word in _words(plain)
    )


def _words(plain: str) -> set[str]:
    return set(_LETTERS.findall(plain.lower()))


@lru_cache(maxsize=50_000)
def _is_number(base: str, word: str) -> int:
    """Return whether a word is a number by itself: not (0), one (1), or more (2)."""
    numbers = list(spelled(word, base, lambda *_: False))
    return 0 if not numbers else 1 if all(map(_is_one, numbers)) else _MANY


@cache
def _triggers(tag: str) -> frozenset[str]:
    """Return how the words of the months, phrases and scales of a language begin, and others with them."""
    language = language_of(tag)
    if (usage := language.quantities) is None:
        return frozenset()
    written = (*usage.words, *usage.noon, *usage.scales, *usage.months, usage.decade)
    written += (*month_names(tag), *day_names(tag))
    words = {word for text in written for word in _LETTERS.findall(text.lower()) if len(word) >= _SHORTEST_TRIGGER}
    return frozenset(word[:_SHORTEST_TRIGGER] for word in words - language.stop_words)


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedText:
    """A text with signs in it, the text as it was, and what stands for what, by place."""

    text: str
    plain: str
    marks: Mapping[int, Mark]


def plain_text(text: str) -> str:
    """Return a text with one kind of spaces, hyphens, apostrophes and digits."""
    text = _SUPERSCRIPT.sub("^", _GLYPH.sub(" ", _DIVIDED.sub(" ", _TAKEN.sub(" ", text)).translate(_PLAIN)))
    text = " ".join(unicodedata.normalize("NFKC", text).translate(_PLAIN).split())
    if text.isascii():
        return text
    return BESIDE_NUMBER.sub(" ", _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.digit(digit[0])), text))


def marked(plain: str, language: Language) -> MarkedText:
    """Return a plain text with signs for the words in it that mean a quantity."""
    marks: dict[int, Mark] = {}
    pieces, last = [], 0
    for start, end, mark in sorted(_spans(plain, language), key=lambda span: span[:2]):
        if start < last:
            continue
        sign = READ if mark is None else SIGN
        pieces += [plain[last:start], sign, (READ if mark is None else FILL) * (end - start - 1)]
        if mark is not None:
            marks[start] = mark
        last = end
    return MarkedText(text="".join([*pieces, plain[last:]]), plain=plain, marks=marks)


def _spans(plain: str, language: Language) -> Iterator[tuple[int, int, Mark | None]]:
    """Yield what to put a sign for: where it starts, where it ends, and what it means."""
    usage = language.quantities
    covered: set[int] = set()
    phrases = (months(plain, language), days(plain, language.tag), _phrases(plain, language.tag)) if usage else ()
    for span in chain.from_iterable(phrases):
        if span[0] not in covered and span[1] - 1 not in covered:
            covered.update(range(*span[:2]))
            yield span
    if not reads_words(language.base) or not any(_is_number(language.base, word) for word in _words(plain)):
        return
    if usage:
        for match in _long_units(language.tag).finditer(plain):
            covered.update(range(match.start(), match.end()))

    def is_other(place: int, word: str) -> bool:
        kind = _kind_of_word(language.tag, word.lower()) if usage else None
        # Behind digits a scale multiplies them.
        is_scale = kind == "scale" and _counted(language.tag).search(plain[max(0, place - _CONTEXT) : place])
        return bool(place in covered or kind == "unit" or is_scale)

    numbers = list(spelled(plain, language.base, is_other))
    for number in _years(numbers, plain) if usage and usage.has_paired_years else numbers:
        yield (
            number.start,
            number.end,
            Mark(
                values=(Value(number.value),),
                strength=Strength.SPARE if _is_one(number) else Strength.WORDS,
                is_ordinal=number.is_ordinal,
                is_plural=plain[number.end - 1] in "sS",
            ),
        )


def _is_one(number: Spelled) -> bool:
    """Whether it is one, the first or the second, which are said for many another reason."""
    return number.value <= (2 if number.is_ordinal else 1)


def _years(numbers: list[Spelled], plain: str) -> Iterator[Spelled]:
    """Yield numbers, two that are said as one year as that."""
    held: Spelled | None = None
    for number in numbers:
        if held and plain[held.end : number.start] == " " and held.value in _CENTURIES and number.value in _YEARS:
            value = held.value * 100 + number.value
            yield Spelled(start=held.start, end=number.end, value=value, is_ordinal=False)
            held = None
            continue
        if held:
            yield held
        held = number
    if held:
        yield held


@cache
def _long_units(tag: str) -> re.Pattern[str]:
    """Return what finds the units of several words, in which a word may be a number elsewhere: « pour cent »."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(unit for unit in quantities_of(tag).units if ' ' in unit)})(?!\w)", re.I)


@lru_cache(maxsize=20_000)
def _kind_of_word(tag: str, word: str) -> str | None:
    usage = quantities_of(tag)
    if word in usage.scales or word.removesuffix("s") in usage.scales:
        return "scale"
    return "unit" if any(re.fullmatch(pattern, word) for pattern in (*usage.units, usage.between)) else None


@cache
def _counted(tag: str) -> re.Pattern[str]:
    """Return what finds digits that go on in the next word."""
    usage = quantities_of(tag)
    return re.compile(rf"(?:\d(?: (?:{usage.between}))?|{usage.and_half})[ -]$")


@cache
def _phrase_pattern(tag: str) -> tuple[re.Pattern[str], tuple[Mark | None, ...]]:
    """Return what finds the phrases of a language, by the number of the group, and what each means."""
    usage = quantities_of(tag)
    noon = {words: f"{CLOCK} {times}" for words, times in usage.noon.items()}
    phrases = {**usage.words, **noon}.items()
    patterns = [f"(?:{usage.silent})", *(pattern for pattern, _ in phrases)]
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(f'({alternative})' for alternative in patterns)})(?!\w)", re.IGNORECASE
    )
    return pattern, (None, *(_meaning(meant) for _, meant in phrases))


def _phrases(plain: str, tag: str) -> Iterator[tuple[int, int, Mark | None]]:
    pattern, meanings = _phrase_pattern(tag)
    for match in pattern.finditer(plain):
        mark = meanings[match.lastindex - 1] if match.lastindex else None
        yield match.start(), match.end(), mark


def _meaning(meant: str) -> Mark:
    """Return what the data say that a phrase means: "1/2", "12|10", "3 year", "clock 12:00"."""
    if meant.startswith(CLOCK):
        times = (time.split(":") for time in meant.removeprefix(CLOCK).strip().split("|"))
        values = tuple(Value(Fraction(int(hour) * 60 + int(minutes)), CLOCK) for hour, minutes in times)
        return Mark(values=values, strength=Strength.WORDS, family=CLOCK)
    numbers = []
    for alternative in meant.split("|"):
        number, _, unit = alternative.partition(" ")
        numbers.append(Value(Fraction(number), unit or None))
        if "/" in number:
            numbers.append(Value(Fraction(number) * 100, PERCENT))
    is_share = "/" in meant
    return Mark(values=tuple(numbers), strength=Strength.WORDS, family=SHARE if is_share else "number")
