"""How the wall says what a page may not do."""

import traceback

from docutils import nodes
from sphinx.util import logging

logger = logging.getLogger(__name__)

_UPSTREAM = frozenset(("docutils", "myst_parser", "sphinx"))
_OF_A_PROGRAM = (ArithmeticError, AssertionError, AttributeError, LookupError, NameError, TypeError, ValueError)


class RefusedError(Exception):
    """A page asks for what it may not have. Holds what is wrong with it, and the rule."""

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.message, self.rule = message, rule


def warn(message: str, rule: str, document: nodes.document, line: int | None) -> None:
    """Report what a page may not do, at its line."""
    place = f"{document['source']}:{line}" if line else document["source"]
    logger.warning(message, type="handbook", subtype=rule, location=place)


def is_fault_of_upstream(error: Exception) -> bool:
    """Whether a program breaks down that reads pages and is not ours; what ours does has to be seen, and mended."""
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return isinstance(error, _OF_A_PROGRAM) and frame.f_globals["__name__"].partition(".")[0] in _UPSTREAM
