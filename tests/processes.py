"""Processes that a test has begun: which there are, and whether they have ended."""

import os
import subprocess
from pathlib import Path

import pytest


def is_alive(pid: int) -> bool:
    """Whether a process is there, and not only its entry in the table."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has begun, in that order; skips the test where the system does not tell."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell which processes there are")
    return [int(child) for child in children.read_text().split()]
