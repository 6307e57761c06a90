"""Shares work out to the processors, where there is so much of it that this is worth a process of its own for each."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from handbook.machine.progress import Progress
from handbook.machine.share import cores
from handbook.machine.workers import Task, run_each

Item = TypeVar("Item")


def spread(call: Callable[[Sequence[Item]], list[Any]], items: Sequence[Item], name: str, processes: int) -> list[Any]:
    """Return what `call` returns of all `items`, a share of them in each of so many forked processes, in no order.

    `name` says what a process that is killed worked for. Raises what `call` raises.
    """
    if processes < 2:
        return call(items)
    shares = [items[at::processes] for at in range(processes)]
    tasks = [Task(name=name, call=partial(_call, call, share)) for share in shares if share]
    return list(chain.from_iterable(run_each(tasks, processes)))


def processes_for(size: int, least: int, jobs: int | None) -> int:
    """Return how many processes work of some size is shared out to: one up to `least`, else as many as may run."""
    return (jobs or cores()) if size > least else 1


def _call(call: Callable[[Sequence[Item]], list[Any]], share: Sequence[Item], _: Progress) -> list[Any]:
    return call(share)
