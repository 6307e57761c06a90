"""Finds, while pages are drawn, where the number of a page is shown, so that any other can be put in its place.

What is laid out has zeros there, as many as the number has digits: all digits of a face are equally wide. At the foot
of a page, whose number nobody knows yet, `FOLIO` stands at both outer edges, and one of them is drawn in the end.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import pydyf
from weasyprint.document import Page
from weasyprint.draw import text as weasyprint_text
from weasyprint.formatting_structure import boxes

from handbook.print.font_files import glyphs_of, read_font
from handbook.print.linking.fragment import Hole, Run
from handbook.print.tagging.divided_words import Said, say

FOLIO = "000"
# What the stylesheet shows as the number of the page that a link leads to.
ATTRIBUTE = "data-page"

_GLYPH = re.compile(rb"[0-9a-f]{4}(?=[0-9a-f]*>)")
_FONT = re.compile(rb"/(\S+) \S+ Tf")
_SHOWN = b"] TJ"
_BESIDE = "\u00a0\u00a0\u00a0"  # between the number and the name of the chapter, as in the stylesheet


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnText:
    """A text box: the stream it is drawn in, and its first and last operator."""

    box: boxes.TextBox
    stream: pydyf.Stream
    start: int
    stop: int


@contextmanager
def noting_numbers() -> Iterator[list[DrawnText]]:
    """Note which texts are drawn meanwhile, and where: some show the number of a page, some a part of a word.

    WORKAROUND for WeasyPrint 70, which has no place to hear of the operators that a box is drawn with. It can go when
    the number of a page may be anything that is written later.
    """
    texts: list[DrawnText] = []
    original = weasyprint_text.draw_first_line

    def draw_first_line(stream: pydyf.Stream, box: boxes.TextBox, *arguments: object) -> object:
        start = len(stream.stream)
        emojis = original(stream, box, *arguments)
        if isinstance(box, boxes.TextBox):  # and no text of a drawing
            texts.append(DrawnText(box=box, stream=stream, start=start, stop=len(stream.stream)))
        return emojis

    weasyprint_text.draw_first_line = draw_first_line
    try:
        yield texts
    finally:
        weasyprint_text.draw_first_line = original


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where the number of a page is shown: how many digits are there, of which page, and at which side of its line."""

    digits: int
    anchor: str | None
    side: str | None


def sides_of_folios(pages: list[Page]) -> dict[boxes.TextBox, str]:
    """Return the side of each text at the foot of a page that has its number."""
    return {
        box: side
        for page in pages
        for margin in page._page_box.children
        if isinstance(margin, boxes.MarginBox)
        for side in ("left", "right")
        if side in margin.at_keyword
        for box in margin.descendants()
        if isinstance(box, boxes.TextBox) and _is_folio(box.text)
    }


def _is_folio(text: str) -> bool:
    """Whether the outer edge of a foot has the number; in the order of writing it may be the first or the last."""
    return text.startswith(FOLIO + _BESIDE) or text.endswith(_BESIDE + FOLIO)


def _place(box: boxes.TextBox, sides: Mapping[boxes.TextBox, str]) -> Place | None:
    if box in sides:
        return Place(digits=len(FOLIO), anchor=None, side=sides[box])
    if box.element is not None and box.element_tag == "a::after" and (number := box.element.get(ATTRIBUTE)):
        return Place(digits=len(number), anchor=box.element.get("href")[1:], side=None) if number in box.text else None
    return None


def runs_of(
    stream: pydyf.Stream,
    texts: list[DrawnText],
    sides: Mapping[boxes.TextBox, str],
    words: Mapping[boxes.TextBox, list[Said]],
    fonts: Mapping[str, bytes],
) -> list[Run]:
    """Return the operators of a page with holes for numbers; `fonts` are the files of its faces by their names.

    `texts` are those that are drawn on it, `words` what some of them say, which are parts of a word.
    """
    operators: list[list[bytes | Hole]] = [[_written(item)] for item in stream.stream]
    side_of: dict[int, str] = {}
    for text in texts:
        place, parts = _place(text.box, sides), words.get(text.box, ())
        shown = [n for n in range(text.start, text.stop) if stream.stream[n][-len(_SHOWN) :] == _SHOWN]
        for part in parts if shown else ():
            say(operators, [(n, fonts[_font_before(operators, n)]) for n in shown], part)
        if place:
            _make_hole(operators, shown, place, fonts)
            side_of.update(dict.fromkeys(shown, place.side) if place.side else {})
    runs = groupby(range(len(operators)), key=side_of.get)
    return [Run(side=side, pieces=_joined([operators[n] for n in numbers])) for side, numbers in runs]


def _make_hole(operators: list[list[Any]], shown: list[int], place: Place, fonts: Mapping[str, bytes]) -> None:
    """Replace the zeros of a number among the operators that show its text."""
    for number in reversed(shown) if place.side == "right" else shown:
        font = _font_before(operators, number)
        zero = b"%04x" % digits_of(fonts[font])[0][0]
        item = operators[number][0]
        spans = [match.span() for match in _GLYPH.finditer(item)]
        starts = range(len(spans) - place.digits + 1)
        for at in reversed(starts) if place.side == "right" else starts:
            if all(item[start:stop] == zero for start, stop in spans[at : at + place.digits]):
                before, after = item[: spans[at][0]], item[spans[at + place.digits - 1][1] :]
                operators[number] = [before, Hole(font=font, anchor=place.anchor), after]
                if place.side == "right":  # a shorter number stays at its edge, and all before it comes nearer
                    first = operators[shown[0]]
                    room = Hole(font=font, anchor=None, room=place.digits)
                    operators[shown[0]] = [b"[", room, first[0].removeprefix(b"["), *first[1:]]
                return
    raise RuntimeError("WeasyPrint draws numbers otherwise now; see print/linking/page_numbers.py")


def _font_before(operators: list[list[Any]], number: int) -> str:
    fonts = (_FONT.fullmatch(operators[n][0]) for n in range(number, -1, -1) if operators[n])
    return str(next(filter(None, fonts))[1], "ascii")


def _written(item: object) -> bytes:
    return item if isinstance(item, bytes) else bytes(pydyf.Array([item]).data[1:-1])


def _joined(operators: list[list[bytes | Hole]]) -> list[bytes | Hole]:
    """Return operators a line each; neighbouring bytes are one."""
    pieces = [piece for operator in operators for piece in (*operator, b"\n")]
    joined: list[bytes | Hole] = []
    for is_hole, run in groupby(pieces, key=lambda piece: isinstance(piece, Hole)):
        together = list(run)
        joined += together if is_hole else [b"".join(piece for piece in together if isinstance(piece, bytes))]
    return joined


@cache
def digits_of(font: bytes) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the glyphs of 0 to 9 in a font file, and how wide they are in thousandths of its size."""
    file, glyphs = read_font(font), [glyphs_of(font)[digit] for digit in "0123456789"]
    return tuple(glyphs), round(file["hmtx"][str(glyphs[0])][0] * 1000 / file["head"].unitsPerEm)
