"""Writes code line by line, in one colour, so that a line that is too long can go on below behind a mark.

No page colours code, so nobody parses it: what is no JSON is shown as it is, whatever its fence says.
"""

from html import escape
from typing import Any

from docutils import nodes


def line_spans(node: nodes.Element) -> str:
    """Return the lines of code as HTML, each with its end, so that what is copied is what was written."""
    choices: dict[str, Any] = node.get("highlight_args", {})
    first, marked = choices.get("linenostart", 1), set(choices.get("hl_lines", ()))
    spans = []
    for number, line in enumerate(node.astext().removesuffix("\n").split("\n"), 1):
        kind = " ".join(["code-line", *(["marked"] if number in marked else [])])
        label = f' data-number="{number + first - 1}"' if node.get("linenos") else ""
        spans.append(f'<span class="{kind}"{label}>{escape(line)}\n</span>')
    return "".join(spans)


def class_of(node: nodes.Element) -> str:
    """Return the class of the element around the lines."""
    return " ".join(["code", *(["numbered"] if node.get("linenos") else [])])
