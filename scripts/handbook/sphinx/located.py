"""Gives a source and a line to every text of a page, without which Sphinx extracts no message for it.

MyST-Parser 5.2 leaves them out in cells of Markdown tables inside directives, docutils in subtitles of sidebars; what
is not extracted can never be translated, and nothing tells so.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import get_node_source

# Numbers of footnotes are made, not written; the others are shown to nobody.
_NOT_WRITTEN = (nodes.label, nodes.Invisible, nodes.Inline)


class LocateTexts(SphinxTransform):
    """Takes them from the nearest element that has them."""

    default_priority = 5  # before Sphinx looks for what is missing (10), in every builder, ``gettext`` too

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(nodes.TextElement):
            if not node.source and not isinstance(node, _NOT_WRITTEN) and not _is_complaint(node):
                node.source = get_node_source(node.parent) if node.parent else self.document["source"]
                node.line = node.line or _line(node)


def _is_complaint(node: nodes.Element) -> bool:
    return isinstance(node.parent, nodes.system_message)


def _line(node: nodes.Node) -> int:
    while node.parent is not None and not node.line:
        node = node.parent
    return node.line or 1


def setup(app: Sphinx) -> None:
    app.add_transform(LocateTexts)
