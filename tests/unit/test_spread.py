"""Work that is shared out to processes comes to the same, whatever befalls one of them."""

import os
import signal

import pytest

from handbook.findings.finding import HandbookError
from handbook.machine import spread as module
from handbook.machine.spread import processes_for, spread


def squares(numbers):
    """Return each number with its square."""
    return [(number, number * number) for number in numbers]


@pytest.mark.parametrize("processes", [1, 2, 3, 20])
@pytest.mark.parametrize("count", [0, 1, 7])
def test_each_item_is_worked_on_once(processes, count):
    """However many processes there are, also more than items."""
    assert sorted(spread(squares, range(count), "numbers", processes)) == squares(range(count))


def test_the_work_is_done_elsewhere():
    """Where there are two processes, in neither of them that asks."""
    pids = spread(lambda items: [os.getpid()] * len(items), range(4), "numbers", 2)
    assert len(set(pids)) == 2 and os.getpid() not in pids


def test_what_one_raises_is_raised():
    """With its words."""
    with pytest.raises(ZeroDivisionError, match="division"):
        spread(lambda items: [1 // item for item in items], range(4), "numbers", 2)


def test_one_that_is_killed_is_a_finding():
    """And names what it worked for."""
    with pytest.raises(HandbookError, match=r"the process of numbers broke off \(SIGKILL\)"):
        spread(lambda items: os.kill(os.getpid(), signal.SIGKILL), range(4), "numbers", 2)


@pytest.mark.parametrize(("size", "jobs", "processes"), [(10, None, 1), (11, None, 4), (11, 1, 1), (11, 2, 2)])
def test_little_work_stays_where_it_is(monkeypatch, size, jobs, processes):
    """A process of its own costs more than it would save; and no more run at once than may."""
    monkeypatch.setattr(module, "cores", lambda: 4)
    assert processes_for(size, 10, jobs) == processes
