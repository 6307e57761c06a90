"""The programs that upkeep calls (uv, cyclonedx-py), in an environment of their own: no build needs them."""

import sys
from hashlib import sha256
from pathlib import Path

from handbook.machine.environment import pip_install
from upkeep.running import Refusal, run

LOCK = "requirements-tools.lock"


def tool(root: Path, name: str) -> Path:
    """Return the path of a program that the lock of the tools brings; install them first where they are not there."""
    venv = root / "build/tools"
    lock = (root / LOCK).read_bytes()
    stamp = venv / "installed"
    wanted = f"{sha256(lock).hexdigest()} {sys.version}"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"installing what is in {LOCK} into build/tools", flush=True)
        run(sys.executable, "-m", "venv", "--clear", venv, cwd=root)
        run(*pip_install(str(venv / "bin/python"), LOCK), cwd=root)
        stamp.write_text(wanted, encoding="utf-8")
    program = venv / "bin" / name
    if not program.is_file():
        raise Refusal(f"{LOCK}: no package of it has a program {name}")
    return program
