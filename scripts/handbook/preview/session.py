"""A Sphinx application that lives as long as the preview, and reads and writes one page at a time.

A build reads and writes all pages in one call of ``Sphinx.build``; here each page takes the same steps by itself, when
something that it shows has changed.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace

from handbook.build.edition import places_of, sphinx_application
from handbook.catalogs.reader import Catalogues
from handbook.facts.model import Registry
from handbook.findings.finding import Finding, HandbookError, excerpt
from handbook.findings.phrase import phrase
from handbook.preview.state import JudgedCatalogue, LanguageReport, Update
from handbook.preview.untranslated import add_marks, report_on
from handbook.project.project import Edition
from handbook.sphinx import stepwise
from handbook.sphinx.assets import paint_copies
from handbook.sphinx.complaints import Complaints, findings
from handbook.sphinx.wall.catalogues import translations


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionContents:
    """What an edition is made of, each file as it last could be read: `elsewhere` are the catalogues of the others."""

    edition: Edition
    registry: Registry
    catalogues: Mapping[str, JudgedCatalogue]
    elsewhere: Mapping[str, Mapping[str, JudgedCatalogue]] = field(default_factory=dict)

    def shown(self) -> Mapping[str, Catalogues]:
        """Return the catalogues of each language, by page, with those messages only that may be shown."""
        languages = {**self.elsewhere, self.edition.language: self.catalogues}
        return {
            language: {docname: catalogue.shown for docname, catalogue in catalogues.items()}
            for language, catalogues in languages.items()
        }


def replace_contents(app: Sphinx, contents: EditionContents) -> None:
    """Have `app` make the pages that it reads and writes from now on of `contents`."""
    app.config.handbook_registry = contents.registry
    for name, value in translations(contents.edition, contents.shown()).items():
        setattr(app.config, name, value)
    app.config.handbook_marks = contents.catalogues


@dataclass(kw_only=True, slots=True)
class Session:
    """One language of the preview.

    `to_read` and `to_write` are the pages that wait, in their order. `noted` are the findings of each step when it was
    last taken: "settings", "theme", "read DOCNAME", "write DOCNAME", "whole". The last step, `whole`, is for all pages
    together: links between them, and lists of pages and of facts.
    """

    contents: EditionContents
    stage: Path
    is_marked: bool
    app: Sphinx = field(init=False)
    namespace: ExitStack = field(default_factory=ExitStack)
    complaints: Complaints = field(default_factory=Complaints)
    noted: dict[str, list[Finding]] = field(default_factory=dict)
    to_read: dict[str, None] = field(default_factory=dict)
    to_write: dict[str, None] = field(default_factory=dict)
    is_whole_new: bool = True
    is_whole_checked: bool = False

    def start(self) -> None:
        """Start Sphinx and read all pages; none is written yet. Raises SphinxError when it cannot."""
        # Directives and roles are registered for a whole process: the next application has to find none of ours.
        self.namespace.enter_context(docutils_namespace())
        contents = self.contents
        with self._noting("settings"):
            self.app = sphinx_application(
                contents.edition, contents.registry, contents.shown(), self.stage, self.complaints
            )
            self.app.config.handbook_assets = {}  # their plain names, so that a saved one is that of pages as they are
            stepwise.prepare(self.app)
            paint_copies(self.app)
        if self.is_marked:
            add_marks(self.app)
        replace_contents(self.app, contents)
        # All pages are read before one is written, since they link to one another.
        for docname in sorted(self.env.found_docs):
            self._read(docname)

    def close(self) -> None:
        """Take back the directives and roles that were registered."""
        self.namespace.close()

    @property
    def env(self) -> BuildEnvironment:
        return self.app.env

    def use(self, contents: EditionContents, update: Update) -> frozenset[str]:
        """Note which pages the changes in `update` concern: each step reads or writes one of them.

        Returns the pages that have gone.
        """
        self.contents = contents
        replace_contents(self.app, contents)
        pages = stepwise.find_pages(self.app)
        added, gone = pages - self.env.all_docs.keys(), self.env.all_docs.keys() - pages
        for docname in gone:
            self._forget(docname)
        elsewhere = {docname for catalogues in update.elsewhere.values() for docname in catalogues}
        changed = stepwise.changed_pages(self.env, update.files | update.removed, update.catalogues, elsewhere)
        read = [name for name in changed if name in pages]
        if added or gone:
            read += sorted({*added, *stepwise.pages_with_menus(self.env)} & pages)
            self.to_write |= dict.fromkeys(sorted(pages))
        if update.registry or update.has_new_strings:
            read += sorted(pages)
        self.to_read |= dict.fromkeys(read)
        if update.has_new_theme:
            with self._noting("theme"):
                self.app.builder.copy_assets()
                paint_copies(self.app)
            self.to_write |= dict.fromkeys(sorted(pages))
        # Lists of pages and of facts, which no file is behind, follow when there is nothing else to do.
        self.is_whole_new = bool(self.is_whole_new or added or gone or update.registry or update.has_new_theme)
        return frozenset(gone)

    def step(self, first: Collection[str]) -> LanguageReport | None:
        """Read and write one of the pages that wait, those of `first` before others; None when there is none."""
        edition, catalogues = self.contents.edition, self.contents.catalogues
        waiting = {**self.to_read, **self.to_write}
        if waiting:
            docname = next((name for name in waiting if name in first), next(iter(waiting)))
            if docname in self.to_read:
                self._read(docname)
            self._write(docname)
            self.is_whole_checked = False
            return report_on(self.app, docname, edition, catalogues, self.findings())
        if not self.is_whole_checked:
            self._look_at_the_whole()
            return LanguageReport(language=edition.language, findings=self.findings())
        return None

    def findings(self) -> tuple[Finding, ...]:
        """Return all that is wrong with the pages now."""
        return tuple(sorted({finding for findings in self.noted.values() for finding in findings}))

    def _read(self, docname: str) -> None:
        before = stepwise.shown_elsewhere(self.env, docname)
        with self._noting(f"read {docname}"):
            self.to_read.pop(docname, None)
            stepwise.read_page(self.app, docname)
        if stepwise.shown_elsewhere(self.env, docname) != before:
            self.to_write |= dict.fromkeys(sorted(self.env.all_docs))

    def _write(self, docname: str) -> None:
        with self._noting(f"write {docname}"):
            self.to_write.pop(docname, None)
            if docname in self.env.all_docs:
                stepwise.write_page(self.app, docname)

    def _look_at_the_whole(self) -> None:
        self.is_whole_checked = True
        with self._noting("whole"):
            self.env.check_consistency()
            if self.is_whole_new:
                stepwise.write_pages_without_source(self.app)
                self.is_whole_new = False

    def _forget(self, docname: str) -> None:
        stepwise.remove_page(self.app, docname)
        for kind in ("read", "write"):
            self.noted.pop(f"{kind} {docname}", None)
        self.to_read.pop(docname, None)
        self.to_write.pop(docname, None)

    @contextmanager
    def _noting(self, what: str) -> Iterator[None]:
        """Note what Sphinx complains of during the step `what`, in place of what was noted of it before."""
        edition = self.contents.edition
        raised: list[Finding] = []
        self.complaints.records.clear()
        try:
            yield
        except HandbookError as error:
            raised = error.findings
        except Exception as error:  # a page may do anything to its reader; the preview goes on, and says so
            if what == "settings":
                raise
            path = f"source/{what.partition(' ')[2]}.md" if " " in what else "source"
            message = phrase(
                "this cannot be shown ({error}); mend it", error=f"{type(error).__name__}: {excerpt(str(error), 200)}"
            )
            raised = [Finding(path=path, line=1, message=message, rule="preview")]
        records = self.complaints.records
        places = places_of(self.app) if records and what != "settings" else None
        self.noted[what] = [*findings(records, edition.project, places), *raised]
