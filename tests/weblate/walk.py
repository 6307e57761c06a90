"""Walk the guide docs/translating/weblate.md against a real Weblate, as an administrator, a translator and an editor.

    .venv/bin/python tests/weblate/walk.py [--weblate FOLDER]... [--keep FOLDER]

FOLDER is a virtual environment with Weblate from PyPI; `build/weblate/*` unless told. What is committed is walked. A
walk takes some minutes, on the loopback interface only. The exit code is 0 when every walk went well, 1 when one
stumbled, 2 when there was nothing to walk with; what is missing is named.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from desk import Stumble
from machine import Machine, missing, search_path
from services import running
from stations import walk

ROOT = Path(__file__).resolve().parents[2]


def main(arguments: list[str] | None = None) -> int:
    """Walk with each Weblate there is. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Walk the guide for Weblate against a real one.")
    parser.add_argument("--weblate", action="append", type=Path, metavar="FOLDER", help="a virtual environment")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep catalogues as Weblate saves them there")
    options = parser.parse_args(arguments)
    folders = options.weblate or sorted(ROOT.glob("build/weblate/*")) or [ROOT / "build/weblate/VERSION"]
    codes = []
    for weblate in map(Path.resolve, folders):
        if lacking := missing(weblate, os.environ):
            print(f"skipped: {weblate.name}: missing: {'; '.join(lacking)}")
            continue
        machine = Machine(weblate=weblate, path=search_path(weblate, os.environ))
        codes.append(attempt(machine, options.keep))
    print(f"{codes.count(0)} walked, {codes.count(1)} stumbled, {len(folders) - len(codes)} skipped")
    return max(codes, default=2)


def attempt(machine: Machine, kept: Path | None) -> int:
    """Walk once in a folder of its own. Returns 0, or 1 after naming where it stumbled and where the logs are."""
    folder = Path(tempfile.mkdtemp(prefix="weblate-walk-"))
    print(f"{machine.weblate.name}: in {folder}", flush=True)
    try:
        with running(machine, folder, os.environ) as weblate:
            print(f"Weblate {weblate.version}", flush=True)
            walk(weblate, ROOT, folder, kept)
    except (Stumble, RuntimeError, subprocess.CalledProcessError) as stumble:
        print(f"  stumbled: {stumble}\n  logs: {folder}/*.log", flush=True)
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
