"""What the machine lacks is one line with its remedy: a date, open files, memory, packages, somebody who reads."""

import errno
import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from handbook.commands import cli
from handbook.commands.cli import FINDINGS, MISUSE
from handbook.findings.finding import CLEAN, HandbookError
from handbook.history.last_changes import day_of
from handbook.machine.needs import LAST_SECOND, machine_finding, source_date_epoch

NOT_READ = 128 + signal.SIGPIPE
PROGRAM = (sys.executable, "-P", "-m", "handbook")


def in_shell(folder, script, **environ):
    """Run a script in which ``"$@"`` is the program, and return what it leaves behind."""
    command = ("sh", "-c", script, "sh", *PROGRAM)
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "PYTHONUNBUFFERED": "", **environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("text", ["", " ", "\t"])
def test_an_empty_date_is_none(monkeypatch, text):
    """For Sphinx too, which would end at it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    assert source_date_epoch() is None
    assert "SOURCE_DATE_EPOCH" not in os.environ


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0", date(1970, 1, 1)),
        (" 1763769600\n", date(2025, 11, 22)),
        ("001763769600", date(2025, 11, 22)),
        (str(LAST_SECOND), date(9999, 12, 31)),
    ],
)
def test_a_date_is_read(monkeypatch, text, day):
    """Up to the last that there is, and Sphinx reads the same one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    assert day_of(source_date_epoch()) == day
    assert os.environ["SOURCE_DATE_EPOCH"] == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "text",
        "-1",
        "+1",
        "1.5",
        "1e9",
        "0x10",
        "1_000",
        "1 2",
        "１２",
        "²",
        "nan",
        str(LAST_SECOND + 1),
        "9" * 5001,
        "x\x1b",
    ],
)
def test_any_other_date_is_one_line(tree, run, monkeypatch, text):
    """By every command, before anything is done; `int` takes several of these, and ends at some."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    done = run(tree, "build")
    assert (done.code, done.output) == (FINDINGS, "")
    assert done.errors.startswith("SOURCE_DATE_EPOCH:1: “")
    assert done.errors.endswith("; correct or unset it [date]\n")
    assert done.errors.count("\n") == 1
    assert len(done.errors) < 250
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(HandbookError):
        source_date_epoch()


@pytest.mark.parametrize("seconds", ["-1", "-99999999999999", "99999999999999"])
def test_a_commit_of_no_day_has_the_nearest(seconds):
    """Git keeps whatever a program has told it."""
    assert day_of(seconds) in {date(1970, 1, 1), date(9999, 12, 31)}


@pytest.mark.parametrize("most", [8, 16, 32, 63])
def test_few_open_files_are_named_before_anything_is_done(tree, most):
    """With the command that helps."""
    done = in_shell(tree, f'ulimit -n {most}; "$@" build')
    assert (done.returncode, done.stdout) == (FINDINGS, "")
    assert done.stderr.startswith(f"build:1: only {most} files may be open at once, and 64 are needed; run “ulimit -n ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ('("$@" --help; echo $? >&2) | true', NOT_READ),
        ('("$@" check nonsense 2>&1; echo $? >&3) 3>&2 | true', NOT_READ),
        ('"$@" --help >&-; echo $? >&2', CLEAN),
        ('"$@" --help >/dev/null 2>&-; echo $? >&2', CLEAN),
        ('"$@" --help <&-; echo $? >&2', CLEAN),
    ],
    ids=["nobody reads", "nobody reads what is wrong", "no output", "no errors", "no input"],
)
def test_a_stream_that_is_closed_is_no_traceback(tree, script, code):
    """The code is that of a program which a signal has ended."""
    errors = in_shell(tree, script.replace("| true", "| (exec <&-; sleep 2)")).stderr
    assert errors.splitlines()[-1] == str(int(code))
    assert len(errors.splitlines()) == 1


def raising(error):
    """Return a function that raises an error whatever it is called with."""

    def run(*_):
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (MemoryError(), "memory"),
        (OSError(errno.ENOMEM, "x"), "memory"),
        (OSError("cannot load library 'a': failed to map segment from shared object"), "memory"),
        (RuntimeError("can't start new thread"), "memory"),
        (OSError(errno.EMFILE, "x", "a"), "open-files"),
        (OSError(errno.ENFILE, "x"), "open-files"),
        (ImportError("a.so: cannot open shared object file: Too many open files"), "open-files"),
        (ModuleNotFoundError("No module named 'docutils.nodes'", name="docutils.nodes"), "setup"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_the_machine_does_not_give_is_one_line(tree, run, monkeypatch, error, rule):
    """Wherever in a command it shows."""
    monkeypatch.setattr(cli, "load_project", raising(error))
    done = run(tree, "build")
    assert done.code == FINDINGS
    assert done.errors.endswith(f"[{rule}]\n")
    assert done.errors.count("\n") == 1


@pytest.mark.parametrize(
    "error",
    [
        ImportError("cannot import name 'x'"),
        ModuleNotFoundError("x", name="handbook.x"),
        RuntimeError("x"),
        OSError("x"),
    ],
    ids=repr,
)
def test_what_is_wrong_with_the_program_stays_a_traceback(tmp_path, error):
    """Nobody who runs it can put it right."""
    assert machine_finding(error, tmp_path) is None


def test_a_package_that_is_missing_when_the_program_starts_is_one_line(tree):
    """Before it can read its arguments."""
    (tree / "sitecustomize.py").write_text("import sys\nsys.modules['babel'] = None\nsys.modules['docutils'] = None\n")
    done = in_shell(tree, '"$@" po update', PYTHONPATH=str(tree))
    assert done.returncode in (FINDINGS, MISUSE)
    assert done.stderr.endswith("is missing; run make, which installs it [setup]\n")
    assert done.stderr.count("\n") == 1
