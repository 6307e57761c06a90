"""Waits for files to be saved, and reads those that have changed; of one that is broken, the last good state stays."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from queue import Queue

from watchfiles import watch

from handbook.catalogs.checking import accepted
from handbook.catalogs.reader import Messages, read_catalogue
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.preview.mirror import SETTINGS, Changes, Mirror, check_page
from handbook.preview.state import JudgedCatalogue, Update
from handbook.project.page_names import check_names
from handbook.project.project import DOMAIN, Project, load_project

# What the facts are read from.
_FACTS = (".toml", "facts/required.txt")


@dataclass(kw_only=True, slots=True)
class Reader:
    """Keeps the last good state of `project`, whose copy stands in `folder`."""

    project: Project
    folder: Path
    mirror: Mirror = field(init=False)
    read: dict[str, Messages] = field(default_factory=dict)
    refused: dict[str, list[Finding]] = field(default_factory=dict)
    broken_facts: list[Finding] = field(default_factory=list)
    names: list[Finding] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mirror = Mirror(project=self.project, folder=self.folder)

    def refresh(self) -> Mapping[str, Update]:
        """Return what has changed since the last time, by language; nothing where nothing has."""
        changes = self.mirror.refresh(self._check)
        touched = changes.files | changes.removed
        if not touched:
            return {}
        self.names = list(check_names(self.project))
        project, registry = self._settings(changes), self._facts(changes)
        catalogues = {language: self._catalogues(language, touched) for language in self.project.languages}
        return {
            language: Update(
                files=changes.files,
                removed=changes.removed,
                catalogues=catalogues[language],
                elsewhere={other: changed for other, changed in catalogues.items() if other != language},
                registry=registry,
                project=project,
                has_new_strings=self._catalogue(language, DOMAIN) in touched,
            )
            for language in self.project.languages
        }

    def findings(self) -> list[Finding]:
        """Return all that is wrong with the files."""
        return [*chain(*self.mirror.findings.values(), *self.refused.values()), *self.broken_facts, *self.names]

    def _check(self, name: str) -> list[Finding]:
        """Return what is wrong with a file of the tree; a catalogue without a fault is kept as it was read."""
        try:
            if name.endswith(".md"):
                return check_page(name, self.project)
            if name.endswith(".po"):
                self.read[name] = read_catalogue(self.project.root / name, self.project.root)
            elif name == SETTINGS:
                load_project(self.project.root)
        except HandbookError as error:
            return error.findings
        return []

    def _settings(self, changes: Changes) -> Project | None:
        """Return the project with its new settings and with the copy as its root, or None where they are the same."""
        if SETTINGS not in changes.files:
            return None
        # Each language has a process: one that is added takes effect when the preview is started again.
        now = load_project(self.folder).with_unpublished()
        return replace(now, languages=self.project.languages, unfinished=self.project.unfinished)

    def _facts(self, changes: Changes) -> Registry | None:
        """Return the facts if they may have changed: also where a page, which has facts of its own, came or went."""
        are_touched = any(name.endswith(_FACTS) for name in changes.files | changes.removed)
        if not are_touched and not any(name.endswith(".md") for name in changes.added | changes.removed):
            return None
        try:
            registry = load_registry(replace(self.project, root=self.folder))
        except HandbookError as error:
            self.broken_facts = error.findings
            return None
        self.broken_facts = []
        return registry

    def _catalogues(self, language: str, touched: frozenset[str]) -> dict[str, JudgedCatalogue]:
        """Return the catalogues that have changed, by page; one that was removed is empty."""
        if language == self.project.source_language:
            return {}
        named = {self._catalogue(language, docname): docname for docname in self.project.pages()}
        return {named[name]: self._reviewed(name, named[name], language) for name in sorted(touched & named.keys())}

    def _reviewed(self, name: str, docname: str, language: str) -> JudgedCatalogue:
        """Return a catalogue, with the messages that a build would refuse to publish: they are not shown."""
        messages = self.read.get(name, {}) if name in self.mirror.stamps else {}
        shown, self.refused[name] = accepted(messages, docname, self.project, language)
        return JudgedCatalogue(messages=messages, refused=frozenset(messages.keys() - shown.keys()))

    def _catalogue(self, language: str, docname: str) -> str:
        return shown(self.project.catalogue(language, docname), self.project.root)


# Milliseconds without a change after which a save counts as done, and how long at most to wait for that.
_STEP, _LONGEST = 10, 100
# Seconds until a folder that is missing is looked for again.
_AGAIN = 1.0


def start_watching(root: Path, folders: Sequence[Path], saved: Queue[None], stop: threading.Event) -> None:
    """Put None into `saved` whenever a file in `root`, or anywhere below `folders`, is saved, until `stop` is set."""
    for paths, is_deep in (([root], False), *(([folder], True) for folder in folders)):
        arguments = (paths, is_deep, saved, stop)
        threading.Thread(target=_watch, args=arguments, name=f"watch {paths[0].name}", daemon=True).start()


def _watch(paths: Sequence[Path], is_deep: bool, saved: Queue[None], stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            for _ in watch(
                *paths,
                watch_filter=None,
                recursive=is_deep,
                step=_STEP,
                debounce=_LONGEST,
                stop_event=stop,
                rust_timeout=1000,
                yield_on_timeout=False,
            ):
                saved.put(None)
                if not all(path.exists() for path in paths):
                    break  # what comes in its place has to be watched anew
        except FileNotFoundError:
            pass
        stop.wait(_AGAIN)
        saved.put(None)
