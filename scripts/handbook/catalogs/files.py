"""Writes catalogues so that each is whole at any moment, old or new, and one after the other."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.project import Project

# What a file is called until it is whole. Left behind by a program that was killed, it is written over.
UNFINISHED = ".po.new"


def put(path: Path, data: bytes) -> bool:
    """Write a file whole, unless it holds these bytes already. Returns whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name.removesuffix(".po") + UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Wait until no other program changes the catalogues of `project`. The lock ends with its holder, killed or not."""
    project.build.mkdir(parents=True, exist_ok=True)
    with (project.build / "catalogues.lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for left in project.locales.rglob(f"*{UNFINISHED}"):
            left.unlink()
        yield
