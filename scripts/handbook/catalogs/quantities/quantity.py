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

# Name -> (what it measures, how many of the base unit).
_UNITS: Mapping[str, tuple[str, Fraction | int]] = {
    **{"second": ("time", 1), "minute": ("time", 60), "hour": ("time", 3600), "day": ("time", _DAY)},
    **{"week": ("time", 7 * _DAY), "fortnight": ("time", 14 * _DAY), "month": ("time", _YEAR / 12)},
    **{"year": ("time", _YEAR), "decade": ("time", 10 * _YEAR), "century": ("time", 100 * _YEAR)},
    **{"km": ("length", 1000), "m": ("length", 1), "cm": ("length", Fraction("0.01"))},
    **{"mm": ("length", Fraction("0.001")), "mile": ("length", _MILE), "foot": ("length", _FOOT)},
    **{"inch": ("length", _FOOT / 12), "yard": ("length", 3 * _FOOT)},
    **{"kg": ("mass", 1), "g": ("mass", Fraction("0.001")), "tonne": ("mass", 1000)},
    **{"pound": ("mass", _POUND), "ounce": ("mass", _POUND / 16)},
    **{"ha": ("area", 10_000), "acre": ("area", Fraction("4046.8564224")), "km2": ("area", 1_000_000)},
    **{"m2": ("area", 1), "foot2": ("area", _FOOT**2), "mile2": ("area", _MILE**2)},
    **{"litre": ("volume", 1), "ml": ("volume", Fraction("0.001")), "m3": ("volume", 1000)},
    **{"gallon": ("volume", Fraction("3.785411784")), "km/h": ("speed", 1), "mph": ("speed", _MILE / 1000)},
    **{"byte": ("data", 1), "kilobyte": ("data", 1000), "megabyte": ("data", 10**6), "gigabyte": ("data", 10**9)},
    **{"terabyte": ("data", 10**12), "dollar": ("dollar", 1), "cent": ("dollar", Fraction("0.01"))},
    **{"celsius": ("temperature", 1), "fahrenheit": ("temperature", Fraction(5, 9))},
}
DATA = frozenset(unit for unit, (measured, _) in _UNITS.items() if measured == "data")
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
    """How much a quantity counts by itself.

    A text lacks one in digits, whatever else it says; one in words may go or come with an idiom, and only contradicts
    another. A `SPARE` one answers to another, and is never missed: one, first.
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
