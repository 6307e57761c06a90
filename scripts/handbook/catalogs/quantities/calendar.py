"""Months and days of the week in a text, by their names."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache

from handbook.catalogs.quantities.quantity import MONTH, Mark, Strength, Value
from handbook.languages.language import Language
from handbook.languages.lookup import quantities_of
from handbook.project.language_names import day_names, month_names

# How far before a month there may be what it stands in.
_CONTEXT = 20


def months(plain: str, language: Language) -> Iterator[tuple[int, int, Mark]]:
    """Yield the months of a text: in digits' strength beside digits, else in that of words."""
    if (usage := language.quantities) is None:
        return
    pattern, numbers = _month_pattern(language.tag)
    for match in pattern.finditer(plain):
        number = numbers[match["month"].lower().rstrip(".")]
        is_dated = bool(match["day"] is not None or match["year"] is not None)
        is_short = match["month"].lower() not in _full_names(language.tag)
        is_doubtful = is_short or match["month"].lower() in usage.doubtful_months
        before = plain[max(0, match.start("month") - _CONTEXT) : match.start("month")]
        is_meant = not is_short and re.search(rf"(?<!\w)(?:{usage.in_month})$", before, re.IGNORECASE)
        if is_doubtful and not is_dated and not is_meant:
            continue
        strength = Strength.DIGITS if is_dated else Strength.WORDS
        mark = Mark(values=(Value(Fraction(number), MONTH),), strength=strength, family=MONTH)
        yield match.start("month"), match.end("month"), mark


def days(plain: str, tag: str) -> Iterator[tuple[int, int, Mark]]:
    """Yield the days of the week, one or several: Mondays. They are compared as they stand."""
    for match in _day_pattern(tag).finditer(plain):
        meant = Value(f"weekday-{match.lastindex}")
        yield match.start(), match.end(), Mark(values=(meant,), strength=Strength.WORDS, family="weekday")


@cache
def _day_pattern(tag: str) -> re.Pattern[str]:
    names = day_names(tag)
    # An English name is one with a capital: “sat” and “sun” are words, and so are some of other languages.
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'({name})' for name in names)})s?(?!\w)", re.I * names[0][0].islower())


@cache
def _full_names(tag: str) -> frozenset[str]:
    return frozenset(name.lower() for name in month_names(tag))


@cache
def _month_pattern(tag: str) -> tuple[re.Pattern[str], Mapping[str, int]]:
    """Return what finds a month, with a day before it or a day or year behind it; and the numbers of the months."""
    usage = quantities_of(tag)
    numbers = {name.lower(): number for number, name in enumerate(month_names(tag), 1)}
    numbers = {**{name.rstrip("."): number for name, number in usage.months.items()}, **numbers}
    # An English name is one with a capital: “may” and “march” are verbs.
    full = "|".join(sorted(month_names(tag), key=len, reverse=True))
    short = "|".join(re.escape(name) + ("" if name[-1] == "." else r"\.?") for name in sorted(usage.months, key=len))
    cased = "(?i:" if month_names(tag)[0][0].islower() else "("
    return (
        re.compile(
            rf"(?<!\w)(?P<day>\d{{1,2}}(?:{usage.ordinal})?,?[ -](?:{usage.of})?)?"
            rf"(?P<month>{cased}{full})|(?i:{short}))"
            rf"(?!\w)(?P<year>,?[ -]\d)?"
        ),
        numbers,
    )
