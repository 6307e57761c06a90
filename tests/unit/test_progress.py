"""How far a build is, as people and programs are shown it."""

import json
import os
import pty
import select
import sys

import pytest

from handbook.catalogs.strings import speaker
from handbook.commands.progress_shown import showing
from handbook.machine.progress import Advance, Stage
from handbook.machine.workers import Task, run_each
from handbook.print.counted import CountedExecutor
from handbook.print.fragment_job import HereExecutor

STEPS = [
    Advance(stage=Stage.LOAD),
    Advance(stage=Stage.READ, language="en", done=1, total=2),
    Advance(stage=Stage.READ, language="fr", done=1, total=2),
    Advance(stage=Stage.READ, language="en", done=2, total=2),
    Advance(stage=Stage.WRITE, language="en", done=1, total=2),
    Advance(stage=Stage.CHECK),
]


def test_elsewhere_each_stage_is_one_line_that_leaves_stderr_to_what_is_wrong(capsys):
    """However many steps it has, in French for whoever asks; what is read first has none, since it may have faults."""
    with showing(speaker("fr"), is_json=False) as progress:
        for step in STEPS:
            progress(step)
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "en\N{NO-BREAK SPACE}: lecture des pages",
        "fr\N{NO-BREAK SPACE}: lecture des pages",
        "en\N{NO-BREAK SPACE}: écriture des pages",
        "vérification de ce que le public recevra",
    ]
    assert err == ""


def test_for_programs_each_step_is_a_line_of_json(capsys):
    """With all that it says."""
    with showing(str, is_json=True) as progress:
        for step in STEPS:
            progress(step)
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[1] == {"event": "step", "stage": "read", "language": "en", "done": 1, "total": 2}
    assert [event["stage"] for event in events] == [step.stage for step in STEPS]


def _drained(end):
    """Return what stands in a terminal, which gives it out in pieces."""
    text = b""
    while select.select([end], [], [], 0.2)[0]:
        text += os.read(end, 1 << 16)
    return text.decode()


def test_on_a_terminal_there_are_bars_that_leave_nothing_behind(monkeypatch):
    """Not even a cursor that is hidden, where the build is stopped in the middle."""
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal:  # noqa: PTH123 (a number)
        monkeypatch.setattr(sys, "stderr", terminal)
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        with pytest.raises(KeyboardInterrupt), showing(str, is_json=False) as progress:
            for step in STEPS[:-1]:
                progress(step)
            raise KeyboardInterrupt
        terminal.flush()
        shown = _drained(ours)
    assert "en: reading pages" in shown
    assert "2/2" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")
    os.close(ours)


def test_workers_tell_of_their_steps_before_they_are_done():
    """In the process that has begun them, in order."""
    steps = []

    def work(progress):
        for step in STEPS[1:3]:
            progress(step)
        return len(steps)

    assert run_each([Task(name="en", call=work)], 1, steps.append) == [0]
    assert steps == STEPS[1:3]


def test_results_of_any_executor_are_counted_as_they_are_asked_for():
    """Also of one that works in this process: nothing is done before, so that a bar moves."""
    steps, calls = [], []
    with HereExecutor() as here:
        executor = CountedExecutor(here, "fr", steps.append)
        futures = [executor.submit(lambda n: calls.append(n) or n, number) for number in range(3)]
        assert calls == []
        assert [future.result() for future in futures] == [0, 1, 2]
    assert steps == [Advance(stage=Stage.PRINT, language="fr", done=done, total=3) for done in (1, 2, 3)]
