"""Reads the quantities of a text in its own language: times, dates, decades, shares, amounts, measures, numbers.

Each kind is looked for in turn, the narrowest first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from handbook.catalogs.quantities import kinds, patterns
from handbook.catalogs.quantities.amounts import amount, compounds, ranges
from handbook.catalogs.quantities.marking import marked
from handbook.catalogs.quantities.quantity import CLOCK, MONTH, Quantity, Value
from handbook.catalogs.quantities.unread import Kind, QuantityReader
from handbook.languages.language import Language, Quantities
from handbook.languages.lookup import language_of

_DIGIT = re.compile(r"\d")
# Kinds that a text may say in words alone.
_WITHOUT_DIGITS = frozenset({kinds.time, kinds.decade, kinds.roman, kinds.share_in_words, amount})
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class QuantityReading:
    """The quantities of a text in their order, and what else a number in another text may answer to."""

    quantities: tuple[Quantity, ...]
    spare: frozenset[Fraction]
    plain: str

    @cached_property
    def values(self) -> frozenset[Value]:
        """All values that the quantities and their parts may have."""
        parts = (part for quantity in self.quantities for part in (quantity, *quantity.parts))
        return frozenset(value for part in parts for value in part.values)

    @cached_property
    def numbers(self) -> frozenset[Fraction | str]:
        """The numbers among them, without their units; times and months are no numbers."""
        return frozenset(value.number for value in self.values if value.unit not in (CLOCK, MONTH))


def read(plain: str, language: Language) -> QuantityReading:
    """Return what a text in a language, made plain, says of quantities."""
    source = marked(plain, language)
    reader = QuantityReader(source=source, language=language, text=source.text)
    usage = language.quantities
    has_digits = _DIGIT.search(plain) is not None
    for pattern, kind in _passes(language.tag):
        if has_digits or kind in _WITHOUT_DIGITS:
            reader.take(pattern, kind)
    reader.spare.update(_spare(plain, usage))
    quantities = sorted(reader.quantities, key=lambda quantity: quantity.start)
    if usage:
        quantities = list(ranges(list(compounds(quantities, reader)), reader))
    return QuantityReading(quantities=tuple(quantities), spare=frozenset(reader.spare), plain=source.plain)


@cache
def _passes(tag: str) -> tuple[tuple[re.Pattern[str], Kind], ...]:
    """Return what finds each kind in a language, and what reads it; one after the other."""
    is_known = language_of(tag).quantities is not None
    return (
        (patterns.TELEPHONE, kinds.telephone),
        (patterns.ISO_DATE, kinds.date),
        (patterns.NUMERIC_DATE, kinds.date),
        (patterns.VERSION, kinds.version),
        *((pattern, kinds.time) for pattern in patterns.time_patterns() if is_known),
        (patterns.CLOCK, kinds.clock),
        (patterns.SPAN, kinds.span),
        *(((patterns.decades(tag), kinds.decade),) if is_known else ()),
        *(((patterns.SHORT_YEAR, kinds.short_year),) if is_known else ()),
        *(((patterns.centuries(tag), kinds.roman),) if is_known else ()),
        (patterns.SHARE, kinds.share),
        *(((patterns.shares(tag), kinds.share_in_words),) if is_known else ()),
        (patterns.amounts(tag), amount),
        (patterns.CODE, kinds.code),
    )


def _spare(plain: str, usage: Quantities | None) -> Iterator[Fraction]:
    """Yield the numbers that a number in another text may answer to: once, the second."""
    if usage is None:
        return
    for word in set(_HYPHENED.findall(plain.lower())):
        for part in (word, *word.split("-")):
            if part in usage.spare:
                yield Fraction(usage.spare[part])
