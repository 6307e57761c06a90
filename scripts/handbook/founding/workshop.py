"""What the program writes for the workshop of a handbook: commands, set-up, tests, lock; nothing that editors write.

It is read from a wheel: from that of the running program, and from the one that a handbook was given before, which
therefore tells what nobody has changed since.
"""

import re
import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from handbook.founding.wheel import NAME, Wheel

LOCK = "requirements.lock"
VENDOR = "vendor"
WORKSHOP = {
    "vendor/set_up.py": "set_up.txt",
    "Makefile": "Makefile",
    "tests/test_handbook.py": "test_handbook.txt",
    ".github/workflows/handbook.yml": "workflow.yml",
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
}
# What a file raises that is no wheel, or is damaged.
BROKEN = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error)
# No text of these is longer, unless somebody means harm.
_MOST_BYTES = 4_000_000
# The program in a lock, and any other package in it with its hashes and remarks.
_PROGRAM = re.compile(rf"^\./{VENDOR}/({NAME}-[\w.!+-]+\.whl)\s+\\?\s+--hash=sha256:([0-9a-f]{{64}})\s*$", re.MULTILINE)
_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*).*\n(?:[ \t]+.*\n)*", re.MULTILINE)


def workshop(wheel: Wheel) -> dict[str, bytes]:
    """Return each file of the workshop by its path, as the program in `wheel` writes it, and the lock first.

    A file that this program does not write is left out. Raises one of BROKEN where `wheel` is none.
    """
    with ZipFile(BytesIO(wheel.data)) as archive:
        files = {LOCK: f"{NAME}/founding/{LOCK}"} | {
            path: f"{NAME}/founding/specimen/{name}" for path, name in WORKSHOP.items()
        }
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        texts = {path: archive.read(name) for path, name in files.items() if 0 <= sizes.get(name, -1) <= _MOST_BYTES}
    program = f"./{VENDOR}/{wheel.name} \\\n    --hash=sha256:{wheel.digest}\n".encode()
    return {
        path: program + text if path == LOCK else text.replace(b"WHEEL", wheel.name.encode())
        for path, text in texts.items()
    }


def program_of_lock(lock: str) -> tuple[str, str] | None:
    """Return the name of the wheel that a lock names in `vendor/`, and its sha256; nothing where it names none."""
    line = _PROGRAM.search(lock)
    return (line[1], line[2]) if line else None


def with_packages(lock: str, more: str) -> str:
    """Return a lock with the packages that somebody has added at the end of another, unless it has them itself."""
    own = {_canonical(package["name"]) for package in _PACKAGE.finditer(lock)}
    ended = more if not more or more.endswith("\n") else f"{more}\n"
    return lock + _PACKAGE.sub(lambda package: "" if _canonical(package["name"]) in own else package[0], ended)


def _canonical(name: str) -> str:
    """Return the name of a package as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
