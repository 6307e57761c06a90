"""Holds the quantities of a translation against those of its source, whatever the words of either."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from handbook.catalogs.quantities.marking import may_count, plain_text
from handbook.catalogs.quantities.quantity import (
    CLOCK,
    DATA,
    MONEY,
    MONTH,
    PERCENT,
    SHARE,
    Quantity,
    Strength,
    Value,
    base_value,
    is_nearly,
    measured,
)
from handbook.catalogs.quantities.read_text import QuantityReading, read
from handbook.languages.language import Language, LanguagePair

# Beyond so many that answer to none by their values, no conversion of units is tried.
_MOST_CONVERTED = 60
_FIRST_YEAR = 1000
_SIGN_BEFORE = re.compile(r"(?:[A-Z]{1,3}|Cdn)?[$€£¥] ?\d")
_PHYSICAL = frozenset({"length", "mass", "area", "volume", "speed"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """How the quantities of a translation differ from those of its source.

    `missing` stand in the source only, `extra` in the translation only; pairs of (source, translation): `contrary` in
    what they are more or less than, `unsigned` where the translation has no sign of currency or share, `misread` where
    its digits have a mark that its language writes otherwise, or its sign stands on the other side; `exchanged` where
    it says that the money is another country's.
    """

    missing: tuple[Quantity, ...] = ()
    extra: tuple[Quantity, ...] = ()
    contrary: tuple[tuple[Quantity, Quantity], ...] = ()
    unsigned: tuple[tuple[Quantity, Quantity], ...] = ()
    misread: tuple[tuple[Quantity, Quantity], ...] = ()
    exchanged: tuple[tuple[Quantity, Quantity], ...] = ()


@dataclass(slots=True)
class _Matching:
    """What of either side answers to nothing so far, and what answers to what."""

    here: list[Quantity]
    there: list[Quantity]
    pairs: list[tuple[Quantity, Quantity]] = field(default_factory=list)

    def match(self, keys: Callable[[Quantity], Iterable[object]], agree: Callable[[Quantity, Quantity], bool]) -> None:
        """Pair what has a key in common and agrees; digits with digits before words."""
        index: dict[object, list[int]] = {}
        for number, quantity in sorted(enumerate(self.there), key=lambda item: item[1].strength):
            for key in dict.fromkeys(keys(quantity)):
                index.setdefault(key, []).append(number)
        used: set[int] = set()
        left = []
        for quantity in sorted(self.here, key=lambda quantity: quantity.strength):
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


def compare(source: str, translation: str, pair: LanguagePair) -> Comparison:
    """Hold the quantities of a translation against those of its source."""
    texts = plain_text(source), plain_text(translation)
    if not may_count(texts[0], pair.source) and not may_count(texts[1], pair.target):
        return Comparison()
    here, there = read(texts[0], pair.source), read(texts[1], pair.target)
    if not here.quantities and not there.quantities:
        return Comparison()
    matching = _Matching(here=list(here.quantities), there=list(there.quantities))
    _match(matching)
    wholes = [*matching.here, *matching.there]
    matching.here = _divided(
        [quantity for quantity in matching.here if not (quantity.parts and is_said(quantity, there))]
    )
    matching.there = _divided(
        [quantity for quantity in matching.there if not (quantity.parts and is_said(quantity, here))]
    )
    _match(matching)
    matching.here, matching.there = _rejoined(matching.here, wholes), _rejoined(matching.there, wholes)
    missing, extra = _left(matching, here, there)
    return Comparison(
        missing=tuple(sorted(missing, key=lambda quantity: quantity.start)),
        extra=tuple(sorted(extra, key=lambda quantity: quantity.start)),
        contrary=tuple((one, other) for one, other in matching.pairs if one.direction * other.direction < 0),
        unsigned=tuple(_unsigned(matching.pairs)),
        misread=tuple(
            (one, other) for one, other in matching.pairs if _is_misread(one, other) or _is_turned(one, other, pair)
        ),
        exchanged=tuple(
            (one, other) for one, other in matching.pairs if one.currency and other.currency not in ("", one.currency)
        ),
    )


def _match(matching: _Matching) -> None:
    matching.match(lambda quantity: quantity.values, lambda *_: True)
    matching.match(_numbers, _agree)
    if min(len(matching.here), len(matching.there)) <= _MOST_CONVERTED:
        matching.match(_measured, _is_converted)


def _divided(quantities: list[Quantity]) -> list[Quantity]:
    return [part for quantity in quantities for part in quantity.parts or (quantity,)]


def _rejoined(parts: list[Quantity], wholes: list[Quantity]) -> list[Quantity]:
    """Return what is left of some quantities, as wholes those of which no part has answered to anything."""
    left = set(map(id, parts))
    whole = [quantity for quantity in wholes if quantity.parts and all(id(part) in left for part in quantity.parts)]
    inside = {id(part) for quantity in whole for part in quantity.parts}
    return [*(quantity for quantity in parts if id(quantity) not in inside), *whole]


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


def _left(matching: _Matching, here: QuantityReading, there: QuantityReading) -> tuple[list[Quantity], list[Quantity]]:
    """Return what the translation lacks, and what it says beyond the source.

    In digits, a quantity is missed by itself; in words, only one that contradicts another of its family.
    """
    # Said once or twice, a quantity is no other one; and a name with digits, a year or a version becomes “it”.
    missing = [
        quantity
        for quantity in matching.here
        if not _is_excused(quantity, there) and not (_is_name(quantity) and is_said(quantity, there))
    ]
    extra = [quantity for quantity in matching.there if not _is_excused(quantity, here) and not is_said(quantity, here)]
    missing_words, extra_words = _in_words(missing), _in_words(extra)
    lacking, added = _in_digits(missing), _in_digits(extra)
    if not lacking and not added:
        return _of_families(missing_words, extra_words), _of_families(extra_words, missing_words)
    if not added:
        lacking = [quantity for quantity in lacking if not _is_whole(quantity)]
    if not lacking:
        added = [quantity for quantity in added if not _is_trifle(quantity)]
        lacking = _of_families(missing_words, added)
    if not added:
        added = _of_families(extra_words, lacking)
    return lacking, added


def _in_digits(quantities: Iterable[Quantity]) -> list[Quantity]:
    return [quantity for quantity in quantities if quantity.strength == Strength.DIGITS]


def _in_words(quantities: Iterable[Quantity]) -> list[Quantity]:
    return [quantity for quantity in quantities if quantity.strength == Strength.WORDS]


def _of_families(quantities: Iterable[Quantity], others: Iterable[Quantity]) -> list[Quantity]:
    """Return the quantities that contradict one of the others."""
    families = {other.family for other in others}
    return [quantity for quantity in quantities if quantity.family in families]


def _is_trifle(quantity: Quantity) -> bool:
    """Whether a quantity is a nought or a one: phrases that count nothing may hold these."""
    return all(value.unit is None and value.number in (0, 1) for value in quantity.values)


def _is_name(quantity: Quantity) -> bool:
    """Whether digits name something rather than count it: a version, a year."""
    number = quantity.values[0].number
    is_counted = isinstance(number, Fraction) and "." not in quantity.raw and abs(number) < _FIRST_YEAR
    return quantity.strength == Strength.DIGITS and not is_counted


def _is_whole(quantity: Quantity) -> bool:
    """Whether it is all of something, which is said in many ways."""
    return quantity.values == (Value(Fraction(100), PERCENT),)


def is_said(quantity: Quantity, other: QuantityReading) -> bool:
    """Whether the other text says a quantity, if not as often."""
    return any(value in other.values or Value(value.number) in other.values for value in quantity.values) or any(
        value.unit is None and value.number in other.numbers for value in quantity.values
    )


def _is_excused(quantity: Quantity, other: QuantityReading) -> bool:
    """Whether the other text says a quantity in a way that is none: once, the second; or in the very same word."""
    if quantity.strength == Strength.SPARE:
        return True
    if quantity.family == MONTH:
        return re.search(rf"(?<!\w){re.escape(quantity.words)}(?!\w)", other.plain) is not None
    return any(value.number in other.spare for value in quantity.values)


def _unsigned(pairs: Iterable[tuple[Quantity, Quantity]]) -> Iterable[tuple[Quantity, Quantity]]:
    """Yield the amounts and shares of which the other text has the number alone."""
    for here, there in pairs:
        if here.strength == there.strength == Strength.DIGITS and _has_sign(here) != _has_sign(there):
            if all(value.unit != "cent" for value in (*here.values, *there.values)):
                yield here, there


def _has_sign(quantity: Quantity) -> bool:
    """Whether a quantity is an amount or a percentage; "5 pounds" may be neither, "50 cents" have no sign."""
    units = {value.unit for value in quantity.values} if quantity.family != SHARE else set()
    return bool(units & {*MONEY, PERCENT}) and not any(map(measured, units - {*MONEY}))


def _is_turned(here: Quantity, there: Quantity, pair: LanguagePair) -> bool:
    """Whether a sign of currency stands before an amount in a language that writes it behind: $15."""
    return _has_sign_before(there, pair.target) and not _has_sign_before(here, pair.source)


def _has_sign_before(quantity: Quantity, language: Language) -> bool:
    is_behind = language.quantities is not None and language.quantities.written is not None
    return is_behind and _SIGN_BEFORE.match(quantity.words) is not None


def _is_misread(here: Quantity, there: Quantity) -> bool:
    """Whether digits are written as the language does not: 5.5 M$, unless they may be a version, as 3.2 alone may."""
    if not there.mark or here.mark or there.raw.startswith("."):
        return False
    units = {value.unit for value in there.values}
    return there.mark != "." or here.raw != there.raw or bool(units - {None, *DATA}) or there.scale > 1
