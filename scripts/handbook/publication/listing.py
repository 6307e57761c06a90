"""What lies in a tree, by name and kind, without following a link or opening anything that is no plain file."""

import errno
import os
import stat
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

# The kinds of entries; whatever is none of these is called by what it is: a pipe, a socket, a device.
FILE, FOLDER, LINK, OTHER = "file", "folder", "link", "other"


def list_tree(folder: Path) -> dict[str, str]:
    """Return the kind of each entry below `folder`, by its path from there, with forward slashes."""
    found = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        # A folder that cannot be looked into has nothing in it for us, nor for whoever serves it.
        with suppress(PermissionError), os.scandir(folder / inside) as entries:
            for entry in entries:
                name = f"{inside}/{entry.name}" if inside else entry.name
                found[name] = _kind(entry)
                if found[name] == FOLDER:
                    waiting.append(name)
    return found


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return LINK
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return FILE if entry.is_file(follow_symlinks=False) else OTHER


def open_file(path: Path) -> BufferedReader:
    """Open a plain file to read. Raises OSError for a link, and for what would be waited for, as a pipe."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return os.fdopen(descriptor, "rb")
