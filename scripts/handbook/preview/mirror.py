"""The preview's own copy of the tree: each page and catalogue as it last could be read.

Sphinx reads the copy, so that no file that is broken, half-written or gone can end the preview, and so that the tree
itself is only ever read.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.machine.disk import reason_of
from handbook.project.project import Project
from handbook.texts.text_files import lies_in, read_text

# What editors and Python leave beside the files.
_NOT_OURS = ("__pycache__", ".mo", ".swp", "~")
_FOLDERS = ("source", "locales")
SETTINGS = "pyproject.toml"

Stamp = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """The files that were written anew, those of them that are new, and those that have gone; relative to the root."""

    files: frozenset[str]
    added: frozenset[str]
    removed: frozenset[str]


@dataclass(kw_only=True, slots=True)
class Mirror:
    """A copy of the tree of `project` in `folder`; `findings` are those of each file, by its path."""

    project: Project
    folder: Path
    findings: dict[str, list[Finding]] = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)

    def refresh(self, check: Callable[[str], list[Finding]]) -> Changes:
        """Copy the files that have changed since the last time, and return them.

        `check` returns what is wrong with a file of the tree; one that is broken is not copied.
        """
        now = dict(_stamps(self.project.root))
        changed = {name for name, stamp in now.items() if self.stamps.get(name) != stamp}
        gone, before = self.stamps.keys() - now.keys(), self.stamps.keys()
        self.stamps = now
        files = frozenset(name for name in sorted(changed) if self._take(name, check))
        removed = frozenset(name for name in gone if self._drop(name))
        return Changes(files=files, added=files - before, removed=removed)

    def forget(self) -> None:
        """Have every file copied anew by the next `refresh`."""
        self.stamps = {}

    def _take(self, name: str, check: Callable[[str], list[Finding]]) -> bool:
        try:
            findings = check(name) or _outside(name, self.project.root)
            if not findings:
                _copy(self.project.root / name, self.folder / name)
        except FileNotFoundError:
            return False  # gone again; the watcher tells of what comes in its place
        except OSError as error:
            message = phrase("it cannot be read ({reason}); correct its permissions", reason=reason_of(error))
            findings = [Finding(path=name, line=1, message=message, rule="unreadable")]
        self.findings[name] = findings
        return not findings or self._stand_in(name)

    def _drop(self, name: str) -> bool:
        self.findings.pop(name, None)
        if name == "source/index.md":  # Sphinx has to have a first page
            message = phrase("there is no first page; write it")
            self.findings[name] = [Finding(path=name, line=1, message=message, rule="page-missing")]
            return False
        (self.folder / name).unlink(missing_ok=True)
        return True

    def _stand_in(self, name: str) -> bool:
        """Give a page that could never be read a title, so that the menu has it. Returns whether that is new."""
        path = self.folder / name
        if path.exists() or not name.endswith(".md"):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {path.stem}\n", encoding="utf-8")
        return True


def check_page(name: str, project: Project) -> list[Finding]:
    """Return what is wrong with a page of the tree that Sphinx may not read."""
    try:
        text = read_text(project.root / name, project.root)
    except HandbookError as error:
        return error.findings
    if not text.strip():
        message = phrase("the page is empty; write it, or remove it from source/ and from the toctree")
        return [Finding(path=name, line=1, message=message, rule="page-empty")]
    return []


def _outside(name: str, root: Path) -> list[Finding]:
    """Return a finding where a file is a link out of its folder: its copy would be shown as if it stood there."""
    folder = name.partition("/")[0] if "/" in name else ""
    if lies_in(root / name, root / folder):
        return []
    message = phrase("the link leads out of its folder; put the file itself here")
    return [Finding(path=name, line=1, message=message, rule="file-outside")]


def _stamps(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield the path of every file of the tree, with its stamp, which is another one once the file has changed."""
    for folder in _FOLDERS:
        yield from stamps_below(root / folder, folder)
    if (root / SETTINGS).is_file():
        yield SETTINGS, _stamp((root / SETTINGS).stat())


def stamps_below(folder: Path, name: str) -> Iterator[tuple[str, Stamp]]:
    """Yield every file below `folder`, as a path that begins with `name`, with its stamp."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return  # gone meanwhile
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(_NOT_OURS):
            continue
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from stamps_below(Path(entry.path), path)
            elif entry.is_file():  # a pipe would be waited for
                yield path, _stamp(entry.stat())
        except OSError:
            continue


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _copy(path: Path, target: Path) -> None:
    """Copy a file so that nobody ever reads half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f".{target.name}.new")
    shutil.copyfile(path, half)
    half.replace(target)
