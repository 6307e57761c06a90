"""What the parts of the preview tell each other: what has changed, which pages are open, what has been written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.catalogs.reader import Messages
from handbook.facts.model import Registry
from handbook.findings.finding import Finding
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
