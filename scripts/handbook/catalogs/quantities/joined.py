"""Reads quantities that belong together: the ends of a range, what is measured in two units."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from handbook.catalogs.quantities.patterns import between as pattern_between
from handbook.catalogs.quantities.quantity import Quantity, Value
from handbook.catalogs.quantities.units import CLOCK, MONTH, base_value, measured
from handbook.catalogs.quantities.unread import Reader

_COMPOUND = frozenset({"length", "mass", "time"})
_HALF_DAY = 12


def ranges(quantities: list[Quantity], reader: Reader) -> Iterator[Quantity]:
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


def compounds(quantities: list[Quantity], reader: Reader) -> Iterator[Quantity]:
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
