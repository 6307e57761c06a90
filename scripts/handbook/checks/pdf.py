"""The brochure: whole, named, in its language, with nothing blank."""

from collections import Counter
from collections.abc import Iterator

from handbook.artefacts import EditionArtefacts
from handbook.artefacts.brochure import Brochure
from handbook.checks import Artefacts, Place, check
from handbook.finding import shown
from handbook.project import LANGUAGE_TAGS


def _brochures(artefacts: Artefacts) -> Iterator[tuple[EditionArtefacts, Brochure, str]]:
    for edition in artefacts.editions:
        if edition.brochure:
            yield edition, edition.brochure, shown(edition.brochure.path, artefacts.project.root)


@check("pdf")
def check_brochure_identity(artefacts: Artefacts) -> Iterator[Place]:
    """A brochure must carry its title and language, and be tagged for screen readers.

    Bad: a PDF whose window shows “brochure-fr.pdf”. Good: its title, with /Lang (fr-CA).
    """
    for edition, brochure, path in _brochures(artefacts):
        expected = artefacts.project.title[edition.language], LANGUAGE_TAGS[edition.language], True
        if (brochure.title, brochure.language, brochure.is_tagged) != expected:
            yield path, 1, f"the PDF must have title, language and tags {expected}; mend the brochure’s template"


@check("pdf")
def check_chapter_missing(artefacts: Artefacts) -> Iterator[Place]:
    """Every page must be a chapter of the brochure, found by its bookmark, with the whole of its text.

    Bad: a brochure that stops after the third agency. Good: a chapter per page.
    """
    for edition, brochure, path in _brochures(artefacts):
        titles = Counter(chapter.title for chapter in brochure.chapters)
        for page in edition.pages.values():
            if titles[page.heading] != 1:
                times = titles[page.heading]
                yield path, 1, f"the bookmarks name {page.heading!r} {times} times; give each page a title of its own"


@check("pdf")
def check_blank_page(artefacts: Artefacts) -> Iterator[Place]:
    """No page of a brochure may be without text.

    Bad: an empty page before a chapter. Good: none.
    """
    for _, brochure, path in _brochures(artefacts):
        for number, text in enumerate(brochure.texts, 1):
            if not text.strip():
                yield path, 1, f"page {number} has no text; mend the print stylesheet"
