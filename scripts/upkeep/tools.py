"""The programs that upkeep and the benchmark call, in an environment for each lock: no build needs them."""

import sys
from hashlib import sha256
from pathlib import Path

from handbook.machine.environment import pip_install
from upkeep.running import Refusal, run

LOCK = "requirements-tools.lock"
PEERS = "requirements-peers.lock"


def tool(root: Path, name: str, lock: str = LOCK) -> Path:
    """Return the path of a program that a lock brings; install what is in it first where that is not there."""
    folder = lock.removeprefix("requirements-").removesuffix(".lock")
    venv = root / "build" / folder
    stamp = venv / "installed"
    wanted = f"{sha256((root / lock).read_bytes()).hexdigest()} {sys.version}"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        print(f"installing what is in {lock} into build/{folder}", flush=True)
        run(sys.executable, "-m", "venv", "--clear", venv, cwd=root)
        run(*pip_install(str(venv / "bin/python"), lock), cwd=root)
        stamp.write_text(wanted, encoding="utf-8")
    program = venv / "bin" / name
    if not program.is_file():
        raise Refusal(f"{lock}: no package of it has a program {name}")
    return program
