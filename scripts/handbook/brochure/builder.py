"""The Sphinx builder ``brochure``: ``sphinx-build -b brochure source out`` writes ``brochure-LANGUAGE.pdf``."""

from collections.abc import Iterable, Set
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.frontend import get_default_settings
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.util import logging
from sphinx.writers.html import HTMLWriter

from handbook.brochure.assemble import Chapter, assemble, chapter_anchor
from handbook.brochure.document import PrintedChapter, brochure_html, stylesheet
from handbook.brochure.render import BASE, lay_out, write
from handbook.brochure.translator import BrochureTranslator
from handbook.ext.editions import edition_of, strings_of
from handbook.ext.messages import untranslated
from handbook.finding import Finding
from handbook.history import read_history

logger = logging.getLogger(__name__)


class BrochureBuilder(Builder):
    """Writes one PDF of all pages, from the same doctrees as the HTML handbook."""

    name = "brochure"
    format = "html"
    epilog = "The brochure is in %(outdir)s."
    default_translator_class = BrochureTranslator
    # Else Sphinx would fetch a remote picture before anyone could refuse it.
    supported_remote_images = True
    supported_data_uri_images = True
    supported_image_types: ClassVar[list[str]] = ["image/svg+xml", "image/png", "image/jpeg"]

    # What Sphinx's HTML translator asks a builder for.
    add_permalinks = False
    download_support = False
    math_renderer_name = None

    def init(self) -> None:
        self.secnumbers: dict[str, tuple[int, ...]] = {}
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}
        self.highlighter = PygmentsBridge("html", "sphinx")
        self.current_docname = ""
        self.imgpath = f"{BASE}images"  # a relative address would not be joined to a base of our own scheme
        self._settings = get_default_settings(HTMLWriter(self))

    def get_outdated_docs(self) -> str:
        return "all pages"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"#{chapter_anchor(docname)}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing to prepare: the brochure is always written whole."""

    def write_documents(self, docnames: Iterable[str]) -> None:
        name = edition_of(self.config).project.brochure_name(self.config.language)
        for finding in self.write_brochure(Path(self.outdir) / name):
            logger.warning(finding.message, type="handbook", subtype=finding.rule)

    def write_brochure(self, target: Path) -> list[Finding]:
        """Write the PDF. Returns what is wrong with it."""
        edition = edition_of(self.config)
        chapters = [self._print(chapter) for chapter in assemble(self.env, self)]
        html = brochure_html(edition, chapters, read_history(edition.project), strings_of(self.config))
        images = {name: Path(self.srcdir) / source for source, name in self.images.items()}
        pages, findings = lay_out(html, stylesheet(edition), images, target.name)
        return [*findings, *write(pages, target)]

    def _print(self, chapter: Chapter) -> PrintedChapter:
        self.current_docname = chapter.docname
        self.post_process_images(chapter.document)
        return PrintedChapter(
            anchor=chapter.anchor,
            title=chapter.title,
            body=self._html(chapter.document),
            is_incomplete=bool(untranslated(self.env, chapter.docname)),
        )

    def _html(self, document: nodes.document) -> str:
        document.settings = self._settings
        visitor = self.create_translator(document, self)
        document.walkabout(visitor)
        return "".join(visitor.body)
