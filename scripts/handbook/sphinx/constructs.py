"""Tells which pages have what few pages have, and need a stylesheet of its own for: ``theme/static/constructs.css``."""

from docutils import nodes
from sphinx.config import Config

from handbook.sphinx.accessible import has_frame
from handbook.sphinx.box_nodes import dropdown, task
from handbook.sphinx.editions import other_extensions

_KINDS = (
    *(nodes.block_quote, nodes.literal_block, nodes.doctest_block, nodes.rubric, nodes.sidebar),
    *(dropdown, task),
)
# Of boxes and of keys.
_CLASSES = frozenset(("box", "tab", "grid", "card", "contains-task-list", "kbd"))
_PANEL = "key-facts"


def has_constructs(doctree: nodes.document | None, config: Config) -> bool:
    """Whether a page, as it is written, may have any of them: what other extensions make may hold anything."""
    if doctree is None:
        return False
    return bool(other_extensions(config)) or any(map(_is_rare, doctree.findall(nodes.Element)))


def _is_rare(node: nodes.Element) -> bool:
    is_other_topic = isinstance(node, nodes.topic) and _PANEL not in node["classes"]
    is_wide = isinstance(node, nodes.table) and has_frame(node)
    return isinstance(node, _KINDS) or is_other_topic or is_wide or not _CLASSES.isdisjoint(node.get("classes", ()))
