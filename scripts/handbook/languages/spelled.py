"""Numbers in words, read by text2num in the languages that it has."""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

# Those that text2num 3.1 reads.
_READ = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt"})
_TOKEN = re.compile(r"[^\W\d_]+|\d+|\s+|[^\w\s]|_")
# What text2num reads as a part of a number is no longer than this, so that a value always has a size that can be held.
_LONGEST = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Spelled:
    """A number in words: where it stands in the text, its value, and whether it is an ordinal number."""

    start: int
    end: int
    value: Fraction
    is_ordinal: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A word as text2num asks for it."""

    written: str
    is_other: bool

    def text(self) -> str:
        return self.written

    def nt_separated(self, previous: "_Word") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return self.is_other


def reads_words(base: str) -> bool:
    """Whether numbers in words are read in a language."""
    return base in _READ


def spelled(text: str, base: str, is_other: Callable[[int, str], bool]) -> Iterator[Spelled]:
    """Yield the numbers in words of a text; `is_other` says of a word and its place that it counts nothing."""
    # Here, since `make` speaks before there is any package.
    from text_to_num import find_numbers

    tokens = list(_TOKEN.finditer(text))
    words = [_Word(token[0], is_other(token.start(), token[0])) for token in tokens]
    for number in find_numbers(words, base, threshold=0.0):
        start, end = tokens[number.start].start(), tokens[number.end - 1].end()
        if math.isfinite(number.value) and end - start <= _LONGEST:
            yield Spelled(start=start, end=end, value=Fraction(str(number.value)), is_ordinal=number.is_ordinal)
