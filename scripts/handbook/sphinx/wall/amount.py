"""Stops Markdown that is more than a page: what is made of it costs more with each part, and some of it the square."""

from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from handbook.findings.phrase import Phrase, phrase
from handbook.sphinx.wall import limits

Item = TypeVar("Item")
# Inline tokens whose text has more parts than it may, with what is said of them, kept in their ``meta``.
TOO_MANY = "handbook_too_many"


class TooMuchError(Exception):
    """A text is larger, or has more parts, than may be made of it. Holds what is said of it."""

    def __init__(self, message: Phrase) -> None:
        super().__init__(message)
        self.message = message


class _Bounded(list[Item]):
    """A list that takes no more than `most`, so that a parser stops while it can still be waited for."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def append(self, item: Item) -> None:
        if len(self) >= self._most:
            raise TooMuchError(too_many())
        super().append(item)


def bound(parser: MarkdownIt) -> None:
    """Have a parser raise TooMuchError at a text of too many blocks, and mark a paragraph of too many parts."""
    # Of what stands deeper, markdown-it says nothing, and shows nothing.
    parser.options["maxNesting"] = limits.MAX_NESTING + 2
    parser.core.ruler.before("normalize", "handbook_bound", _bound_blocks)
    parser.core.ruler.at("inline", _parse_inline)


def too_many() -> Phrase:
    """Return what is said of a page of too many parts."""
    return phrase(
        "the page has more than {most} parts (paragraphs, cells, links and the like); divide it", most=limits.MAX_PARTS
    )


def _bound_blocks(state: StateCore) -> None:
    if len(state.src) > limits.MAX_PAGE:
        raise TooMuchError(phrase("the page has more than {most} MB; divide it", most=limits.MAX_PAGE // 1_000_000))
    state.tokens = _Bounded(limits.MAX_PARTS)


def _parse_inline(state: StateCore) -> None:
    """Do as markdown-it's own rule does; a paragraph of too many parts is shown as it is written."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = _Bounded(limits.MAX_INLINE)
            try:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
            except TooMuchError:
                token.meta[TOO_MANY] = True
                token.children = [Token("text", "", 0, content=token.content)]
