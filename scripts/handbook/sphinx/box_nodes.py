"""Nodes that docutils lacks, and how each looks in HTML: what is struck out, tasks, what readers open, rules."""

from typing import Any

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class struck(nodes.inline):
    """What is struck out."""


class task(nodes.Inline, nodes.TextElement):
    """A box that is ticked or not, before what is to be done: `is_done`, and `words` that say which."""


class dropdown(nodes.container):
    """What a reader opens, unless it is `opened` from the start; a rubric is its title."""


class inner_rule(nodes.General, nodes.Element):
    """A rule across a quotation, a list or a box; docutils has it between the parts of a page alone."""


class BoxTranslator(HTML5Translator):
    """Sphinx's HTML with these nodes."""

    def visit_struck(self, node: nodes.Element) -> None:
        self.body.append("<s>")

    def depart_struck(self, node: nodes.Element) -> None:
        self.body.append("</s>")

    def visit_task(self, node: nodes.Element) -> None:
        attributes: dict[str, Any] = {"aria-label": node["words"], "disabled": "disabled", "type": "checkbox"}
        attributes |= {"checked": "checked"} if node["is_done"] else {}
        self.body.append(self.starttag(node, "input", " ", **attributes))

    def depart_task(self, node: nodes.Element) -> None:
        """Nothing ends: the element is empty."""

    def visit_inner_rule(self, node: nodes.Element) -> None:
        self.body.append(self.emptytag(node, "hr"))
        raise nodes.SkipNode

    def visit_dropdown(self, node: nodes.Element) -> None:
        attributes: dict[str, Any] = {"open": "open"} if node["opened"] else {}
        self.body.append(self.starttag(node, "details", **attributes))

    def depart_dropdown(self, node: nodes.Element) -> None:
        self.body.append("</details>\n")

    def visit_rubric(self, node: nodes.rubric) -> None:
        if isinstance(node.parent, dropdown):
            self.body.append(self.starttag(node, "summary", ""))
        else:
            super().visit_rubric(node)

    def depart_rubric(self, node: nodes.rubric) -> None:
        if isinstance(node.parent, dropdown):
            self.body.append("</summary>\n")
        else:
            super().depart_rubric(node)
