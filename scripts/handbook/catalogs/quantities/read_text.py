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
from handbook.catalogs.quantities.unread import Kind, Reader
from handbook.languages.language import Language, Quantities
from handbook.languages.lookup import language_of

_DIGIT = re.compile(r"\d")
# Kinds that a text may say in words alone.
_WITHOUT_DIGITS = frozenset({kinds.time, kinds.decade, kinds.roman, kinds.share_in_words, amount})
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The quantities of a text in their order, and what else a number in another text may answer to."""

    quantities: tuple[Quantity, ...]
    spare: frozenset[Fraction]
    plain: str

    @cached_property
    def said(self) -> frozenset[Value]:
        """All values that the quantities and their parts may have."""
        parts = (part for each in self.quantities for part in (each, *each.parts))
        return frozenset(value for part in parts for value in part.values)

    @cached_property
    def said_numbers(self) -> frozenset[Fraction | str]:
        """The same without their units; times and months are no numbers."""
        return frozenset(value.number for value in self.said if value.unit not in (CLOCK, MONTH))


def read(plain: str, language: Language) -> Reading:
    """Return what a text in a language, made plain, says of quantities."""
    source = marked(plain, language)
    reader = Reader(source=source, language=language, text=source.text)
    known = language.quantities
    has_digits = _DIGIT.search(plain) is not None
    for pattern, kind in _passes(language.tag):
        if has_digits or kind in _WITHOUT_DIGITS:
            reader.take(pattern, kind)
    reader.spare.update(_spare(plain, known))
    quantities = sorted(reader.quantities, key=lambda each: each.start)
    if known:
        quantities = list(ranges(list(compounds(quantities, reader)), reader))
    return Reading(quantities=tuple(quantities), spare=frozenset(reader.spare), plain=source.plain)


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


def _spare(plain: str, known: Quantities | None) -> Iterator[Fraction]:
    """Yield the numbers that a number in another text may answer to: once, the second."""
    if known is None:
        return
    for word in set(_HYPHENED.findall(plain.lower())):
        for each in (word, *word.split("-")):
            if each in known.spare:
                yield Fraction(known.spare[each])
