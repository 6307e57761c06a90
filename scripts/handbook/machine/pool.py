"""A pool of forked processes behind `concurrent.futures`, none of which outlives us, however we end."""

import signal
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

from handbook.findings.phrase import phrase
from handbook.machine.workers import FORK, Lifeline, broken_off, lifeline


@contextmanager
def forked_pool(processes: int, name: str, begin: Callable[[], None]) -> Iterator[ProcessPoolExecutor]:
    """Give an executor of so many processes, which are forked when it is first given work; each calls `begin` first.

    Raises HandbookError where one of them is killed while the caller waits; `name` says there what they worked for.
    """
    with lifeline() as line:
        executor = _Pool(processes, mp_context=FORK, initializer=_begin, initargs=(line, begin))
        try:
            yield executor
        except BrokenProcessPool:
            raise broken_off(name, phrase("one that laid out chapters for it was killed")) from None
        finally:
            executor.shutdown(cancel_futures=True)


class _Pool(ProcessPoolExecutor):
    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        with warnings.catch_warnings():
            # Since 3.12, Python warns of threads where a process is forked: ours wait for the end of its parent.
            warnings.simplefilter("ignore", DeprecationWarning)
            return super().submit(call, *arguments, **named)


def _begin(line: Lifeline, begin: Callable[[], None]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever ends us
    line.hold()
    begin()
