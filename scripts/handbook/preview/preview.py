"""Ties the preview together: a process per language, the watcher, the server, and the temporary folder of it all."""

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue

from handbook.findings.finding import Finding, report
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.machine.workers import Lifeline, lifeline
from handbook.preview.mirror import stamps_below
from handbook.preview.saved_files import Reader, start_watching
from handbook.preview.server import PreviewedSite, Server
from handbook.preview.state import LanguageReport, OpenPages, State, Update
from handbook.preview.worker import Worker, work
from handbook.project.project import Edition, Project
from handbook.sphinx.assets import THEME


@contextmanager
def temporary_folder(line: Lifeline) -> Iterator[Path]:
    """Give a folder that is removed at the end; a process of its own removes it when this one is killed.

    To be called while this process has one thread.
    """
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with tempfile.TemporaryDirectory(prefix="handbook-preview-", ignore_cleanup_errors=True) as name:
            folder = Path(name).resolve()
            context = multiprocessing.get_context("fork")
            context.Process(target=_take_away, args=(line, folder), daemon=True).start()
            yield folder
    finally:
        signal.signal(signal.SIGTERM, before)


def _take_away(line: Lifeline, folder: Path) -> None:
    """Wait for the end of the preview, and remove its folder."""
    os.setsid()  # so that a signal to the group of the preview does not end this process too
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.close(line.held)
    os.read(line.end, 1)
    for _ in range(100):  # its workers are ending at the same time, and may still write
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.05)


@dataclass(kw_only=True, slots=True)
class Preview:
    """A running preview of `project` in some of its languages."""

    project: Project
    languages: tuple[str, ...]
    folder: Path
    translate: Translate = str
    state: State = field(default_factory=State)
    saved: Queue[None] = field(default_factory=Queue)
    stop: threading.Event = field(default_factory=threading.Event)
    connections: dict[str, Connection] = field(default_factory=dict)
    sending: threading.Lock = field(default_factory=threading.Lock)
    printed: set[Finding] = field(default_factory=set)

    def start(self, line: Lifeline, *, is_marked: bool) -> None:
        """Start a process per language, tied to this one by `line`; to be called while this process has one thread."""
        copied = replace(self.project, root=self.folder / "tree")
        context = multiprocessing.get_context("fork")
        for language in self.languages:
            siblings = tuple(other for other in self.languages if other != language)
            edition = Edition(project=copied, language=language, siblings=siblings, has_brochure=False)
            worker = Worker(edition=edition, stage=self.folder, is_marked=is_marked)
            ours, theirs = context.Pipe()
            self.connections[language] = ours
            arguments = line, worker, theirs
            context.Process(target=_work, args=arguments, name=f"preview {language}", daemon=True).start()
            theirs.close()

    def run(self) -> None:
        """Pass on what is saved, until `stop` is set or Ctrl-C."""
        for language in self.languages:
            threading.Thread(target=self._listen, args=(language,), daemon=True).start()
        reader = Reader(project=self.project, folder=self.folder / "tree")
        start_watching(self.project.root, [self.project.source, self.project.locales, THEME], self.saved, self.stop)
        theme = dict(stamps_below(THEME, "theme"))
        while not self.stop.is_set():
            before, theme = theme, dict(stamps_below(THEME, "theme"))
            self._pass_on(reader, has_new_theme=theme != before)
            self.saved.get()
            while not self.saved.empty():
                self.saved.get()

    def look_at(self) -> None:
        """Tell the languages which pages somebody looks at now."""
        for language in self.languages:
            self._send(language, OpenPages(docnames=self.state.open_pages(language)))

    def _pass_on(self, reader: Reader, *, has_new_theme: bool) -> None:
        broken: list[Finding] = []
        try:
            updates = reader.refresh()
        except Exception as error:  # whatever a file does to its reader; all are read again at the next save
            reader.mirror.forget()
            message = phrase(
                "what was saved cannot be read ({error}); mend it, and save again",
                error=f"{type(error).__name__}: {error}",
            )
            updates, broken = {}, [Finding(path="source", line=1, message=message, rule="preview")]
        for language in self.languages if updates or has_new_theme else ():
            self._send(language, replace(updates.get(language, Update()), has_new_theme=has_new_theme))
        self.state.note_files([*reader.findings(), *broken])
        self._print_findings()

    def _send(self, language: str, message: Update | OpenPages) -> None:
        with self.sending, suppress(BrokenPipeError):  # `_listen` reports it
            self.connections[language].send(message)

    def _listen(self, language: str) -> None:
        while not self.stop.is_set():
            try:
                done = self.connections[language].recv()
            except (EOFError, OSError):
                message = phrase(
                    "the preview of {language} has broken down; end it with Ctrl-C, and start it again",
                    language=language,
                )
                ended = Finding(path="source", line=1, message=message, rule="preview")
                self.state.note_report(LanguageReport(language=language, findings=(ended,)))
                return
            self.state.note_report(done)
            self._print_findings()

    def _print_findings(self) -> None:
        """Print the findings that have come since the last time."""
        findings = self.state.findings()
        for finding in findings:
            if finding not in self.printed:
                print(report([finding], "text", self.translate), file=sys.stderr, flush=True)
        self.printed = set(findings)


def _work(line: Lifeline, worker: Worker, connection: Connection) -> None:
    line.hold()
    work(worker, connection)


def serve(project: Project, languages: Sequence[str], port: int, *, is_marked: bool, translate: Translate) -> None:
    """Show a live preview until KeyboardInterrupt. Raises OSError when the port is taken."""
    with lifeline() as line, temporary_folder(line) as folder:
        preview = Preview(project=project, languages=tuple(languages), folder=folder, translate=translate)
        previewed = PreviewedSite(
            site=folder / "site",
            state=preview.state,
            project=replace(project, root=folder / "tree"),
            languages=preview.languages,
            look_at=preview.look_at,
        )
        with Server(port, previewed) as server:
            try:
                preview.start(line, is_marked=is_marked)
                threading.Thread(target=server.serve_forever, daemon=True).start()
                first = "both" if is_marked and len(languages) > 1 else languages[0]
                address = f"{server.address}{first}/index.html"
                print(spoken(phrase("Preview: {address}   (Ctrl-C ends it)", address=address), translate), flush=True)
                preview.run()
            finally:
                preview.stop.set()
                for process in multiprocessing.active_children():
                    process.terminate()
                    process.join()
