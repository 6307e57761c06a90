"""Header cells of the HTML handbook say what they head, so that a voice names row and column in any table."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class PageTranslator(HTML5Translator):
    """Sphinx's HTML with ``scope`` on header cells (WCAG technique H63)."""

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: str
    ) -> str:
        if tagname == "th":
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        return super().starttag(node, tagname, suffix, empty, **attributes)


def setup(app: Sphinx) -> None:
    app.set_translator("html", PageTranslator)
