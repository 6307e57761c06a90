"""Where in a message each character of its text stands, noted while Markdown is read.

Markdown-it notes the lines of blocks and nothing of what stands in a line. Its text tokens get ``meta["places"]`` here,
a pair (start, end) for each character of ``content``; every other token gets ``meta["at"]``, where reading it began.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Place = tuple[int, int]
_TEXT = ("text", "text_special")


class _PlacedState(StateInline):
    """Markdown-it's state of a line, with the places of the text that is no token yet."""

    def __init__(self, *args: Any) -> None:
        self._places: list[Place] = []
        # Tokens with the place where they were begun; a rule may give its token another ``meta`` afterwards.
        self.begun: list[tuple[Token, int]] = []
        super().__init__(*args)

    def append_pending(self, text: str) -> None:
        super().append_pending(text)
        self._places += _single_places(self.pos, len(text))

    @property
    def pending(self) -> str:
        return super().pending

    @pending.setter
    def pending(self, value: str) -> None:
        # A rule cuts the end of what is pending: spaces before the end of a line.
        self._places = self._places[: len(value)]
        StateInline.pending.fset(self, value)  # type: ignore[attr-defined]  # mypy takes the property for its getter

    def pushPending(self) -> Token:
        places = self._places
        token = super().pushPending()
        token.meta["places"] = places
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        at = self.pos
        before, start = self.begun[-1] if self.begun else (None, 0)
        if len(self.tokens) > 1 and self.tokens[-2] is before and before.type == ttype == "text":
            at = max(at, start + 1)  # the two marks of ** are two tokens, begun at once
        self.begun.append((token, at))
        return token


class _PlacedInline(ParserInline):
    """Markdown-it's parser of lines with that state; it offers no place to choose one."""

    def __init__(self, parser: ParserInline) -> None:
        self.__dict__.update(parser.__dict__)

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _PlacedState(src, md, env, tokens)
        self.tokenize(state)
        for token, at in state.begun:
            token.meta["at"] = at
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def note_places(markdown: MarkdownIt) -> MarkdownIt:
    """Have a parser note places. What it reads is the same, token by token."""
    markdown.inline = _PlacedInline(markdown.inline)
    # These join pieces of text, and would lose the places of all but one.
    markdown.inline.ruler2.disable("fragments_join")
    markdown.core.ruler.at("text_join", _join)
    return markdown


def _join(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = _joined(token.children)


def _joined(tokens: Iterable[Token]) -> list[Token]:
    """Return tokens with pieces of text that follow one another in one, as markdown-it's own rules join them."""
    joined: list[Token] = []
    level = 0
    for token in tokens:
        level -= token.nesting < 0
        token.level = level
        level += token.nesting > 0
        if token.children:
            token.children = _joined(token.children)
        if token.type not in _TEXT:
            joined.append(token)
            continue
        places = token.meta.get("places") or _places(token)
        if joined and joined[-1].type == "text":
            joined[-1].content += token.content
            joined[-1].meta["places"] += places
        else:
            token.type, token.meta["places"] = "text", list(places)
            joined.append(token)
    return joined


def _places(token: Token) -> Sequence[Place]:
    """Return the places of a mark, an escape (\\*) or an entity (&nbsp;), whose one character has taken several."""
    start = token.meta["at"]
    if token.type == "text":  # a mark of emphasis, or an address behind its <
        return _single_places(start + (len(token.content) > 1), len(token.content))
    if token.content == token.markup:  # an escape that is none: \\l
        return _single_places(start, len(token.content))
    return [(start, start + len(token.markup))] * len(token.content)


def _single_places(start: int, count: int) -> list[Place]:
    return [(at, at + 1) for at in range(start, start + count)]
