"""The PO grammar, every byte of it: a catalogue is hostile input until it has passed here.

After the GNU gettext manual, "The Format of PO Files". Plural forms and contexts belong to programs; pages have none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_BYTES = 2_000_000
MAX_MESSAGES = 20_000
MAX_CHARACTERS = 10_000

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_FIELD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]+(.*)")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
# Everything below U+0020 but the line end and the tab, DEL, the C1 controls, the other line ends of Unicode (some
# readers of PO divide lines there), and the overrides of direction, which make a file read other than it is.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e]")


class GrammarError(Exception):
    """The text is not PO. Holds the line, what is wrong with it, and the rule."""

    def __init__(self, line: int, message: str, rule: str) -> None:
        super().__init__(message)
        self.line, self.message, self.rule = line, message, rule


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One entry as it stands in the file; `line` is that of its msgid, `msgstr_line` that of its msgstr."""

    msgid: str
    msgstr: str
    flags: frozenset[str]
    is_obsolete: bool
    line: int
    msgstr_line: int


@dataclass(slots=True)
class _Draft:
    """An entry while its lines are read."""

    field: str | None = None
    msgid: str = ""
    msgstr: str = ""
    flags: frozenset[str] = frozenset()
    is_obsolete: bool = False
    line: int = 0
    msgstr_line: int = 0


def parse(data: bytes) -> list[Entry]:
    """Return the entries of a PO file, its header first. Raises GrammarError at the first line that is not PO."""
    entries: list[Entry] = []
    draft = _Draft()
    for number, line in enumerate(_lines(data), 1):
        if draft.field == "msgstr" and not _continues(line):
            entries.append(_finished(draft))
            draft = _Draft()
        _read(line, number, draft)
        if len(entries) > MAX_MESSAGES:
            raise GrammarError(number, f"more than {MAX_MESSAGES} messages; split the page", "po-size")
    if draft.field == "msgstr":
        entries.append(_finished(draft))
    elif draft.field:
        raise GrammarError(draft.line, "the last entry has no msgstr; add it", "po-syntax")
    _check_whole(entries)
    return entries


def _lines(data: bytes) -> list[str]:
    if len(data) > MAX_BYTES:
        raise GrammarError(1, f"the file is larger than {MAX_BYTES:,} bytes; split the page", "po-size")
    if data.startswith(b"\xef\xbb\xbf"):
        raise GrammarError(1, "the file starts with a byte order mark; save it as UTF-8 without one", "po-encoding")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        raise GrammarError(line, message, "utf-8") from None
    # Only U+000A ends a line here; splitlines() would also split at U+2028 and its like.
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        if control := _CONTROL.search(line):
            message = f"control character U+{ord(control[0]):04X}; remove it"
            raise GrammarError(number, message, "po-control")
    return lines


def _continues(line: str) -> bool:
    return line.removeprefix("#~").lstrip().startswith('"')


def _read(line: str, number: int, draft: _Draft) -> None:
    """Take one line into `draft`."""
    if _CONFLICT.match(line):
        message = "git left a conflict here; keep one side, and remove the markers"
        raise GrammarError(number, message, "po-conflict")
    text = line.strip(" \t")
    is_obsolete = text.startswith("#~")
    if is_obsolete:
        text = text.removeprefix("#~").strip(" \t")
        if text.startswith("|"):
            return  # the previous msgid of an obsolete entry
    elif not text or text.startswith("#"):
        if draft.field:
            raise GrammarError(number, "a msgid must be followed by its msgstr; add it", "po-syntax")
        if text.startswith("#,"):
            draft.flags |= {flag.strip() for flag in text[2:].split(",")}
        return
    if draft.field and draft.is_obsolete != is_obsolete:
        raise GrammarError(number, "an entry is obsolete (#~) as a whole or not at all; mend its lines", "po-syntax")
    draft.is_obsolete = is_obsolete
    field = _FIELD.fullmatch(text)
    if field:
        _start(field[1], number, draft)
    elif not text.startswith('"') or not draft.field:
        raise GrammarError(number, f"{_excerpt(text)} is no line of a catalogue; mend or remove it", "po-syntax")
    value = _unescape(field[2] if field else text, number)
    if draft.field == "msgid":
        draft.msgid += value
    else:
        draft.msgstr += value
    if len(draft.msgid) > MAX_CHARACTERS or len(draft.msgstr) > MAX_CHARACTERS:
        raise GrammarError(number, f"the message is longer than {MAX_CHARACTERS:,} characters; shorten it", "po-size")


def _start(field: str, number: int, draft: _Draft) -> None:
    if field == "msgid" and draft.field is None:
        draft.field, draft.line = field, number
    elif field == "msgstr" and draft.field == "msgid":
        draft.field, draft.msgstr_line = field, number
    elif field in ("msgid", "msgstr"):
        raise GrammarError(number, f"{field} stands in the wrong place; an entry is one msgid, one msgstr", "po-syntax")
    else:
        raise GrammarError(number, f"{field} is not used in these catalogues; remove it", "po-syntax")


def _unescape(text: str, number: int) -> str:
    string = _STRING.fullmatch(text)
    if string is None:
        message = f'{_excerpt(text)} is not a quoted string; close its quotes, and write \\" for one inside'
        raise GrammarError(number, message, "po-quotes")
    if "\\" not in string[1]:
        return string[1]
    return "".join(_pieces(string[1], number))


def _pieces(text: str, number: int) -> Iterator[str]:
    for piece in re.findall(r"\\.|[^\\]+", text):
        if not piece.startswith("\\"):
            yield piece
        elif piece[1] in _ESCAPES:
            yield _ESCAPES[piece[1]]
        else:
            raise GrammarError(number, f'unknown escape {piece}; only \\n \\t \\" and \\\\ are used', "po-escape")


def _finished(draft: _Draft) -> Entry:
    return Entry(
        msgid=draft.msgid,
        msgstr=draft.msgstr,
        flags=draft.flags,
        is_obsolete=draft.is_obsolete,
        line=draft.line,
        msgstr_line=draft.msgstr_line,
    )


def _check_whole(entries: list[Entry]) -> None:
    if not entries or entries[0].msgid or entries[0].is_obsolete:
        raise GrammarError(1, 'the header is missing; the first entry is msgid "" with the header', "po-header")
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.is_obsolete:
            continue
        if entry.msgid in seen:
            message = f"{_excerpt(entry.msgid)} stands at line {seen[entry.msgid]} already; keep one entry"
            raise GrammarError(entry.line, message, "po-duplicate")
        seen[entry.msgid] = entry.line


def _excerpt(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
