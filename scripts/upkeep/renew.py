"""``make renew``: newer packages into the locks, if the canaries live with them; and what still newer ones would break.

Nothing of the working environment is touched: packages are locked and tried in `build/renew`. Only locks with which
every canary passes take the place of those that are there.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from handbook.machine.environment import RUN_LOCK, TEST_LOCK
from upkeep.running import finish, output, run
from upkeep.tools import LOCK, tool

CANARIES = ("tests/ext/test_upstream_hooks.py", "tests/ext/test_translation_on_purpose.py")
# Whose insides the program leans on: docs/explanation/upstream.md.
GUARDED = ("sphinx", "myst-parser", "weasyprint")
# What each lock is made of, as its first lines say.
SOURCES = {
    RUN_LOCK: ("pyproject.toml",),
    TEST_LOCK: ("--group", "test", "pyproject.toml"),
    LOCK: ("--group", "tools"),
}
COMPILE = ("pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes", "--python-version", "3.11")


def uv_settings() -> dict[str, str]:
    """Return where uv takes packages from: where pip does, unless it has been told otherwise."""
    pairs = {"UV_DEFAULT_INDEX": "PIP_INDEX_URL", "UV_INDEX": "PIP_EXTRA_INDEX_URL", "UV_FIND_LINKS": "PIP_FIND_LINKS"}
    return {uv: os.environ[pip] for uv, pip in pairs.items() if pip in os.environ and uv not in os.environ}


def lock_anew(uv: Path, root: Path, folder: Path) -> None:
    """Write the locks that the newest packages within the ranges of pyproject.toml would give into a folder."""
    shutil.copy(root / "pyproject.toml", folder)
    for lock, sources in SOURCES.items():
        shutil.copy(root / lock, folder)
        output(uv, *COMPILE, *sources, "-o", lock, cwd=folder, **uv_settings())


def changes(before: str, after: str) -> list[str]:
    """Return a line for each package whose pin differs between two locks."""
    old, new = (dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE)) for text in (before, after))
    return [
        f"{name} {old.get(name, '–')} → {new.get(name, '–')}"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    ]


def versions(uv: Path, venv: Path, root: Path) -> dict[str, str]:
    """Return the versions of what is guarded that are in an environment."""
    frozen = output(uv, "pip", "freeze", "--python", venv, cwd=root)
    return {name: version for name, version in re.findall(r"^(\S+)==(\S+)$", frozen, re.MULTILINE) if name in GUARDED}


def failures(venv: Path, root: Path) -> list[str]:
    """Run the canaries in an environment and return those that failed, each with the first line of its reason."""
    options = ("-p", "no:cacheprovider", "--tb=no", "-rfE")
    command = (venv / "bin/python", "-m", "pytest", *options, *CANARIES)
    environ = os.environ | {"PYTHONPATH": str(root / "scripts"), "COLUMNS": "240"}
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, check=False)
    failed = re.findall(r"^(?:FAILED|ERROR) (.+)$", done.stdout, re.MULTILINE)
    if done.returncode and not failed:  # pytest itself, or what all of them import
        failed = [*(done.stderr or done.stdout).rstrip().splitlines()[-1:], f"pytest ended with {done.returncode}"][:1]
    return failed


def renew(root: Path) -> int:
    """Renew the locks, report what broke, and return 0 where they are renewed or were new, 1 where a canary failed."""
    uv = tool(root, "uv")
    folder, venv = root / "build/renew", root / "build/renew/venv"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lock_anew(uv, root, folder)
    changed = {lock: changes((root / lock).read_text("utf-8"), (folder / lock).read_text("utf-8")) for lock in SOURCES}
    for line in sorted({line for lines in changed.values() for line in lines}):
        print(f"  {line}")
    run(uv, "venv", "--quiet", "--python", sys.executable, venv, cwd=root)
    install = (uv, "pip", "install", "--quiet", "--python", venv)
    run(*install, "--require-hashes", "--no-deps", "-r", folder / TEST_LOCK, cwd=root, **uv_settings())
    within = versions(uv, venv, root)
    if broken := report(within, failures(venv, root)):
        print("The locks stay as they are. Each canary says what to look at; docs/explanation/upstream.md says why.")
    elif any(changed.values()):
        for lock in SOURCES:
            shutil.copy(folder / lock, root / lock)
        print("The locks are renewed; now run make test, and commit them.")
    else:
        print("The locks hold the newest already.")
    run(*install, "--upgrade", *GUARDED, cwd=root, **uv_settings())
    if (beyond := versions(uv, venv, root)) != within:
        print("Newer than the ranges of pyproject.toml allow:")
        report(beyond, failures(venv, root))
    return 1 if broken else 0


def report(tried: dict[str, str], failed: list[str]) -> bool:
    """Print which canaries failed with which versions, and tell whether one did."""
    print(f"{', '.join(f'{name} {version}' for name, version in tried.items())}: ", end="")
    print(f"{len(failed)} canaries fail" if failed else "all canaries pass")
    for line in failed:
        print(f"  {line}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(finish("renew", lambda: renew(Path.cwd())))
