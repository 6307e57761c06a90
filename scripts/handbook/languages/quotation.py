"""Marks of quotation gone wrong: one without the other, or one that stands for an apostrophe."""

import re

from handbook.languages.model import Language

# A closing quote where a word goes on is an apostrophe gone wrong.
_MISTAKEN = re.compile(r"(?<=[^\W\d_])[”“](?=[^\W\d_«])")


def mistaken_quote(text: str, language: Language) -> int | None:
    """Return the place of the first quote that stands for an apostrophe, as in « d”Abri »; None where there is none.

    Nothing is said of a language whose quotes are not known.
    """
    match = _MISTAKEN.search(text) if language.typography.quotes else None
    return match.start() if match else None


def unpaired_quote(text: str, language: Language) -> int | None:
    """Return the place of the first mark of quotation that has no other one; None where all are in pairs."""
    if language.typography.quotes is None or not language.typography.are_quotes_paired:
        return None
    opening, closing = (each.strip() for each in language.typography.quotes)
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark == opening:
            opened.append(at)
        elif mark == closing and not opened:
            return at
        elif mark == closing:
            opened.pop()
    return opened[0] if opened else None
