"""What a command costs: seconds, CPU, and the memory that it takes with all that it has begun."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# So often, in seconds: a look at every page of a large process takes some milliseconds.
_EVERY = 0.25
_PROC = Path("/proc")


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Wall-clock seconds, CPU seconds, and the peak memory of a process with all of its children in MB."""

    seconds: float
    cpu: float
    megabytes: float


def measure(work: Callable[[], Sequence[Sequence[str]]]) -> Cost:
    """Run the commands of `work` one after the other. Returns what they cost together."""
    cpu = memory = 0.0
    commands = work()
    start = time.perf_counter()
    for command in commands:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        with peak_of_tree(process.pid) as peak:
            complaint = process.stderr.read().decode() if process.stderr else ""
            _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"bench: {' '.join(command)} failed:\n{complaint}")
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss / 1024, *peak)
    return Cost(seconds=time.perf_counter() - start, cpu=cpu, megabytes=memory)


@contextmanager
def peak_of_tree(pid: int) -> Iterator[list[float]]:
    """Give a list of the megabytes that a process and its children had together; pages that they share count once."""
    sizes: list[float] = []
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(_EVERY):
            sizes.append(sum(map(_megabytes, _tree(pid))))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield sizes
    finally:
        is_over.set()
        watcher.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for child in (_PROC / f"{pid}/task/{pid}/children").read_text().split():
            yield from _tree(int(child))


def _megabytes(pid: int) -> float:
    """Return the proportional set size of a process: what it shares is divided among those that share it."""
    with suppress(OSError, ValueError, StopIteration):
        lines = (_PROC / f"{pid}/smaps_rollup").read_text().splitlines()
        return float(next(line.split()[1] for line in lines if line.startswith("Pss:"))) / 1024
    return 0.0
