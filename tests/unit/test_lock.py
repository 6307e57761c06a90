"""One program at a time works in a build folder; whoever waits is told for whom."""

import multiprocessing
import os
import shutil
import signal
import threading

import pytest

from handbook.findings.finding import HandbookError
from handbook.publication.lock import LOCK, exclusive

FORK = multiprocessing.get_context("fork")


@pytest.fixture
def holder(project):
    """Have another process hold the lock; return it, and what lets it go."""
    held, end = FORK.Event(), FORK.Event()

    def hold():
        with exclusive(project, None):
            held.set()
            end.wait()

    process = FORK.Process(target=hold, daemon=True)
    process.start()
    assert held.wait(10)
    yield process, end
    process.kill()
    process.join()


def test_who_does_not_wait_is_told_who_is_at_work(project, holder):
    """By process, command and time."""
    process, _ = holder
    with pytest.raises(HandbookError) as raised, exclusive(project, None):
        pass
    [finding] = raised.value.findings
    assert finding.rule == "busy"
    assert f"is at work in this folder (process {process.pid}, since " in finding.message


def test_who_waits_is_told_once_and_then_has_it(project, holder):
    """As soon as the other has ended."""
    _, end = holder
    told = []

    def waiting(who):
        told.append(who)
        threading.Timer(0.1, end.set).start()

    with exclusive(project, waiting):
        assert len(told) == 1


def test_the_lock_ends_with_its_holder(project, holder):
    """Though it was killed."""
    process, _ = holder
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with exclusive(project, None):
        pass


def test_workers_do_not_keep_the_lock(project):
    """Of a holder that has ended before them."""
    end = FORK.Event()
    with exclusive(project, None):
        worker = FORK.Process(target=end.wait, daemon=True)
        worker.start()
    try:
        with exclusive(project, None):
            pass
    finally:
        end.set()
        worker.join()


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff", b"[" * 4096])
def test_a_lock_that_nobody_signed_still_holds(project, holder, text):
    """The moment before its holder has signed, or a file that somebody wrote to."""
    (project.build / LOCK).write_bytes(text)
    with pytest.raises(HandbookError, match="another program is at work in this folder"), exclusive(project, None):
        pass


def test_a_build_folder_may_be_removed_meanwhile(project, holder):
    """Whoever waited has the lock of the new one, not of the one that is gone."""
    _, end = holder

    def waiting(_):
        shutil.rmtree(project.build)
        project.build.mkdir()
        end.set()

    with exclusive(project, waiting):
        assert (project.build / LOCK).is_file()
        with pytest.raises(HandbookError), exclusive(project, None):
            pass


def test_a_disk_without_locks_is_told(project, monkeypatch, refused):
    """In one line."""

    def refuse(*_):
        raise OSError(37, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)

    def hold():
        with exclusive(project, None):
            pass

    [line] = refused(hold)
    assert "[lock]" in line
