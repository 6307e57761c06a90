"""Operations on files and trees that publishing needs: durable writes, independent copies, lists by name and kind."""

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
# The errors of a file system or a kernel that has none of these.
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


# The beginning of a release's name while it is copied, and while it is removed.
ARRIVING, LEAVING = ".new-", ".old-"


def clone(source: Path, target: Path) -> None:
    """Copy a file with its times: as a reflink where the file system has them, never as a hard link."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    with open_file(source) as read, target.open("xb") as written:
        try:
            fcntl.ioctl(written.fileno(), _FICLONE, read.fileno())
        except OSError:  # of another file system, or of one that cannot
            shutil.copyfileobj(read, written)
    shutil.copystat(source, target)


def make_durable(folder: Path) -> None:
    """Wait until a whole tree is on the disk: at once, else every file, then every folder from the inside out."""
    if sync_file_system(folder):
        return
    for path, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(path, name))
        sync(Path(path))


def sync_file_system(folder: Path) -> bool:
    """Wait until the file system that a folder lies on is on the disk: once, where some hundred files take seconds.

    Returns False where the system has no such call.
    """
    library = ctypes.CDLL(None, use_errno=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(AttributeError):  # Linux has it, macOS has not
            if not library.syncfs(descriptor):
                return True
            if (number := ctypes.get_errno()) not in _UNKNOWN:
                raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)
    return False


def sync(path: Path) -> None:
    """Wait until a file, or the entries of a folder, are on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move(source: Path, target: Path) -> None:
    """Move the tree `source` to `target`, where nothing is, all of it or nothing, also to another disk; and sync it."""
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
    """Remove a tree; it is renamed first, so that half of it never stands under its name."""
    leaving = folder.with_name(f"{LEAVING}{folder.name}")
    folder.rename(leaving)
    shutil.rmtree(leaving)


def remove_empty_folders(folder: Path) -> None:
    """Remove every folder below `folder` that holds no file."""
    for path, _, _ in os.walk(folder, topdown=False):
        if Path(path) != folder and not os.listdir(path):  # noqa: PTH208 (os.walk has listed it before it was emptied)
            os.rmdir(path)  # noqa: PTH106


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two files or folders in one step. Returns False where the system cannot do that."""
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


# The kinds of entries; OTHER is a pipe, a socket or a device.
FILE, FOLDER, LINK, OTHER = "file", "folder", "link", "other"


def list_tree(folder: Path) -> dict[str, str]:
    """Return the kind of each entry below `folder`, by its path from there, with forward slashes."""
    kinds = {}
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        # A folder that cannot be opened counts as empty: nor could whoever serves it open it.
        with suppress(PermissionError), os.scandir(folder / inside) as entries:
            for entry in entries:
                name = f"{inside}/{entry.name}" if inside else entry.name
                kinds[name] = _kind(entry)
                if kinds[name] == FOLDER:
                    waiting.append(name)
    return kinds


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return LINK
    if entry.is_dir(follow_symlinks=False):
        return FOLDER
    return FILE if entry.is_file(follow_symlinks=False) else OTHER


def open_file(path: Path) -> BufferedReader:
    """Open a plain file to read. Raises OSError for a link, and for a pipe, which would have to be waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return os.fdopen(descriptor, "rb")
