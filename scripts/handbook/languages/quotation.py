"""Marks of quotation gone wrong: one without the other, or one that stands for an apostrophe."""

import re
from dataclasses import dataclass

from handbook.languages.language import Language, LanguagePair

# A closing quote where a word goes on is an apostrophe gone wrong.
_MISTAKEN = re.compile(r"(?<=[^\W\d_])[”“](?=[^\W\d_«])")

# What opens a quotation, in whatever language or program, with all that may close it.
_CLOSED_BY = {"«": "»", "“": "”", "„": "“”", "‹": "›", "<<": ">>", '"': '"', "‘": "’"}
# Those inside which a space stands.
SPACED = frozenset({"«", "»", "‹", "›", "<<", ">>"})
# « ’ » closes where no word goes on, and only a quotation that « ‘ » has opened before a word; 8” are inches.
_MARK = re.compile(r"""["«»„‹›“]|(?<!\d)”|<<(?=\s?[^\W\d_])|>>|(?<![^\W_])‘(?=[^\W\d_])|’(?!\w)""")
_DEEPEST = 8
Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quotations:
    """The quotations of a text: the `outer` ones as the places of both marks, and the marks that are `lone`."""

    outer: tuple[tuple[Span, Span], ...]
    lone: tuple[tuple[int, str], ...]


def quotations(text: str) -> Quotations:
    """Return the quotations of a text, in the marks of any language."""
    opened: list[re.Match[str]] = []
    outer: list[tuple[Span, Span]] = []
    lone: list[re.Match[str]] = []
    for mark in _MARK.finditer(text):
        depth = next((at for at in reversed(range(len(opened))) if mark[0] in _CLOSED_BY[opened[at][0]]), None)
        if depth is not None:
            if not depth:
                outer.append((opened[0].span(), mark.span()))
            lone += opened[depth + 1 :]
            del opened[depth:]
        elif mark[0] in _CLOSED_BY and len(opened) < _DEEPEST:
            opened.append(mark)
        else:
            lone.append(mark)
    return Quotations(outer=tuple(outer), lone=tuple((mark.start(), mark[0]) for mark in (*lone, *opened)))


def mistaken_quote(text: str, language: Language) -> int | None:
    """Return the place of the first quote that stands for an apostrophe, as in « d”Abri »; None where there is none.

    Nothing is said of a language whose quotes are not known.
    """
    match = _MISTAKEN.search(text) if language.typography.quotes else None
    return match.start() if match else None


def unpaired_quote(text: str, language: Language) -> int | None:
    """Return the place of the first mark of quotation that has no other one; None where all are in pairs."""
    return _unpaired(text, language) if language.typography.are_quotes_paired else None


def is_left_open(source: str, translation: str, pair: LanguagePair) -> bool:
    """Whether both texts are a paragraph of a quotation that goes on in the next: only the last one closes it."""
    both = ((source, pair.source), (translation, pair.target))
    return all((at := _unpaired(text, language)) is not None and _is_introduced(text, at) for text, language in both)


def _unpaired(text: str, language: Language) -> int | None:
    opening, closing = (each.strip() for each in language.typography.quotes or ("", ""))
    opened: list[int] = []
    last = 0
    for at, mark in enumerate(text):
        if mark == opening:
            if not (len(opened) == 1 and _goes_on(text, opened[0], last, at)):
                opened.append(at)
            last = at
        elif mark == closing and not opened:
            return at
        elif mark == closing:
            opened.pop()
    return opened[0] if opened else None


def _goes_on(text: str, opened: int, last: int, at: int) -> bool:
    """Whether a mark begins one more paragraph of the quotation that is open (Le guide du rédacteur, 7.2.5)."""
    return text[at - 1] == "\n" and _is_introduced(text, opened) and text.count("\n", last, at) == 1


def _is_introduced(text: str, at: int) -> bool:
    """Whether a quotation has a paragraph to itself, or stands behind a colon."""
    before = text[max(0, at - 3) : at].rstrip(" \u00a0\u202f")
    return not before or before[-1] in "\n:"
