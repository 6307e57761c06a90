"""Kills a process at each of its system calls: before the call is made, and after (Linux, by ptrace)."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable, Iterator

_TRACEME, _SYSCALL = 0, 24  # <sys/ptrace.h>
# A tracer is to be told apart the stops of system calls from those of signals; either is a moment to be killed at.
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)


def stops_of(action: Callable[[], object]) -> int:
    """Return how often a process that runs `action` enters or leaves a system call."""
    return _run(action, None)


def killed_at(action: Callable[[], object], stops: Iterator[int]) -> Iterator[int]:
    """Run `action` in a process of its own that is killed at each of `stops`; yield the stop after each."""
    for stop in stops:
        _run(action, stop)
        yield stop


def _run(action: Callable[[], object], last: int | None) -> int:
    if sys.platform != "linux":
        raise NotImplementedError("a process is followed by its system calls on Linux only")
    child = os.fork()
    if not child:
        _be_followed(action)
    os.waitpid(child, 0)
    stop = 0
    while stop != last:
        if _LIBC.ptrace(_SYSCALL, child, None, None):
            raise OSError(ctypes.get_errno(), "this system lets nobody follow a process")
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            return stop
        stop += 1
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return stop


def _be_followed(action: Callable[[], object]) -> None:
    """Stop until the tracer goes on, run `action`, and end without a word."""
    try:
        _LIBC.ptrace(_TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        action()
    finally:
        os._exit(0)
