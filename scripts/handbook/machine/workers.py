"""Runs calls in processes of their own, none of which outlives us, however we end."""

import ctypes
import errno
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.machine.progress import Advance, Progress, silent

_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, kw_only=True, slots=True)
class Task:
    """A call for a process of its own, and what it is for, as a message names it; it tells of its steps as it goes."""

    name: str
    call: Callable[[Progress], Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lifeline:
    """A pipe that nobody writes to: whoever reads its end has lost the process that began it, which alone `held` it."""

    end: int
    held: int
    parent: int

    def hold(self) -> None:
        """End this process, from now on, as soon as its parent has ended: killed, or gone by itself."""
        os.close(self.held)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != self.parent:
            _end()
        threading.Thread(target=self._watch, name="lifeline", daemon=True).start()

    def _watch(self) -> None:
        os.read(self.end, 1)
        _end()


def _end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def lifeline() -> Iterator[Lifeline]:
    """Give what ties forked processes to this one."""
    end, held = os.pipe()
    try:
        yield Lifeline(end=end, held=held, parent=os.getpid())
    finally:
        os.close(end)
        os.close(held)


def run_each(tasks: Sequence[Task], at_once: int, progress: Progress = silent) -> list[Any]:
    """Run each task in a forked process, `at_once` of them at a time. Returns what they return, in their order.

    The steps that they tell of are told to `progress`, in this process.

    What a task raises is raised here. Raises HandbookError where its process is killed. No process is left in any case.
    """
    waiting = deque(enumerate(tasks))
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    results: dict[int, Any] = {}
    with lifeline() as line:
        try:
            while waiting or running:
                while waiting and len(running) < at_once:
                    index, task = waiting.popleft()
                    connection, process = _start(task, line)
                    running[connection] = index, process
                for ready in wait(list(running)):
                    assert isinstance(ready, Connection)  # of all that one can wait for
                    index, process = running[ready]
                    answer = _answer_of(ready, process, tasks[index])
                    if isinstance(answer, Advance):
                        progress(answer)
                        continue
                    results[index] = _result(answer, tasks[index])
                    del running[ready]
                    ready.close()
                    process.join()
        finally:
            for _, process in running.values():
                process.kill()
            for connection, (_, process) in running.items():
                process.join()
                connection.close()
    return [results[index] for index in range(len(tasks))]


def _start(task: Task, line: Lifeline) -> tuple[Connection, BaseProcess]:
    ours, theirs = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_work, args=(task, theirs, line), name=task.name, daemon=True)
    # Ctrl-C is for the parent, which ends us: not even the first moment of a worker is interrupted by it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    return ours, process


def _work(task: Task, connection: Connection, line: Lifeline) -> None:
    try:
        _answer(task, connection, line)
    except (MemoryError, SystemError):
        os._exit(1)  # without the memory to say so: the parent does


def _answer(task: Task, connection: Connection, line: Lifeline) -> None:
    answer: tuple[bool, object]
    try:
        line.hold()
        # To its parent, which ends it, it stays a daemon; it may have workers of its own.
        multiprocessing.current_process().daemon = False
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        answer = True, task.call(partial(_tell, connection))
    except (MemoryError, SystemError):  # programs in C that get no memory may forget to say so
        answer = False, MemoryError()
    except BaseException as error:
        answer = False, _portable(error)
    with suppress(BrokenPipeError):
        connection.send(answer)


def _tell(connection: Connection, step: Advance) -> None:
    with suppress(BrokenPipeError):
        connection.send(step)


def _portable(error: BaseException) -> BaseException:
    """Return an error that can travel between processes, with its traceback as a note."""
    details = traceback.format_exc()
    error.add_note(details)
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(details)
    return error


def _answer_of(connection: Connection, process: BaseProcess, task: Task) -> Advance | tuple[bool, Any]:
    """Return a step of a task, or whether it was done and what it has returned or raised."""
    try:
        answer: Advance | tuple[bool, Any] = connection.recv()
    except (EOFError, OSError):
        process.join()
        code = process.exitcode or 0
        raise broken_off(task.name, signal.Signals(-code).name if code < 0 else str(code)) from None
    return answer


def _result(outcome: tuple[bool, Any], task: Task) -> Any:
    """Return what a task has returned. Raises what it has raised."""
    is_done, answer = outcome
    if isinstance(answer, MemoryError) or (isinstance(answer, OSError) and answer.errno == errno.ENOMEM):
        raise broken_off(task.name, phrase("Cannot allocate memory"))
    if not is_done:
        raise answer
    return answer


def broken_off(name: str, reason: str) -> HandbookError:
    """Return the error for a process of `name` that has ended before its work."""
    message = phrase(
        "the process of {name} broke off ({reason}), and nothing is published; where memory is short, build with -j 1",
        name=name,
        reason=reason,
    )
    return HandbookError([Finding(path="build", line=1, message=message, rule="worker")])
