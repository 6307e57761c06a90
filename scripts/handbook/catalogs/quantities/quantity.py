"""What a quantity is, whatever the language: its values, its unit, how sure they are, and what stands around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

PERCENT, CLOCK, MONTH = "percent", "clock", "month-of-year"
CURRENCIES = {"$": "dollar", "€": "euro", "£": "sterling", "¥": "yen"}
# By their codes of ISO 4217 as well.
CODES = {"CAD": "dollar", "USD": "dollar", "EUR": "euro", "GBP": "sterling", "JPY": "yen"}
MONEY = frozenset({*CURRENCIES.values(), "cent"})

_DAY = 86_400
_YEAR = Fraction(36_524_250 * 864, 1000)  # 365.2425 days, in seconds
_FOOT, _POUND = Fraction("0.3048"), Fraction("0.45359237")
_MILE = 5280 * _FOOT

# What is measured -> unit -> how many of the base unit.
_UNITS_BY_MEASURE: Mapping[str, Mapping[str, Fraction | int]] = {
    "time": {
        "second": 1,
        "minute": 60,
        "hour": 3600,
        "day": _DAY,
        "week": 7 * _DAY,
        "fortnight": 14 * _DAY,
        "month": _YEAR / 12,
        "year": _YEAR,
        "decade": 10 * _YEAR,
        "century": 100 * _YEAR,
    },
    "length": {
        "km": 1000,
        "m": 1,
        "cm": Fraction("0.01"),
        "mm": Fraction("0.001"),
        "mile": _MILE,
        "foot": _FOOT,
        "inch": _FOOT / 12,
        "yard": 3 * _FOOT,
    },
    "mass": {"kg": 1, "g": Fraction("0.001"), "tonne": 1000, "pound": _POUND, "ounce": _POUND / 16},
    "area": {
        "ha": 10_000,
        "acre": Fraction("4046.8564224"),
        "km2": 1_000_000,
        "m2": 1,
        "foot2": _FOOT**2,
        "mile2": _MILE**2,
    },
    "volume": {"litre": 1, "ml": Fraction("0.001"), "m3": 1000, "gallon": Fraction("3.785411784")},
    "speed": {"km/h": 1, "mph": _MILE / 1000},
    "data": {"byte": 1, "kilobyte": 1000, "megabyte": 10**6, "gigabyte": 10**9, "terabyte": 10**12},
    "dollar": {"dollar": 1, "cent": Fraction("0.01")},
    "temperature": {"celsius": 1, "fahrenheit": Fraction(5, 9)},
}
_UNITS = {unit: (measure, size) for measure, sizes in _UNITS_BY_MEASURE.items() for unit, size in sizes.items()}
DATA = frozenset(_UNITS_BY_MEASURE["data"])
_TOLERANCE = Fraction(3, 100)
_FREEZING = 32


def measured(unit: str | None) -> str | None:
    """Return what a unit measures; None where it is not converted into any other."""
    return _UNITS[unit][0] if unit is not None and unit in _UNITS else None


def base_value(value: Fraction, unit: str) -> Fraction:
    """Return a value in the base unit of what is measured."""
    return (value - _FREEZING if unit == "fahrenheit" else value) * _UNITS[unit][1]


def is_nearly(here: Fraction, there: Fraction) -> bool:
    """Whether two values in a base unit are the same but for the rounding of a conversion."""
    return abs(here - there) <= _TOLERANCE * max(abs(here), abs(there))


# The family of fractions: they may be given in hundredths.
SHARE = "share"


class Strength(IntEnum):
    """How sure it is that a quantity has to be in the other text as well.

    One in digits has to. One in words may come or go with an idiom: it is wrong only where it contradicts another. A
    `SPARE` one (one, first) may be the partner of another, and is never missed.
    """

    DIGITS = 0
    WORDS = 1
    SPARE = 2


@dataclass(frozen=True, slots=True)
class Value:
    """One value that a quantity may have: a number, or a text that is compared as it stands; and its unit."""

    number: Fraction | str
    unit: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A quantity of a text: the `values` that it may have, the likeliest first, and its words.

    Of two in words only those of one `family` contradict each other. `is_unit_sure` is whether the unit can be nothing
    else; `direction` is 1 where more than that is meant, -1 where less is, in the words of `bound`; `currency` is the
    code of a currency of which the text says whose it is; `raw` are its
    digits as they stand, and `mark` is the mark in them that its language does not write so; `scale` is what the number
    has been multiplied by. `parts` are what it is read as when it answers to nothing as a whole.
    """

    values: tuple[Value, ...]
    words: str
    start: int
    end: int
    strength: Strength = Strength.DIGITS
    family: str = "number"
    is_unit_sure: bool = False
    direction: int = 0
    bound: str = ""
    currency: str = ""
    raw: str = ""
    mark: str = ""
    scale: int = 1
    parts: tuple["Quantity", ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """What a sign stands for. Whether it `is_ordinal` decides what may be a denominator; `is_plural` as well."""

    values: tuple[Value, ...]
    strength: Strength
    family: str = "number"
    is_ordinal: bool = False
    is_plural: bool = False
