"""The process of a language: it is sent what has changed, and writes page after page, those first that are open."""

import gc
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from handbook.facts.model import Registry
from handbook.findings.finding import Finding, excerpt
from handbook.findings.phrase import phrase
from handbook.preview.session import EditionContents, Session
from handbook.preview.state import JudgedCatalogue, LanguageReport, OpenPages, Update
from handbook.project.project import Edition


@dataclass(kw_only=True, slots=True)
class Worker:
    """The state of a language's process; `session` is None while Sphinx cannot be started."""

    edition: Edition
    stage: Path
    is_marked: bool
    registry: Registry | None = None
    catalogues: Mapping[str, JudgedCatalogue] = field(default_factory=dict)
    elsewhere: dict[str, Mapping[str, JudgedCatalogue]] = field(default_factory=dict)
    session: Session | None = None
    open_pages: frozenset[str] = frozenset()

    def take(self, message: Update | OpenPages) -> LanguageReport | None:
        """Take in a message of the preview. Returns what is to be reported at once, before a page is written."""
        if isinstance(message, OpenPages):
            self.open_pages = message.docnames
            return None
        self.registry = message.registry or self.registry
        self.catalogues = {**self.catalogues, **message.catalogues}
        for language, changed in message.elsewhere.items():
            self.elsewhere[language] = {**self.elsewhere.get(language, {}), **changed}
        if message.project:
            self.edition = replace(self.edition, project=message.project)
        if self.registry is None:
            return None  # the facts cannot be read yet
        contents = EditionContents(
            edition=self.edition, registry=self.registry, catalogues=self.catalogues, elsewhere=self.elsewhere
        )
        try:
            if self.session and not message.has_new_settings:
                removed = self.session.use(contents, message)
                return self._report(removed=removed, has_new_theme=message.has_new_theme)
            self._start(contents)
        except Exception as error:  # whatever a file does to Sphinx; the pages stay as they are until it is mended
            self._close()
            reason = f"{type(error).__name__}: {excerpt(str(error), 300)}"
            why = phrase("Sphinx cannot go on ({error}); mend this file", error=reason)
            return self._report(Finding(path="source/conf.py", line=1, message=why, rule="sphinx"))
        return self._report()

    def step(self) -> LanguageReport | None:
        """Read and write a page, if one waits."""
        return self.session.step(self.open_pages) if self.session else None

    def _start(self, contents: EditionContents) -> None:
        self._close()
        is_marked = self.is_marked and not self.edition.is_source
        self.session = Session(contents=contents, stage=self.stage, is_marked=is_marked)
        self.session.start()
        gc.freeze()  # all of this stays: the collector need not look through it at every save

    def _close(self) -> None:
        if self.session:
            self.session.close()
        self.session = None

    def _report(
        self, *raised: Finding, removed: frozenset[str] = frozenset(), has_new_theme: bool = False
    ) -> LanguageReport:
        return LanguageReport(
            language=self.edition.language,
            findings=(*(self.session.findings() if self.session else ()), *raised),
            removed=removed,
            has_new_theme=has_new_theme,
        )


def work(worker: Worker, connection: Connection) -> None:
    """Do what comes from the preview until it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the preview, which ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    is_busy = True
    while True:
        try:
            while connection.poll(0 if is_busy else None):
                if report := worker.take(connection.recv()):
                    connection.send(report)
                is_busy = True
            report = worker.step()
            is_busy = report is not None
            if report:
                connection.send(report)
        except (EOFError, BrokenPipeError):
            return
