"""Asks git about the project's files; a project without git is one too."""

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path


def ask_git(
    folder: Path, *arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None
) -> bytes | None:
    """Return what git prints, or None where it fails or is not installed; `environ` is added to ours."""
    done = _run(folder, *arguments, stdin=stdin, environ=environ)
    return None if done is None or done.returncode else done.stdout


def distrusted_repository(folder: Path) -> str | None:
    """Return the repository that git refuses to look into because it belongs to somebody else (``safe.directory``)."""
    done = _run(folder, "rev-parse", "--git-dir", environ={"LC_ALL": "C"})
    refused = done and re.search(rb"dubious ownership in repository at '(.+)'", done.stderr)
    return os.fsdecode(refused[1]) if refused else None


def uncommitted_files(folder: Path, *paths: str) -> frozenset[str] | None:
    """Return the files below `paths` that differ from the last commit or are not in it, relative to `folder`.

    None where git cannot tell. Files that git was told to ignore, or not to look at, are looked at all the same.
    """
    with tempfile.TemporaryDirectory(prefix="handbook-git-", ignore_cleanup_errors=True) as temporary:
        # An index of our own: that of the folder may be broken, or be told that a file never changes.
        environ = {"GIT_INDEX_FILE": os.path.join(temporary, "index")}  # noqa: PTH118 (a value of the environment)
        if ask_git(folder, "read-tree", "HEAD", environ=environ) is None:
            return None
        settings = ("-c", "diff.autoRefreshIndex=true", "-c", "core.fsmonitor=false")
        names = ("--name-only", "--no-renames", "--relative", "-z")
        changed = ask_git(folder, *settings, "diff", *names, "HEAD", "--", *paths, environ=environ)
        others = ask_git(folder, *settings, "ls-files", "--others", "-z", "--", *paths, environ=environ)
    if changed is None or others is None:
        return None
    return frozenset(name for name in os.fsdecode(changed + others).split("\0") if name)


def _run(
    folder: Path, *arguments: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes] | None:
    command = ["git", "--no-optional-locks", *arguments]
    try:
        return subprocess.run(
            command, cwd=folder, input=stdin, capture_output=True, check=False, env={**os.environ, **(environ or {})}
        )
    except OSError:
        return None


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Return what git makes of three versions of a text, with its markers where it leaves that to people."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(data)
        return subprocess.run(["git", "merge-file", "-p", "-q", *paths], capture_output=True, check=False).stdout
