"""A text while its quantities are read: what has been read is blanked out; a number in digits, read by its language."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from handbook.catalogs.quantities.marking import READ, MarkedText
from handbook.catalogs.quantities.quantity import Quantity, Value
from handbook.languages.language import Language
from handbook.project.language_names import number_marks

# Behind so many digits nothing is counted: a key, a checksum.
_LONGEST = 40
_SPACED = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
_POINT, _COMMA = (".", ","), (",", ".")

# Digits as they stand in a text; spaces divide groups in every language.
RAW = r"(?>\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*|(?<![\w.])\.\d+)"


@dataclass(frozen=True, kw_only=True, slots=True)
class DigitsRead:
    """What digits may mean, the likeliest first; `mark` is one in them that the language does not write."""

    numbers: tuple[Fraction, ...]
    mark: str = ""


def read_digits(raw: str, tag: str) -> DigitsRead:
    """Return what digits mean in the language of a tag; no number where they are no number in any language."""
    marks = number_marks(tag)
    if len(raw) > _LONGEST:
        return DigitsRead(numbers=())
    plain = _SPACED.sub("", raw)
    if marks is None:
        values = (value for value in (_value(plain, *signs) for signs in (_POINT, _COMMA)) if value is not None)
        return DigitsRead(numbers=tuple(dict.fromkeys(values)))
    if (value := _value(plain, *marks)) is not None:
        return DigitsRead(numbers=(value,))
    for others in (_POINT, _COMMA):
        if (value := _value(plain, *others)) is not None:
            return DigitsRead(numbers=(value,), mark=next(sign for sign in ".,'" if sign in plain))
    return DigitsRead(numbers=())


def _value(plain: str, decimal: str, group: str) -> Fraction | None:
    if plain.isdecimal():
        return Fraction(plain)
    group = re.escape(group) if group in ".,'’" else r"(?!)"
    if match := re.fullmatch(rf"([1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d*)(?:{re.escape(decimal)}(\d+))?", plain):
        whole = re.sub(r"\D", "", match[1])
        return Fraction(f"{whole or 0}.{match[2] or 0}")
    return None


@dataclass(slots=True)
class QuantityReader:
    """What has been read of a text so far, and what is left of it."""

    source: MarkedText
    language: Language
    text: str
    quantities: list[Quantity] = field(default_factory=list)
    spare: set[Fraction] = field(default_factory=set)

    def take(self, pattern: re.Pattern[str], read: "Kind") -> None:
        """Read all that a pattern finds; nothing of it is read again, unless `read` returns None."""
        pieces: list[str] = []
        last = 0
        for match in pattern.finditer(self.text):
            if (quantities := read(match, self)) is not None:
                self.quantities += quantities
                pieces += [self.text[last : match.start()], READ * (match.end() - match.start())]
                last = match.end()
        if pieces:
            self.text = "".join([*pieces, self.text[last:]])

    def words(self, match: re.Match[str]) -> str:
        return self.source.plain[match.start() : match.end()].strip(" ,")

    def made(self, match: re.Match[str], *values: Value, **more: Any) -> Quantity:
        return Quantity(values=values, words=self.words(match), start=match.start(), end=match.end(), **more)


# Reads what a match says; None where that is nothing of its kind.
Kind = Callable[[re.Match[str], QuantityReader], Iterator[Quantity] | None]
