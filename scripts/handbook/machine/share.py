"""How many processes a machine has room for: its cores and its memory, as far as a container lets us have them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# What a process that lays out chapters takes for itself.
WORKER = 250 * 2**20
_GROUPS = Path("/sys/fs/cgroup")  # https://docs.kernel.org/admin-guide/cgroup-v2.html
_OURS = Path("/proc/self/cgroup")
_MEMORY = Path("/proc/meminfo")


def processes_each(tasks: int, jobs: int | None) -> int:
    """Return how many processes each of so many tasks may have for its work, of which `jobs` run at once: 1 or more."""
    at_once = min(tasks, jobs or tasks)
    room = min(cores(), jobs or cores())
    memory = available_memory()
    if memory is not None:
        room = min(room, memory // WORKER)
    return max(1, room // at_once)


def cores() -> int:
    """Return how many cores this process may keep busy."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quotas = [limit.split() for limit in _limits("cpu.max")]
    shares = [int(quota) // int(period) for quota, period in quotas if quota != "max"]
    return max(1, min([count, *shares]))


def available_memory() -> int | None:
    """Return how many bytes may be had without swapping; None where the system does not say."""
    free = [_kept_free(text) for text in _texts(_MEMORY)]
    rooms = [
        int(most) - int(used) + _reclaimable(stat)
        for most, used, stat in zip(*map(_limits, ("memory.max", "memory.current", "memory.stat")), strict=True)
        if most.strip() != "max"
    ]
    return max(0, min([*free, *rooms])) if free or rooms else None


def _kept_free(meminfo: str) -> int:
    lines = dict(line.split(":", 1) for line in meminfo.splitlines() if ":" in line)
    return int(lines["MemAvailable"].split()[0]) * 1024


def _reclaimable(stat: str) -> int:
    """Return how many bytes of a group only keep what is on a disk."""
    return sum(int(line.split()[1]) for line in stat.splitlines() if line.startswith("inactive_file "))


def _limits(name: str) -> Iterator[str]:
    """Yield what a file of each control group that we are in says, from ours up; none for those of version 1."""
    for text in _texts(_OURS):
        places = [line.removeprefix("0::/") for line in text.splitlines() if line.startswith("0::/")]
        for place in places:
            folder = _GROUPS / place
            for group in (folder, *folder.parents):
                if group.is_relative_to(_GROUPS) and group != _GROUPS:  # the root has no limits, though a figure of use
                    yield from _texts(group / name)


def _texts(path: Path) -> Iterator[str]:
    with suppress(OSError):
        yield path.read_text(encoding="utf-8")
