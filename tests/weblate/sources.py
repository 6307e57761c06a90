"""The git side of a walk: the repository that all share, and the clone in which an editor works."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desk import Stumble

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.grammar import parse

EDITOR = {
    "GIT_AUTHOR_NAME": "An editor",
    "GIT_AUTHOR_EMAIL": "editor@example.org",
    "GIT_COMMITTER_NAME": "An editor",
    "GIT_COMMITTER_EMAIL": "editor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Clone:
    """A clone in which commands are typed."""

    root: Path
    environ: Mapping[str, str]

    def run(self, *command: str, environ: Mapping[str, str] | None = None) -> "Done":
        """Run a command, whatever comes of it."""
        whole = {**self.environ, **EDITOR, **(environ or {})}
        done = subprocess.run(command, cwd=self.root, env=whole, check=False, capture_output=True, text=True)
        return Done(command=command, code=done.returncode, told=done.stdout + done.stderr)

    def git(self, *arguments: str) -> str:
        """Run git; it has to succeed."""
        return self.run("git", *arguments).succeeded()

    def commit(self, message: str) -> None:
        """Commit all there is, and push it to the main branch."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        self.git("push", "--quiet", "origin", "HEAD:main")

    def changed(self) -> str:
        """Return what git finds changed since the last commit; nothing when nothing is."""
        return self.git("status", "--porcelain")

    def catalogue(self, page: str) -> Path:
        """Return the French catalogue of a page."""
        return self.root / "locales/fr/LC_MESSAGES" / f"{page}.po"

    def entries(self, page: str) -> Mapping[str, Entry]:
        """Return the entries of the French catalogue of a page, by their messages."""
        return active(parse(self.catalogue(page).read_bytes()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Done:
    """What a command printed, and its exit code."""

    command: Sequence[str]
    code: int
    told: str

    def succeeded(self) -> str:
        """Return what was printed. Raises Stumble where the command has failed."""
        if self.code:
            raise Stumble(f"{' '.join(self.command)[:80]}: exit code {self.code}\n{self.told}")
        return self.told


def share(tree: Path, folder: Path, environ: Mapping[str, str]) -> Clone:
    """Make the repository that all share from the last commit of a tree, and return an editor's clone of it."""
    here = Clone(root=folder, environ=environ)
    here.git("clone", "--quiet", "--no-local", "--single-branch", "--bare", f"file://{tree}", "handbook.history.git")
    here.git("-C", "handbook.history.git", "branch", "--force", "main", "HEAD")
    here.git("-C", "handbook.history.git", "symbolic-ref", "HEAD", "refs/heads/main")
    here.git("clone", "--quiet", "handbook.history.git", "editor")
    return Clone(root=folder / "editor", environ=environ)
