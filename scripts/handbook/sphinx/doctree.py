"""What stands around a node of a doctree, where a node was written, and warnings of what is wrong with it."""

from collections.abc import Iterator

from docutils import nodes
from sphinx.util import logging
from sphinx.util.nodes import get_node_source

_logger = logging.getLogger(__name__)


def lineage(node: nodes.Node | None) -> Iterator[nodes.Element]:
    """Yield a node and each node around it, from the inside out."""
    while node is not None:
        yield node  # type: ignore[misc]  # a text, which is no element, has no children to come from
        node = node.parent


def line_of(node: nodes.Node) -> int:
    """Return the line of a node, or of the nearest node around it that has one; 1 where none has."""
    return next((outer.line for outer in lineage(node) if outer.line), 1)


def location_of(node: nodes.Element) -> str:
    """Return ``path:line`` of a node, as Sphinx writes the location of a warning."""
    return f"{node.get('source') or get_node_source(node)}:{line_of(node)}"


def warning(message: str, rule: str, location: nodes.Node | str | None = None) -> None:
    """Have Sphinx warn of something, which becomes a finding of a rule of ours."""
    _logger.warning(message, type="handbook", subtype=rule, location=location)
