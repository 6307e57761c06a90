"""Makes the changes of an upgrade: all files are written beside, then renamed; a kill between two leaves a handbook
that works, with the program before or the one after, and the next upgrade ends what this one had begun.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.findings.phrase import phrase
from handbook.founding.upgrade import STAGE, Upgrade, planned, refused
from handbook.founding.workshop import LOCK, VENDOR
from handbook.machine.together import together
from handbook.publication.trees import make_durable, sync


def carry_out(root: Path, upgrade: Upgrade) -> None:
    """Make the changes of `upgrade`. Raises HandbookError, with nothing changed, where files are others by now."""
    with _alone(root):
        if planned(root, upgrade.after) != upgrade:
            raise refused(LOCK, phrase("files have changed since you were shown what would; run the command again"))
        stage = root / STAGE
        _remove(stage)
        try:
            for path, data in _files(upgrade):
                fresh = stage / path
                fresh.parent.mkdir(parents=True, exist_ok=True)
                fresh.write_bytes(data)
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                if (root / path).exists():
                    shutil.copymode(root / path, fresh)
            make_durable(stage)
            with together() as files:  # one of the folders may be closed
                for path in (*(path for path, _ in _files(upgrade)), *upgrade.going):
                    files.remember(root / path)
                for path, _ in _files(upgrade):
                    (stage / path).replace(root / path)
                    sync((root / path).parent)
                for path in upgrade.going:
                    (root / path).unlink(missing_ok=True)
        finally:
            _remove(stage)


def _files(upgrade: Upgrade) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) in the order in which files change.

    First the program, which changes nothing; then the lock, by which it is installed; then whatever calls it.
    """
    if upgrade.after != upgrade.before:
        yield f"{VENDOR}/{upgrade.after.name}", upgrade.after.data
    for change in sorted(upgrade.changes, key=lambda change: change.path != LOCK):
        yield change.path, change.after


def _remove(stage: Path) -> None:
    if stage.exists():
        shutil.rmtree(stage)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Wait until no `make` sets up what it needs here, and have others wait (`set_up` of machine/environment.py)."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
