"""Writes a chapter as flat HTML, such as a tagged PDF wants it."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import glossary
from sphinx.builders import Builder
from sphinx.writers.html5 import HTML5Translator

from handbook.print.line_ends import kept_whole
from handbook.print.source_lines import ATTRIBUTE, line_attribute
from handbook.sphinx.box_nodes import BoxTranslator
from handbook.sphinx.code_lines import class_of, line_spans
from handbook.sphinx.doctree import lineage
from handbook.sphinx.figure_numbers import is_number

NO_BREAK_SPACE = "\u00a0"
# No name in another language has more letters: lines are divided in it as in the text around it.
_NAME = 60


class BrochureTranslator(BoxTranslator):
    """Sphinx's HTML without what has no place on paper, and with notes and addresses at the foot of their page."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self._notes = {identifier: note for note in document.findall(nodes.footnote) for identifier in note["ids"]}
        # The number at the foot of its page of each note that is written, as the stylesheet counts them.
        self._numbers: dict[str, int] = {}
        self._count = 0
        self._in_note = False

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: str
    ) -> str:
        # Whatever is found wrong on a page is told with the line that it comes from.
        if isinstance(node, nodes.Element) and (
            line := line_attribute(node, self.builder.current_docname, Path(self.builder.srcdir))
        ):
            attributes[ATTRIBUTE] = line
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_reference(self, node: nodes.Element) -> None:
        # A cross reference tells its page; a term of the glossary does not inside it.
        is_term = any("std-term" in child.get("classes", ()) for child in node.findall(nodes.inline))
        is_within = is_term and any(isinstance(outer, glossary) for outer in lineage(node))
        # A figure of the same chapter is found by its number.
        is_near = "refid" in node and any(map(is_number, node.children))
        if node.get("internal") and not (is_within or is_near):
            node["classes"].append("paged")
        super().visit_reference(node)

    def depart_reference(self, node: nodes.reference) -> None:
        # On paper nobody can follow a link: its address stands beside it, or at the foot of the page.
        is_outside = not node.get("internal") and _is_outside(node)
        is_source = is_outside and _is_source(node)
        if is_source:
            self.body.append(f' <span class="address-shown">{escape(node["refuri"])}</span>')
        super().depart_reference(node)
        if is_outside and not is_source:
            if self._in_note:  # which stands at the foot already
                self.body.append(f" ({escape(node['refuri'])})")
            else:
                self._count += 1
                self.body.append(f'<span class="web-address">{escape(node["refuri"])}</span>')

    def visit_image(self, node: nodes.image) -> None:
        if isinstance(node.parent, nodes.TextElement) and len(node.parent.children) > 1:
            node["classes"].append("in-line")
        super().visit_image(node)

    def visit_literal_block(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "pre", "", CLASS=class_of(node)) + f"{line_spans(node)}</pre>\n")
        raise nodes.SkipNode

    def visit_footnote_reference(self, node: nodes.Element) -> None:
        """Write the note itself where it is first referred to: it stands at the foot of that page, with its number."""
        name = node.get("refid", "")
        note = self._notes.get(name)
        if note is None:
            super().visit_footnote_reference(node)
            return
        if name in self._numbers:
            self.body.append(f'<a class="footnote-reference" href="#{escape(name)}">{self._numbers[name]}</a>')
        elif self._in_note:
            self._numbers[name] = self._count
            self.body.append(" (")
            self._write_flat(note)
            self.body.append(")")
        else:
            self._count += 1
            self._numbers[name] = self._count
            self.body.append(f'<span class="page-note" id="{escape(name)}">')
            self._in_note = True
            self._write_flat(note)
            self._in_note = False
            self.body.append("</span>")
        raise nodes.SkipNode

    def visit_footnote(self, node: nodes.footnote) -> None:
        if not self._numbers.keys().isdisjoint(node["ids"]):
            raise nodes.SkipNode
        super().visit_footnote(node)

    def visit_transition(self, node: nodes.transition) -> None:
        if "footnotes" in node["classes"] and all(
            not self._numbers.keys().isdisjoint(note["ids"]) for note in self.document.findall(nodes.footnote)
        ):
            raise nodes.SkipNode
        super().visit_transition(node)

    def _write_flat(self, note: nodes.footnote) -> None:
        """Write the texts of a note, each on a line of its own: no block may stand in the line that refers to it."""
        for text in filter(_is_text, note.findall(nodes.TextElement)):
            kind = " ".join(["note-part", *(["note-code"] if isinstance(text, nodes.literal_block) else [])])
            self.body.append(self.starttag(text, "span", "", CLASS=kind))
            for child in text.children:
                child.walkabout(self)
            self.body.append("</span>")

    def visit_title(self, node: nodes.title) -> None:
        if isinstance(node.parent, nodes.topic):  # Sphinx makes a paragraph of it, which nobody finds among headings
            level = self.section_level + 1
            self.body.append(self.starttag(node, f"h{level}", "", CLASS="topic-title"))
            self.context.append(f"</h{level}>\n")
        elif isinstance(node.parent, nodes.container):  # the opener of a chapter, which Sphinx does not know
            outline = {"data-outline": node["outline"]} if "outline" in node else {}
            self.body.append(self.starttag(node, f"h{self.section_level}", "", **outline))
            self.context.append(f"</h{self.section_level}>\n")
        else:
            super().visit_title(node)

    def visit_task(self, node: nodes.Element) -> None:
        self.body.append(f'<span class="task">{"×" if node["is_done"] else 2 * NO_BREAK_SPACE}</span> ')

    def visit_dropdown(self, node: nodes.Element) -> None:
        self.body.append(self.starttag(node, "div"))  # nobody can open it on paper

    def depart_dropdown(self, node: nodes.Element) -> None:
        self.body.append("</div>\n")

    def visit_rubric(self, node: nodes.rubric) -> None:
        HTML5Translator.visit_rubric(self, node)

    def depart_rubric(self, node: nodes.rubric) -> None:
        HTML5Translator.depart_rubric(self, node)

    def visit_inline(self, node: nodes.inline) -> None:
        if "name" in node["classes"] and not any(isinstance(outer, nodes.title) for outer in lineage(node)):
            for text in list(node.findall(nodes.Text)):
                text.parent.replace(text, nodes.Text(kept_whole(text)))
        if _is_marked(node):
            if _is_passage(node):
                node["classes"].append("passage")
            super().visit_inline(node)

    def depart_inline(self, node: nodes.inline) -> None:
        if _is_marked(node):
            super().depart_inline(node)


@dataclass(frozen=True, kw_only=True, slots=True)
class Elsewhere:
    """What a leaflet is without: the other chapters by anchor, their titles, and their addresses on the web.

    An address is "" where there is none. `words` say behind a title where that chapter is: "(in the handbook)".
    """

    titles: Mapping[str, str]
    addresses: Mapping[str, str]
    words: str


class LeafletTranslator(BrochureTranslator):
    """A chapter that goes alone: links to other chapters lead to the web, or are words where there is no address.

    Whoever is sent to another chapter by its title is told where that is.
    """

    def __init__(self, document: nodes.document, builder: Builder, chapter: str, elsewhere: Elsewhere) -> None:
        """Take the anchor of the `chapter`."""
        super().__init__(document, builder)
        self._chapter, self._elsewhere = chapter, elsewhere

    def visit_reference(self, node: nodes.Element) -> None:
        url = self._address(node)
        if url is None:
            super().visit_reference(node)
        elif url:
            self.body.append(self.starttag(node, "a", "", href=url))

    def depart_reference(self, node: nodes.reference) -> None:
        address = self._address(node)
        if address != "":
            super().depart_reference(node)
        if address is not None and _plain(node.astext()) == _plain(self._elsewhere.titles.get(_place(node)[0], "")):
            self.body.append(f' <span class="elsewhere">({escape(self._elsewhere.words)})</span>')

    def _address(self, node: nodes.Element) -> str | None:
        """Return where a link to another chapter leads on the web, "" for nowhere; None for any other link."""
        chapter, target = _place(node)
        if not node.get("internal") or chapter == self._chapter:
            return None
        url = self._elsewhere.addresses.get(chapter, "")
        return f"{url}#{target}" if url and target else url


def _place(node: nodes.Element) -> tuple[str, str]:
    """Return the anchor of the chapter that a link leads to, and the id of the place there."""
    chapter, _, target = (node.get("refid") or node.get("refuri", "").removeprefix("#")).partition("--")
    return chapter, target


def _plain(text: str) -> str:
    return " ".join(text.split())


def _is_text(node: nodes.TextElement) -> bool:
    """Whether a node of a note holds words, as a paragraph or code does, and is not its label."""
    return not isinstance(node, (nodes.Inline, nodes.label))


def _is_outside(node: nodes.Element) -> bool:
    """Whether a link leads to the web, and does not show where by itself."""
    url = node.get("refuri", "")
    return url.startswith(("https://", "http://")) and node.astext() != url


def _is_source(node: nodes.Node) -> bool:
    """Whether `node` stands in a list of sources, where addresses are written out."""
    return any("sources" in outer.get("classes", ()) for outer in lineage(node))


def _is_passage(node: nodes.inline) -> bool:
    """Whether a span is a whole text in another language, as one that is not translated is, and more than a name."""
    return len(node.parent.children) == 1 and len(node.astext()) > _NAME


def _is_marked(node: nodes.inline) -> bool:
    """Whether paper shows or speaks a span otherwise than the text around it: in another language, or direction.

    A span costs a box in the layout, and inside a link each makes a link of its own in a tagged PDF.
    """
    return any(name == "number" or name.startswith("language-") for name in node["classes"])
