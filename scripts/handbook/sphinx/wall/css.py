"""Judges styles: of the functions of CSS, those that fetch nothing; no rule that brings other styles or fonts."""

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import unquote

import tinycss2
from tinycss2.ast import AtKeywordToken, FunctionBlock, Node, ParseError, StringToken, URLToken

_COLOURS = "rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark"
_GEOMETRY = "matrix matrix3d perspective polygon circle ellipse inset path rotate scale skew translate"
_AXES = "rotate3d rotatex rotatey rotatez scale3d scalex scaley scalez skewx skewy translate3d translatex translatey "
_AXES += "translatez"
_FILTERS = "blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia"
_VALUES = "calc clamp max min var cubic-bezier steps counter counters minmax repeat conic-gradient linear-gradient "
_VALUES += "radial-gradient repeating-conic-gradient repeating-linear-gradient repeating-radial-gradient"
_SELECTORS = "dir has is lang not nth-child nth-last-child nth-last-of-type nth-of-type where"
FUNCTIONS = frozenset(" ".join((_COLOURS, _GEOMETRY, _AXES, _FILTERS, _VALUES, _SELECTORS)).split())
RULES = frozenset(("charset", "keyframes", "media", "page", "supports"))


def reaches_out(text: str, functions: Collection[str] = FUNCTIONS) -> bool:
    """Whether a style sheet, or a value in one, may fetch anything or names more than a part of its own document.

    `functions` of CSS fetch nothing.
    """
    return any(_is_reaching(node, functions) for node in _all(tinycss2.parse_component_value_list(text)))


def fragments(text: str | Iterable[Node]) -> Iterator[str]:
    """Yield the names of the parts of its own document that a value or a sheet names, escaped for addresses or not."""
    for node in _all(tinycss2.parse_component_value_list(text) if isinstance(text, str) else text):
        parts: list[URLToken | StringToken] = [node] if isinstance(node, URLToken) else []
        if isinstance(node, FunctionBlock) and node.lower_name == "url":
            parts = [argument for argument in node.arguments if isinstance(argument, StringToken)]
        for part in parts:
            name = part.value.strip().removeprefix("#")
            yield from {name, unquote(name)}


def _is_reaching(node: Node, functions: Collection[str]) -> bool:
    match node:
        case URLToken():
            return not node.value.startswith("#")
        case FunctionBlock() if node.lower_name == "url":
            return not all(
                isinstance(argument, StringToken) and argument.value.startswith("#") for argument in node.arguments
            )
        case FunctionBlock():
            return node.lower_name not in functions
        case AtKeywordToken():
            return node.lower_value not in RULES
    return isinstance(node, ParseError)


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes and what stands in them; in no deeper Python than this, however deep they are."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        waiting += getattr(node, "arguments", None) or getattr(node, "content", None) or ()
