"""Writes a laid-out document as PDF/UA-1 and PDF/A-2a at once: the tag tree goes in while WeasyPrint writes."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pydyf
from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as weasyprint_tags

from handbook.findings.phrase import Phrase
from handbook.print.tagging.artifacts import mark
from handbook.print.tagging.gather import Gatherer, Pieces
from handbook.print.tagging.glyph_texts import corrected_glyph_texts
from handbook.print.tagging.problems import describe_links, problems
from handbook.print.tagging.structure_elements import StructureWriter, claim_pdf_ua, draw_pictures_as_they_are
from handbook.print.tagging.tag_tree import tidy


@contextmanager
def reading_boxes() -> Iterator[Gatherer]:
    """Give the boxes of what is written meanwhile to a gatherer, instead of to WeasyPrint's own tag builder.

    WORKAROUND for WeasyPrint 70.0, whose builder makes a tag per box: it splits what a page break divides (issue 2903),
    knows no language but the document's, and looks up all pages for each tag (pydyf 0.13, `PDF.page_references`). It is
    mended when `pdf_variant="pdf/ua-1"` gives one P for a paragraph over two pages.
    """
    gatherer = Gatherer()

    def build_box_tree(  # noqa: PLR0913, PLR0917 (WeasyPrint's)
        box: boxes.PageBox,
        parent: object,
        pdf: object,
        page_number: int,
        nums: object,
        annotations: object,
        tags: Pieces,
    ) -> tuple[()]:
        gatherer.add_page(box, page_number, tags)
        return ()

    original = weasyprint_tags._build_box_tree
    weasyprint_tags._build_box_tree = build_box_tree
    try:
        yield gatherer
    finally:
        weasyprint_tags._build_box_tree = original


def write_tagged(document: Document, target: Path) -> list[Phrase]:
    """Write `document` to `target`. Returns what keeps the file from being readable by everybody, with its page."""
    with reading_boxes() as gathered, corrected_glyph_texts(), warnings.catch_warnings():
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
