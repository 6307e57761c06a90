"""What accessibility (WCAG 2.2) asks of each page: one title, alternative texts, header cells with a scope."""

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.images import get_image_size

from handbook.findings.phrase import Phrase, phrase
from handbook.sphinx.box_nodes import BoxTranslator
from handbook.sphinx.code_lines import class_of, line_spans
from handbook.sphinx.doctree import location_of, warning
from handbook.sphinx.foreign_markup import with_sizes, written_faults
from handbook.sphinx.foreign_texts import is_foreign
from handbook.sphinx.later_pictures import later_pictures

# A table of so many columns has room on no telephone; what a voice calls it has so many letters at most.
_MANY, _NAME = 5, 80
# Tables of the kits, which have a form of their own on a telephone.
_FRAMED = frozenset(("compare", "directory"))


def has_frame(table: nodes.table) -> bool:
    """Whether a table scrolls in a frame of its own: it has many columns, and nobody else has framed it."""
    return next(table.findall(nodes.tgroup))["cols"] >= _MANY and _FRAMED.isdisjoint(table["classes"])


class PageTranslator(BoxTranslator):
    """Sphinx's HTML with ``scope`` on header cells (WCAG technique H63), and what leads through a glossary."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self._later = {id(picture) for picture in later_pictures(document)}
        self._size: tuple[int, int] | None = None

    def dispatch_visit(self, node: nodes.Node) -> None:
        """Judge what an extension writes by itself, which has no node that could be judged as it was read."""
        if not isinstance(node, nodes.Element) or not is_foreign(node):
            super().dispatch_visit(node)
            return
        start = len(self.body)
        try:
            super().dispatch_visit(node)
        finally:  # behind it a node may be skipped
            written = "".join(self.body[start:])
            faults_of_it = list(written_faults(written, node))
            for message in faults_of_it:
                warning(message, "markup", location_of(node))
            self.body[start:] = [] if faults_of_it else [with_sizes(written, self.builder)]

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: str
    ) -> str:
        if tagname == "th":
            attributes["scope"] = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
        if "of" in node:  # what a cell is of, for where it stands apart from the head of its column
            attributes["data-of"] = node["of"]
        if "shows" in node:  # the fact that stands here, for whoever checks that its source is named
            attributes["data-fact"] = node["shows"]
        if tagname == "img" and self._size and not {"style", "width", "height"} & attributes.keys():
            attributes["width"], attributes["height"] = map(str, self._size)
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_glossary(self, node: nodes.Element) -> None:
        super().visit_glossary(node)
        if words := node.get("filter"):  # shown by reader.js, without which it would do nothing
            label, count = map(escape, words)
            self.body.append(
                f'<div class="term-filter" hidden><label for="terms">{label}</label>'
                '<input id="terms" type="search" autocomplete="off" autocapitalize="none">'
                f'<p role="status" data-count="{count}"></p></div>\n'
            )
        if letters := node.get("letters"):
            first, last = escape(letters[0][0]), escape(letters[-1][0])
            self.body.append(f'<nav class="initials" aria-label="{first}–{last}"><ul>')
            self.body += [f'<li><a href="#{escape(anchor)}">{escape(letter)}</a></li>' for letter, anchor in letters]
            self.body.append("</ul></nav>\n")

    def visit_term(self, node: nodes.Element) -> None:
        super().visit_term(node)
        if node["ids"] and not node.next_node(nodes.reference):  # a term is what its own address is copied from
            self.body.append(f'<a href="#{escape(node["ids"][0])}">')
            self.context.append("</a>")
        else:
            self.context.append("")

    def depart_term(self, node: nodes.Element) -> None:
        self.body.append(self.context.pop())
        super().depart_term(node)

    def visit_image(self, node: nodes.image) -> None:
        """Have a browser keep the room of a picture, and load one below the first screen when it is come to."""
        self._size = get_image_size(self.builder.srcdir / node["uri"])
        if id(node) in self._later:
            node["loading"] = "lazy"
        super().visit_image(node)

    def visit_table(self, node: nodes.table) -> None:
        """Let a table of many columns scroll in a frame of its own, which the keyboard reaches, and voices name."""
        is_framed = has_frame(node)
        if is_framed:
            head = next(node.findall(nodes.row))
            caption = next((title.astext() for title in node.findall(nodes.title)), "")
            name = caption or ", ".join(cell.astext() for cell in head.children if cell.astext())
            attributes: dict[str, Any] = {
                "role": "region",
                "tabindex": "0",
                "aria-label": " ".join(name.split())[:_NAME],
            }
            self.body.append(
                self.starttag(nodes.Element(), "div", CLASS=" ".join(("scroll", "many-columns")), **attributes)
            )
        self.context.append("</div>\n" if is_framed else "")
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        super().depart_table(node)
        self.body.append(self.context.pop())

    def visit_literal_block(self, node: nodes.Element) -> None:
        opening = self.starttag(node, "div", "", CLASS=f"{class_of(node)} notranslate")
        self.body.append(f"{opening}<pre>{line_spans(node)}</pre></div>\n")
        raise nodes.SkipNode

    def visit_inline(self, node: nodes.inline) -> None:
        if "elsewhere" in node:  # the same in another edition, to which paper has no link
            self.body.append(f'<a href="{escape(node["elsewhere"])}">')
        super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        super().depart_inline(node)
        if "elsewhere" in node:
            self.body.append("</a>")


# The element, what is wrong, the rule.
Fault = tuple[nodes.Element, Phrase, str]


def faults(doctree: nodes.document) -> Iterator[Fault]:
    """Yield what a page lacks, with the element it concerns: WCAG 2.2, 1.1.1 for pictures, 2.4.2 for titles."""
    sections = [child for child in doctree.children if isinstance(child, nodes.section)]
    if not sections or not _title(sections[0]).strip():
        yield doctree, phrase("the page has no title; start it with a line “# Title”"), "page-title"
    for image in doctree.findall(nodes.image):
        if not image.get("alt", "").strip():
            message = phrase(
                "the picture “{picture}” has no alternative text; say in words what it shows", picture=image["uri"]
            )
            yield image, message, "picture-alt"


def _title(section: nodes.section) -> str:
    title = section.next_node(nodes.title)
    return title.astext() if title is not None else ""


def on_doctree_read(app: Sphinx, doctree: nodes.document) -> None:
    for node, message, rule in faults(doctree):
        warning(message, rule, location_of(node))


def setup(app: Sphinx) -> None:
    app.set_translator("html", PageTranslator)
    app.connect("doctree-read", on_doctree_read)
