"""Reads catalogues in whatever encoding a program has saved them, where it is certain what their bytes mean.

Certain is a byte order mark, UTF-16 in which a catalogue's own words can be read, and a character set that the header
declares. All else is left as it is, for the strict reader to refuse with its line: a guess would publish wrong letters.
"""

import codecs
import re
from dataclasses import replace

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse

# The longer mark first: that of UTF-16 begins the one of UTF-32.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"^[^#\n]{0,200}Content-Type:[^\"\\\n]{0,80}charset=([\w.:-]{1,40})", re.IGNORECASE | re.MULTILINE
)
# A file of fewer lines may have an empty one behind each by itself.
_FEW = 6
# A header stands at the beginning; what is declared further down is some translation.
_HEADER_BYTES = 20_000
_CONTENT_TYPE = re.compile(
    r"^(Content-Type:[ \t]*text/plain;[ \t]*charset=)([\w.:-]{1,40})$", re.IGNORECASE | re.MULTILINE
)
# What Python calls the character sets in which ASCII stands for itself, and each character for one thing only.
_SETS = re.compile(
    r"ascii|iso8859-\d+|cp(?:125[0-8]|437|775|85\d|86\d|874|932|949|950)|koi8-[rtu]|mac-\w+|tis-620"
    r"|shift_jis|euc_(?:jp|kr)|gb2312|gbk|gb18030|big5|big5hkscs"
)


def parse_recoded(data: bytes, *, times: int = 1, has_header: bool = True) -> list[Entry]:
    """Return the entries of a catalogue in any encoding that can be told, with a header that says UTF-8.

    Raises GrammarError as `parse` does.
    """
    header, *entries = parse(recoded(data), times=times, has_header=has_header)
    return [replace(header, msgstr=_CONTENT_TYPE.sub(_as_utf8, header.msgstr)), *entries]


def recoded(data: bytes) -> bytes:
    """Return the bytes of a catalogue in UTF-8 with plain line ends; unchanged where their encoding is not certain."""
    text = _text(data)
    if text is None:
        return data
    # Twice is what a program makes of CR LF that takes it for LF alone.
    return _once(text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8")


def _once(text: str) -> str:
    """Return a text without the empty line that a program has put behind each of its lines."""
    lines = text.split("\n")
    is_doubled = len(lines) > _FEW and not any(line.strip() for line in lines[1::2])
    return "\n".join(lines[::2]) if is_doubled else text


def _text(data: bytes) -> str | None:
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, codec)
    if (start := data.find("msgid ".encode("utf-16-le"))) >= 0 and start % 2 == 0:
        return _decoded(data, "utf-16-le")
    if (start := data.find("msgid ".encode("utf-16-be"))) >= 0 and start % 2 == 0:
        return _decoded(data, "utf-16-be")
    # Whatever the header says: bytes of another character set do not happen to be UTF-8 throughout.
    if (text := _decoded(data, "utf-8")) is not None:
        return text
    declared = _DECLARED.search(data[:_HEADER_BYTES])
    right = _codec(declared[1].decode("ascii", "replace")) if declared else None
    return _decoded(data, right) if right else None


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        # Half a character of UTF-16 is where the file breaks off: the parser finds no line of a catalogue there.
        is_cut = codec.startswith(("utf-16", "utf-32")) and error.end >= len(data) and error.start > 0
        return data[: error.start].decode(codec) + "\ufffd" if is_cut else None


def _codec(charset: str) -> str | None:
    """Return Python's codec for a declared character set, if it is one that we read."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    # As browsers do: what calls itself Latin-1 is Windows-1252, which has letters where Latin-1 has controls.
    return "cp1252" if name == "iso8859-1" else name if _SETS.fullmatch(name) else None


def _as_utf8(field: re.Match[str]) -> str:
    is_read = field[2].lower().startswith(("utf-16", "utf-32")) or _codec(field[2]) is not None
    return f"{field[1]}UTF-8" if is_read else field[0]
