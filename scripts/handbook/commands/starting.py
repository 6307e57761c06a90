"""Runs the command line in a process: closed streams, a machine that lacks something, signals that end it."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.catalogs.message_language import language_of_messages
from handbook.catalogs.strings import speaker
from handbook.findings.finding import MISUSE, report
from handbook.machine.needs import machine_finding, open_streams, silence_streams

# A command that a signal has ended exits, as in a shell, with this and the number of the signal.
ENDED_BY = 128


class Stopped(BaseException):
    """The signal `number` has ended a command; like KeyboardInterrupt, only `cli.main` catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextmanager
def stopping() -> Iterator[None]:
    """Raise Stopped at the signals SIGTERM and SIGHUP, as Python raises KeyboardInterrupt at SIGINT."""
    if threading.current_thread() is not threading.main_thread():  # no other thread may handle signals
        yield
        return
    # A signal that is ignored stays so, as SIGHUP under nohup.
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    handled = [number for number, handler in before.items() if handler is not signal.SIG_IGN]
    for number in handled:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number])


def _stop(number: int, _: object) -> None:
    raise Stopped(number)


def run_program() -> int:
    """Run `cli.main`, and return its exit code; what the machine lacks is one line."""
    open_streams()
    try:
        from handbook.commands import cli

        try:
            return cli.main()
        except SystemExit as end:  # argparse has said what is wrong, or was asked for help
            sys.stdout.flush()
            return end.code if isinstance(end.code, int) else MISUSE
    except BrokenPipeError:
        silence_streams()
        return ENDED_BY + signal.SIGPIPE
    except (ImportError, MemoryError, OSError) as error:
        if not (finding := machine_finding(error, Path.cwd())):
            raise
        print(report([finding], "text", speaker(language_of_messages())), file=sys.stderr)
        silence_streams()
        return MISUSE
