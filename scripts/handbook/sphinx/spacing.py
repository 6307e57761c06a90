"""Sets the spaces of pages in languages that want some of their own: those where no line breaks."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from handbook.languages.lookup import language_of
from handbook.languages.spaces import spaced
from handbook.sphinx.editions import edition_of
from handbook.sphinx.quotes import spoken

# What stands in these is code or another language, not prose.
VERBATIM = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)


class Spaces(SphinxTransform):
    """Sets the no-break spaces in every text of a page."""

    default_priority = 870  # after smart quotes (750), which make « » of straight ones

    def apply(self, **kwargs: object) -> None:
        tag = edition_of(self.config).tag
        if language_of(tag).spaces is None:
            return
        for text in list(self.document.findall(nodes.Text)):
            parent = text.parent
            if isinstance(parent, VERBATIM) or _is_foreign(parent):
                continue
            index = parent.index(text)
            changed = spaced(str(text), tag, parent[index - 1].astext() if index else "")
            if changed != text:
                parent.replace(text, nodes.Text(changed))
        for node, name in spoken(self.document, self.app):
            if not _is_foreign(node):
                node[name] = spaced(node[name], tag)


def _is_foreign(node: nodes.Element | None) -> bool:
    """Whether `node` stands in a passage of another language."""
    while node is not None and not any(name.startswith("language-") for name in node["classes"]):
        node = node.parent
    return node is not None


def setup(app: Sphinx) -> None:
    app.add_transform(Spaces)
