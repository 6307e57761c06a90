"""From HTML to PDF files: input checked, laid out, fit checked, written; and only when something has changed.

The leaflets, one sheet per subject that has a chapter of its own, are cut from one layout of all of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from weasyprint.document import Document

from handbook.findings.finding import Finding
from handbook.findings.phrase import phrase
from handbook.machine.versions import package_versions, system_versions
from handbook.print.assemble import Chapter
from handbook.print.document import PrintedChapter
from handbook.print.fit import check_fit
from handbook.print.preflight import check_input
from handbook.print.render import lay_out, write
from handbook.print.source_lines import ATTRIBUTE, Origins
from handbook.project.project import Edition
from handbook.publication.store import Store

# All of the program, with the outlines of the world that the cover shows.
CODE = Path(__file__).parent.parent


def input_hash(texts: Iterable[str], pictures: Mapping[str, Path], versions: Mapping[str, str]) -> str:
    """Return a hash of what goes into a PDF: texts (HTML, stylesheets), pictures, libraries, and our own code."""
    parts = [text.encode() for text in texts]
    parts += [f"{name}={version}".encode() for name, version in sorted(versions.items())]
    parts += [part for name, path in sorted(pictures.items()) for part in (name.encode(), path.read_bytes())]
    parts += [path.read_bytes() for path in sorted([*CODE.rglob("*.py"), *CODE.rglob("*.json")])]
    # The lengths tell apart what is divided otherwise.
    return sha256(b"".join(b"%d:%b" % (len(part), part) for part in parts)).hexdigest()


# Writes laid out pages as files into a folder. Returns what is wrong with them.
Writer = Callable[[Document, Path], list[Finding]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """A document that is to be printed, and the chapters it is made of, to say where something wrong was written.

    `pictures` are files by the name that the HTML calls them; `least_dpi` is what they need in print, if anything.
    """

    name: str
    html: str
    css: str
    pictures: Mapping[str, Path]
    chapters: Sequence[Chapter]
    origins: Origins
    least_dpi: int | None = None


def publish(publication: Publication, kept: Store, folder: Path, writer: Writer) -> list[Finding]:
    """Put the files of a publication into `folder`: those in `kept`, if nothing has changed. Returns what is wrong."""
    versions = package_versions() | system_versions()
    # Where a passage stands in its page decides what a finding names, and no byte; files with findings are not kept.
    html = re.sub(rf' {ATTRIBUTE}="[^"]*"', "", publication.html)
    key = input_hash((html, publication.css), publication.pictures, versions)
    return kept.once(publication.name, key, folder, lambda fresh: _print(publication, fresh, writer))


def _print(publication: Publication, folder: Path, writer: Writer) -> list[Finding]:
    html, css, origins = publication.html, publication.css, publication.origins
    if findings := check_input(publication.chapters, html, css, origins):
        return findings
    try:
        pages, findings = lay_out(html, css, publication.pictures, publication.name)
    except AssertionError:  # what WeasyPrint 70 says where it finds no place to end a page
        message = phrase(
            "WeasyPrint finds no way to divide this into pages; shorten what is taller than a page, or divide it"
        )
        return [Finding(path=publication.name, line=1, message=message, rule="layout")]
    findings += check_fit(pages, publication.name, origins, publication.least_dpi)
    return findings or writer(pages, folder)


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
