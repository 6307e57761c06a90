"""Has the system refuse the nth thing that a process asks of the disk, with any error."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from handbook.publication import trees

# What Python tells of before it asks the system for it; it does not tell of fsync.
_ASKED = {"open", "os.rename", "os.remove", "os.symlink", "os.mkdir", "os.rmdir", "os.truncate", "os.utime", "os.chmod"}
ERRORS = {
    "disk full": errno.ENOSPC,
    "read-only disk": errno.EROFS,
    "broken disk": errno.EIO,
    "not permitted": errno.EACCES,
}


@dataclass(kw_only=True)
class Refusal:
    """Refuses the call number `last` below `folder` with `error`; counts them all."""

    folder: Path
    last: int | None = None
    error: int = errno.ENOSPC
    count: int = 0
    is_on: bool = False

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        """Take an audit event of Python; what is raised here is what the call raises."""
        if self.is_on and event in _ASKED and self._is_ours(event, arguments):
            self.asked(str(arguments[0]))

    def asked(self, name: str) -> None:
        """Count a call, and refuse it if it is the one."""
        self.count += 1
        if self.count == self.last:
            raise OSError(self.error, os.strerror(self.error), name)

    def _is_ours(self, event: str, arguments: tuple[object, ...]) -> bool:
        if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
            return False  # what only reads is another matter
        return any(isinstance(each, str) and each.startswith(str(self.folder)) for each in arguments)


@contextmanager
def _over(refusal: Refusal) -> Iterator[None]:
    sync, sync_all = os.fsync, trees.sync_file_system

    def fsync(descriptor: int) -> None:
        refusal.asked("fsync")
        sync(descriptor)

    def sync_file_system(folder: Path) -> bool:
        refusal.asked("syncfs")
        return sync_all(folder)

    sys.addaudithook(refusal.hear)  # for good: to be called in a process of its own
    with patch.object(os, "fsync", fsync), patch.object(trees, "sync_file_system", sync_file_system):
        refusal.is_on = True
        try:
            yield
        finally:
            refusal.is_on = False


def in_a_fork(action: Callable[[], object], refusal: Refusal) -> tuple[int, str]:
    """Run `action` in a process of its own. Returns how often it asked, and what it raised."""
    end, start = os.pipe()
    child = os.fork()
    if not child:
        raised = ""
        try:
            with _over(refusal):
                action()
        except BaseException as error:
            raised = f"{type(error).__name__}: {error}"
        os.write(start, f"{refusal.count} {raised}".encode()[:4000])
        os._exit(0)
    os.close(start)
    with os.fdopen(end, "rb") as read:
        count, _, raised = read.read().decode(errors="replace").partition(" ")
    os.waitpid(child, 0)
    return int(count), raised
