"""Asks git about the project's files; a project without git is one too."""

import subprocess
import tempfile
from pathlib import Path


def ask_git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Return what git prints, or None where it fails or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout


def merge_lines(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Return what git makes of three versions of a text, with its markers where it leaves that to people."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for path, data in zip(paths, (ours, base, theirs), strict=True):
            path.write_bytes(data)
        return subprocess.run(["git", "merge-file", "-p", "-q", *paths], capture_output=True, check=False).stdout
