"""The messages between the parts of the preview, and the state that browsers are shown: versions, findings, readers."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import chain

from handbook.catalogs.reader import Messages
from handbook.catalogs.strings import speaker
from handbook.facts.model import Registry
from handbook.findings.finding import Finding, report
from handbook.project.project import Project

# The states of a message: readers get its translation, or the source language for one of the other three reasons.
DONE, FUZZY, MISSING, REFUSED = "done", "fuzzy", "missing", "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class JudgedCatalogue:
    """A catalogue that can be read, and the msgids whose translation breaks a rule and is therefore not shown."""

    messages: Messages
    refused: frozenset[str] = frozenset()

    @property
    def shown(self) -> Messages:
        """The messages without those that are refused."""
        return {msgid: message for msgid, message in self.messages.items() if msgid not in self.refused}


@dataclass(frozen=True, kw_only=True, slots=True)
class Update:
    """What has changed in the preview's copy of the tree, for the process of one language; paths start at its root.

    `catalogues` are this language's, by page; `elsewhere` are those of other languages that have changed.
    """

    files: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    catalogues: Mapping[str, JudgedCatalogue] = field(default_factory=dict)
    elsewhere: Mapping[str, Mapping[str, JudgedCatalogue]] = field(default_factory=dict)
    registry: Registry | None = None
    project: Project | None = None
    has_new_strings: bool = False
    has_new_theme: bool = False

    @property
    def has_new_settings(self) -> bool:
        """Whether Sphinx has to be started again."""
        return self.project is not None or "source/conf.py" in self.files


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPages:
    """The pages that somebody looks at: they are read and written before others."""

    docnames: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class PassageStatus:
    """A message of a page: ``file.po:line`` where it is translated, one of the states above, its text."""

    place: str
    state: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageReport:
    """What the process of a language reports: the page that it has written, the pages that are `removed`, and all the
    findings there are now. Of the page that is written, `left` is not translated, out of so many `messages`.
    """

    language: str
    findings: tuple[Finding, ...]
    docname: str | None = None
    removed: frozenset[str] = frozenset()
    left: tuple[PassageStatus, ...] = ()
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
    left: dict[tuple[str, str], LanguageReport] = field(default_factory=dict)
    of_files: list[Finding] = field(default_factory=list)
    of_pages: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    readers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def note_files(self, findings: list[Finding]) -> None:
        """Note all that is wrong with the files."""
        with self.changed:
            self.of_files = findings
            self.changed.notify_all()

    def note_report(self, report: LanguageReport) -> None:
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
        return sorted({*self.of_files, *chain(*self.of_pages.values())})

    def of_page(self, language: str, docname: str) -> dict[str, object]:
        """Return the news that a page's reader is sent, which can be written as JSON."""
        findings, done = self.findings(), self.left.get((language, docname))
        left: Iterable[PassageStatus] = done.left if done else ()
        return {
            "version": self.versions[language, docname],
            "theme": self.theme,
            "findings": [report([finding], "text", speaker(language)) for finding in findings[:_MOST]],
            "more": max(0, len(findings) - _MOST),
            "left": [asdict(passage) for passage in left],
            "messages": done.messages if done else 0,
        }

    def news(self, language: str, docname: str, pulse: float) -> Iterator[dict[str, object] | None]:
        """Yield the news of a page whenever they change, and None after `pulse` seconds in which they have not."""
        sent: dict[str, object] | None = None
        while True:
            with self.changed:
                news = self.of_page(language, docname)
                if news == sent:
                    self.changed.wait(pulse)
                    news = self.of_page(language, docname)
            yield None if news == sent else news
            sent = news

    @contextmanager
    def reading(self, language: str, docname: str) -> Iterator[None]:
        """Count a reader of a page for as long as the page is open."""
        with self.changed:
            self.readers[language, docname] += 1
        try:
            yield
        finally:
            with self.changed:
                self.readers[language, docname] -= 1

    def open_pages(self, language: str) -> frozenset[str]:
        """Return the pages of a language that somebody has open."""
        with self.changed:
            return frozenset(page[1] for page, count in self.readers.items() if count and page[0] == language)
