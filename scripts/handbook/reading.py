"""Reads the project's text files: UTF-8 or a finding that names the line."""

import os
from pathlib import Path

from handbook.finding import Finding, HandbookError, shown


def read_text(path: Path, root: Path) -> str:
    """Read a text file of the project as UTF-8. Raises HandbookError naming the line that is not.

    A link that leads out of the project is not followed.
    """
    # Not Path.resolve, which raises at a link that leads to itself.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        message = "the link leads out of its folder; put the file itself here"
        raise HandbookError([Finding(path=shown(path, root), line=1, message=message, rule="file-outside")])
    try:
        data = path.read_bytes() if path.is_file() else None  # a pipe would be waited for
    except FileNotFoundError:
        data = None
    if data is None:
        message = "it is no file; put the file itself here" if path.exists() else "the file is missing; restore it"
        raise HandbookError([Finding(path=shown(path, root), line=1, message=message, rule="missing-file")])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise HandbookError([Finding(path=shown(path, root), line=line, message=message, rule="utf-8")]) from None
