"""Reads a number with all that belongs to it: sign, currency, scale, unit, range, what it is more or less than."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from handbook.catalogs.quantities.patterns import between as pattern_between
from handbook.catalogs.quantities.patterns import bounds
from handbook.catalogs.quantities.quantity import (
    CLOCK,
    CODES,
    CURRENCIES,
    MONTH,
    PERCENT,
    Quantity,
    Strength,
    Value,
    base_value,
    measured,
)
from handbook.catalogs.quantities.unread import QuantityReader, read_digits
from handbook.languages.language import Quantities

_COMPOUND = frozenset({"length", "mass", "time"})
_HALF_DAY = 12


def ranges(quantities: list[Quantity], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield quantities, the first of a range with the scale and the unit of its second."""
    between = pattern_between(reader.language.tag)
    for here, there in zip(quantities, [*quantities[1:], None], strict=False):
        if (
            there is None
            or here.end > there.start
            or not between.fullmatch(reader.source.plain[here.end : there.start])
        ):
            yield here
            continue
        units = [value.unit for value in there.values if value.unit not in (None, MONTH, "decade-year")]
        more: list[Value] = []
        for value in here.values:
            if not isinstance(value.number, Fraction):
                continue
            number = value.number * (there.scale if here.scale == 1 else 1)
            if there.scale > 1:
                more.append(Value(number, value.unit))
            if value.unit is None:
                more += [Value(number, unit) for unit in units if unit != CLOCK]
                if CLOCK in units and number < 24:
                    more += [Value(number % 24 * 60, CLOCK), Value((number + _HALF_DAY) % 24 * 60, CLOCK)]
        yield replace(here, values=tuple(dict.fromkeys([*here.values, *more])))


def compounds(quantities: list[Quantity], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield quantities, as one those that measure one thing in two units: 5 feet 10 inches."""
    between = pattern_between(reader.language.tag)
    held: Quantity | None = None
    for quantity in quantities:
        whole = held and _compound(held, quantity, reader.source.plain, between)
        if held and not whole:
            yield held
        held = whole or quantity
    if held:
        yield held


def _compound(here: Quantity, there: Quantity, plain: str, between: re.Pattern[str]) -> Quantity | None:
    first, second = here.values[0], there.values[0]
    gap = plain[here.end : there.start] if here.end <= there.start else "-"
    if (
        len(here.values) > 1
        or len(there.values) > 1
        or first.unit is None
        or second.unit is None
        or not (isinstance(first.number, Fraction) and isinstance(second.number, Fraction))
        or measured(first.unit) not in _COMPOUND
        or measured(first.unit) != measured(second.unit)
        or (gap.strip(" ,") and not between.fullmatch(gap))
        or "-" in gap
        or base_value(Fraction(1), first.unit) <= base_value(Fraction(1), second.unit)
        or base_value(second.number, second.unit) >= base_value(Fraction(1), first.unit)
    ):
        return None
    total = first.number + base_value(second.number, second.unit) / base_value(Fraction(1), first.unit)
    return replace(
        here,
        values=(Value(total, first.unit),),
        words=plain[here.start : there.end],
        end=there.end,
        raw="",
        parts=(here, there),
    )


_LONGEST_CONTEXT = 40
_LEAST_HALVED = 3
_BEHIND = re.compile(r" ?[^\s,;:!?()]{1,20}")


def amount(match: re.Match[str], reader: QuantityReader) -> Iterator[Quantity]:
    """Yield a number with all that belongs to it: sign, currency, scale, unit, what it is more or less than."""
    groups = match.groupdict()
    usage = reader.language.quantities
    mark = reader.source.marks.get(match.start("sign")) if groups["sign"] else None
    raw = groups["raw"] or ""
    units, are_doubtful = _units_of(match, groups, usage)
    if groups.get("one"):
        values, strength, family, written = [Value(Fraction(1))], Strength.SPARE, "number", ""
    elif mark:
        values, strength, family = list(mark.values), mark.strength, mark.family
        written = ""
    else:
        digits = read_digits(raw, reader.language.tag)
        values, strength, family = [Value(number) for number in digits.numbers], Strength.DIGITS, "number"
        written = digits.mark
    if not values:
        yield reader.made(match, Value(raw), raw=raw)
        return
    scale = _scale_of(groups, usage, is_money=bool(units))
    half = Fraction(1, 2) if groups.get("half") or groups.get("later_half") else Fraction(0)
    if half and mark and usage:
        half *= _last_scale(values[0].number, usage)
    made = []
    is_negative = bool(groups["minus"]) or (usage is not None and _is_below(match, reader))
    for value in values:
        if not isinstance(value.number, Fraction) or value.unit in {CLOCK, MONTH}:
            made.append(value)
            continue
        number = (value.number + half) * (-1 if is_negative else 1)
        for unit in (None,) if value.unit else units or (None,):
            scaled = number * scale if value.unit is None else number
            made.append(Value(scaled, value.unit or unit))
        if usage and groups.get("tail") and not units:
            made.append(Value(number * 10 ** usage.letters[groups["tail"]]))
    is_sure = bool(units) and not are_doubtful
    direction, bound = _bound(match, reader, usage, is_share=PERCENT in units)
    if mark and mark.strength == Strength.SPARE and (scale > 1 or half):
        strength = Strength.WORDS
    parts: tuple[Quantity, ...] = ()
    if written == ",":  # 0,5 in English are two numbers, unless it is a slip
        parts = tuple(
            Quantity(values=(Value(Fraction(part)),), words=part, start=match.start(), end=match.end())
            for part in raw.split(",")
            if part.isdecimal()
        )
    yield reader.made(
        match,
        *dict.fromkeys(made),
        strength=strength,
        family=family,
        is_unit_sure=is_sure,
        direction=direction,
        bound=bound,
        currency=_currency(match, reader, usage) if units else "",
        raw=raw,
        mark=written,
        scale=scale,
        parts=parts,
    )


def _scale_of(groups: dict[str, str | None], usage: Quantities | None, *, is_money: bool) -> int:
    power = 0
    if usage and (word := groups.get("scale")):
        word = word.lower()
        power = usage.scales[word if word in usage.scales else word.removesuffix("s")]
    elif usage and is_money and (letter := groups.get("letter") or groups.get("tail")):
        power = usage.letters[letter]
    scale: int = 10**power
    return scale


def _last_scale(number: Fraction | str, usage: Quantities) -> int:
    """Return what half is meant of behind a number in words: of a million in « un million et demi »."""
    scales = sorted((10**power for power in usage.scales.values() if power >= _LEAST_HALVED), reverse=True)
    is_whole = isinstance(number, Fraction) and number > 0
    return next((scale for scale in scales if is_whole and number % scale == 0), 1)


def _units_of(
    match: re.Match[str], groups: dict[str, str | None], usage: Quantities | None
) -> tuple[tuple[str, ...], bool]:
    """Return the units that stand with a number, and whether they may be something else."""
    if currency := groups["currency"]:
        return (CODES.get(currency) or CURRENCIES[currency[-1]],), False
    if usage is None or groups.get("unit") is None:
        if money := groups.get("money"):
            return (CURRENCIES[money[-1]],), False
        return (("percent",) if groups.get("share") else ()), False
    name = next(name for pattern, name in usage.units.items() if _matches(pattern, match, "unit"))
    unit = name.removesuffix("?")
    return ((unit, "sterling") if unit == "pound" else (unit,)), unit != name


def _matches(pattern: str, match: re.Match[str], group: str) -> bool:
    unit = _unit(pattern).match(match.string, match.start(group))
    return unit is not None and unit.end() == match.end(group)


@cache
def _unit(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE)


def _is_below(match: re.Match[str], reader: QuantityReader) -> bool:
    """Whether words behind a number make it a negative one."""
    behind = reader.source.plain[match.end() : match.end() + _LONGEST_CONTEXT]
    return bounds(reader.language.tag)[-1].match(behind) is not None


def _currency(match: re.Match[str], reader: QuantityReader, usage: Quantities | None) -> str:
    """Return the code of ISO 4217 by which a text says whose dollars it means, if it does."""
    plain = reader.source.plain
    words = match[0] + behind[0] if (behind := _BEHIND.match(plain, match.end())) else match[0]
    return next((code for code, pattern in usage.whose.items() if re.search(pattern, words)), "") if usage else ""


def _bound(
    match: re.Match[str], reader: QuantityReader, usage: Quantities | None, *, is_share: bool = False
) -> tuple[int, str]:
    """Return whether more (1) or less (-1) than a quantity is meant, and the words that say so."""
    plain, words = reader.source.plain, reader.words(match)
    if usage is None:
        return 0, words
    before = plain[max(0, match.start() - _LONGEST_CONTEXT) : match.start()]
    behind = plain[match.end() : match.end() + _LONGEST_CONTEXT]
    up, down, more, less, rise, fall, higher, lower, _ = bounds(reader.language.tag)
    pairs = [(-1, down, less), (1, up, more)]
    if is_share:  # 15% more
        pairs += [(-1, fall, lower), (1, rise, higher)]
    for direction, first, second in pairs:
        if bound := first.search(before):
            return direction, (bound[0] + words).strip()
        if bound := second.match(behind):
            return direction, (words + bound[0]).strip()
    return 0, words
