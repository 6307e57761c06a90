"""Files that are written together: each is whole at any moment, and where one of them cannot be written, none is."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# What is at the end of a name until the file is whole.
_UNFINISHED = ".unfinished"


class Together:
    """What was written so far, and what stood there before."""

    def __init__(self) -> None:
        self._before: dict[Path, bytes | None] = {}
        self._folders: list[Path] = []

    def remember(self, path: Path) -> None:
        """Have a file that somebody else is going to write be as it is now, should all be taken back."""
        if path not in self._before:
            self._before[path] = path.read_bytes() if path.exists() else None
            self._folders += (folder for folder in path.parents if not folder.exists())

    def put_new(self, path: Path, data: bytes) -> None:
        """Write a file that is new. Raises FileExistsError where something stands there, a link to nothing too."""
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(path))
        self.put(path, data)

    def put(self, path: Path, data: bytes) -> None:
        """Write a file, in place of what stood there."""
        self.remember(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, data)

    def take_back(self) -> None:
        """Leave everything as it was, as far as the system allows."""
        for path, before in self._before.items():
            with suppress(OSError):
                if before is None:
                    path.unlink(missing_ok=True)
        for path, before in self._before.items():  # for which there is room by now
            with suppress(OSError):
                if before is not None and path.read_bytes() != before:
                    _put(path, before)
        for folder in sorted(set(self._folders), reverse=True):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def together() -> Iterator[Together]:
    """Give what writes files, and take all of it back when what is done meanwhile fails or is stopped."""
    files = Together()
    try:
        yield files
    except BaseException:
        files.take_back()
        raise


def _put(path: Path, data: bytes) -> None:
    unfinished = path.with_name(path.name[:200] + _UNFINISHED)
    try:
        unfinished.write_bytes(data)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
