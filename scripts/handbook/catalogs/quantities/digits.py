"""A number in digits, read by the marks of its own language."""

import re
from dataclasses import dataclass
from fractions import Fraction

from handbook.languages.cldr import number_marks

# Behind so many digits nothing is counted: a key, a checksum.
_LONGEST = 40
_SPACED = re.compile(r"(?<=\d)[ '](?=\d{3}(?!\d))")
_POINT, _COMMA = (".", ","), (",", ".")

# Digits as they stand in a text; spaces divide groups in every language.
RAW = r"(?>\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*|(?<![\w.])\.\d+)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """What digits may mean, the likeliest first; `mark` is one in them that the language does not write."""

    numbers: tuple[Fraction, ...]
    mark: str = ""


def read_digits(raw: str, tag: str) -> Read:
    """Return what digits mean in the language of a tag; no number where they are no number in any language."""
    marks = number_marks(tag)
    if len(raw) > _LONGEST:
        return Read(numbers=())
    plain = _SPACED.sub("", raw)
    if marks is None:
        values = (value for value in (_value(plain, *each) for each in (_POINT, _COMMA)) if value is not None)
        return Read(numbers=tuple(dict.fromkeys(values)))
    if (value := _value(plain, *marks)) is not None:
        return Read(numbers=(value,))
    for others in (_POINT, _COMMA):
        if (value := _value(plain, *others)) is not None:
            return Read(numbers=(value,), mark=next(sign for sign in ".,'" if sign in plain))
    return Read(numbers=())


def _value(plain: str, decimal: str, group: str) -> Fraction | None:
    if plain.isdecimal():
        return Fraction(plain)
    group = re.escape(group) if group in ".,'’" else r"(?!)"
    if match := re.fullmatch(rf"([1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d*)(?:{re.escape(decimal)}(\d+))?", plain):
        whole = re.sub(r"\D", "", match[1])
        return Fraction(f"{whole or 0}.{match[2] or 0}")
    return None
