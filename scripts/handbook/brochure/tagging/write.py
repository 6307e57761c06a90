"""Writes a laid-out document as a PDF that is PDF/UA-1 and PDF/A-2a at once."""

import warnings
from pathlib import Path

import pydyf
from weasyprint.document import Document

from handbook.brochure.tagging.artifacts import mark
from handbook.brochure.tagging.gather import Gatherer
from handbook.brochure.tagging.glyph_texts import telling_glyphs
from handbook.brochure.tagging.hook import reading_boxes
from handbook.brochure.tagging.links import describe_links
from handbook.brochure.tagging.problems import problems
from handbook.brochure.tagging.standards import claim_pdf_ua, draw_pictures_as_they_are
from handbook.brochure.tagging.structure import StructureWriter
from handbook.brochure.tagging.tidy import tidy
from handbook.phrase import Phrase


def write_tagged(document: Document, target: Path) -> list[Phrase]:
    """Write `document` to `target`. Returns what keeps the file from being readable by everybody, with its page."""
    with reading_boxes() as gathered, telling_glyphs(), warnings.catch_warnings():
        # WORKAROUND for WeasyPrint 70.0, which leaves the file of its colour profile to the garbage collector.
        warnings.filterwarnings("ignore", "unclosed file.*sRGB2014.icc", ResourceWarning)
        document.write_pdf(
            target, pdf_variant="pdf/a-2a", finisher=lambda document, pdf: _finish(document, pdf, gathered)
        )
    return list(problems(gathered.root, gathered.groups))


def _finish(document: Document, pdf: pydyf.PDF, gathered: Gatherer) -> None:
    tidy(gathered.root)
    describe_links(gathered.root, _pages_of_anchors(document))
    writer = StructureWriter(pdf)
    writer.drop(gathered.dropped)
    writer.write(gathered.root)
    mark(pdf, gathered.artifacts)
    claim_pdf_ua(pdf)
    if document.pages[0]._page_box.children[0].style["direction"] == "rtl":
        # Where two pages are shown side by side, the first of them stands at the right.
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    draw_pictures_as_they_are(pdf)


def _pages_of_anchors(document: Document) -> dict[str, int]:
    pages: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    return pages
