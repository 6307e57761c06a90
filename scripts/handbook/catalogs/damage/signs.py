"""Signs of what was done to a file, on the line that the parser has refused: each function knows one kind of damage."""

import csv
import re
from base64 import b64decode
from dataclasses import dataclass
from email import message_from_bytes
from functools import cached_property

from handbook.catalogs.damage.recode import recoded
from handbook.catalogs.grammar import GrammarError, parse

_FIELDS_OF_MAIL = {"date", "delivered-to", "from", "message-id", "mime-version", "received", "return-path", "subject"}
_HEAD = 20_000
# Mail programs break lines at 72 to 78 columns; a shorter one was not broken by them.
_WRAPPED_AT = 68

# Where a string should begin.
_BEGINS = r"\s*(?:#~\s*)?(?:msg(?:ctxt|id|str)\s*)?"
_CURLY = re.compile(_BEGINS + "[“”„«‘’]")
_NO_BREAK = re.compile("[#~ ]*msg(?:ctxt|id|str)[ \t]*[\u00a0\u2007\u202f]|[\u00a0\u2007\u202f]+(?:msg|#)")
_ENTITY = re.compile(_BEGINS + "&(?:quot|#34|#x22);", re.IGNORECASE)
_TAG = re.compile(r"\s*<[/!?a-z][^<>]*>", re.IGNORECASE)
_TAG_BEHIND = re.compile(r'"\s*(?:</?[a-z][^<>]*>\s*)+$', re.IGNORECASE)
_PATCH = re.compile(r"diff --git |--- \S|\+\+\+ \S|@@ -|From [0-9a-f]{40} ")
_OCTET = re.compile("=[0-9A-F]{2}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/\n]+={0,2}")
# Rules that a line breaks which is none of a catalogue.
_OF_GRAMMAR = ("po-quotes", "po-syntax")
_MSGID = re.compile(r"(?:#~\s*)?msg(?:ctxt|id)\s")


@dataclass(frozen=True, kw_only=True)
class RefusedFile:
    """A file that is no catalogue, in UTF-8 as far as that can be told, and where the parser has stopped."""

    data: bytes
    number: int
    rule: str

    @cached_property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def line(self) -> str:
        return self.lines[self.number - 1]


def is_empty(refused: RefusedFile) -> bool:
    """Nothing of it has arrived, or only its size."""
    return not refused.data.strip(b"\0\t\n ")


def is_mail(refused: RefusedFile) -> bool:
    """It was saved with the mail that it came with."""
    names = {name.lower() for name in message_from_bytes(refused.data[:_HEAD])}
    return len(names & _FIELDS_OF_MAIL) > 1


def is_page(refused: RefusedFile) -> bool:
    """A browser saved it, or a program that writes web pages."""
    line = refused.line
    return bool(_ENTITY.match(line) or _TAG.match(line) or _TAG_BEHIND.search(line))


def is_patch(refused: RefusedFile) -> bool:
    """Somebody sent what git shows of a change."""
    return bool(_PATCH.match(refused.line))


def is_cited(refused: RefusedFile) -> bool:
    """It stood in the text of a mail, and somebody answered or forwarded that."""
    lines = [line for line in refused.lines if line.strip()]
    return refused.line.startswith(">") or sum(line.startswith(">") for line in lines) * 2 > len(lines)


def is_quoted_printable(refused: RefusedFile) -> bool:
    """A mail program encoded it, and none has decoded it: ``=C3=A9`` for é, ``=`` at the end of a broken line."""
    if refused.rule == "po-header":
        return "charset=3D" in refused.text[:_HEAD]
    return refused.line.endswith("=") and bool(_OCTET.search(refused.text))


def is_base64(refused: RefusedFile) -> bool:
    """A mail program encoded it, and none has decoded it."""
    if not _BASE64.fullmatch(packed := refused.data.strip()):
        return False
    packed = packed.replace(b"\n", b"").rstrip(b"=")
    return b"msgid" in recoded(b64decode(packed[: len(packed) // 4 * 4]))


def is_table(refused: RefusedFile) -> bool:
    """It was made a table, for a spreadsheet."""
    return refused.number == 1 and any(_is_table_with(sign, refused.lines) for sign in ",;\t")


def _is_table_with(delimiter: str, lines: list[str]) -> bool:
    """Whether the first rows have as many cells as each other."""
    try:
        rows = [row for row in csv.reader(lines[:50], delimiter=delimiter) if row]
    except csv.Error:
        return False
    if len(lines) > 50:
        rows.pop()  # read by half
    return len(rows) > 2 and len(rows[0]) > 1 and len({len(row) for row in rows}) == 1


def has_curly_quotes(refused: RefusedFile) -> bool:
    """A word processor made its quotes curly: those around the strings, not those inside."""
    if refused.rule not in _OF_GRAMMAR:
        return False
    line = refused.line.rstrip()
    return bool(_CURLY.match(line)) or (line.endswith("”") and line.count("”") > line.count("“"))


def has_no_break_spaces(refused: RefusedFile) -> bool:
    """A word processor, or a web page, made the space behind a word of the catalogue one that does not break."""
    return refused.rule in _OF_GRAMMAR and bool(_NO_BREAK.match(refused.line))


def is_wrapped(refused: RefusedFile) -> bool:
    """A mail program broke its lines, in a string or in a comment."""
    if refused.rule == "po-quotes":
        return _is_string_wrapped(refused)
    return refused.rule == "po-syntax" and _is_comment_wrapped(refused)


def _is_string_wrapped(refused: RefusedFile) -> bool:
    """Whether the parser goes on once the refused line is joined with those up to the next closing quote."""
    before, rest = refused.lines[: refused.number - 1], refused.lines[refused.number - 1 :]
    end = next((at for at, line in enumerate(rest[:100]) if at and line.endswith('"')), 0)
    if not end or any(line.startswith(('"', "#", "msg")) and line != '"' for line in rest[1 : end + 1]):
        return False
    try:
        parse("\n".join([*before, " ".join(rest[: end + 1])]).encode("utf-8"), has_header=False)
    except GrammarError as error:
        return error.rule != "po-quotes"  # it goes on, and misses the rest of the entry
    return True


def _is_comment_wrapped(refused: RefusedFile) -> bool:
    before = refused.lines[refused.number - 2] if refused.number > 1 else ""
    word = refused.line.partition(" ")[0]
    return bool(word) and before.startswith("#") and len(before) + 1 + len(word) >= _WRAPPED_AT


def is_cut(refused: RefusedFile) -> bool:
    """Its end is missing: the last line is one by half, or the last entry has no msgstr."""
    if refused.rule == "po-syntax" and _MSGID.match(refused.line):
        return not any("msgstr" in line for line in refused.lines[refused.number :])
    is_last = refused.number == len(refused.lines)  # which is empty where the line before was ended
    return is_last and refused.rule in (*_OF_GRAMMAR, "utf-8")
