"""Where each passage of a page is translated (``data-po`` on its element), and what is left to do on the page."""

from collections.abc import Iterable, Mapping

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx.addnodes import glossary
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import _clean_extracted_message

from handbook.findings.finding import Finding, excerpt, shown
from handbook.preview.state import DONE, FUZZY, MISSING, REFUSED, Catalogue, Passage, Report
from handbook.project.project import Edition
from handbook.sphinx.accessible import PageTranslator
from handbook.sphinx.editions import edition_of
from handbook.sphinx.messages import wanted_messages
from handbook.sphinx.translate import SOURCE_TEXT, TranslatingParser, TranslatingRenderer


def report_on(
    app: Sphinx, docname: str, edition: Edition, catalogues: Mapping[str, Catalogue], findings: tuple[Finding, ...]
) -> Report:
    """Return the report on a page that was written."""
    wanted = dict.fromkeys(msgid for msgid, _ in wanted_messages(app.env).get(docname, ()))
    passages = [] if edition.is_source else _passages(docname, wanted, edition, catalogues)
    return Report(
        language=edition.language,
        findings=findings,
        docname=docname,
        left=tuple(each for each in passages if each.state != DONE),
        messages=len(passages),
    )


def passage_of(msgid: str, docname: str, edition: Edition, catalogue: Catalogue | None) -> Passage:
    """Return where a message of a page is translated, and what readers get of it."""
    message = catalogue.messages.get(msgid) if catalogue else None
    path = shown(edition.project.catalogue(edition.language, docname), edition.project.root)
    if message is None or not message.msgstr.strip():
        state = MISSING
    elif message.is_fuzzy:
        state = FUZZY
    else:
        state = REFUSED if catalogue and msgid in catalogue.refused else DONE
    return Passage(place=f"{path}:{message.line if message else 1}", state=state, text=excerpt(msgid, 90))


def _passages(
    docname: str, wanted: Iterable[str], edition: Edition, catalogues: Mapping[str, Catalogue]
) -> list[Passage]:
    return [passage_of(msgid, docname, edition, catalogues.get(docname)) for msgid in wanted]


# The message that an element shows, kept as its attribute.
_MESSAGE = "handbook_message"


class MarkingRenderer(TranslatingRenderer):
    """Our renderer, which also notes on each element the message that it shows."""

    def render_inline(self, token: SyntaxTreeNode) -> None:
        if msgid := _clean_extracted_message(token.meta.get(SOURCE_TEXT, token.content)):
            self.current_node[_MESSAGE] = msgid
        super().render_inline(token)


class MarkingParser(TranslatingParser):
    """Our parser, with the renderer that notes."""

    renderer = MarkingRenderer


class MarkTermsAndPictures(SphinxTransform):
    """Notes the messages of glossary terms, and of pictures that stand alone."""

    default_priority = 19  # before alternative texts are translated (20)

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(glossary):
            for term in node.findall(nodes.term):
                term[_MESSAGE] = _clean_extracted_message(term.rawsource)
        for image in self.document.findall(nodes.image):
            if image.get("alt") and not isinstance(image.parent, nodes.TextElement):
                image[_MESSAGE] = image["alt"]


class MarkingTranslator(PageTranslator):
    """Sphinx's HTML writer, which also writes where an element is translated, and how far that is."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.edition = edition_of(builder.config)
        self.catalogue: Catalogue | None = builder.config.handbook_marks.get(self.builder.current_docname)

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: str
    ) -> str:
        # An element may have several tags; the first one bears the mark.
        if msgid := node.attributes.pop(_MESSAGE, "") if isinstance(node, nodes.Element) else "":
            passage = passage_of(msgid, self.builder.current_docname, self.edition, self.catalogue)
            attributes |= {"data-po": passage.place, "data-state": passage.state}
        return super().starttag(node, tagname, suffix, empty, **attributes)


def add_marks(app: Sphinx) -> None:
    """Have pages marked that are read from now on."""
    app.add_source_parser(MarkingParser, override=True)
    app.add_transform(MarkTermsAndPictures)
    app.set_translator("html", MarkingTranslator, override=True)
