"""Opens what comes by mail: catalogues, XLIFF, and .zip files with any number of them.

A name in a .zip is only ever printed, never a path that is opened; what a .zip says of its sizes is not believed.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from handbook.catalogs.damage.diagnosis import explained
from handbook.catalogs.damage.recode import parse_recoded, recoded
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import MAX_BYTES, GrammarError
from handbook.catalogs.header import complaint
from handbook.desk.mail.xliff import is_xliff, parse_xliff
from handbook.findings.finding import Finding, HandbookError, excerpt
from handbook.findings.phrase import phrase

# Of one file; UTF-16 and XLIFF take more room than the catalogue that they hold.
MAX_FILE = 2 * MAX_BYTES
MAX_ZIP = 16_000_000
MAX_FILES = 2_000
MAX_UNZIPPED = 64_000_000

_CATALOGUES = (".po", ".po.txt", ".xlf", ".xliff")
# How a .zip begins, and one without files; and each entry of its directory.
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY_OF_ZIP = b"PK\x01\x02"
# What macOS and others put beside the files of a .zip.
_HIDDEN = re.compile(r"__MACOSX|~\$|\.(?!\.|$)")
# Files that only the .zip of a word processor or a spreadsheet holds.
_OF_OFFICES = {"[Content_Types].xml", "mimetype"}
# What Python raises where a .zip is not one, or only a part of one.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mailed:
    """A catalogue that came by mail: the name it came under, for messages, and its entries, the header first."""

    name: str
    entries: Sequence[Entry]


def opened(paths: Sequence[Path]) -> tuple[list[Mailed], list[str]]:
    """Return the catalogues in files that came by mail, and the names of what else lies in a .zip.

    Raises HandbookError with a finding for each file that cannot be read.
    """
    mailed: list[Mailed] = []
    aside: list[str] = []
    findings: list[Finding] = []
    for path in paths:
        name = _printable(path.name)
        try:
            for part, data in _parts(path, name):
                if data is None:
                    aside.append(part)
                    continue
                try:
                    mailed += (Mailed(name=part, entries=entries) for entries in _catalogues(data))
                except GrammarError as error:
                    findings.append(refusal(part, error))
        except GrammarError as error:
            findings.append(refusal(name, error))
    if findings:
        raise HandbookError(findings)
    return mailed, aside


def refusal(name: str, error: GrammarError) -> Finding:
    """Return the finding for a file that came under `name`."""
    return Finding(path=name, line=error.line, message=error.message, rule=error.rule)


def _catalogues(data: bytes) -> list[list[Entry]]:
    if is_xliff(data):
        catalogues = parse_xliff(data)
        for header, *_ in catalogues:
            _check_header(header)
        return catalogues
    plain = recoded(data)
    try:
        entries = parse_recoded(plain, has_header=False)
        _check_header(entries[0])
    except GrammarError as error:
        raise explained(plain, error) from None
    return [entries]


def _check_header(header: Entry) -> None:
    if wrong := complaint(header, ""):
        raise GrammarError(header.line, wrong, "po-header")


def _parts(path: Path, name: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield name and bytes of each file in what lies at `path`, which may be one itself; no bytes of no catalogue."""
    data = _read(path)
    if data.startswith(_ZIP):
        with _archive(data) as archive:
            if not _OF_OFFICES & set(archive.namelist()):
                yield from _unzipped(archive, name)
                return
    yield name, data[: MAX_FILE + 1]


def _read(path: Path) -> bytes:
    try:
        if path.is_file():
            with path.open("rb") as file:
                return file.read(MAX_ZIP + 1)
        if path.is_dir():
            raise GrammarError(1, phrase("this is a folder; give the files in it, or a .zip of them"), "po-take")
        message = phrase("there is no such file; give the path of the catalogue that came by mail")
    except OSError as error:
        message = phrase("it cannot be read ({reason}); correct its permissions", reason=error.strerror)
    raise GrammarError(1, message, "po-take")


def _archive(data: bytes) -> zipfile.ZipFile:
    if len(data) > MAX_ZIP or data.count(_ENTRY_OF_ZIP) > MAX_FILES:
        message = phrase(
            "the .zip is larger than {most} MB, or holds more than {count} files; ask for several",
            most=MAX_ZIP // 1_000_000,
            count=MAX_FILES,
        )
        raise GrammarError(1, message, "po-size")
    try:
        return zipfile.ZipFile(BytesIO(data))
    except _BROKEN:
        raise _broken_zip() from None


def _unzipped(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes | None]]:
    room = MAX_UNZIPPED
    is_empty = True
    for member in archive.infolist():
        if member.is_dir() or any(map(_HIDDEN.match, re.split(r"[/\\]", member.filename))):
            continue
        shown_name = f"{name}/{_printable(member.filename)}"
        _check_packing(member)
        if not member.filename.casefold().endswith((*_CATALOGUES, ".txt")):
            yield shown_name, None
            continue
        data = _content(archive, member)
        room -= len(data)
        if room < 0:
            message = phrase(
                "what the .zip holds is larger than {most} MB; ask for several", most=MAX_UNZIPPED // 1_000_000
            )
            raise GrammarError(1, message, "po-size")
        if not member.filename.casefold().endswith(_CATALOGUES) and b"msgid" not in data.replace(b"\0", b""):
            yield shown_name, None  # a text of another kind
            continue
        is_empty = False
        yield shown_name, data
    if is_empty:
        raise GrammarError(1, phrase("there is no catalogue in the .zip; ask for the .po files"), "po-take")


def _check_packing(member: zipfile.ZipInfo) -> None:
    if member.filename.casefold().endswith(".zip"):
        message = phrase("there is a .zip in the .zip; unpack it first, or ask for the .po files")
    elif member.flag_bits & 1:
        message = phrase("the .zip is locked with a password; ask for it without")
    elif member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        message = phrase("the .zip is packed in an unusual way; ask for an ordinary one")
    else:
        return
    raise GrammarError(1, message, "po-take")


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file in a .zip: never more than are needed to see that it is too large."""
    try:
        with archive.open(member) as file:
            return file.read(MAX_FILE + 1)
    except _BROKEN:
        raise _broken_zip() from None


def _broken_zip() -> GrammarError:
    return GrammarError(1, phrase("the .zip has not arrived whole; ask for it again"), "po-damaged")


def _printable(name: str) -> str:
    """Return the name of a file as it may be shown: no sign in it is one that a terminal obeys."""
    return excerpt("".join(sign if sign.isprintable() else "?" for sign in name), 100)
