"""Marks each passage of a page with the place of its translation (``data-po``), and reports what is untranslated."""

from collections.abc import Mapping

from docutils import nodes
from markdown_it.tree import SyntaxTreeNode
from sphinx.addnodes import glossary
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import _clean_extracted_message

from handbook.findings.finding import Finding, excerpt, shown
from handbook.preview.state import DONE, FUZZY, MISSING, REFUSED, JudgedCatalogue, LanguageReport, PassageStatus
from handbook.project.project import Edition
from handbook.sphinx.accessible import PageTranslator
from handbook.sphinx.editions import edition_of
from handbook.sphinx.messages import wanted_messages
from handbook.sphinx.translate import SOURCE_TEXT, TranslatingParser, TranslatingRenderer


def report_on(
    app: Sphinx,
    docname: str,
    edition: Edition,
    catalogues: Mapping[str, JudgedCatalogue],
    findings: tuple[Finding, ...],
) -> LanguageReport:
    """Return the report on a page that was written."""
    messages = () if edition.is_source else wanted_messages(app.env).get(docname, ())
    wanted = dict.fromkeys(msgid for msgid, _ in messages)
    passages = [passage_of(msgid, docname, edition, catalogues.get(docname)) for msgid in wanted]
    return LanguageReport(
        language=edition.language,
        findings=findings,
        docname=docname,
        left=tuple(passage for passage in passages if passage.state != DONE),
        messages=len(passages),
    )


def passage_of(msgid: str, docname: str, edition: Edition, catalogue: JudgedCatalogue | None) -> PassageStatus:
    """Return where a message of a page is translated, and its state."""
    message = catalogue.messages.get(msgid) if catalogue else None
    path = shown(edition.project.catalogue(edition.language, docname), edition.project.root)
    if message is None or not message.msgstr.strip():
        state = MISSING
    elif message.is_fuzzy:
        state = FUZZY
    else:
        state = REFUSED if catalogue and msgid in catalogue.refused else DONE
    return PassageStatus(place=f"{path}:{message.line if message else 1}", state=state, text=excerpt(msgid, 90))


# The message that an element shows, kept as its attribute.
_MESSAGE = "handbook_message"


class MarkingRenderer(TranslatingRenderer):
    """Our renderer, which also keeps on each element the message that it shows."""

    def render_inline(self, token: SyntaxTreeNode) -> None:
        if msgid := _clean_extracted_message(token.meta.get(SOURCE_TEXT, token.content)):
            self.current_node[_MESSAGE] = msgid
        super().render_inline(token)


class MarkingParser(TranslatingParser):
    """Our parser with that renderer."""

    renderer = MarkingRenderer


class MarkTermsAndPictures(SphinxTransform):
    """Keeps the messages of glossary terms, and of pictures that stand alone, on their nodes."""

    default_priority = 19  # before alternative texts are translated (20)

    def apply(self, **kwargs: object) -> None:
        for node in self.document.findall(glossary):
            for term in node.findall(nodes.term):
                term[_MESSAGE] = _clean_extracted_message(term.rawsource)
        for image in self.document.findall(nodes.image):
            if image.get("alt") and not isinstance(image.parent, nodes.TextElement):
                image[_MESSAGE] = image["alt"]


class MarkingTranslator(PageTranslator):
    """Our HTML writer, which also writes the place of each element's translation, and its state."""

    def __init__(self, document: nodes.document, builder: Builder) -> None:
        super().__init__(document, builder)
        self.edition = edition_of(builder.config)
        self.catalogue: JudgedCatalogue | None = builder.config.handbook_marks.get(self.builder.current_docname)

    def starttag(
        self, node: nodes.Element, tagname: str, suffix: str = "\n", empty: bool = False, **attributes: str
    ) -> str:
        # An element may have several tags; the first one bears the mark.
        if msgid := node.attributes.pop(_MESSAGE, "") if isinstance(node, nodes.Element) else "":
            passage = passage_of(msgid, self.builder.current_docname, self.edition, self.catalogue)
            attributes |= {"data-po": passage.place, "data-state": passage.state}
        return super().starttag(node, tagname, suffix, empty, **attributes)


def add_marks(app: Sphinx) -> None:
    """Mark the passages of all pages that are read from now on."""
    app.add_source_parser(MarkingParser, override=True)
    app.add_transform(MarkTermsAndPictures)
    app.set_translator("html", MarkingTranslator, override=True)
