"""Ground that nothing grows on: folders that nobody may write in, root neither, and a disk that takes no more."""

import ctypes
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

# Of Linux: what lets root read and write whatever its permissions say (capabilities(7), capget(2)).
_VERSION, _OVERRIDES = 0x20080522, 0b110


@contextmanager
def unwritable(*folders: Path) -> Iterator[None]:
    """Have nobody write in `folders`: their permissions say so, and root is without its right to pass them over."""
    before = {folder: folder.stat().st_mode for folder in folders}
    for folder in folders:
        folder.chmod(0o555 if folder.is_dir() else 0o444)
    try:
        with _heeding_permissions():
            yield
    finally:
        for folder, mode in before.items():
            with suppress(FileNotFoundError):
                folder.chmod(mode)


@contextmanager
def unreadable(*paths: Path) -> Iterator[None]:
    """Have nobody read `paths`."""
    before = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0)
    try:
        with _heeding_permissions():
            yield
    finally:
        for path, mode in before.items():
            path.chmod(mode)


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """Have no file become larger than `room` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def _heeding_permissions() -> Iterator[None]:
    """Take from this thread of root the right to read and write whatever permissions say, and give it back."""
    if os.geteuid():
        yield
        return
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.capget(header, sets) == 0
    effective = sets[0]
    sets[0] = effective & ~_OVERRIDES
    assert libc.capset(header, sets) == 0
    try:
        yield
    finally:
        sets[0] = effective
        assert libc.capset(header, sets) == 0
