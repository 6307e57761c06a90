"""The lock of a build folder: one program works in it at a time, and others learn which one they wait for."""

import fcntl
import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BufferedRandom
from multiprocessing.util import register_after_fork
from pathlib import Path

from handbook.findings.finding import Finding, HandbookError, excerpt
from handbook.findings.phrase import Phrase, phrase
from handbook.machine.disk import reason_of
from handbook.project.project import Project

LOCK = "build.lock"


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """The program that holds the lock: the number of its process, its command line, the time of day it began."""

    pid: int
    command: str
    since: str


# Called once, before the wait, with a sentence that says which program holds the lock.
Waiting = Callable[[Phrase], object]


@contextmanager
def exclusive(project: Project, waiting: Waiting | None) -> Iterator[None]:
    """Hold the lock of the build folder of `project`: two builds at once would each carry over old parts of the other.

    Where another program holds it, `waiting` is called and then that program is waited for; without `waiting`,
    HandbookError is raised. The lock ends with the process that holds it: forked workers do not keep it.
    """
    project.build.mkdir(parents=True, exist_ok=True)
    with _locked(project.build / LOCK, waiting) as file:
        register_after_fork(file, BufferedRandom.close)
        _write_holder(file)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)  # for a worker too that has just been forked, and has not closed it yet


@contextmanager
def _locked(path: Path, waiting: Waiting | None) -> Iterator[BufferedRandom]:
    while True:
        with path.open("a+b") as file:
            _acquire(file, waiting)
            if _is_still_there(file, path):
                yield file
                return


def _acquire(file: BufferedRandom, waiting: Waiting | None) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        at_work = _at_work(_read_holder(file))
        if waiting is None:
            message = phrase("{who}; run the command again when it has ended", who=at_work)
            raise HandbookError([Finding(path="build", line=1, message=message, rule="busy")]) from None
        waiting(at_work)
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        reason = reason_of(error)
        message = phrase("this disk cannot lock a folder ({reason}); keep the handbook on one that can", reason=reason)
        raise HandbookError([Finding(path="build", line=1, message=message, rule="lock")]) from None


def _is_still_there(file: BufferedRandom, path: Path) -> bool:
    """Whether `path` is still this file: somebody may have removed the build folder during the wait."""
    with suppress(FileNotFoundError):
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    return False


def _write_holder(file: BufferedRandom) -> None:
    """Write the Holder that this process is into the lock file, for those who wait."""
    command = excerpt(shlex.join(["handbook", *sys.argv[1:]]))
    holder = Holder(pid=os.getpid(), command=command, since=f"{datetime.now():%H:%M:%S}")
    file.truncate(0)
    file.write(json.dumps(asdict(holder)).encode())
    file.flush()


def _read_holder(file: BufferedRandom) -> Holder | None:
    """Read who holds the lock; None where the holder has only just taken it and has written nothing yet."""
    file.seek(0)
    try:
        data = json.loads(file.read(4096))
        return Holder(pid=int(data["pid"]), command=excerpt(str(data["command"])), since=excerpt(str(data["since"])))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _at_work(holder: Holder | None) -> Phrase:
    if holder is None:
        return phrase("another program is at work in this folder")
    return phrase(
        "“{command}” is at work in this folder (process {pid}, since {time})",
        command=holder.command,
        pid=holder.pid,
        time=holder.since,
    )
