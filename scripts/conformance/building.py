"""Builds copies of the handbooks that are invented for the checks."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from conformance.tools import ConformanceError


def build_invented(root: Path, handbook: Path, tree: Path, replacing: Mapping[str, str] | None = None) -> Path:
    """Build the HTML of a copy of an invented `handbook` below `root`, and return its site.

    The copy stands in `tree`; lines of its pyproject.toml are replaced by others. Raises ConformanceError where that
    cannot be built.
    """
    shutil.copytree(root / handbook, tree)
    shutil.copy(root / "source" / "conf.py", tree / "source")
    settings = tree / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    for line, other in (replacing or {}).items():
        text = text.replace(f"\n{line}\n", f"\n{other}\n")
    settings.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "handbook", "build", "--output", "html"]
    answer = subprocess.run(command, check=False, cwd=tree, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if answer.returncode:
        raise ConformanceError(f"{handbook.as_posix()} cannot be built\n{answer.stderr.strip()[:1500]}")
    return (tree / "build" / "site").resolve()
