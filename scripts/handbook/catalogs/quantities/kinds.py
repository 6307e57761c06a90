"""Reads what a match of one kind says: a telephone number, a date, a time, a decade, a share, a name with digits."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from handbook.catalogs.quantities.quantity import CLOCK, MONTH, PERCENT, SHARE, Quantity, Strength, Value
from handbook.catalogs.quantities.unread import QuantityReader, read_digits

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_MONTHS, _HALF_DAY, _HALF_HOUR = range(1, 13), 12, 30
_MOST_DIGITS, _CENTURY = 40, 100


def telephone(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield a number of ten digits, which are compared as they stand."""
    yield reader.made(match, Value(re.sub(r"\D", "", match[0])[-10:]))


def version(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity] | None:
    """Yield a number of three parts and more, unless its language groups digits by points."""
    if read_digits(match[0], reader.language.tag).numbers:  # grouped by points
        return None
    return iter([reader.made(match, Value(match[0]))])


def _number(reader: QuantityReader, match: re.Match[str], group: int | str, *, is_month: bool = False) -> Quantity:
    """Return a number in digits that is a part of a match; `is_month` where it may be one of the twelve."""
    number = Fraction(match[group])
    values = (Value(number), Value(number, MONTH)) if is_month and number in _MONTHS else (Value(number),)
    return Quantity(values=values, words=match[group], start=match.start(group), end=match.end(group))


def date(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield year, month and day, in any order: which of two is the month nobody can tell."""
    for group in range(1, match.re.groups + 1):
        if match[group] and match[group].isdigit():
            yield _number(reader, match, group, is_month=True)


def span(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield both years of 2023–24; of 2010-11, the second may be a month too."""
    yield _number(reader, match, 1)
    last, year = _number(reader, match, 3, is_month=True), int(match[1])
    if int(match[3]) > year % _CENTURY:
        last = replace(last, values=(Value(Fraction(year // _CENTURY * _CENTURY + int(match[3]))), *last.values))
    yield last


def clock(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield the time of 5:30, which may be one of the afternoon."""
    hour, minutes = int(match[1]), int(match[2])
    hours = (hour, hour + _HALF_DAY) if hour <= _HALF_DAY else (hour,)
    values = (Value(Fraction(hour % 24 * 60 + minutes), CLOCK) for hour in hours)
    ratio = Value(match[0])
    yield reader.made(match, *values, ratio)


def time(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity] | None:
    """Yield a time of day in the words of either language; without a half of the day, hours may be a duration too."""
    groups = {"minutes": None, "half": None, "am": None, "pm": None, "either": None, **match.groupdict()}
    mark = reader.source.marks.get(match.start("hour"))
    number = mark.values[0].number if mark else Fraction(match["hour"])
    minutes = _HALF_HOUR if groups["half"] else int(groups["minutes"] or 0)
    if not isinstance(number, Fraction) or number.denominator != 1 or number > 24 or (mark and mark.is_ordinal):
        return None
    strength = mark.strength if mark else Strength.DIGITS
    if groups["am"] or groups["pm"]:
        hour = int(number) % _HALF_DAY + _HALF_DAY * bool(groups["pm"])
        values = [Value(Fraction(hour * 60 + minutes), CLOCK)]
    else:
        values = [Value(Fraction(int(number) % 24 * 60 + minutes), CLOCK)]
        values.append(Value(number + Fraction(minutes, 60), "hour"))
        if groups["either"]:
            values.append(Value(Fraction((int(number) + _HALF_DAY) % 24 * 60 + minutes), CLOCK))
    is_in_digits = groups["minutes"] and match["hour"].isdigit() and not (groups["am"] or groups["pm"])
    parts = tuple(_number(reader, match, name) for name in ("hour", "minutes")) if is_in_digits else ()
    return iter([reader.made(match, *values, strength=strength, is_unit_sure=True, parts=parts)])


def decade(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity] | None:
    """Yield the years of a decade, with or without their century."""
    group = next(name for name, value in match.groupdict().items() if value)
    mark = reader.source.marks.get(match.start(group))
    number = mark.values[0].number if mark else Fraction(match[group])
    if not isinstance(number, Fraction) or number % 10:
        return None
    values = [Value(number, "decade-year"), Value(number)]
    if number < _CENTURY:
        values = [Value(number + 1900, "decade-year"), Value(number + 2000, "decade-year"), *values]
    elif not number % _CENTURY:
        values.append(Value(number / _CENTURY + 1, "century"))
    strength = mark.strength if mark else Strength.DIGITS
    return iter([reader.made(match, *values, strength=strength)])


def short_year(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield a year of two digits: ’69."""
    number = Fraction(match[1])
    yield reader.made(match, *(Value(number + century) for century in (1900, 2000, 0)))


def roman(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity] | None:
    """Yield a number in Roman numerals, if it is an ordinal one or a century."""
    number = Fraction(_roman_value(match["roman"]))
    if not match["ordinal"] and not match["century"]:
        reader.spare.add(number)
        return None
    values = (Value(number, "century"), Value(number)) if match["century"] else (Value(number),)
    return iter([reader.made(match, *values, strength=Strength.WORDS)])


def share(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity] | None:
    """Yield a fraction in digits; a slash may stand between two numbers instead."""
    over, under, whole = match["over"], match["under"], match["whole"]
    if max(len(over), len(under), len(whole or "")) > _MOST_DIGITS:
        return None
    parts: tuple[Quantity, ...] = (_number(reader, match, "over"), _number(reader, match, "under"))
    if not int(under):
        return iter(parts)
    value = Fraction(int(over), int(under))
    parts = () if match["bar"] == "⁄" else parts
    if match["share"]:
        return iter([reader.made(match, Value(value + int(whole or 0), PERCENT), is_unit_sure=True)])
    if whole:  # one and a half, or two numbers
        part = Quantity(
            values=(Value(value), Value(value * 100, PERCENT)),
            words=match[0].partition(" ")[2],
            start=match.start("over"),
            end=match.end(),
            family=SHARE,
        )
        value, parts = value + int(whole), () if not parts else (_number(reader, match, "whole"), part)
    return iter([reader.made(match, Value(value), Value(value * 100, PERCENT), family=SHARE, parts=parts)])


def share_in_words(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity] | None:
    """Yield two fifths, one fifth of, « deux cinquièmes »."""
    over, under = (reader.source.marks.get(match.start(name)) for name in ("over", "under"))
    digits = match["over"] if match["over"].isdigit() else "1"
    number = over.values[0].number if over else Fraction(digits)
    if over and (over.is_ordinal or over.family != "number"):
        return None
    if under is None or not under.is_ordinal:
        return None
    divisor = under.values[0].number
    if not isinstance(number, Fraction) or not isinstance(divisor, Fraction) or divisor <= 1:
        return None
    if not (under.is_plural if number > 1 else match["of"]):
        return None
    value = number / divisor
    return iter([reader.made(match, Value(value), Value(value * 100, PERCENT), strength=Strength.WORDS, family=SHARE)])


def code(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield a name with digits in it: two contradict each other where they differ in the digits only."""
    if len(match[0]) <= _MOST_DIGITS:
        digits = re.findall(r"\d+(?:\.\d+)?(?!\.?\d)|\d+", match[0])
        reader.spare.update(map(Fraction, digits))
    shape = re.sub(r"\d+", "0", match[0])
    yield reader.made(match, Value(match[0]), strength=Strength.WORDS, family=f"code {shape}")


def _roman_value(numeral: str) -> int:
    """Return the number of a Roman numeral."""
    values = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(
        -digit if digit < following else digit for digit, following in zip(values, [*values[1:], 0], strict=True)
    )
