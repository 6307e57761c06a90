"""No worker outlives its parent, however that ends; one that breaks off is told in one line."""

import errno
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from processes import is_alive

from faults.builds import heed_signals
from handbook.findings.finding import Finding, HandbookError
from handbook.machine.pool import forked_pool
from handbook.machine.workers import Task, run_each

WRONG = Finding(path="a.md", line=1, message="wrong", rule="rule")


def task(call, name="fr"):
    """Return a task that calls `call`."""
    return Task(name=name, call=lambda progress: call())


def test_results_come_in_the_order_of_the_tasks():
    """However many at a time, and whichever ends first."""
    tasks = [task(partial(lambda n: (time.sleep((4 - n) / 50), n)[1], number)) for number in range(4)]
    for at_once in (1, 2, 4):
        assert run_each(tasks, at_once) == [0, 1, 2, 3]
    assert run_each([], 1) == []


def test_what_a_worker_raises_is_raised():
    """Findings as they are; a bug with the traceback that it had there."""

    def wrong():
        raise HandbookError([WRONG])

    def bug():
        raise ZeroDivisionError("a bug")

    with pytest.raises(HandbookError) as raised:
        run_each([task(wrong)], 1)
    assert raised.value.findings == [WRONG]
    with pytest.raises(ZeroDivisionError) as raised:
        run_each([task(bug)], 1)
    assert any("in bug" in note for note in raised.value.__notes__)


def test_an_error_that_cannot_travel_is_told_in_words():
    """As some of those of libraries."""

    class Odd(Exception):
        def __init__(self, one, two):
            super().__init__(f"{one}{two}")

    def odd():
        raise Odd(1, 2)

    with pytest.raises(RuntimeError, match="Odd: 12"):
        run_each([task(odd)], 1)


def _starve():
    raise MemoryError


def _refuse():
    raise OSError(errno.ENOMEM, "Cannot allocate memory")


BREAKS = {
    "killed": (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
    "terminated": (lambda: os.kill(os.getpid(), signal.SIGTERM), "SIGTERM"),
    "out of time": (lambda: os.kill(os.getpid(), signal.SIGXCPU), "SIGXCPU"),
    "gone": (lambda: os._exit(3), "3"),
    "no memory": (_starve, "Cannot allocate memory"),
    "no memory for the system": (_refuse, "Cannot allocate memory"),
}


@pytest.mark.parametrize(("call", "reason"), BREAKS.values(), ids=BREAKS)
def test_a_worker_that_breaks_off_is_one_line(call, reason):
    """And ends the others, which work on."""
    began = time.monotonic()
    with pytest.raises(HandbookError) as raised:
        run_each([task(partial(time.sleep, 60), "en"), task(call)], 2)
    assert time.monotonic() - began < 30
    [finding] = raised.value.findings
    assert str(finding).startswith(f"build:1: the process of fr broke off ({reason}), and nothing is published")


def test_a_worker_may_have_a_pool_of_its_own():
    """Which gives back what it is given, in any order, and raises what is raised there."""

    def pooled():
        with forked_pool(2, "fr", lambda: None) as pool:
            futures = [pool.submit(pow, number, 2) for number in range(9)]
            pids = {pool.submit(os.getpid).result() for _ in range(9)}
            with pytest.raises(HandbookError):
                pool.submit(_wrong).result()
            return [future.result() for future in futures], pids

    [(squares, pids), _] = run_each([task(pooled, "fr"), task(pooled, "en")], 2)
    assert squares == [number**2 for number in range(9)]
    assert os.getpid() not in pids
    assert not any(map(is_alive, pids))


def _wrong():
    raise HandbookError([WRONG])


def _kill_itself():
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("call", "arguments"), [(_kill_itself, ()), (os._exit, (3,))], ids=["killed", "gone"])
def test_a_process_of_a_pool_that_breaks_off_is_one_line(call, arguments):
    """And ends the others, which work on."""

    def pooled():
        with forked_pool(2, "fr", lambda: None) as pool:
            slow, broken = pool.submit(time.sleep, 60), pool.submit(call, *arguments)
            return broken.result(), slow.result()

    began = time.monotonic()
    with pytest.raises(HandbookError) as raised:
        run_each([task(pooled)], 1)
    assert time.monotonic() - began < 30
    [finding] = raised.value.findings
    assert str(finding).startswith(
        "build:1: the process of fr broke off (one that laid out chapters for it was killed), "
    )


PARENT = """
import os, sys, time
from functools import partial
from handbook.machine import workers
from handbook.machine.pool import forked_pool
if sys.argv[1] == "portable":
    workers.sys = type("system", (), {"platform": "another"})  # without prctl

def tell():
    os.write(1, b"%d\\n" % os.getpid())  # in one piece: another writes to the same pipe
    time.sleep(60)

def work(name):
    with forked_pool(1, name, lambda: None) as pool:
        pool.submit(tell)
        tell()

workers.run_each([workers.Task(name=name, call=lambda _, name=name: work(name)) for name in ("en", "fr")], 2)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("way", ["prctl", "portable"])
def test_workers_end_with_their_parent(number, way):
    """And the pools of these, killed or told to end; by what Linux offers, and by a pipe that loses its other end."""
    command = [sys.executable, "-c", PARENT, way]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, **streams, text=True, preexec_fn=heed_signals) as parent:  # noqa: PLW1509
        workers = [int(parent.stdout.readline()) for _ in range(4)]
        assert all(map(is_alive, workers))
        parent.send_signal(number)
        parent.wait(10)
        end = time.monotonic() + 5
        while any(map(is_alive, workers)) and time.monotonic() < end:
            time.sleep(0.01)
        assert not any(map(is_alive, workers))
