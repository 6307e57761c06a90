"""Makes sure that a whole build is made of the same files: it is started again when one is edited meanwhile."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase, some
from handbook.history.last_changes import History, read_history
from handbook.project.page_names import content_files
from handbook.project.project import Project, load_project

# How often a build is begun before it gives up on files that somebody, or some program, does not leave alone.
ATTEMPTS = 3

Made = TypeVar("Made")


@dataclass(frozen=True, kw_only=True, slots=True)
class Inputs:
    """All that a build reads of a project at one moment: the history in git, and each file by its path from the root.

    A file is described by its sha256, its inode, and the time at which it was last written in nanoseconds: the last two
    differ also where a file was changed and changed back.
    """

    history: History
    files: Mapping[str, tuple[str, int, int]]

    def differing(self, other: "Inputs") -> list[str]:
        """Return the files that are not the same in `other`, sorted; ``.git`` where only the commit is another."""
        names = self.files.keys() | other.files.keys()
        changed = sorted(name for name in names if self.files.get(name) != other.files.get(name))
        return changed or ([".git"] if self.history != other.history else [])


def read_inputs(project: Project) -> Inputs:
    """Read all that a build of `project` depends on; a file that cannot be read is reported by its reader."""
    return Inputs(history=read_history(project), files=read_files(project))


def read_files(project: Project) -> dict[str, tuple[str, int, int]]:
    """Return each file that an edition can be made of, as `Inputs` has it."""
    files, root = {}, project.root.resolve()
    for path in content_files(project):
        with suppress(OSError):
            files[path.relative_to(project.root).as_posix()] = _fingerprint(path, root)
    return files


def _fingerprint(path: Path, root: Path) -> tuple[str, int, int]:
    if not path.resolve().is_relative_to(root):  # a link out of the project: it is refused, and never read
        status = path.lstat()
        return str(path.readlink()) if path.is_symlink() else "", status.st_ino, status.st_mtime_ns
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        return file_digest(file, "sha256").hexdigest(), status.st_ino, status.st_mtime_ns


def undisturbed(project: Project, make: Callable[[Project, Inputs], Made]) -> tuple[Made, list[Finding]]:
    """Return what `make` returns for a project that is not edited meanwhile, and a notice if it was called again.

    `make` is called with the project as its settings are now, and with all that it is made of. What it raises is
    raised only if nothing was edited meanwhile. Raises HandbookError when something is edited each time.
    """
    notices: list[Finding] = []
    for _ in range(ATTEMPTS):
        before = read_inputs(project)
        raised: Exception | None = None
        try:
            made = make(load_project(project.root), before)
        except Exception as error:  # a file that is gone by the time it is read may raise anything
            raised = error
        edited = read_inputs(project).differing(before)
        if not edited:
            if raised:
                raise raised
            return made, notices
        message = phrase("edited while it was built, so it was built again: {files}", files=some(edited))
        notices = [Finding(path=edited[0], line=1, message=message, rule="edited")]
    message = phrase(
        "edited each time it was built, {count} times; build again when nobody writes to it: {files}",
        count=ATTEMPTS,
        files=some(edited),
    )
    raise HandbookError([Finding(path=edited[0], line=1, message=message, rule="edited")])
