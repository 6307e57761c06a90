"""What decides the bytes of an edition beside its content: this program, packages of Python, parts of the system."""

import ctypes
import os
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from handbook.machine.system import LIBRARIES, load_library

PROGRAM = Path(__file__).parent.parent
PACKAGES = (
    "babel",
    "docutils",
    "markdown-it-py",
    "myst-parser",
    "pikepdf",
    "pillow",
    "pydyf",
    "pyphen",
    "segno",
    "sphinx",
    "weasyprint",
)
# The functions that tell a version: as text, or as a number of two digits per part.
_TEXT_VERSIONS = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}
_NUMBER_VERSIONS = {"Fontconfig": "FcGetVersion"}


@cache
def package_versions() -> dict[str, str]:
    """Return the version of each package that has a say in the bytes."""
    return {name: version(name) for name in PACKAGES}


@cache
def system_versions() -> dict[str, str]:
    """Return the version of each system library that has a say in the bytes of a PDF, as far as it tells it."""
    versions = {}
    for part in LIBRARIES:
        library = load_library(part)
        if library and (name := _TEXT_VERSIONS.get(part.name)):
            tell = getattr(library, name)
            tell.restype = ctypes.c_char_p
            versions[part.name] = tell().decode()
        elif library and (name := _NUMBER_VERSIONS.get(part.name)):
            number = getattr(library, name)()
            versions[part.name] = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    return versions


def digest_of_tree(folder: Path) -> str:
    """Return a hash of the path and the content of each file below a folder, but for what Python compiles."""
    paths = sorted(f"{parent}/{name}" for parent, _, names in os.walk(folder) for name in names)
    lines = (
        f"{path.removeprefix(f'{folder}/')} {file_digest(Path(path))}\n" for path in paths if not path.endswith(".pyc")
    )
    return sha256("".join(lines).encode(errors="surrogateescape")).hexdigest()


def file_digest(path: Path) -> str:
    """Return a hash of a file; nothing where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
