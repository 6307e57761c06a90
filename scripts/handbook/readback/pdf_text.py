"""Reads a brochure: the text of each chapter, found by the bookmarks a reader uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
from pypdfium2 import raw

from handbook.project.paper import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, POINTS_PER_MM
from handbook.readback.right_to_left import page_text, tags_of

# The page numbers of cross references are the print's own, and would cut a sentence in two. Nothing else is mended: a
# word that is copied in pieces is no word.
_PAGE_OF = re.compile(r"\s\(p\.\s\d+\)")

# Addresses of links stand at the foot of a page, in the midst of a sentence that goes over to the next one.
_FOOTNOTES = re.compile(r"^\d+\s?https?://.*\Z", re.MULTILINE | re.DOTALL)

# By how many points a glyph may reach over the edge of its line.
_LEAN = 4

Box = tuple[float, float, float, float]  # left, bottom, right, top, in points


@dataclass(frozen=True, kw_only=True, slots=True)
class BookmarkedChapter:
    """A top bookmark and the pages up to the next one (counted from 0, `last` included)."""

    title: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Brochure:
    """A PDF as a reader gets it: `size` in bytes; `texts` is what stands on each page inside its margins.

    `outside` is what stands where no text may, with its page, counted from 1.
    """

    path: Path
    size: int
    title: str
    language: str
    is_tagged: bool
    texts: tuple[str, ...]
    chapters: tuple[BookmarkedChapter, ...]
    outside: tuple[tuple[int, str], ...] = ()


def read_brochure(path: Path) -> Brochure:
    """Read the PDF at `path`."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = tuple(_PAGE_OF.sub("", running_text(text)) for text in _texts(path, pdf))
        return Brochure(
            path=path,
            size=path.stat().st_size,
            title=pdf.get_metadata_value("Title"),
            language=_language(pdf),
            is_tagged=pdf.is_tagged(),
            texts=texts,
            chapters=tuple(_chapters(pdf, texts)),
            outside=tuple(_outside(pdf)),
        )


def running_text(text: str) -> str:
    """Return the text of a page without the addresses at its foot, unless it is a page of nothing else."""
    running = _FOOTNOTES.sub("", text)
    return running if running.strip() else text


def _texts(path: Path, pdf: pypdfium2.PdfDocument) -> Iterator[str]:
    """Yield the text of each page."""
    with pikepdf.open(path) as file:
        if file.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction") == "/R2L":
            yield from (page_text(page, tags_of(file, page)) for page in file.pages)
            return
    yield from (_text(pdf[index]) for index in range(len(pdf)))


def _text(page: pypdfium2.PdfPage) -> str:
    """Return the text inside the margins: running heads would cut a sentence that goes over to the next page."""
    inside = _widened(_inside_margins(page))
    text: str = page.get_textpage().get_text_bounded(*inside)
    return text.replace("\r\n", "\n")


def _outside(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[int, str]]:
    """Yield the page, counted from 1, and the words of each run of text that reaches over its margins.

    The covers, first and last, have no margins but the edge of the sheet.
    """
    for index in range(len(pdf)):
        page = pdf[index]
        _, lowest, _, highest = sheet = page.get_trimbox()
        left, bottom, right, top = _widened(_inside_margins(page))
        # Foot, text and head: a running title stands in one of them, and never half in another.
        bands = [(lowest, bottom + 2 * _LEAN), (bottom, top), (top - 2 * _LEAN, highest)]
        if index in (0, len(pdf) - 1):
            left, _, right, _ = sheet
            bands = [(lowest, highest)]
        words = page.get_textpage()
        for number in range(words.count_rects()):
            x0, y0, x1, y1 = words.get_rect(number)
            if x0 < left or x1 > right or not any(low <= y0 and y1 <= high for low, high in bands):
                yield index + 1, words.get_text_bounded(x0, y0, x1, y1).strip()


def _inside_margins(page: pypdfium2.PdfPage) -> Box:
    # What a print edition has outside its trim box, marks and bleed, is not there to be read.
    left, bottom, right, top = page.get_trimbox()
    side, head, foot = (mm * POINTS_PER_MM for mm in (MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM))
    return left + side, bottom + foot, right - side, top - head


def _widened(box: Box) -> Box:
    return box[0] - _LEAN, box[1] - _LEAN, box[2] + _LEAN, box[3] + _LEAN


def _chapters(pdf: pypdfium2.PdfDocument, texts: tuple[str, ...]) -> Iterator[BookmarkedChapter]:
    starts = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc() if mark.level == 0]
    for (title, first), (_, following) in pairwise([*starts, ("", len(texts))]):
        yield BookmarkedChapter(title=title, first=first, last=following - 1, text="\n".join(texts[first:following]))


def _language(pdf: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    buffer = (raw.FPDF_WCHAR * size)()
    raw.FPDFCatalog_GetLanguage(pdf, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
