"""The PO grammar, every byte of it: a catalogue is hostile input until it has passed here.

After the GNU gettext manual, "The Format of PO Files". Plural forms belong to programs; pages have none. Contexts are
used where one text has several retired translations, and only there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from handbook.catalogs.entries import Entry, united
from handbook.catalogs.header import with_retired
from handbook.findings.finding import excerpt
from handbook.findings.phrase import phrase
from handbook.texts.text_files import composed

MAX_BYTES = 2_000_000
MAX_MESSAGES = 20_000
MAX_CHARACTERS = 10_000

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_LOCATION = re.compile(r"\u2068[^\u2069]*\u2069\S*|\S+")
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


@dataclass(slots=True)
class _EntryDraft:
    """An entry while its lines are read."""

    part: str | None = None
    msgid: str = ""
    msgstr: str = ""
    flags: frozenset[str] = frozenset()
    is_obsolete: bool = False
    line: int = 0
    msgstr_line: int = 0
    context: str | None = None
    previous: str | None = None
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    locations: list[str] = field(default_factory=list)


def parse(data: bytes, *, times: int = 1, is_unique: bool = True, has_header: bool = True) -> list[Entry]:
    """Return the entries of a PO file, its header first. Raises GrammarError at the first line that is not PO.

    A file may be `times` as large as the catalogue of a page; a message stands in it once if it `is_unique`. An empty
    header stands for one that is missing, unless the file has to have one. A comment at the end is one on the file.
    Texts are in Unicode's form C.
    """
    entries: list[Entry] = []
    draft = _EntryDraft()
    for number, line in enumerate(_lines(data, MAX_BYTES * times), 1):
        if draft.part == "msgstr" and not _continues(line):
            entries.append(_finished(draft))
            draft = _EntryDraft()
        _read(line, number, draft)
        if len(entries) > MAX_MESSAGES * times:
            raise GrammarError(
                number, phrase("more than {most} messages; split the page", most=MAX_MESSAGES * times), "po-size"
            )
    if draft.part == "msgstr":
        entries.append(_finished(draft))
        draft = _EntryDraft()
    elif draft.part:
        raise GrammarError(draft.line, phrase("the last entry has no msgstr; add it"), "po-syntax")
    if entries and not has_header:
        entries = _with_header(entries)
    _check_whole(entries, is_unique=is_unique)
    if draft.comments:
        entries[0] = replace(entries[0], comments=united(entries[0].comments, map(composed, draft.comments)))
    return _with_one_header(entries)


def whole_text(text: str, line: int) -> str:
    """Return a text of an entry, composed. Raises GrammarError, at `line`, where it is longer than a message may be."""
    text = composed(text)
    _check_length(text, line)
    return text


def _check_length(text: str, line: int) -> None:
    if len(text) > MAX_CHARACTERS:
        raise GrammarError(
            line, phrase("the message is longer than {most} characters; shorten it", most=MAX_CHARACTERS), "po-size"
        )


def check_characters(text: str, line: int) -> None:
    """Raise GrammarError, at `line`, where a text holds a character that nobody can read, or that others obey."""
    if control := _CONTROL.search(text):
        message = phrase("control character {code}; remove it", code=f"U+{ord(control[0]):04X}")
        raise GrammarError(line, message, "po-control")


def _lines(data: bytes, most: int) -> list[str]:
    if len(data) > most:
        raise GrammarError(1, phrase("the file is larger than {most} KB; split the page", most=most // 1000), "po-size")
    if data.startswith(b"\xef\xbb\xbf"):
        raise GrammarError(
            1, phrase("the file starts with a byte order mark; save it as UTF-8 without one"), "po-encoding"
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = data.count(b"\n", 0, error.start) + 1
        byte = f"0x{data[error.start]:02x}"
        message = phrase("byte {byte} is not UTF-8; save the file as UTF-8", byte=byte)
        raise GrammarError(place, message, "utf-8") from None
    # Only U+000A ends a line here; splitlines() would also split at U+2028 and its like.
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        check_characters(line, number)
    return lines


def _continues(line: str) -> bool:
    return line.removeprefix("#~").lstrip().startswith('"')


def _read(line: str, number: int, draft: _EntryDraft) -> None:
    """Take one line into `draft`."""
    if _CONFLICT.match(line):
        message = phrase("git left a conflict here; keep one side, and remove the markers")
        raise GrammarError(number, message, "po-conflict")
    text = line.strip(" \t")
    is_obsolete = text.startswith("#~")
    if is_obsolete:
        text = text.removeprefix("#~").strip(" \t")
        if text.startswith(("|", "#")):  # po-mode makes the comments of a header obsolete with it
            _take_comment(text if text.startswith("#") else "#" + text, number, draft)
            return
    elif not text or text.startswith("#"):
        if draft.part:
            raise GrammarError(number, phrase("a msgid must be followed by its msgstr; add it"), "po-syntax")
        _take_comment(text, number, draft)
        return
    if draft.part and draft.is_obsolete != is_obsolete:
        raise GrammarError(
            number, phrase("an entry is obsolete (#~) as a whole or not at all; mend its lines"), "po-syntax"
        )
    draft.is_obsolete = is_obsolete
    begins = _FIELD.fullmatch(text)
    if begins:
        _start(begins[1], number, draft)
    elif not text.startswith('"') or not draft.part:
        raise GrammarError(
            number, phrase("“{text}” is no line of a catalogue; mend or remove it", text=excerpt(text, 40)), "po-syntax"
        )
    value = _unescape(begins[2] if begins else text, number)
    if draft.part == "msgid":
        draft.msgid += value
    elif draft.part == "msgctxt":
        draft.context = (draft.context or "") + value
    else:
        draft.msgstr += value
    _check_length(draft.msgid, number)
    _check_length(draft.msgstr, number)


def _take_comment(text: str, number: int, draft: _EntryDraft) -> None:
    """Take a line that is empty or starts with "#" into `draft`."""
    match text[1:2]:
        case "," | "=":  # gettext 0.23 and later may write either
            draft.flags |= {flag.strip() for flag in text[2:].split(",")} - {""}
        case ".":
            draft.extracted.append(text[2:].removeprefix(" "))
        case ":":
            draft.locations += _LOCATION.findall(text[2:])
        case "|":
            _take_previous(text[2:].strip(" \t"), number, draft)
        case _ if text:
            draft.comments.append(text[1:].removeprefix(" "))


def _take_previous(text: str, number: int, draft: _EntryDraft) -> None:
    begins = _FIELD.fullmatch(text)
    if (begins and begins[1] != "msgid") or bool(begins) != (draft.previous is None):
        raise GrammarError(
            number, phrase("the lines with #| hold one msgid, and nothing else; mend or remove them"), "po-syntax"
        )
    draft.previous = (draft.previous or "") + _unescape(begins[2] if begins else text, number)
    _check_length(draft.previous, number)


def _start(name: str, number: int, draft: _EntryDraft) -> None:
    is_first = draft.part is None and (name == "msgid" or draft.is_obsolete)
    if (name == "msgctxt" and is_first) or (name == "msgid" and draft.part in (None, "msgctxt")):
        draft.part, draft.line = name, number
    elif name == "msgstr" and draft.part == "msgid":
        draft.part, draft.msgstr_line = name, number
    elif name in ("msgid", "msgstr"):
        raise GrammarError(
            number,
            phrase("{name} stands in the wrong place; an entry is one msgid, one msgstr", name=name),
            "po-syntax",
        )
    else:
        raise GrammarError(number, phrase("{name} is not used in these catalogues; remove it", name=name), "po-syntax")


def _unescape(text: str, number: int) -> str:
    string = _STRING.fullmatch(text)
    if string is None:
        message = phrase(
            "“{text}” is not a quoted string; close its quotes, and write {escape} for one inside",
            text=excerpt(text, 40),
            escape='\\"',
        )
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
            raise GrammarError(
                number,
                phrase("unknown escape {escape}; only {known} are used", escape=piece, known=r"\n, \t, \", \\"),
                "po-escape",
            )


def _finished(draft: _EntryDraft) -> Entry:
    return Entry(
        # Not before: a mark may stand in the next line of the file, or behind an escape.
        msgid=whole_text(draft.msgid, draft.line),
        msgstr=whole_text(draft.msgstr, draft.msgstr_line),
        flags=draft.flags,
        is_obsolete=draft.is_obsolete,
        line=draft.line,
        msgstr_line=draft.msgstr_line,
        context=draft.context,
        previous=whole_text(draft.previous, draft.line) if draft.previous else draft.previous,
        comments=tuple(map(composed, draft.comments)),
        extracted=tuple(map(composed, draft.extracted)),
        locations=tuple(map(composed, draft.locations)),
    )


def _with_header(entries: list[Entry]) -> list[Entry]:
    """Return the entries with their header first, wherever a program has put it; with an empty one if there is none."""
    header = next((entry for entry in entries if not entry.msgid and not entry.is_obsolete), Entry(msgid="", msgstr=""))
    return [header, *(entry for entry in entries if entry is not header)]


def _with_one_header(entries: list[Entry]) -> list[Entry]:
    """Return the entries with what a header says that a program has made obsolete, to put a template in its place."""
    retired = [entry for entry in entries if entry.is_obsolete and not entry.msgid]
    if not retired:
        return entries
    header = entries[0]
    for former in retired:
        header = with_retired(header, former)
    return [header, *(entry for entry in entries[1:] if entry.msgid)]


def _check_whole(entries: list[Entry], *, is_unique: bool) -> None:
    if not entries or entries[0].msgid or entries[0].is_obsolete:
        raise GrammarError(1, phrase('the header is missing; the first entry is msgid "" with the header'), "po-header")
    seen: dict[str, int] = {}
    for entry in entries:
        if entry.is_obsolete or not is_unique:
            continue
        if entry.msgid in seen:
            message = phrase(
                "“{message}” stands at line {line} already; keep one entry",
                message=excerpt(entry.msgid, 40),
                line=seen[entry.msgid],
            )
            raise GrammarError(entry.line, message, "po-duplicate")
        seen[entry.msgid] = entry.line
