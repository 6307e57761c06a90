"""What a disk refuses, as a finding: it is full, a file is closed, or something else stands in its place."""

import errno
import os
import re
from pathlib import Path

from handbook.finding import Finding, shown

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}
# As Python prints such an error, and as it represents one.
_TOLD = re.compile(r"\[Errno (\d+)\]|\w+Error\((\d+), ")


def disk_finding(error: OSError, root: Path) -> Finding | None:
    """Return the finding for an error that whoever runs the command can put right, or None for any other."""
    if error.errno is None:  # many files at once: shutil only says in words what became of each
        return told_of_disk(str(error), root)
    if error.errno in _FULL:
        message = f"the disk is full ({os.strerror(error.errno)}); free some space and run the command again"
        return Finding(path="build", line=1, message=message, rule="disk")
    path = shown(Path(os.fsdecode(error.filename)), root) if error.filename else "build"
    if error.errno in _REFUSED:
        message = f"the file cannot be read or written ({os.strerror(error.errno)}); correct its permissions"
        return Finding(path=path, line=1, message=message, rule="disk")
    if error.errno in _IN_THE_WAY:
        message = "a file stands where a folder belongs, or a folder where a file does; move it away"
        return Finding(path=path, line=1, message=message, rule="disk")
    return None


def told_of_disk(record: str, root: Path) -> Finding | None:
    """Return the finding for a complaint in which another program tells such an error, or None."""
    told = _TOLD.search(record)
    return disk_finding(OSError(int(told[1] or told[2]), ""), root) if told else None
