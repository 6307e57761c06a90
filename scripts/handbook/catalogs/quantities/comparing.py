"""Compares the quantities of a translation with those of its source, whatever the words of either."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from operator import attrgetter

from handbook.catalogs.quantities.marking import may_count, plain_text
from handbook.catalogs.quantities.matching import Matching, match
from handbook.catalogs.quantities.quantity import (
    DATA,
    MONEY,
    MONTH,
    PERCENT,
    SHARE,
    Quantity,
    Strength,
    Value,
    measured,
)
from handbook.catalogs.quantities.read_text import QuantityReading, read
from handbook.languages.language import Language, LanguagePair

_FIRST_YEAR = 1000
_SIGN_BEFORE = re.compile(r"(?:[A-Z]{1,3}|Cdn)?[$€£¥] ?\d")


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


def compare(source: str, translation: str, pair: LanguagePair) -> Comparison:
    """Return how the quantities of a translation differ from those of its source."""
    texts = plain_text(source), plain_text(translation)
    if not may_count(texts[0], pair.source) and not may_count(texts[1], pair.target):
        return Comparison()
    here, there = read(texts[0], pair.source), read(texts[1], pair.target)
    if not here.quantities and not there.quantities:
        return Comparison()
    matching = Matching(here=list(here.quantities), there=list(there.quantities))
    match(matching)
    wholes = [*matching.here, *matching.there]
    matching.here, matching.there = _divided(matching.here, there), _divided(matching.there, here)
    match(matching)
    matching.here, matching.there = _rejoined(matching.here, wholes), _rejoined(matching.there, wholes)
    missing, extra = _left(matching, here, there)

    def pairs(differ: Callable[[Quantity, Quantity], bool]) -> tuple[tuple[Quantity, Quantity], ...]:
        return tuple((one, other) for one, other in matching.pairs if differ(one, other))

    return Comparison(
        missing=tuple(sorted(missing, key=attrgetter("start"))),
        extra=tuple(sorted(extra, key=attrgetter("start"))),
        contrary=pairs(lambda one, other: one.direction * other.direction < 0),
        unsigned=pairs(_is_unsigned),
        misread=pairs(lambda one, other: _is_misread(one, other) or _is_turned(one, other, pair)),
        exchanged=pairs(lambda one, other: bool(one.currency) and other.currency not in ("", one.currency)),
    )


def _divided(quantities: list[Quantity], other: QuantityReading) -> list[Quantity]:
    """Return the parts of quantities for those that have some, without those that the other text says as a whole."""
    left = (quantity for quantity in quantities if not (quantity.parts and is_said(quantity, other)))
    return [part for quantity in left for part in quantity.parts or (quantity,)]


def _rejoined(parts: list[Quantity], wholes: list[Quantity]) -> list[Quantity]:
    """Return the parts that have found no partner, or the whole quantity where none of its parts has found one."""
    left = set(map(id, parts))
    whole = [quantity for quantity in wholes if quantity.parts and all(id(part) in left for part in quantity.parts)]
    inside = {id(part) for quantity in whole for part in quantity.parts}
    return [*(quantity for quantity in parts if id(quantity) not in inside), *whole]


def _left(matching: Matching, here: QuantityReading, there: QuantityReading) -> tuple[list[Quantity], list[Quantity]]:
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
    """Whether the other text says a quantity without counting (once, the second), or in the very same word."""
    if quantity.strength == Strength.SPARE:
        return True
    if quantity.family == MONTH:
        return re.search(rf"(?<!\w){re.escape(quantity.words)}(?!\w)", other.plain) is not None
    return any(value.number in other.spare for value in quantity.values)


def _is_unsigned(here: Quantity, there: Quantity) -> bool:
    """Whether only one of two quantities in digits has the sign of an amount or a share; cents need none."""
    is_in_cents = any(value.unit == "cent" for value in (*here.values, *there.values))
    is_in_digits = here.strength == there.strength == Strength.DIGITS
    return is_in_digits and not is_in_cents and _has_sign(here) != _has_sign(there)


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
