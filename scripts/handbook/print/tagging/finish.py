"""Draws a laid-out document and tags it: the tags are made while WeasyPrint draws, and come out with a fragment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import generate_pdf
from weasyprint.pdf import tags as weasyprint_tags
from weasyprint.pdf.fonts import Font

from handbook.findings.phrase import Phrase
from handbook.print.linking.chapter_pdf import fragment_of
from handbook.print.linking.fragment import Fragment
from handbook.print.linking.linker import OPTIONS, link, open_colour_profile
from handbook.print.linking.page_numbers import noting_numbers
from handbook.print.linking.pdf_values import reference_in
from handbook.print.linking.shown_faces import faces_of, without_fonts
from handbook.print.tagging.artifacts import mark
from handbook.print.tagging.gather import POINTS_PER_PIXEL, Gatherer, Pieces
from handbook.print.tagging.markers_first import drawing_markers_first
from handbook.print.tagging.problems import describe_links, join_links, problems
from handbook.print.tagging.structure_elements import StructureWriter, draw_pictures_as_they_are
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


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnDocument:
    """A document that is drawn and tagged: as a fragment, with its faces, and what not everybody can read in it."""

    fragment: Fragment
    faces: dict[str, Font]
    problems: list[Phrase]


def draw(document: Document, first: int = 1) -> DrawnDocument:
    """Draw the pages of `document`, and tag them; `first` is the number of the first, as problems tell it."""
    with (
        reading_boxes() as gathered,
        noting_numbers() as texts,
        drawing_markers_first(document.pages),
        without_fonts(),
        open_colour_profile(),
    ):
        anchors = _anchors(document)
        # Else links to other chapters would be left out; whether there are such places is seen when all are linked.
        missing = {link[1] for page in document.pages for link in page.links if link[0] == "internal"} - anchors.keys()
        document.pages[-1].anchors.update(dict.fromkeys(sorted(missing), (0, 0, 0, 0)))
        pdf = generate_pdf(document, None, 1, **OPTIONS)
    tidy(gathered.root)
    joined = join_links(gathered.root)
    words = describe_links(gathered.root)
    writer = StructureWriter(pdf)
    writer.drop([*gathered.dropped, *joined])
    tags = pdf.objects[reference_in(pdf.catalog["StructTreeRoot"])]
    root = pdf.objects[reference_in(tags["K"][0])]
    structure = writer.write(gathered.root, root)
    mark(pdf, gathered.artifacts)
    draw_pictures_as_they_are(pdf)
    fragment = fragment_of(document, pdf, structure, texts, root.number, anchors, words)
    faults = problems(gathered.root, gathered.groups, first, gathered.below)
    return DrawnDocument(fragment=fragment, faces=faces_of(document), problems=list(faults))


def _anchors(document: Document) -> dict[str, tuple[int, float, float]]:
    """Return where each anchor is: the first of a name, as everywhere."""
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, _, _) in page.anchors.items():
            places.setdefault(name, (number, x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL))
    return places


def write_tagged(document: Document, target: Path) -> list[Phrase]:
    """Write `document` to `target`. Returns what keeps the file from being readable by everybody, with its page."""
    drawn = draw(document)
    is_turned = document.pages[0]._page_box.children[0].style["direction"] == "rtl"
    link([drawn.fragment], document.metadata, drawn.faces, target, is_turned=is_turned)
    return drawn.problems
