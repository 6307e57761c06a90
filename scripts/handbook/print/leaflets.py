"""Leaflets: one sheet per subject that has a chapter of its own, cut from one layout of all of them."""

from collections.abc import Iterator, Sequence
from copy import copy
from itertools import pairwise
from pathlib import Path

from weasyprint.document import Document

from handbook.findings.finding import Finding
from handbook.print.document import PrintedChapter
from handbook.print.render import write
from handbook.project.project import Edition


def write_leaflets(
    pages: Document, folder: Path, chapters: Sequence[PrintedChapter], edition: Edition
) -> list[Finding]:
    """Write a PDF per chapter into `folder`. Returns what is wrong with them."""
    name = edition.project.leaflet_name
    return [
        finding
        for chapter, leaflet in leaflets(pages, chapters, edition)
        for finding in write(leaflet, folder / name(chapter.docname, edition.language))
    ]


def leaflets(
    pages: Document, chapters: Sequence[PrintedChapter], edition: Edition
) -> Iterator[tuple[PrintedChapter, Document]]:
    """Yield each chapter with its own pages, which bear its title."""
    starts = [_first_page(pages, chapter.anchor) for chapter in chapters]
    for chapter, (first, following) in zip(chapters, pairwise([*starts, len(pages.pages)]), strict=True):
        leaflet = pages.copy(pages.pages[first:following])
        leaflet.metadata = copy(pages.metadata)
        leaflet.metadata.title = f"{chapter.title} – {edition.title}"
        yield chapter, leaflet


def _first_page(pages: Document, anchor: str) -> int:
    return next(number for number, page in enumerate(pages.pages) if anchor in page.anchors)
