"""A text while its quantities are read: what has been read is blanked out for the next kind."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from handbook.catalogs.quantities.marking import READ, Marked
from handbook.catalogs.quantities.quantity import Quantity, Value
from handbook.languages.language import Language


@dataclass(slots=True)
class Reader:
    """What has been read of a text so far, and what is left of it."""

    source: Marked
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
Kind = Callable[[re.Match[str], Reader], Iterator[Quantity] | None]
