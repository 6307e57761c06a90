"""What a command needs of the machine before it begins, and in one line what it lacks: a date, open files, packages."""

import io
import os
import re
import resource
import sys
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, excerpt
from handbook.findings.phrase import phrase
from handbook.machine.disk import disk_finding, no_memory

_EPOCH = "SOURCE_DATE_EPOCH"
# Of the year 9999, the last that dates are written for.
LAST_SECOND = 253402300799
# A build in two languages has 40 files open at once, a preview some for each page that is looked at.
_FEWEST_FILES, _ENOUGH_FILES = 64, 1024


def open_streams() -> None:
    """Give this process the three streams that it should have been given, and have them take any text."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:  # else the next file that is opened would be taken for the stream
            os.open(os.devnull, os.O_RDWR)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_streams() -> None:
    """Have what is still to be printed go nowhere: Python would complain of it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):
        os.dup2(nowhere, number)


def working_folder() -> Path:
    """Return the folder in which the command runs. Raises HandbookError where it is no more."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        message = phrase("the folder in which the command runs is gone; go to another one with cd")
        raise HandbookError([Finding(path=".", line=1, message=message, rule="project")]) from None


def source_date_epoch() -> int | None:
    """Return SOURCE_DATE_EPOCH (https://reproducible-builds.org), which a program gives in seconds since 1970.

    Empty, it counts as not set, and spaces at its ends do not count; Sphinx, which reads it itself, is left the same.
    Raises HandbookError where it is no number of seconds, or of no day that there is.
    """
    text = os.environ.pop(_EPOCH, "").strip()
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,12}", text) or int(text) > LAST_SECOND:
        message = phrase(
            "“{text}” is no time in whole seconds since 1970, like 1763769600; correct or unset it", text=excerpt(text)
        )
        raise HandbookError([Finding(path=_EPOCH, line=1, message=message, rule="date")])
    os.environ[_EPOCH] = text
    return int(text)


def allow_open_files() -> None:
    """Raise the number of files that may be open at once, as far as it may be. Raises HandbookError if that is few."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now != resource.RLIM_INFINITY and now < _ENOUGH_FILES:
        now = _ENOUGH_FILES if most == resource.RLIM_INFINITY else min(most, _ENOUGH_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
    if 0 <= now < _FEWEST_FILES:
        message = phrase(
            "only {now} files may be open at once, and {fewest} are needed; run “ulimit -n {enough}” first",
            now=now,
            fewest=_FEWEST_FILES,
            enough=_ENOUGH_FILES,
        )
        raise HandbookError([Finding(path="build", line=1, message=message, rule="open-files")])


def machine_finding(error: BaseException, root: Path) -> Finding | None:
    """Return the finding for what the machine does not have or give, or None for any other error."""
    if isinstance(error, MemoryError) or _lacks_threads(error):
        return no_memory()
    if isinstance(error, ModuleNotFoundError):  # also where the metadata of a package is missing
        name = (error.name or str(error)).partition(".")[0]
        if name == "handbook":
            return None
        message = phrase("the package {name} is missing; run make, which installs it", name=name)
        return Finding(path=".venv", line=1, message=message, rule="setup")
    if isinstance(error, ImportError):  # what the system said of a file of it
        return disk_finding(OSError(str(error)), root)
    return disk_finding(error, root) if isinstance(error, OSError) else None


def _lacks_threads(error: BaseException | None) -> bool:
    """Whether the system gave no thread: Python says so with a RuntimeError, and may meet others while it cleans up."""
    while error is not None:
        if isinstance(error, RuntimeError) and re.search(r"(?i)start new thread", str(error)):
            return True
        error = error.__context__
    return False
