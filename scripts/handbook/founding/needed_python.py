"""Which Python a program needs, and whether a handbook has it: told before anything is run or changed."""

import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from handbook.findings.phrase import Phrase, phrase
from handbook.founding.wheel import Wheel
from handbook.founding.workshop import BROKEN

# What `python -m venv` notes of the Python that it was called with.
_NOTE = ".venv/pyvenv.cfg"


def lacking_python(root: Path, wheel: Wheel) -> Phrase | None:
    """Return what to say where the Python of the handbook in `root` is none that `wheel` runs on; None where it is.

    It is that of its environment, and where there is none yet, the running one.
    """
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        wanted = SpecifierSet(_wanted(wheel))
    except (*BROKEN, InvalidSpecifier):
        return None  # it says nothing that could be held against it; pip judges it again
    there = _python_of(root)
    if wanted.contains(there, prereleases=True):
        return None
    return phrase(
        "it needs Python {wanted}, and this handbook has {version}; call a newer one: rm -r .venv && make "
        "PYTHON=python3.14, then upgrade again",
        wanted=str(wanted),
        version=there,
    )


def _wanted(wheel: Wheel) -> str:
    """Return what the metadata of a wheel say of Python (Core metadata, Requires-Python)."""
    from packaging.metadata import parse_email

    with ZipFile(BytesIO(wheel.data)) as archive:
        names = [name for name in archive.namelist() if name.count("/") == 1 and name.endswith(".dist-info/METADATA")]
        return parse_email(archive.read(names[0]))[0].get("requires_python", "") if names else ""


def _python_of(root: Path) -> str:
    from packaging.version import InvalidVersion, Version

    running = ".".join(map(str, sys.version_info[:3]))
    try:
        lines = (root / _NOTE).read_text("utf-8", "replace").splitlines()
        notes = {name.strip(): value.strip() for name, _, value in (line.partition("=") for line in lines)}
        return str(Version(notes.get("version", running)))
    except (OSError, InvalidVersion):
        return running
