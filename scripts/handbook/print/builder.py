"""The Sphinx builder ``brochure``: ``sphinx-build -b brochure source out`` writes ``brochure-LANGUAGE.pdf``.

Whatever needs WeasyPrint is imported where it prints: every edition has this builder, and most builds write HTML alone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils.frontend import get_default_settings
from docutils.nodes import NodeVisitor
from sphinx.builders import Builder
from sphinx.highlighting import PygmentsBridge
from sphinx.writers.html import HTMLWriter
from sphinx.writers.html5 import HTML5Translator

from handbook.findings.finding import Finding
from handbook.history.last_changes import read_history
from handbook.pictures.tones import tone_of
from handbook.print.assemble import Chapter, arrange, assemble, chapter_anchor
from handbook.print.document import (
    Imprint,
    PrintedChapter,
    PrintedPart,
    brochure_parts,
    file_metadata,
    leaflet_part,
    neutral,
    page_url,
    press_stylesheet,
    stylesheet,
    tone_class,
)
from handbook.print.flat_html import BrochureTranslator, Elsewhere, LeafletTranslator
from handbook.print.source_lines import origins_of
from handbook.publication.store import Store
from handbook.sphinx.doctree import warning
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.messages import untranslated
from handbook.sphinx.namesakes import distinct_title

if TYPE_CHECKING:
    from handbook.print.printing import PressRun, Publication


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptChapters:
    """What the last build has made of pages that are not read again: by docname, but for pictures.

    `bodies` are the chapters in HTML, and `alone` those of the leaflets; `pictures` are all that are shown, by source.
    """

    descriptions: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)
    alone: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, str] = field(default_factory=dict)

    def without(self, docnames: Collection[str]) -> "KeptChapters":
        """Return what is kept of all other pages."""

        def others(texts: Mapping[str, str]) -> dict[str, str]:
            return {docname: text for docname, text in texts.items() if docname not in docnames}

        return replace(
            self, descriptions=others(self.descriptions), bodies=others(self.bodies), alone=others(self.alone)
        )


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
    math_renderer_name = "mathjax"  # pages may not hold maths, but Sphinx wants a name that it knows

    def init(self) -> None:
        from handbook.print.render import BASE

        self.secnumbers: dict[str, tuple[int, ...]] = {}
        self.fignumbers: dict[str, dict[str, tuple[int, ...]]] = {}
        self.highlighter = PygmentsBridge("html", "sphinx")
        self.current_docname = ""
        project = edition_of(self.config).project
        self.kept = Store(folder=project.kept, root=project.root)
        self.kept_chapters = KeptChapters()
        self.imgpath = f"{BASE}images"  # a relative address would not be joined to a base of our own scheme
        self.imagedir = "drawn"  # of what extensions draw while they write
        self._settings = get_default_settings(HTMLWriter(self))  # type: ignore[arg-type]  # any builder does

    def get_outdated_docs(self) -> str:
        return "all pages"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"#{chapter_anchor(docname)}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Nothing to prepare: the brochure is always written whole."""

    def write_documents(self, docnames: Iterable[str]) -> None:
        for finding in self.write_brochure(Path(self.outdir)):
            warning(finding.message, finding.rule)

    def write_brochure(self, folder: Path) -> list[Finding]:
        """Write the PDF of all chapters into `folder`. Returns what is wrong with it."""
        return self._publish_here([self._brochure()], folder)

    def write_leaflets(self, folder: Path) -> list[Finding]:
        """Write a PDF of each chapter that portrays a subject into `folder`. Returns what is wrong with them."""
        return self._publish_here(self._leaflets(), folder)

    def write_downloads(self, folder: Path, executor: Executor) -> list[Finding]:
        """Write all PDFs for readers of the site into `folder`. Returns what is wrong with them."""
        leaflets = self._leaflets() if self.imprint.edition.project.leaflets else []
        return self._publish([self._brochure(), *leaflets], folder, executor)

    def write_print_edition(self, folder: Path, executor: Executor) -> list[Finding]:
        """Write into `folder` what a print shop takes, and a booklet for an office printer. Returns what is wrong."""
        from handbook.print.press.print_edition import filled_signature, notes_parts, prepare_print_edition
        from handbook.print.press.sheets import prepare_for_press
        from handbook.print.printing import PressRun

        edition = self.imprint.edition
        notes = notes_parts(edition.project.paper, self.imprint.translate)
        *parts, back = brochure_parts(self.imprint, self.printed)
        name, css = edition.project.print_name(edition.language), press_stylesheet(edition)
        made = self._publication(name, edition.title, [*parts, *notes, back], css)
        finish = partial(prepare_print_edition, edition=edition)
        run = PressRun(choose=filled_signature, finish=finish)
        findings = self._publish([self._for_press(made)], folder, executor, run)
        leaflets = self._leaflets(css, edition.project.leaflet_print_name) if edition.project.leaflets else []
        sheets = PressRun(finish=prepare_for_press)
        return [*findings, *self._publish([self._for_press(leaflet) for leaflet in leaflets], folder, executor, sheets)]

    def _for_press(self, made: "Publication") -> "Publication":
        """Return a publication whose drawings are of no warm greys, and whose pictures must be fine enough."""
        from handbook.print.fit import PRESS_DPI

        parts = [replace(part, body=neutral(part.body)) for part in made.parts]
        return replace(made, parts=parts, least_dpi=PRESS_DPI)

    def _publish_here(self, publications: "Sequence[Publication]", folder: Path) -> list[Finding]:
        from handbook.print.fragment_job import HereExecutor

        with HereExecutor() as executor:
            return self._publish(publications, folder, executor)

    def _publish(
        self,
        publications: "Sequence[Publication]",
        folder: Path,
        executor: Executor,
        run: "PressRun | None" = None,
    ) -> list[Finding]:
        """Publish documents; the chapters of all of them are handed out before any is waited for."""
        from handbook.print import printing

        begun = [printing.begin(made, self.kept, folder, executor, run) for made in publications]
        return [finding for finish in begun for finding in finish()]

    def _brochure(self) -> "Publication":
        edition = self.imprint.edition
        name = edition.project.brochure_name(edition.language)
        return self._publication(name, edition.title, brochure_parts(self.imprint, self.printed), stylesheet(edition))

    def _leaflets(
        self, css: str | None = None, name_of: Callable[[str, str], str] | None = None
    ) -> "list[Publication]":
        """Return the leaflets: for readers of the site, or with the stylesheet and the names of the print edition."""
        edition = self.imprint.edition
        name_of = name_of or edition.project.leaflet_name
        leaflets = []
        for chapter in self._chapters:
            if chapter.subject:
                alone = self._printed(chapter, self._bodies_alone[chapter.docname])
                name = name_of(chapter.docname, edition.language)
                title = f"{distinct_title(alone.title, alone.beside)} – {edition.title}"
                parts = [leaflet_part(self.imprint, alone)]
                leaflets.append(self._publication(name, title, parts, css or stylesheet(edition), alone.description))
        return leaflets

    def _publication(
        self, name: str, title: str, parts: list[PrintedPart], css: str, subject: str = ""
    ) -> "Publication":
        from handbook.print.printing import Publication

        return Publication(
            name=name,
            metadata=file_metadata(self.imprint, title, subject),
            parts=parts,
            css=css,
            pictures={path.name: path for path in (Path(self.outdir) / self.imagedir).glob("*")}
            | {name: Path(self.srcdir) / source for source, name in self.images.items()},
            chapters=self._chapters,
            origins=origins_of(self.env),
        )

    @cached_property
    def imprint(self) -> Imprint:
        """What the documents of this edition say of themselves."""
        edition = edition_of(self.config)
        return Imprint(
            edition=edition,
            registry=registry_of(self.config),
            history=read_history(edition.project),
            translate=strings_of(self.config),
        )

    @cached_property
    def _chapters(self) -> list[Chapter]:
        registry, edition = registry_of(self.config), edition_of(self.config)
        chapters = assemble(self.env, self, registry, self.kept_chapters.descriptions)
        for chapter in chapters:
            if chapter.document is not None:
                self.post_process_images(chapter.document)
                name = registry.names[chapter.subject].forms[self.config.language] if chapter.subject else None
                arrange(chapter.document, name, edition.project.subtitle[edition.language])
                chapter.document.settings = self._settings
        self.images.update(self.kept_chapters.pictures)
        return chapters

    @cached_property
    def _bodies(self) -> dict[str, str]:
        """The chapters in HTML, by docname, in reading order."""
        kept = self.kept_chapters.bodies
        return {
            chapter.docname: kept[chapter.docname]
            if chapter.document is None
            else self._html(chapter, self.create_translator(chapter.document, self))
            for chapter in self._chapters
        }

    @cached_property
    def _bodies_alone(self) -> dict[str, str]:
        """The chapters that are leaflets in HTML, by docname."""
        edition = self.imprint.edition
        elsewhere = Elsewhere(
            titles={chapter.anchor: chapter.title for chapter in self._chapters},
            addresses={chapter.anchor: page_url(edition, chapter.docname) or "" for chapter in self._chapters},
            words=self.imprint.translate("in the handbook"),
        )
        kept = self.kept_chapters.alone
        return {
            chapter.docname: kept[chapter.docname]
            if chapter.document is None
            else self._html(chapter, LeafletTranslator(chapter.document, self, chapter.anchor, elsewhere))
            for chapter in self._chapters
            if chapter.subject
        }

    def chapters_to_keep(self) -> KeptChapters:
        """Return what the next build need not make again of pages that are as they were."""
        return KeptChapters(
            descriptions={chapter.docname: chapter.description for chapter in self._chapters},
            bodies=self._bodies,
            alone=self._bodies_alone,
            pictures=dict(self.images),
        )

    @cached_property
    def printed(self) -> list[PrintedChapter]:
        """The chapters as the brochure shows them, in reading order."""
        return [self._printed(chapter, self._bodies[chapter.docname]) for chapter in self._chapters]

    def _html(self, chapter: Chapter, translator: NodeVisitor) -> str:
        assert isinstance(translator, HTML5Translator)  # none else knows what pages are made of
        assert chapter.document is not None  # whoever asks has looked
        self.current_docname = chapter.docname
        chapter.document.walkabout(translator)
        # Extensions make a path of the address of pictures, which has fewer slashes then.
        return "".join(translator.body).replace('src="handbook:/images/', f'src="{self.imgpath}/')

    def _printed(self, chapter: Chapter, body: str) -> PrintedChapter:
        colours = registry_of(self.config).colours
        return PrintedChapter(
            docname=chapter.docname,
            anchor=chapter.anchor,
            title=chapter.title,
            description=chapter.description,
            body=body,
            tone=tone_class(tone_of(chapter.subject, colours)) if chapter.subject else None,
            beside=chapter.beside,
            is_home=chapter.title == self.imprint.edition.title,
            is_incomplete=bool(untranslated(self.env, chapter.docname)),
        )
