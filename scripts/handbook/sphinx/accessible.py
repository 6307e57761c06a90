"""What every page owes those who listen to it: a title, words for pictures, header cells that say what they head."""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.nodes import get_node_source
from sphinx.writers.html5 import HTML5Translator

from handbook.findings.phrase import Phrase, phrase


class PageTranslator(HTML5Translator):
    """Sphinx's HTML with ``scope`` on header cells (WCAG technique H63)."""

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: str
    ) -> str:
        if tagname == "th":
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        return super().starttag(node, tagname, suffix, empty, **attributes)


logger = logging.getLogger(__name__)

# The element, what is wrong, the rule.
Found = tuple[nodes.Element, Phrase, str]


def faults(doctree: nodes.document) -> Iterator[Found]:
    """Yield what a page lacks, with the element it concerns: WCAG 2.2, 1.1.1 for pictures, 2.4.2 for titles."""
    sections = [each for each in doctree.children if isinstance(each, nodes.section)]
    if not sections or not _title(sections[0]).strip():
        yield doctree, phrase("the page has no title; start it with a line “# Title”"), "page-title"
    for section in sections[1:]:
        message = phrase("“{title}” is a second title; write it with ##, or give it a page", title=_title(section))
        yield section, message, "page-title"
    for image in doctree.findall(nodes.image):
        if not image.get("alt", "").strip():
            message = phrase(
                "the picture “{picture}” has no alternative text; say in words what it shows", picture=image["uri"]
            )
            yield image, message, "picture-alt"


def _title(section: nodes.section) -> str:
    title = section.next_node(nodes.title)
    return title.astext() if title is not None else ""


def _place(node: nodes.Element) -> str:
    """Return where a reader of the source finds an element: its own line, or that of what is around it."""
    source, around = node.get("source") or get_node_source(node), node
    while not around.line and around.parent is not None:
        around = around.parent
    return f"{source}:{around.line or 1}"


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    for node, message, rule in faults(doctree):
        logger.warning(message, type="handbook", subtype=rule, location=_place(node))


def setup(app: Sphinx) -> None:
    app.set_translator("html", PageTranslator)
    app.connect("doctree-read", on_doctree_read)
