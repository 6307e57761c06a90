"""What a quantity is, whatever the language: its values, how sure they are, and what stands around it."""

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

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
