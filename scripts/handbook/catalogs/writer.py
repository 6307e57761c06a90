"""Writes catalogues in one form, whichever program has saved them before; a file is whole at any moment."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from handbook.catalogs.comments import sealed
from handbook.catalogs.entries import Entry, united
from handbook.catalogs.header import canonical_header
from handbook.project.project import Project

WIDTH = 79
# Of a comment, without its mark: polib divides longer ones, at hyphens too.
COMMENT_WIDTH = 75
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_SPECIAL = re.compile(r'[\\"\n\t]')
_PIECE = re.compile(r"[^ \n]*(?: +|\n|$)")
_LINE_NUMBER = re.compile(r":\d+$")
_CLIMB = re.compile(r"^(?:\.\./)+")
_ISOLATES = str.maketrans(dict.fromkeys("\u2068\u2069", ""))

# Babel takes roles and per cent signs for formats of Python.
_MISTAKEN = {"python-format", "python-brace-format"}


def write(entries: Sequence[Entry]) -> bytes:
    """Return the catalogue that holds these entries, its header first."""
    return "\n".join("".join(f"{line}\n" for line in _lines(entry)) for entry in canonical(entries)).encode()


def canonical(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries as they are written: in the order of the page, the obsolete ones sorted at the end."""
    header, *others = entries
    active = [_tidy(entry) for entry in others if not entry.is_obsolete]
    obsolete = {(entry.msgid, entry.context or "", entry.msgstr): _tidy(entry) for entry in others if entry.is_obsolete}
    return [_tidy_header(header), *active, *(obsolete[key] for key in sorted(obsolete))]


def _tidy_header(header: Entry) -> Entry:
    tidy = canonical_header(header)
    return replace(tidy, comments=_short(tidy.comments))


def _tidy(entry: Entry) -> Entry:
    """Return an entry without what is not written: flags that mean nothing here, places and texts that hold no more."""
    mistaken = _MISTAKEN if entry.msgstr else _MISTAKEN | {"fuzzy"}
    is_previous_needed = entry.msgstr and entry.previous != entry.msgid
    return replace(
        entry,
        locations=() if entry.is_obsolete else united(map(_place, entry.locations)),
        flags=entry.flags - mistaken,
        previous=entry.previous if is_previous_needed else None,
        comments=_short(sealed(entry).comments),
        extracted=_short(entry.extracted),
    )


def _short(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return comments in lines that no program divides again."""
    if all(len(line) <= COMMENT_WIDTH for line in lines):
        return lines
    return tuple(part for line in lines for part in (_divided(line) if len(line) > COMMENT_WIDTH else [line]))


def _divided(line: str) -> Iterator[str]:
    part = ""
    for word in line.split(" "):
        if part and len(part) + 1 + len(word) > COMMENT_WIDTH:
            yield part.rstrip(" \t")
            part = word
        else:
            part = f"{part} {word}" if part else word
    yield part


def _place(location: str) -> str:
    """Return where a text comes from: the file, from the root of the project on."""
    place = _CLIMB.sub("", _LINE_NUMBER.sub("", location.translate(_ISOLATES)))
    return f"\u2068{place}\u2069" if " " in place else place


def _lines(entry: Entry) -> Iterator[str]:
    """Yield the lines of one entry, in the order of the GNU gettext manual."""
    yield from (f"# {line}".rstrip() for line in entry.comments)
    yield from (f"#. {line}".rstrip() for line in entry.extracted)
    yield from _filled("#:", entry.locations)
    if entry.flags:
        yield f"#, {', '.join(sorted(entry.flags, key=lambda flag: (flag != 'fuzzy', flag)))}"
    mark = "#~ " if entry.is_obsolete else ""
    if entry.previous is not None:
        yield from _field("#~| " if entry.is_obsolete else "#| ", "msgid", entry.previous)
    if entry.context is not None:
        yield from _field(mark, "msgctxt", entry.context)
    yield from _field(mark, "msgid", entry.msgid)
    yield from _field(mark, "msgstr", entry.msgstr)


def _filled(mark: str, words: Iterable[str]) -> Iterator[str]:
    line = mark
    for word in words:
        if line != mark and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = mark
        line += f" {word}"
    if line != mark:
        yield line


def _field(mark: str, name: str, text: str) -> Iterator[str]:
    escapes = _ESCAPES if _SPECIAL.search(text) else {}
    written = text.translate(escapes) if escapes else text
    if "\n" not in text.removesuffix("\n") and len(mark) + len(name) + len(written) + 3 <= WIDTH:
        yield f'{mark}{name} "{written}"'
        return
    yield f'{mark}{name} ""'
    room = WIDTH - len(mark) - 2
    line = ""
    for piece in _PIECE.findall(text):
        more = piece.translate(escapes) if escapes else piece
        if line and (line.endswith("\\n") or len(line) + len(more) > room):
            yield f'{mark}"{line}"'
            line = ""
        line += more
    if line:
        yield f'{mark}"{line}"'


# What a file is called until it is whole. Left behind by a program that was killed, it is written over.
UNFINISHED = ".po.new"


def put(path: Path, data: bytes) -> bool:
    """Write a file whole, unless it holds these bytes already. Returns whether it was written."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name.removesuffix(".po") + UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Wait until no other program changes the catalogues of `project`. The lock ends with its holder, killed or not."""
    project.build.mkdir(parents=True, exist_ok=True)
    with (project.build / "catalogues.lock").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for left in project.locales.rglob(f"*{UNFINISHED}"):
            left.unlink()
        yield
