"""What the parts of the preview tell each other, and what the browsers are shown: versions, findings, who looks."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from handbook.catalogs.reader import Messages
from handbook.catalogs.strings import speaker
from handbook.facts.model import Registry
from handbook.findings.finding import Finding, report
from handbook.project.project import Project

# What may be said of a message: readers get its translation, or the source language for one of these reasons.
DONE, FUZZY, MISSING, REFUSED = "done", "fuzzy", "missing", "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """A catalogue that can be read, and the msgids whose translation breaks something and is not shown."""

    messages: Messages
    refused: frozenset[str] = frozenset()

    @property
    def shown(self) -> Messages:
        """The messages without those that break something."""
        return {msgid: each for msgid, each in self.messages.items() if msgid not in self.refused}


@dataclass(frozen=True, kw_only=True, slots=True)
class Update:
    """What has changed in the preview's copy of the tree, as a language sees it; paths are relative to its root.

    `catalogues` are this language's, by page; `elsewhere` are those of other languages that have changed.
    """

    files: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    catalogues: Mapping[str, Catalogue] = field(default_factory=dict)
    elsewhere: Mapping[str, Mapping[str, Catalogue]] = field(default_factory=dict)
    registry: Registry | None = None
    project: Project | None = None
    has_new_strings: bool = False
    has_new_theme: bool = False

    @property
    def has_new_settings(self) -> bool:
        """Whether Sphinx has to be started anew."""
        return self.project is not None or "source/conf.py" in self.files


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPages:
    """The pages that somebody looks at: they come first."""

    docnames: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A message of a page that is not shown in its language: ``file.po:line``, one of the states above, its text."""

    place: str
    state: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a language has done: the page that is written, or that has gone, and all that is wrong with it now."""

    language: str
    findings: tuple[Finding, ...]
    docname: str | None = None
    removed: frozenset[str] = frozenset()
    left: tuple[Passage, ...] = ()
    messages: int = 0
    has_new_theme: bool = False


# The most findings that a page is shown: nobody reads more at once.
_MOST = 30


@dataclass(kw_only=True, slots=True)
class State:
    """Shared by the threads of the server; each change wakes those that wait for one.

    Pages are named by language and docname.
    """

    changed: threading.Condition = field(default_factory=threading.Condition)
    versions: Counter[tuple[str, str]] = field(default_factory=Counter)
    theme: int = 0
    left: dict[tuple[str, str], Report] = field(default_factory=dict)
    of_files: list[Finding] = field(default_factory=list)
    of_pages: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    readers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note_files(self, found: list[Finding]) -> None:
        """Note all that is wrong with the files."""
        with self.changed:
            self.of_files = found
            self.changed.notify_all()

    def note_report(self, report: Report) -> None:
        """Note what a language has done."""
        with self.changed:
            self.of_pages[report.language] = report.findings
            for docname in {report.docname, *report.removed}:
                if docname is not None:
                    self.versions[report.language, docname] += 1
            if report.docname:
                self.left[report.language, report.docname] = report
            self.theme += report.has_new_theme
            self.changed.notify_all()

    def findings(self) -> list[Finding]:
        """Return all that is wrong now."""
        return sorted({*self.of_files, *(each for found in self.of_pages.values() for each in found)})

    def of_page(self, language: str, docname: str) -> dict[str, object]:
        """Return what a page's reader is told; it can be written as JSON."""
        found, done = self.findings(), self.left.get((language, docname))
        left: Iterable[Passage] = done.left if done else ()
        return {
            "version": self.versions[language, docname],
            "theme": self.theme,
            "findings": [report([each], "text", speaker(language)) for each in found[:_MOST]],
            "more": max(0, len(found) - _MOST),
            "left": [asdict(each) for each in left],
            "messages": done.messages if done else 0,
        }

    def news(self, language: str, docname: str, pulse: float) -> Iterator[dict[str, object] | None]:
        """Yield what the reader of a page is told whenever it changes, and nothing after `pulse` seconds without."""
        sent: dict[str, object] | None = None
        while True:
            with self.changed:
                told = self.of_page(language, docname)
                if told == sent:
                    self.changed.wait(pulse)
                    told = self.of_page(language, docname)
            yield None if told == sent else told
            sent = told

    @contextmanager
    def reading(self, language: str, docname: str) -> Iterator[None]:
        """Count somebody who looks at a page meanwhile."""
        with self.changed:
            self.readers[language, docname] += 1
        try:
            yield
        finally:
            with self.changed:
                self.readers[language, docname] -= 1

    def open_pages(self, language: str) -> frozenset[str]:
        """Return the pages of a language that somebody looks at."""
        with self.changed:
            return frozenset(page[1] for page, count in self.readers.items() if count and page[0] == language)
