"""Tells which pages have what few pages have, and need a stylesheet of its own for: ``theme/static/constructs.css``."""

from docutils import nodes

from handbook.sphinx.accessible import has_frame
from handbook.sphinx.box_nodes import dropdown, task

_KINDS = (
    *(nodes.block_quote, nodes.literal_block, nodes.doctest_block, nodes.rubric, nodes.sidebar, nodes.raw),
    *(dropdown, task),
)
# Of boxes and of keys.
_CLASSES = frozenset(("box", "tab", "grid", "card", "contains-task-list", "kbd"))
_PANEL = "key-facts"


def has_constructs(doctree: nodes.document | None) -> bool:
    """Whether a page, as it is written, has any of them. What an extension has made of it may hold anything."""
    return doctree is not None and any(map(_is_rare, doctree.findall(nodes.Element)))


def _is_rare(node: nodes.Element) -> bool:
    is_other_topic = isinstance(node, nodes.topic) and _PANEL not in node["classes"]
    is_wide = isinstance(node, nodes.table) and has_frame(node)
    return isinstance(node, _KINDS) or is_other_topic or is_wide or not _CLASSES.isdisjoint(node.get("classes", ()))
