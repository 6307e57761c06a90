"""What publishing asks of a file system: durable trees, copies that share nothing, lists by name and kind."""

import ctypes
import errno
import fcntl
import os
import shutil
import stat
import sys
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

# <linux/fs.h>: the ioctl by which a file shares its blocks with another until either is written to.
_FICLONE = 0x40049409
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # <fcntl.h>, <linux/fs.h>
_RENAME_SWAP = 2  # <sys/stdio.h> of macOS
# What a file system or a kernel without one of these says of it.
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


# What a release is called while it is copied, and while it is taken away: neither is a release.
ARRIVING, LEAVING = ".new-", ".old-"


def clone(source: Path, target: Path) -> None:
    """Copy a file with its times: as a reflink where the file system can, never as a second name for the same file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with open_file(source) as read, target.open("xb") as written:
        try:
            fcntl.ioctl(written.fileno(), _FICLONE, read.fileno())
        except OSError:  # of another file system, or of one that cannot
            shutil.copyfileobj(read, written)
    shutil.copystat(source, target)


def make_durable(folder: Path) -> None:
    """Have a tree on the disk before anything leads to it: every file, then every folder from the inside out."""
    for path, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(path, name))
        sync(Path(path))


def sync(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Have the tree `source` durable at `target`, where nothing is: whole or not at all, on another disk too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    make_durable(source)
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        arriving = target.with_name(f"{ARRIVING}{target.name}")
        shutil.rmtree(arriving, ignore_errors=True)
        shutil.copytree(source, arriving)
        make_durable(arriving)
        arriving.rename(target)
    sync(target.parent)


def remove(folder: Path) -> None:
    """Take a tree away, so that nobody meets half of it under its name."""
    leaving = folder.with_name(f"{LEAVING}{folder.name}")
    folder.rename(leaving)
    shutil.rmtree(leaving)


def remove_empty_folders(folder: Path) -> None:
    """Take away every folder below `folder` that holds no file."""
    for path, _, _ in os.walk(folder, topdown=False):
        if Path(path) != folder and not os.listdir(path):  # noqa: PTH208 (os.walk has listed it before it was emptied)
            os.rmdir(path)  # noqa: PTH106


def exchange(one: Path, other: Path) -> bool:
    """Put two entries in each other's place, with no moment between. Returns False where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    with suppress(AttributeError):  # an older C library
        if sys.platform == "darwin":
            failed = library.renamex_np(*names, _RENAME_SWAP)
        else:
            failed = library.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
        if not failed:
            return True
        if (number := ctypes.get_errno()) not in _UNKNOWN:
            raise OSError(number, os.strerror(number), str(one), None, str(other))
    return False


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
