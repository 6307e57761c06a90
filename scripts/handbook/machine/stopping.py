"""Ends a command that is told to stop: in one line, with nothing left behind."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# What a shell adds to the number of the signal that has ended a command.
ENDED_BY = 128


class Stopped(BaseException):
    """A command was told to end by the signal `number`; like KeyboardInterrupt, it is nobody's to catch but main's."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextmanager
def stopping() -> Iterator[None]:
    """Raise Stopped when somebody ends the command or closes its terminal, as Python raises KeyboardInterrupt."""
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
