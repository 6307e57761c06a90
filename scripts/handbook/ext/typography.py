"""Canadian French spaces: catalogues may hold plain ones, readers get U+00A0 where a line must not break.

Before ``:`` ``%`` ``$`` and inside « », in numbers, and between a number and the word it counts; nothing before
``; ! ?``. After the Office québécois de la langue française and The Canadian Style, 17.07.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

NBSP = "\u00a0"
_BEFORE = re.compile(r"(?<=\S) (?=[:%$»])")
_AFTER = re.compile(r"(?<=«) ")
_NUMBER = re.compile(r"(?<=\d) (?=[^\W_])")
# What stands in these is code or another language, not French prose.
_VERBATIM = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)


def canadian_french(text: str, before: str = "") -> str:
    """Return French `text` with the no-break spaces of Canadian usage. `before` is what stands in front of it."""
    for rule in (_BEFORE, _AFTER, _NUMBER):
        text = rule.sub(NBSP, text)
    # A role or a link may end just before: « plus de 700 » in one node, « projets » in the next.
    if before and re.match(r" [:%$»]" if not before[-1].isdigit() else r" [:%$»\w]", text):
        text = NBSP + text[1:]
    return text


def in_edition(text: str, language: str) -> str:
    """Return a text that stands on no page, with the spaces that `language` wants."""
    return canadian_french(text) if language == "fr" else text


class FrenchSpaces(SphinxTransform):
    """Sets the no-break spaces in every text of a French page."""

    default_priority = 870  # after smart quotes (750), which make « » of straight ones

    def apply(self, **kwargs: object) -> None:
        if self.config.language != "fr":
            return
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if isinstance(parent, _VERBATIM) or _is_foreign(parent):
                continue
            index = parent.index(text)
            spaced = canadian_french(str(text), parent[index - 1].astext() if index else "")
            if spaced != text:
                parent.replace(text, nodes.Text(spaced))


def _is_foreign(node: nodes.Element) -> bool:
    """Whether `node` stands in a passage of another language."""
    while node is not None and not any(name.startswith("language-") for name in node.get("classes", ())):
        node = node.parent
    return node is not None


def setup(app: Sphinx) -> None:
    app.add_transform(FrenchSpaces)
