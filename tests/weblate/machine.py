"""What a walk needs of the machine: a Weblate from PyPI, and what Debian has of PostgreSQL and Redis."""

import multiprocessing
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Debian keeps the programs of a PostgreSQL server out of the way, one folder per version.
POSTGRESQL = Path("/usr/lib/postgresql")
PROGRAMS = {
    "initdb": "postgresql",
    "pg_ctl": "postgresql",
    "createdb": "postgresql",
    "redis-server": "redis-server",
    "git": "git",
    "jq": "jq",
    "curl": "curl",
    "make": "make",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """The folder of Weblate's programs, and the PATH on which all that a walk starts is found."""

    weblate: Path
    path: str


def search_path(weblate: Path, environ: Mapping[str, str]) -> str:
    """Return the PATH of a walk: Weblate's programs, the newest PostgreSQL, then that of the caller."""
    servers = sorted(POSTGRESQL.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    return os.pathsep.join(map(str, [weblate / "bin", *servers[:1], *environ["PATH"].split(os.pathsep)]))


def missing(weblate: Path, environ: Mapping[str, str]) -> list[str]:
    """Name what a walk with the Weblate of a virtual environment would lack here; nothing where it can be done."""
    path = search_path(weblate, environ)
    lacking = [
        f"{program} (Debian: {package})"
        for program, package in PROGRAMS.items()
        if not shutil.which(program, path=path)
    ]
    if not (weblate / "bin" / "weblate").is_file():
        lacking.insert(0, f"{weblate / 'bin' / 'weblate'} (pip install 'weblate[postgres]')")
    try:
        multiprocessing.Semaphore()
    except OSError:
        lacking.append("shared memory that may be written to, /dev/shm, which Celery cannot do without")
    if os.geteuid() == 0:
        lacking.append("a user who is not root, whom PostgreSQL refuses")
    return lacking
