"""Reads text files as UTF-8, or reports the line that is not; composes accents, and finds invisible characters."""

import errno
import os
import re
import tomllib
import unicodedata
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import Phrase, phrase

# Any character but those of western languages: only these others are looked at one by one.
_UNUSUAL = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u024f\u2010-\u2015\u2018-\u201e\u2022\u2026\u202f\u2030-\u205e\u20ac\u2122]"
)
# Categories of invisible characters: controls, formats (bidirectional, joiners, tags), private, unassigned, surrogates…
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# … and invisible characters of other categories: fillers, the blank of Braille, variation selectors.
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
_STACKED = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")
# Emoji of a later Unicode than this Python knows.
_EMOJI = re.compile("[\U0001f000-\U0001fbff]")
# The flags of England, Scotland and Wales: the only ones that tags spell (RGI_Emoji_Tag_Sequence of Unicode).
_FLAGS = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
# Invisible characters that some languages, and emoji, need: zero-width (non-)joiner, marks of direction, two variation
# selectors.
SPELLING = "\u200c\u200d\u200e\u200f\u061c\ufe0e\ufe0f"
# Put in the place of code and addresses in a text whose words are judged: no letter, no space, no punctuation.
VEIL = "\ue000"


def unseen(text: str, but: str = "") -> Phrase | None:
    """Return a message on the first invisible character of `text` that is not in `but`.

    Three marks on one letter, which cover the lines around it, are reported as well.
    """
    text = _FLAGS.sub("", text)
    for match in _UNUSUAL.finditer(text):
        character = match[0]
        if _is_hidden(character) and character not in but:
            return phrase("invisible character {code}; remove it", code=f"U+{ord(character):04X}")
    if (marks := _STACKED.search(text)) and marks[0] not in but:
        return phrase("three marks stand on one letter, over the lines around it; keep one")
    return None


def visible(text: str) -> str:
    """Return `text` without the invisible characters that no language needs; flags are left as they are."""
    if _FLAGS.search(text):
        return text
    return _UNUSUAL.sub(lambda one: "" if _is_hidden(one[0]) and one[0] not in SPELLING else one[0], text)


def _is_hidden(character: str) -> bool:
    is_of_hidden_kind = unicodedata.category(character) in _HIDDEN_CATEGORIES and not _EMOJI.match(character)
    return is_of_hidden_kind or _BLANKS.match(character) is not None


# Runs of characters with so many marks that `unicodedata.normalize`, which sorts them by insertion, could take minutes.
_MANY = re.compile("[^\x00-\u02ff]{32,}")


# Characters. The time that tomllib takes grows with the square of the parts of a key, and so with the length of a line.
_LONGEST_LINE = 10_000


class TomlError(Exception):
    """Raised for a text that is not valid TOML, with the line and a message."""

    def __init__(self, line: int, message: Phrase) -> None:
        super().__init__(message)
        self.line, self.message = line, message


def composed(text: str) -> str:
    """Return a text in Unicode's form C: a letter and its accent, which macOS writes as two characters, become one."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _MANY.sub(lambda match: _with_marks_in_order(match[0]), text))


def _with_marks_in_order(text: str) -> str:
    """Return the text decomposed, with the marks of each letter in the order of Unicode."""
    signs = (sign for character in text for sign in unicodedata.normalize("NFD", character))
    runs = groupby(signs, key=lambda sign: unicodedata.combining(sign) > 0)
    return "".join(
        sign for is_mark, run in runs for sign in (sorted(run, key=unicodedata.combining) if is_mark else run)
    )


def text_of(data: bytes) -> str:
    """Return the text of a file in UTF-8, without a byte order mark. Raises UnicodeDecodeError."""
    return composed(data.decode("utf-8-sig"))


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, or in one of its folders, wherever links lead."""
    # Not Path.resolve, which raises at a link that leads to itself.
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def read_text(path: Path, root: Path) -> str:
    """Read a text file of the project as UTF-8. Raises HandbookError naming the line that is not.

    A link that leads out of the project is not followed.
    """
    if not lies_in(path, root):
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


def is_too_long(path: Path) -> bool:
    """Whether a path is longer than the system allows, so that there can be no such file."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno == errno.ENAMETOOLONG
    return False


def text_as_far_as_legible(path: Path) -> str:
    """Return the text of a file whose faults are reported elsewhere; an empty text where there is no file."""
    if is_too_long(path) or not path.is_file():
        return ""
    return composed(path.read_text(encoding="utf-8-sig", errors="replace"))


def toml_values(text: str) -> dict[str, Any]:
    """Return the values of a TOML text. Raises TomlError where it is not valid, however it is wrong."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            raise TomlError(number, phrase("the line has more than {most} characters; divide it", most=_LONGEST_LINE))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        message = phrase("not valid TOML: {error}; mend this line", error=str(error))
        raise TomlError(int(place[1]) if place else text.rstrip().count("\n") + 1, message) from None
    except RecursionError as error:
        message = phrase("lists or tables stand too deep in one another; make them fewer")
        raise TomlError(_line_reached(error.__traceback__, text), message) from None
    except ValueError as error:  # of `int`, which takes a few thousand digits
        message = phrase("the number has too many digits; shorten it")
        raise TomlError(_line_reached(error.__traceback__, text), message) from None


def _line_reached(traceback: TracebackType | None, text: str) -> int:
    """Return the line that tomllib had reached: all of its functions keep their index in a variable named ``pos``."""
    place = 0
    while traceback:
        reached = traceback.tb_frame.f_locals.get("pos")
        place = max(place, reached) if isinstance(reached, int) else place
        traceback = traceback.tb_next
    return text.count("\n", 0, place) + 1
