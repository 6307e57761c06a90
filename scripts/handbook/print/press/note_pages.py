"""Fills the sheets of the print edition: ruled pages for notes before the back cover, as many as a signature lacks."""

from html import escape

from weasyprint.document import Document, Page

from handbook.findings.phrase import Translate
from handbook.print.press.imposition import PAGES_PER_SHEET
from handbook.project.paper import MARGIN_BOTTOM, MARGIN_TOP, PAGE_HEIGHTS

# Laid out in any case; how many are needed is known only when all other pages are laid out.
_MOST = PAGES_PER_SHEET - 1
_ANCHOR = "notes-page-"
# In millimetres: a line for handwriting, and what the heading takes (both as in press.css).
_LINE, _HEADING = 8, 16


def notes_pages(paper: str, translate: Translate) -> str:
    """Return the HTML of the pages for notes that a signature may need."""
    room = PAGE_HEIGHTS[paper] - MARGIN_TOP - MARGIN_BOTTOM - _HEADING
    lines = '<div class="notes-line"></div>' * int(room // _LINE)
    words = translate("Notes")
    title = f'<p class="notes-title">{escape(words)}</p>'
    return "\n".join(f'<section class="notes" id="{_ANCHOR}{n}">{title}{lines}</section>' for n in range(_MOST))


def fill_signature(document: Document) -> Document:
    """Return the document with only as many pages for notes as make its page count a multiple of four."""
    notes = [page for page in document.pages if is_notes_page(page)]
    surplus = notes[len(notes) - len(document.pages) % PAGES_PER_SHEET :]
    return document.copy([page for page in document.pages if page not in surplus])


def is_notes_page(page: Page) -> bool:
    """Return whether a page is there to be written on."""
    return any(anchor.startswith(_ANCHOR) for anchor in page.anchors)
