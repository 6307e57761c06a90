"""Sets the spaces of French pages: catalogues may hold plain ones, readers get those where no line breaks."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from handbook.languages.spaces import canadian_french

# What stands in these is code or another language, not French prose.
_VERBATIM = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)


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
