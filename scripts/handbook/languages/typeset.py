"""Text as readers get it: spaces at which no line breaks, and what is wrong with quotes and apostrophes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.findings.phrase import Phrase, phrase
from handbook.languages.language import Language, LanguagePair, NoBreakSpaces
from handbook.languages.lookup import language_of
from handbook.texts.text_files import VEIL

NBSP, NARROW = "\u00a0", "\u202f"

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
    opening, closing = (mark.strip() for mark in language.typography.quotes or ("", ""))
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


# Behind a digit they may be feet and inches, or minutes and seconds.
_STRAIGHT = re.compile(r"(?<![\d′])[\"'](?!\d0s)")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,20}://[^\s<>«»“”]+", re.IGNORECASE)
_LONG = 30


def faults_of(texts: Sequence[str], tag: str) -> Iterator[tuple[str, Phrase, int]]:
    """Yield the texts of a document in the language of a BCP 47 tag that are not right, each with why, and where.

    Nothing is said of a language whose quotes are not known. A quotation may go on over several paragraphs.
    """
    is_paired = unpaired_quote("\n".join(texts), language_of(tag)) is None
    for text in texts:
        if fault := fault_of(text, tag, is_paired=is_paired):
            yield text, *fault


def fault_of(text: str, tag: str, *, is_paired: bool = False) -> tuple[Phrase, int] | None:
    """Return the first thing that is wrong with a text, and where; pairs of quotes are not asked for if `is_paired`."""
    language = language_of(tag)
    if language.typography.quotes is None:
        return None
    plain = _ADDRESS.sub(lambda address: VEIL * len(address[0]), text.replace("\n", " "))
    if (at := mistaken_quote(plain, language)) is not None:
        message = phrase("“{words}”: a closing quote stands for an apostrophe; write ’")
    elif language.typography.straight and (match := _STRAIGHT.search(plain)):
        message, at = (
            phrase("“{words}”: a straight quote or apostrophe is published; write the curved one"),
            match.start(),
        )
    elif not is_paired and (at := unpaired_quote(plain, language)) is not None:
        message = phrase("“{words}”: a quotation has a beginning or an end only; write the other one")
    elif (kept := spaced(plain, tag)) != plain:
        at = next(at for at, (here, there) in enumerate(zip(plain, kept, strict=True)) if here != there)
        message = phrase("“{words}”: a line may break at a space where none may; write it with a no-break space")
    else:
        return None
    return message.format(words=_around(plain, at)), at


def _around(text: str, at: int) -> str:
    """Return the words around a place of a text."""
    return text[max(at - _LONG, 0) : at + _LONG].strip().replace(VEIL, "…")


def spaced(text: str, tag: str, before: str = "") -> str:
    """Return a text with the spaces that the language of a BCP 47 tag wants. `before` is what stands in front of it."""
    spaces = language_of(tag).spaces
    return text if spaces is None else _with_no_break_spaces(text, spaces, before)


def _with_no_break_spaces(text: str, spaces: NoBreakSpaces, before: str) -> str:
    for pattern in spaces.narrow:
        text = pattern.sub(NARROW, text)
    for pattern in spaces.plain:
        text = pattern.sub(NBSP, text)
    # A role or a link may end just before: « plus de 700 » in one node, « projets » in the next.
    if before:
        joins = spaces.counts if before[-1].isdigit() else spaces.joins
        for space, join in ((NARROW, spaces.narrow_joins), (NBSP, joins)):
            if join and join.match(text):
                text = space + text[1:]
    return text
