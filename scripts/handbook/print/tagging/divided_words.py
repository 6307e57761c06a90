"""Words that lines divide: what is copied of them is the word, whole, from whatever reads a PDF.

A reader joins or keeps the pieces as it likes, and takes a hyphen that was written for one of the layout. So each word
of which the end stands on the next line says itself what it is (ISO 32000-1, 14.9.4, ActualText): on its first piece
the whole word, since MuPDF loses what the last one would say beyond its own letters; on the others a space where one
follows, since PDFium takes an empty text for none. The hyphen of the layout has a glyph
of its own beside, which says a soft hyphen (`glyph_texts.py`), for readers that know no ActualText.

Lines have lost the spaces at their ends: whether there was one is seen in the text of the element that they come from.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from handbook.print.font_files import glyphs_of

# What the stylesheet sets at the end of a line that divides a word.
HYPHEN = "\u2010"
_SPACES = " \u00a0\u2009\u202f"
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060"))
_COLLAPSED = re.compile(r"[ \t\n\r\f]+")
_ELSEWHERE = "\0"  # stands in the text of an element for what another element holds
_GLYPH = re.compile(rb"[0-9a-f]{4}(?=[0-9a-f]*>)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a piece of a divided word says, at the start or the end of a text, or as all of it."""

    text: str
    is_start: bool
    is_end: bool


@dataclass(kw_only=True, slots=True)
class _Line:
    """A line being read: its texts so far."""

    texts: list[boxes.TextBox] = field(default_factory=list)


@dataclass(kw_only=True, slots=True)
class _Source:
    """The text of an element, how far it has been laid out, and the text and the line where that ended."""

    text: str
    place: int = 0
    last: tuple[boxes.TextBox, _Line] | None = None


def divided_words(pages: Sequence[Page]) -> dict[boxes.TextBox, list[Said]]:
    """Return what the texts at the ends of lines say where a word goes over to the next line."""
    chains: list[list[tuple[boxes.TextBox, _Line]]] = []
    chain_of: dict[boxes.TextBox, list[tuple[boxes.TextBox, _Line]]] = {}
    sources: dict[Element, _Source] = {}
    for box, line in _texts_of(pages):
        if box.element is None or "::" in box.element_tag:
            continue
        source = sources.get(box.element)
        if source is None:
            source = sources[box.element] = _Source(text=_source_text(box.element))
        if (before := _continued(source, box, line)) is not None:
            is_whole = before[0] in chain_of and not _parts(_plain(before[0].text))[1:]
            chain = chain_of[before[0]] if is_whole else [before]
            if not is_whole:
                chains.append(chain)
            chain.append((box, line))
            chain_of[box] = chain
    spoken: defaultdict[boxes.TextBox, list[Said]] = defaultdict(list)
    for chain in chains:
        for box, words in _pieces_of(chain):
            spoken[box].append(words)
    return spoken


def _texts_of(pages: Sequence[Page]) -> Iterator[tuple[boxes.TextBox, _Line]]:
    for page in pages:
        yield from _texts(page._page_box, _Line())


def _texts(box: boxes.Box, line: _Line) -> Iterator[tuple[boxes.TextBox, _Line]]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox):
        line = _Line()
    if isinstance(box, boxes.TextBox):
        line.texts.append(box)
        yield box, line
    for child in getattr(box, "children", ()):
        yield from _texts(child, line)


def _source_text(element: Element) -> str:
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return _COLLAPSED.sub(" ", _ELSEWHERE.join(texts))


def _plain(text: str) -> str:
    return _COLLAPSED.sub(" ", text).removesuffix(HYPHEN)


def _continued(source: _Source, box: boxes.TextBox, line: _Line) -> tuple[boxes.TextBox, _Line] | None:
    """Read on in a source. Returns the text before, on another line, which ends in the word that this begins with."""
    text = _plain(box.text).strip(" ")
    place = source.text.find(text, source.place)
    if not text or place < 0:
        return None
    gap, before = source.text[source.place : place], source.last
    source.place, source.last = place + len(text), (box, line)
    is_one = not gap.strip("\u00ad") and before is not None and before[1] is not line
    return before if is_one and not box.text.startswith(" ") else None


def _parts(text: str) -> list[str]:
    return re.split(f"[{_SPACES}]", text)


def _pieces_of(chain: list[tuple[boxes.TextBox, _Line]]) -> Iterator[tuple[boxes.TextBox, Said]]:
    (first, _), *_, (last, last_line) = chain
    texts = [_plain(box.text) for box, _ in chain]
    pieces = [_parts(texts[0])[-1], *texts[1:-1], _parts(texts[-1])[0]]
    word = "".join(pieces).translate(_UNSEEN)
    if not pieces[0] or not pieces[-1]:
        return
    is_before_space = len(pieces[-1]) < len(texts[-1]) or _beside(last_line, last)[:1] in _ENDS
    for (box, _), text, piece in zip(chain, texts, pieces, strict=True):
        is_all = len(piece) == len(text)
        yield (
            box,
            Said(
                text=word if box is first else " " if is_before_space else "",
                is_start=is_all or box is not first,
                is_end=is_all or box is first,
            ),
        )


_ENDS = ("", *_SPACES)


def _beside(line: _Line, box: boxes.TextBox) -> str:
    """Return the text after another on its line."""
    place = next(number for number, text in enumerate(line.texts) if text is box) + 1
    return str(line.texts[place].text) if place < len(line.texts) else ""


def say(operators: list[list[Any]], shown: Sequence[tuple[int, bytes]], spoken: Said) -> None:
    """Have the operators that show a text say it; `shown` are their numbers, each with the file of its face."""
    begin = b"/Span <</ActualText %b>> BDC\n" % pydyf.String(spoken.text).data
    number, place = shown[0][0], None
    if not spoken.is_start:
        number, place = _space(operators, list(reversed(shown)), last=True)
    stop, end = shown[-1][0], None
    if not spoken.is_end:
        stop, end = _space(operators, shown, last=False)
    if end is not None:
        item = operators[stop][0]
        operators[stop] = [item[:end] + b">] TJ\nEMC\n[<" + item[end:]]
    else:
        operators[stop] = [operators[stop][0] + b"\nEMC"]
    if place is not None:
        item = operators[number][0]
        operators[number] = [item[:place] + b">] TJ\n" + begin + b"[<" + item[place:]]
    else:
        operators[number] = [begin + operators[number][0]]


def _space(operators: list[list[Any]], shown: Sequence[tuple[int, bytes]], *, last: bool) -> tuple[int, int]:
    """Return the operator with the first or last space, and the place of that space in it: behind the last one."""
    for number, face in shown:
        spaces = [match for match in _GLYPH.finditer(operators[number][0]) if match[0] in _spaces_of(face)]
        if spaces:
            return number, spaces[-1].end() if last else spaces[0].start()
    raise RuntimeError("WeasyPrint draws spaces otherwise now; see print/tagging/divided_words.py")


@cache
def _spaces_of(face: bytes) -> frozenset[bytes]:
    return frozenset(b"%04x" % glyph for space, glyph in glyphs_of(face).items() if space in _SPACES)
