"""Asks git about the project's files; a project without git is one too."""

import subprocess
from pathlib import Path


def ask_git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    """Return what git prints, or None where it fails or is not installed."""
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout
