"""What the system refuses, as a finding: a full disk, a file that is closed or in the way, too little memory."""

import errno
import os
import re
from pathlib import Path

from handbook.findings.finding import Finding, excerpt, shown
from handbook.findings.phrase import Phrase, phrase

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_BROKEN = {errno.EIO, errno.ESTALE, errno.ENODEV, errno.ENXIO}
_IN_THE_WAY = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}
_NO_NAME = {errno.ENAMETOOLONG, errno.ELOOP}
_OPEN_FILES = {errno.EMFILE, errno.ENFILE}
# What the system says of an error is English; it speaks other languages only in programs of C.
_REASONS = {
    errno.EACCES: phrase("Permission denied"),
    errno.EADDRINUSE: phrase("Address already in use"),
    errno.EDQUOT: phrase("Disk quota exceeded"),
    errno.EFBIG: phrase("File too large"),
    errno.EIO: phrase("Input/output error"),
    errno.EISDIR: phrase("Is a directory"),
    errno.ELOOP: phrase("Too many levels of symbolic links"),
    errno.ENAMETOOLONG: phrase("File name too long"),
    errno.EMFILE: phrase("Too many open files"),
    errno.ENFILE: phrase("Too many open files in system"),
    errno.ENOENT: phrase("No such file or directory"),
    errno.ENOSPC: phrase("No space left on device"),
    errno.EPERM: phrase("Operation not permitted"),
    errno.EROFS: phrase("Read-only file system"),
}
# As Python prints such an error, and as it represents one.
_ERROR_NUMBER = re.compile(r"\[Errno (\d+)\]|\w+Error\((\d+), ")
# As the C library says it, where a library of the system is loaded.
_IN_WORDS = {
    r"(?i)too many open files": errno.EMFILE,
    r"(?i)cannot allocate memory|failed to map segment": errno.ENOMEM,
}


def disk_finding(error: OSError, root: Path) -> Finding | None:
    """Return the finding for an error that whoever runs the command can put right, or None for any other."""
    if error.errno is None:  # shutil, and who loads a library, only say in words what became of it
        return disk_complaint(str(error), root)
    reason = reason_of(error)
    if shortage := _shortage(error.errno, reason):
        return shortage
    path = shown(Path(os.fsdecode(error.filename)), root) if error.filename else "build"
    message = _of_file(error.errno, reason)
    return Finding(path=excerpt(path, 200), line=1, message=message, rule="disk") if message else None


def _of_file(number: int, reason: str) -> Phrase | None:
    """Return what to do about a file that cannot be had."""
    if number in _REFUSED:
        return phrase("the file cannot be read or written ({reason}); correct its permissions", reason=reason)
    if number in _BROKEN:
        return phrase("the disk does not answer ({reason}); see to it, and run the command again", reason=reason)
    if number in _NO_NAME:
        return phrase("there can be no such file ({reason}); choose another name", reason=reason)
    if number in _IN_THE_WAY:
        return phrase("a file stands where a folder belongs, or a folder where a file does; move it away")
    return None


def _shortage(number: int, reason: str) -> Finding | None:
    """Return the finding for what the whole system has too little of, whichever file it was."""
    if number in _FULL:
        message = phrase("the disk is full ({reason}); free some space and run the command again", reason=reason)
        return Finding(path="build", line=1, message=message, rule="disk")
    if number in _OPEN_FILES:
        message = phrase("too many files are open ({reason}); run “ulimit -n 1024” first", reason=reason)
        return Finding(path="build", line=1, message=message, rule="open-files")
    return no_memory() if number == errno.ENOMEM else None


def reason_of(error: OSError) -> str:
    """Return why the system refuses something, in a few words: a phrase where we know the error."""
    number = error.errno or 0
    return _REASONS.get(number) or error.strerror or os.strerror(number)


def no_memory() -> Finding:
    """Return the finding for memory that the system does not give."""
    message = phrase("there is not enough memory; free some, lift “ulimit -v”, or build with --jobs 1")
    return Finding(path="build", line=1, message=message, rule="memory")


def disk_complaint(record: str, root: Path) -> Finding | None:
    """Return the finding for a complaint in which another program tells such an error, or None."""
    match = _ERROR_NUMBER.search(record)
    number = int(match[1] or match[2]) if match else _number_in_words(record)
    return disk_finding(OSError(number, ""), root) if number else None


def _number_in_words(record: str) -> int | None:
    return next((number for pattern, number in _IN_WORDS.items() if re.search(pattern, record)), None)
