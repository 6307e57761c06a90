"""Writes a chapter as flat HTML, such as a tagged PDF wants it."""

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator


class BrochureTranslator(HTML5Translator):
    """Sphinx's HTML without what has no place on paper."""

    def visit_reference(self, node: nodes.reference) -> None:
        # A cross reference tells its page; a term does not, since everyone knows where to find a glossary.
        is_term = any("std-term" in child.get("classes", ()) for child in node.findall(nodes.inline))
        if node.get("internal") and not is_term:
            node["classes"].append("paged")
        super().visit_reference(node)

    def visit_inline(self, node: nodes.inline) -> None:
        if _is_marked(node):
            super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        if _is_marked(node):
            super().depart_inline(node)


def _is_marked(node: nodes.inline) -> bool:
    """Whether paper shows or speaks a span otherwise than the text around it: only where it is in another language.

    A span costs a box in the layout, and inside a link each makes a link of its own in a tagged PDF.
    """
    return any(name.startswith("language-") for name in node["classes"])
