"""Runs the programs of others, and says in one line why something is not done."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


class Refusal(Exception):
    """Why something is not done and what to do about it, in one line."""


def run(*command: str | Path, cwd: Path, **environ: str) -> None:
    """Run a program, which says itself what it does. Raises Refusal where it fails."""
    done = subprocess.run(command, cwd=cwd, env=os.environ | environ, check=False)
    if done.returncode:
        raise Refusal(f"{Path(command[0]).name} failed with exit code {done.returncode}; what it says stands above")


def output(*command: str | Path, cwd: Path, **environ: str) -> str:
    """Return what a program prints, without the line end. Raises Refusal with its last line where it fails."""
    done = subprocess.run(command, cwd=cwd, env=os.environ | environ, capture_output=True, text=True, check=False)
    if done.returncode:
        *_, last = ["it says nothing", *done.stderr.split("\n")[:-1]]
        raise Refusal(f"{' '.join(map(str, command[:3]))} failed: {last}")
    return done.stdout.rstrip("\n")


def finish(name: str, work: Callable[[], int]) -> int:
    """Do what a command is for; return its exit code, and print why where it refuses."""
    try:
        return work()
    except Refusal as refusal:
        print(f"{name}: {refusal}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
