"""What readers get is read once more: the marks and spaces of the published text, whoever wrote it.

Rules judge what translators write; a template, a title, a list that the program puts together has no translator.
"""

import re
from collections.abc import Iterator

from handbook.artefacts import EditionArtefacts
from handbook.artefacts.page import Page
from handbook.artefacts.words import LEFT_OUT
from handbook.catalogs.reader import read_catalogue
from handbook.checks import Artefacts, Place, check
from handbook.finding import shown
from handbook.languages.lookup import language_of
from handbook.languages.model import Language
from handbook.languages.quotation import mistaken_quote, unpaired_quote
from handbook.languages.spaces import spaced
from handbook.phrase import Phrase, phrase

_STRAIGHT = re.compile(r"(?<![\d′])[\"'](?!\d0s)")
_LONG = 30


@check("site")
def check_typography(artefacts: Artefacts) -> Iterator[Place]:
    """The published text has the marks and spaces of its language.

    Bad: « d”Abri international », « Sources : » with a space at which a line may break, a quotation that nothing ends.
    Good: « d’Abri international », « Sources : » with a no-break space.
    """
    for edition in artefacts.editions:
        language = language_of(tag := artefacts.project.tag(edition.language))
        for page in edition.all_pages:
            # A quotation may go on over several paragraphs.
            is_paired = unpaired_quote("\n".join(page.words), language) is None
            for text in page.words:
                if fault := _fault(text, language, tag, is_paired=is_paired):
                    message, at = fault
                    yield (*_place(artefacts, edition, page, text, at), message)


@check("pdf")
def check_brochure_typography(artefacts: Artefacts) -> Iterator[Place]:
    """The brochure has the quotes of its language.

    Bad: « d”Abri international ». Good: « d’Abri international ».
    """
    for edition in artefacts.editions:
        language = language_of(artefacts.project.tag(edition.language))
        for brochure in (edition.brochure, *edition.leaflets.values()):
            for text in brochure.texts if brochure else ():
                if (at := mistaken_quote(text, language)) is not None:
                    message = phrase("“{words}”: a closing quote stands for an apostrophe; write ’")
                    path = shown(brochure.path, artefacts.project.root) if brochure else ""
                    yield path, 1, message.format(words=_around(text, at))


def _fault(text: str, language: Language, tag: str, *, is_paired: bool = False) -> tuple[Phrase, int] | None:
    """Return the first thing that is wrong with a published text, and where."""
    if language.typography.quotes is None:
        return None
    plain = text.replace("\n", " ")
    if (at := mistaken_quote(plain, language)) is not None:
        told = phrase("“{words}”: a closing quote stands for an apostrophe; write ’")
    elif match := _STRAIGHT.search(plain):
        told, at = phrase("“{words}”: a straight quote or apostrophe is published; write the curved one"), match.start()
    elif not is_paired and (at := unpaired_quote(plain, language)) is not None:
        told = phrase("“{words}”: a quotation has a beginning or an end only; write the other one")
    elif (kept := spaced(plain, tag)) != plain:
        at = next(at for at, (here, there) in enumerate(zip(plain, kept, strict=True)) if here != there)
        told = phrase("“{words}”: a line may break at a space where none may; write it with a no-break space")
    else:
        return None
    return told.format(words=_around(plain, at)), at


def _around(text: str, at: int) -> str:
    return text[max(at - _LONG, 0) : at + _LONG].strip().replace(LEFT_OUT, "…")


def _place(artefacts: Artefacts, edition: EditionArtefacts, page: Page, text: str, at: int) -> tuple[str, int]:
    """Return where it was written, as far as that can be seen: the message of the page's catalogue, or the page."""
    project = artefacts.project
    path = project.catalogue(edition.language, page.docname)
    words = re.findall(r"[^\W\d_]{3,}", text[max(at - 2 * _LONG, 0) : at + 2 * _LONG])
    catalogue = read_catalogue(path, project.root) if path.is_file() else {}
    for message in catalogue.values():
        if words and all(word in message.msgstr for word in words[1:-1] or words):
            return shown(path, project.root), message.msgstr_line
    return shown(page.path, project.root), 1
