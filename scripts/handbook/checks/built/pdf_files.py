"""The PDFs: whole, named, in their language, with nothing blank and nothing cut off."""

from collections import Counter
from collections.abc import Iterator

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project
from handbook.readback import EditionArtefacts
from handbook.readback.html_page import Page
from handbook.readback.pdf_text import Brochure

# A mail server that takes less than a megabyte is rare; a handbook of more than a hundred pages is no attachment.
MAIL_BYTES, PAGE_BYTES = 1_000_000, 10_000
# No chapter spreads its text thinner than a hundred words a page, once four pages are left for pictures and panels.
CHAPTER_PAGES, PAGE_WORDS = 4, 100
# One sheet, printed on both sides.
LEAFLET_PAGES = 2
# Cover, contents and back cover; before the last one, the print edition has up to three pages for notes.
FRAME, NOTES = 3, 3


def _brochures(artefacts: Artefacts) -> Iterator[tuple[EditionArtefacts, Brochure, str]]:
    for edition in artefacts.editions:
        if edition.brochure:
            yield edition, edition.brochure, shown(edition.brochure.path, artefacts.project.root)


def _leaflets(artefacts: Artefacts) -> Iterator[tuple[Page, Brochure, str]]:
    for edition in artefacts.editions:
        for docname in edition.leaflets.keys() & edition.pages.keys():
            leaflet = edition.leaflets[docname]
            yield edition.pages[docname], leaflet, shown(leaflet.path, artefacts.project.root)


def _all(artefacts: Artefacts) -> Iterator[tuple[Brochure, str]]:
    for _, pdf, path in (*_brochures(artefacts), *_leaflets(artefacts)):
        yield pdf, path


def _is_mailed(brochure: Brochure, edition: EditionArtefacts, project: Project) -> bool:
    """Whether this is the brochure that is handed out, and not that of the print edition."""
    return brochure.path.name == project.brochure_name(edition.language)


@check
def check_brochure_identity(artefacts: Artefacts) -> Iterator[Place]:
    """A brochure must carry its title and language, and be tagged for screen readers.

    Bad: a PDF whose window shows “brochure-fr.pdf”. Good: its title, with /Lang (fr-CA).
    """
    for edition, brochure, path in _brochures(artefacts):
        title, tag = artefacts.project.title[edition.language], artefacts.project.tag(edition.language)
        if (brochure.title, brochure.language, brochure.is_tagged) != (title, tag, True):
            message = phrase(
                "the PDF must have the title “{title}”, the language {tag}, and tags; mend the brochure’s template"
            )
            yield path, 1, message.format(title=title, tag=tag)
    for page, leaflet, path in _leaflets(artefacts):
        if (leaflet.title, leaflet.language, leaflet.is_tagged) != (page.title, page.language, True):
            message = phrase(
                "the PDF must have the title “{title}”, the language {tag}, and tags; mend the leaflets’ template"
            )
            yield path, 1, message.format(title=page.title, tag=page.language)


@check
def check_chapter_missing(artefacts: Artefacts) -> Iterator[Place]:
    """Every page must be a chapter of the brochure, found by its bookmark, with the whole of its text.

    Bad: a brochure that stops after the third chapter. Good: a chapter per page.
    """
    for edition, brochure, path in _brochures(artefacts):
        # Two spaces in a row are one in a bookmark, and on a screen.
        titles = Counter(" ".join(chapter.title.split()) for chapter in brochure.chapters)
        wanted = Counter(" ".join(page.bookmark.split()) for page in edition.pages.values())
        for title in sorted(wanted):
            if titles[title] != wanted[title]:
                message = phrase(
                    "the bookmarks name “{title}” {count} times, and pages of that title there are {pages}; build the "
                    "handbook again",
                    title=title,
                    count=titles[title],
                    pages=wanted[title],
                )
                yield path, 1, message


@check
def check_blank_page(artefacts: Artefacts) -> Iterator[Place]:
    """No page of a brochure or a leaflet may be without text.

    Bad: an empty page before a chapter. Good: none.
    """
    for pdf, path in _all(artefacts):
        for number, text in enumerate(pdf.texts, 1):
            if not text.strip():
                yield path, 1, phrase("page {page} has no text; mend the print stylesheet", page=number)


@check
def check_page_count(artefacts: Artefacts) -> Iterator[Place]:
    """A brochure must have a page for each chapter at least, and no more than its text can fill.

    Bad: 900 pages, each with one line. Good: cover, contents, chapters of some 400 words a page, back cover.
    """
    for edition, brochure, path in _brochures(artefacts):
        count, least = len(brochure.texts), FRAME + len(edition.pages)
        words = [len(page.text.split()) for page in edition.pages.values()]
        most = FRAME + NOTES + sum(CHAPTER_PAGES + length // PAGE_WORDS for length in words)
        if not least <= count <= most:
            message = phrase(
                "pages of the brochure: {count}; it should have {least} to {most}; mend the print stylesheet",
                count=count,
                least=least,
                most=most,
            )
            yield path, 1, message


@check
def check_leaflet_missing(artefacts: Artefacts) -> Iterator[Place]:
    """Every subject with a page of its own must have a leaflet beside a brochure, unless the project wants none.

    Bad: leaflets of three subjects out of four. Good: did-fr.pdf beside brochure-fr.pdf.
    """
    project = artefacts.project
    portraits = {artefacts.registry.pages[subject] for subject in artefacts.registry.portrayed()}
    for edition, brochure, path in _brochures(artefacts):
        if project.leaflets and _is_mailed(brochure, edition, project):
            for docname in portraits & edition.pages.keys() - edition.leaflets.keys():
                name = project.leaflet_name(docname, edition.language)
                yield path, 1, phrase("there is no {file} beside it; build the PDFs again", file=name)


@check
def check_leaflet_length(artefacts: Artefacts) -> Iterator[Place]:
    """A leaflet must fit on one sheet, printed on both sides.

    Bad: three pages, of which the last has four lines. Good: the portrait of a subject, and its text overleaf.
    """
    for page, leaflet, path in _leaflets(artefacts):
        if len(leaflet.texts) > LEAFLET_PAGES:
            message = phrase(
                "the leaflet has {count} pages and may have {most}; shorten source/{page}.md, or write "
                "leaflets = false in pyproject.toml",
                count=len(leaflet.texts),
                most=LEAFLET_PAGES,
                page=page.docname,
            )
            yield path, 1, message


@check
def check_text_outside(artefacts: Artefacts) -> Iterator[Place]:
    """No text of a brochure or a leaflet may reach over the margins, or over the edge of a cover.

    Bad: a long address that is cut off at the edge of the sheet. Good: one that is divided.
    """
    for pdf, path in _all(artefacts):
        for number, words in pdf.outside:
            message = phrase(
                "page {page}: “{words}” reaches over the margins; shorten it, or mend the print stylesheet"
            )
            yield path, 1, message.format(page=number, words=words[:60])


@check
def check_file_size(artefacts: Artefacts) -> Iterator[Place]:
    """A brochure must be of a size that can be mailed: a megabyte, or ten kilobytes a page where there are many.

    Bad: twelve pages with a photograph of nine megabytes. Good: the same photograph, as large as it is printed.
    """
    for edition, brochure, path in _brochures(artefacts):
        budget = artefacts.project.pdf_budget_kb
        most = budget * 1000 if budget else max(MAIL_BYTES, PAGE_BYTES * len(brochure.texts))
        if _is_mailed(brochure, edition, artefacts.project) and brochure.size > most:
            size, limit = -(-brochure.size // 1000), most // 1000
            message = phrase(
                "the file has {size} KB and may have {most}; make its pictures smaller, or raise pdf_budget_kb in "
                "pyproject.toml"
            )
            yield path, 1, message.format(size=size, most=limit)
