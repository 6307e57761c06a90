"""The running program as a wheel, so that a handbook keeps the program that it was made with.

The same files give the same bytes, from a checkout and from an installed package: names in order, no clock, no owner.
https://packaging.python.org/specifications/binary-distribution-format
"""

import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import distribution
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from handbook.machine.versions import PROGRAM

NAME = "handbook"
# The first day that a ZIP can tell.
_DAY = (1980, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: handbook\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
_COMMAND = "[console_scripts]\nhandbook = handbook.__main__:main\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wheel:
    """A wheel: the name of its file, and its bytes."""

    name: str
    data: bytes

    @property
    def digest(self) -> str:
        """The sha256 of the file, as pip writes it in a lock."""
        return sha256(self.data).hexdigest()


def program_wheel() -> Wheel:
    """Return the program that is running as a wheel."""
    metadata = program_metadata()
    version = next(line.partition(": ")[2] for line in metadata.splitlines() if line.startswith("Version: "))
    about = f"{NAME}-{version}.dist-info"
    files = {
        **program_files(),
        f"{about}/METADATA": metadata.encode(),
        f"{about}/WHEEL": _WHEEL.encode(),
        f"{about}/entry_points.txt": _COMMAND.encode(),
    }
    record = f"{about}/RECORD"
    lines = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in files.items()]
    files[record] = "".join([*lines, f"{record},,\n"]).encode()
    return Wheel(name=f"{NAME}-{version}-py3-none-any.whl", data=_zipped(files))


def program_files() -> dict[str, bytes]:
    """Return each file of the package by its path in a wheel, sorted; caches of Python are none."""
    paths = (path for path in PROGRAM.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(PROGRAM.parent).as_posix(): path.read_bytes() for path in sorted(paths)}


def program_metadata() -> str:
    """Return what the program says of itself as a package (Core metadata 2.4)."""
    checkout = PROGRAM.parents[1] / "pyproject.toml"
    if not checkout.is_file() or PROGRAM.parent.name != "scripts":
        return distribution(NAME).read_text("METADATA") or ""
    return _metadata(checkout)


def _metadata(pyproject: Path) -> str:
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras: Mapping[str, list[str]] = project["optional-dependencies"]
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"Summary: {project['description']}",
        f"License-Expression: {project['license']}",
        f"Requires-Python: {project['requires-python']}",
        *(f"Requires-Dist: {package}" for package in project["dependencies"]),
    ]
    for extra, packages in extras.items():
        lines += [f"Provides-Extra: {extra}", *(f'Requires-Dist: {name}; extra == "{extra}"' for name in packages)]
    return "\n".join([*lines, ""])


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).decode().rstrip("=")


def _zipped(files: Mapping[str, bytes]) -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w") as wheel:
        for name, data in files.items():
            entry = ZipInfo(name, _DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            wheel.writestr(entry, data)
    return archive.getvalue()
