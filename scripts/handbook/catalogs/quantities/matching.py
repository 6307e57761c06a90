"""Pairs the quantities of two texts that may mean the same, in whatever words and units."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from operator import attrgetter

from handbook.catalogs.quantities.quantity import (
    CLOCK,
    MONTH,
    PERCENT,
    SHARE,
    Quantity,
    base_value,
    is_nearly,
    measured,
)

# Beyond so many that answer to none by their values, no conversion of units is tried.
_MOST_CONVERTED = 60
_PHYSICAL = frozenset({"length", "mass", "area", "volume", "speed"})


@dataclass(slots=True)
class Matching:
    """The quantities of both texts that have no partner yet, and the pairs so far."""

    here: list[Quantity]
    there: list[Quantity]
    pairs: list[tuple[Quantity, Quantity]] = field(default_factory=list)

    def pair(self, keys: Callable[[Quantity], Iterable[object]], agree: Callable[[Quantity, Quantity], bool]) -> None:
        """Pair quantities that have a key in common and agree: those in digits before those in words."""
        index: dict[object, list[int]] = {}
        for number, quantity in sorted(enumerate(self.there), key=lambda item: item[1].strength):
            for key in dict.fromkeys(keys(quantity)):
                index.setdefault(key, []).append(number)
        used: set[int] = set()
        left = []
        for quantity in sorted(self.here, key=attrgetter("strength")):
            partner = self._partner(quantity, index, used, keys, agree)
            if partner is None:
                left.append(quantity)
            else:
                used.add(partner)
                self.pairs.append((quantity, self.there[partner]))
        self.here = left
        self.there = [quantity for number, quantity in enumerate(self.there) if number not in used]

    def _partner(
        self,
        quantity: Quantity,
        index: dict[object, list[int]],
        used: set[int],
        keys: Callable[[Quantity], Iterable[object]],
        agree: Callable[[Quantity, Quantity], bool],
    ) -> int | None:
        for key in keys(quantity):
            waiting = index.get(key, [])
            while waiting and waiting[0] in used:
                waiting.pop(0)
            for number in waiting[:_MOST_CONVERTED]:
                if number not in used and agree(quantity, self.there[number]):
                    return number
        return None


def match(matching: Matching) -> None:
    """Pair quantities of the same value, then those of the same number, then those that one converts into the other."""
    matching.pair(lambda quantity: quantity.values, lambda *_: True)
    matching.pair(_numbers, _agree)
    if min(len(matching.here), len(matching.there)) <= _MOST_CONVERTED:
        matching.pair(_measured, _is_converted)


def _numbers(quantity: Quantity) -> Iterable[object]:
    return (value.number for value in quantity.values if value.unit not in (CLOCK, MONTH))


def _agree(here: Quantity, there: Quantity) -> bool:
    """Whether two with the same number may mean the same: one has no unit, or one that may be none.

    Beside kilograms, even what may be none is grams.
    """
    here_physical, there_physical = _physical(here), _physical(there)
    return not (_is_sure(here) and _is_sure(there)) and (
        not here_physical or not there_physical or bool(here_physical & there_physical)
    )


def _physical(quantity: Quantity) -> set[str | None]:
    return {value.unit for value in quantity.values if measured(value.unit) in _PHYSICAL}


def _is_sure(quantity: Quantity) -> bool:
    return quantity.is_unit_sure and all(value.unit is not None for value in quantity.values)


def _measured(quantity: Quantity) -> Iterable[object]:
    kinds = (PERCENT if value.unit == PERCENT else measured(value.unit) for value in quantity.values)
    return filter(None, dict.fromkeys(kinds))


def _is_converted(here: Quantity, there: Quantity) -> bool:
    if (here.family == SHARE) != (there.family == SHARE):
        return any(is_nearly(one, other) for one, other in product(_percentages(here), _percentages(there)))
    return any(
        one.unit != other.unit
        and measured(one.unit) == measured(other.unit)
        and is_nearly(base_value(one.number, one.unit), base_value(other.number, other.unit))
        for one in here.values
        if one.unit and measured(one.unit) and isinstance(one.number, Fraction)
        for other in there.values
        if other.unit and measured(other.unit) and isinstance(other.number, Fraction)
    )


def _percentages(quantity: Quantity) -> list[Fraction]:
    values = (value for value in quantity.values if value.unit == PERCENT)
    return [value.number for value in values if isinstance(value.number, Fraction)]
