"""Notes the terms of glossaries with their definitions, as messages, for programs that keep terminology."""

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import extract_messages

# A concept: the messages that are its terms, and those that define it.
Concept = tuple[tuple[str, ...], tuple[str, ...]]


class NoteConcepts(SphinxPostTransform):
    """Notes them in ``env.handbook_concepts``, by docname, while the ``gettext`` builder is at work."""

    default_priority = 900
    builders = ("gettext",)

    def run(self, **kwargs: object) -> None:
        vars(self.env).setdefault("handbook_concepts", {})[self.env.docname] = concepts(self.document)


def concepts(document: nodes.document) -> list[Concept]:
    """Return the concepts of a page's glossaries, in their order."""
    messages = {id(node): msgid for node, msgid in extract_messages(document)}

    def said(item: nodes.Node, kind: type[nodes.Element]) -> tuple[str, ...]:
        parts = (part for part in item.children if isinstance(part, kind))
        return tuple(messages[id(node)] for part in parts for node in part.findall() if id(node) in messages)

    items = (item for node in document.findall(glossary) for item in node.findall(nodes.definition_list_item))
    return [(said(item, nodes.term), said(item, nodes.definition)) for item in items]


def setup(app: Sphinx) -> None:
    app.add_post_transform(NoteConcepts)
