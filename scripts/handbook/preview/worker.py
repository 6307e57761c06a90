"""A process per language: it takes what has changed, and writes one page after the other, those that are open first."""

import gc
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path

from handbook.facts.model import Registry
from handbook.findings.finding import Finding, excerpt
from handbook.findings.phrase import phrase
from handbook.preview.session import Contents, Session
from handbook.preview.state import Catalogue, OpenPages, Report, Update
from handbook.project.project import Edition


@dataclass(kw_only=True, slots=True)
class Worker:
    """What the process of a language knows; there is no session while Sphinx cannot be started."""

    edition: Edition
    stage: Path
    is_marked: bool
    registry: Registry | None = None
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    elsewhere: dict[str, Mapping[str, Catalogue]] = field(default_factory=dict)
    session: Session | None = None
    open_pages: frozenset[str] = frozenset()

    def take(self, message: Update | OpenPages) -> Report | None:
        """Go on with what has changed. Returns what there is to say before a page is written."""
        if isinstance(message, OpenPages):
            self.open_pages = message.docnames
            return None
        self.registry = message.registry or self.registry
        self.catalogues = {**self.catalogues, **message.catalogues}
        changed = message.elsewhere.items()
        self.elsewhere |= {language: {**self.elsewhere.get(language, {}), **each} for language, each in changed}
        if message.project:
            self.edition = replace(self.edition, project=message.project)
        if self.registry is None:
            return None  # the facts cannot be read yet
        contents = Contents(
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

    def step(self) -> Report | None:
        """Write a page, if one waits."""
        return self.session.step(self.open_pages) if self.session else None

    def _start(self, contents: Contents) -> None:
        self._close()
        is_marked = self.is_marked and not self.edition.is_source
        self.session = Session(contents=contents, stage=self.stage, is_marked=is_marked)
        self.session.start()
        gc.freeze()  # all of this stays; nobody has to look through it for garbage at every save

    def _close(self) -> None:
        if self.session:
            self.session.close()
        self.session = None

    def _report(self, *found: Finding, removed: frozenset[str] = frozenset(), has_new_theme: bool = False) -> Report:
        findings = self.session.findings() if self.session else ()
        return Report(
            language=self.edition.language,
            findings=(*findings, *found),
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
