"""How the wall says what a page may not do."""

from docutils import nodes
from sphinx.util import logging

from handbook.phrase import Phrase

logger = logging.getLogger(__name__)


class RefusedError(Exception):
    """A page asks for what it may not have. Holds what is wrong with it, and the rule."""

    def __init__(self, message: Phrase, rule: str) -> None:
        super().__init__(message)
        self.message, self.rule = message, rule


def warn(message: Phrase, rule: str, document: nodes.document, line: int | None) -> None:
    """Report what a page may not do, at its line."""
    place = f"{document['source']}:{line}" if line else document["source"]
    logger.warning(message, type="handbook", subtype=rule, location=place)
