"""Where the tag tree gets hold of WeasyPrint: for the time of one writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags as weasyprint_tags

from handbook.brochure.tagging.gather import Gatherer, Pieces


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
