"""Copies what this handbook is made of, for tests that change something of it."""

import shutil
from pathlib import Path

from small_handbook import ROOT


def copy_sources(root: Path) -> Path:
    """Copy all that this handbook is made of into a folder, and return that."""
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", root)
    return root
