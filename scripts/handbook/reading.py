"""Reads the project's text files: UTF-8 or a finding that names the line; accents as one character each."""

import os
import re
import unicodedata
from itertools import groupby
from pathlib import Path

from handbook.finding import Finding, HandbookError, shown
from handbook.phrase import phrase

# Where marks could stand in such numbers that `unicodedata.normalize`, which sorts by insertion, would take minutes.
_MANY = re.compile("[^\x00-\u02ff]{32,}")


def composed(text: str) -> str:
    """Return a text in Unicode's form C: an accent that macOS has written as a sign of its own joins its letter."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _MANY.sub(lambda match: _with_marks_in_order(match[0]), text))


def _with_marks_in_order(text: str) -> str:
    """Return a text that is canonically the same, with the marks of each letter in the order of Unicode."""
    signs = (sign for character in text for sign in unicodedata.normalize("NFD", character))
    runs = groupby(signs, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(
        sign for is_mark, run in runs for sign in (sorted(run, key=unicodedata.combining) if is_mark else run)
    )


def text_of(data: bytes) -> str:
    """Return the text of a file in UTF-8, without a byte order mark. Raises UnicodeDecodeError."""
    return composed(data.decode("utf-8-sig"))


def read_text(path: Path, root: Path) -> str:
    """Read a text file of the project as UTF-8. Raises HandbookError naming the line that is not.

    A link that leads out of the project is not followed.
    """
    # Not Path.resolve, which raises at a link that leads to itself.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        message = phrase("the link leads out of its folder; put the file itself here")
        raise HandbookError([Finding(path=shown(path, root), line=1, message=message, rule="file-outside")])
    try:
        data = path.read_bytes() if path.is_file() else None  # a pipe would be waited for
    except FileNotFoundError:
        data = None
    if data is None:
        no_file, missing = phrase("it is no file; put the file itself here"), phrase("the file is missing; restore it")
        message = no_file if path.exists() else missing
        raise HandbookError([Finding(path=shown(path, root), line=1, message=message, rule="missing-file")])
    try:
        return text_of(data)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = f"0x{error.object[error.start]:02x}"
        message = phrase("byte {byte} is not UTF-8; save the file as UTF-8", byte=byte)
        raise HandbookError([Finding(path=shown(path, root), line=line, message=message, rule="utf-8")]) from None


def text_as_far_as_legible(path: Path) -> str:
    """Return the text of a file that others have judged or will judge; nothing where there is none."""
    return composed(path.read_text(encoding="utf-8-sig", errors="replace")) if path.is_file() else ""
