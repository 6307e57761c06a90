"""What is wrong with a text as readers get it: its quotes, its apostrophes, the spaces at which a line may break."""

import re
from collections.abc import Iterator, Sequence

from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import language_of
from handbook.languages.quotation import mistaken_quote, unpaired_quote
from handbook.languages.spaces import spaced
from handbook.texts.characters import VEIL

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
        told = phrase("“{words}”: a closing quote stands for an apostrophe; write ’")
    elif language.typography.straight and (match := _STRAIGHT.search(plain)):
        told, at = phrase("“{words}”: a straight quote or apostrophe is published; write the curved one"), match.start()
    elif not is_paired and (at := unpaired_quote(plain, language)) is not None:
        told = phrase("“{words}”: a quotation has a beginning or an end only; write the other one")
    elif (kept := spaced(plain, tag)) != plain:
        at = next(at for at, (here, there) in enumerate(zip(plain, kept, strict=True)) if here != there)
        told = phrase("“{words}”: a line may break at a space where none may; write it with a no-break space")
    else:
        return None
    return told.format(words=_around(plain, at)), at


def _around(text: str, at: int) -> str:
    """Return the words around a place of a text."""
    return text[max(at - _LONG, 0) : at + _LONG].strip().replace(VEIL, "…")
