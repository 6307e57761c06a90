"""Reads a brochure: the text of each chapter, found by the bookmarks a reader uses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from handbook.brochure.paper import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, POINTS_PER_MM

# Bullets are drawn after all else on a page, and page numbers of cross references are the print's own: neither is the
# text of a page, and both would cut a sentence in two.
_NOT_TEXT = re.compile(r"^\s*•\s*$|\s\(p\.\s\d+\)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chapter:
    """A top bookmark and the pages up to the next one (counted from 0, `last` included)."""

    title: str
    first: int
    last: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Brochure:
    """A PDF as a reader gets it. `texts` is what stands on each page inside its margins."""

    path: Path
    title: str
    language: str
    is_tagged: bool
    texts: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def read_brochure(path: Path) -> Brochure:
    """Read the PDF at `path`."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = tuple(_text(pdf[index]) for index in range(len(pdf)))
        return Brochure(
            path=path,
            title=pdf.get_metadata_value("Title"),
            language=_language(pdf),
            is_tagged=pdf.is_tagged(),
            texts=texts,
            chapters=tuple(_chapters(pdf, texts)),
        )


def _text(page: pypdfium2.PdfPage) -> str:
    """Return the text inside the margins: running heads would cut a sentence that goes over to the next page."""
    width, height = page.get_size()
    side, top, bottom = (mm * POINTS_PER_MM for mm in (MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM))
    # A glyph may reach a little over the edge of its line.
    inside = {"left": side - 4, "bottom": bottom - 4, "right": width - side + 4, "top": height - top + 4}
    return _NOT_TEXT.sub("", page.get_textpage().get_text_bounded(**inside).replace("\r\n", "\n"))


def _chapters(pdf: pypdfium2.PdfDocument, texts: tuple[str, ...]) -> Iterator[Chapter]:
    starts = [(mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc() if mark.level == 0]
    for (title, first), (_, following) in pairwise([*starts, ("", len(texts))]):
        yield Chapter(title=title, first=first, last=following - 1, text="\n".join(texts[first:following]))


def _language(pdf: pypdfium2.PdfDocument) -> str:
    size = raw.FPDFCatalog_GetLanguage(pdf, None, 0)
    buffer = (raw.FPDF_WCHAR * size)()
    raw.FPDFCatalog_GetLanguage(pdf, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
