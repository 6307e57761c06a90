"""Builds of a small handbook in processes of their own, which are killed, interrupted, or begun two at a time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.project.project import Project

# Editions bear a date that no clock moves; messages are English.
_ENVIRON = {"SOURCE_DATE_EPOCH": "1763769600", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a build ended: its exit code, what it printed, and how many seconds after it was told to."""

    code: int
    output: str
    errors: str
    seconds: float


def heed_signals() -> None:
    """End at SIGHUP and SIGINT, though whoever runs us may pass them over, as under nohup and in the background."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def start(project: Project, *arguments: str) -> subprocess.Popen[str]:
    """Begin a build, as the leader of a group of processes, as a shell begins it."""
    command = [sys.executable, "-P", "-m", "handbook", *(arguments or ("build", "--output", "html"))]
    return subprocess.Popen(
        command,
        cwd=project.root,
        env=os.environ | _ENVIRON,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_signals,  # noqa: PLW1509 (there is one thread)
    )


def ended(process: subprocess.Popen[str], timeout: float = 120) -> Ended:
    """Wait for the end of a build."""
    begun = time.monotonic()
    output, errors = process.communicate(timeout=timeout)
    return Ended(code=process.returncode, output=output, errors=errors, seconds=time.monotonic() - begun)


def build(project: Project, *arguments: str) -> Ended:
    """Build, and wait for the end."""
    return ended(start(project, *arguments))


def workers_of(process: subprocess.Popen[str], *, wait: float = 30) -> list[int]:
    """Return the processes that a build has forked, as soon as there are any; none where it ends before."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    end = time.monotonic() + wait
    while process.poll() is None and time.monotonic() < end:
        found = [int(each) for each in children.read_text().split() if _is_worker(int(each), process.pid)]
        if found:
            return found
        time.sleep(0.005)
    return []


def _is_worker(pid: int, parent: int) -> bool:
    """Whether a process is a worker of its parent, and no other program that it is about to run: it has a lifeline."""
    try:
        names = [Path(f"/proc/{each}/cmdline").read_bytes() for each in (pid, parent)]
        threads = len(list(Path(f"/proc/{pid}/task").iterdir()))
    except OSError:
        return False
    return names[0] == names[1] and threads > 1


def left_alive(process: subprocess.Popen[str], *, patience: float = 2) -> list[int]:
    """Return the processes of a build's group that live on after it, for longer than `patience` seconds."""
    end = time.monotonic() + patience
    while (alive := list(_in_group(process.pid))) and time.monotonic() < end:
        time.sleep(0.01)
    return alive


def _in_group(group: int) -> Iterator[int]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                state, _, in_group = (folder / "stat").read_text().rpartition(") ")[2].split()[:3]
            except OSError:
                continue
            if int(in_group) == group and state != "Z":
                yield int(folder.name)


@contextmanager
def begun(project: Project, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Give a build that is at work; whatever is left of it at the end is killed."""
    with start(project, *arguments) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
