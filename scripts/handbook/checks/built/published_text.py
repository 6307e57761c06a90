"""What readers get is read once more: the marks and spaces of the published text, whoever wrote it.

Rules judge what translators write; a template, a title, a list that the program puts together has no translator. The
brochure is read before it is laid out (``print/preflight.py``).
"""

import re
from collections.abc import Iterator

from handbook.catalogs.reader import legible_messages
from handbook.checks.artefacts import Artefacts, Place, check
from handbook.findings.finding import shown
from handbook.languages.typeset import faults_of
from handbook.readback import EditionArtefacts
from handbook.readback.html_page import Page

# How far around a fault its words are looked for, in letters.
_NEAR = 60


@check
def check_typography(artefacts: Artefacts) -> Iterator[Place]:
    """The published text has the marks and spaces of its language.

    Bad: « d”Abri international », « Sources : » with a space at which a line may break, a quotation that nothing ends.
    Good: « d’Abri international », « Sources : » with a no-break space.
    """
    for edition, page in artefacts.fresh_pages():
        for text, message, at in faults_of(page.words, artefacts.project.tag(edition.language)):
            yield (*_place(artefacts, edition, page, text, at), message)


def _place(artefacts: Artefacts, edition: EditionArtefacts, page: Page, text: str, at: int) -> tuple[str, int]:
    """Return where it was written, as far as that can be seen: the message of the page's catalogue, or the page."""
    project = artefacts.project
    path = project.catalogue(edition.language, page.docname)
    words = re.findall(r"[^\W\d_]{3,}", text[max(at - _NEAR, 0) : at + _NEAR])
    for message in legible_messages(path, project.root).values():
        if words and all(word in message.msgstr for word in words[1:-1] or words):
            return shown(path, project.root), message.msgstr_line
    return shown(page.path, project.root), 1
