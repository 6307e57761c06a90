"""Runs what looks at the site in Node, and gives back what it prints."""

import subprocess
from pathlib import Path

from conformance.tools import ConformanceError

# How much of what a script complains of is told.
_LINES = 15


def script_output(script: Path, arguments: list[str], *, who: str, longest: float, asked: str = "") -> str:
    """Return what a script prints that is given `arguments`, and `asked` on its input.

    Raises ConformanceError, which calls it `who`, where it takes longer than `longest` seconds, or ends in failure.
    """
    command = ["node", str(script), *arguments]
    try:
        answer = subprocess.run(command, check=False, capture_output=True, input=asked.encode(), timeout=longest)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConformanceError(f"{who} could not be run: {error}") from None
    if answer.returncode:
        said = answer.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise ConformanceError("\n".join([f"{who} broke down (exit code {answer.returncode})", *said[:_LINES]]))
    return answer.stdout.decode("utf-8", errors="replace")
