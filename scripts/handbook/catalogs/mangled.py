"""Letters that a program has broken although every line is still one of a catalogue: UTF-8 that it took for another
character set and saved ("Ã©" for "é"), and those that it could not write ("�").

No translation is accused for having such signs: they have to be missing in the message that it translates, or what
they become when they are put right has to be a message of a page, or a translation that the tree has.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError
from handbook.phrase import phrase

_LOST = "\ufffd"
# What programs take UTF-8 for.
WINDOWS = "cp1252"
_ENCODINGS = (WINDOWS, "mac_roman", "cp850", "cp437")
# What comes out right: Latin, Greek and Cyrillic letters, punctuation, symbols. Others come out by chance.
_PLAUSIBLE = (range(0x80), range(0xA0, 0x180), range(0x370, 0x500), range(0x2000, 0x2C00))


def broken_letters(entries: Iterable[Entry], messages: Mapping[str, Collection[str]]) -> GrammarError | None:
    """Return what is wrong with the letters of a catalogue, with the line, if anything is.

    `messages` are those that pages have, with the translations that the tree has of each.
    """
    used = [entry for entry in entries if entry.msgid and not entry.is_obsolete]
    return next(chain(_lost(used, messages), _mistaken(used, messages)), None)


def taken_for(codec: str, text: str) -> str | None:
    """Return a text whose UTF-8 was taken for another encoding as it was before; None where that cannot be."""
    if text.isascii():
        return None
    try:
        # The controls of Latin-1 stand where Windows-1252 has nothing, and each is mistaken for the other.
        data = text.translate(_bytes_of_windows()).encode("latin-1") if codec == WINDOWS else text.encode(codec)
        return data.decode("utf-8")
    except UnicodeError:
        return None


def _lost(entries: Iterable[Entry], messages: Collection[str]) -> Iterator[GrammarError]:
    for entry in entries:
        is_in_message = _LOST in entry.msgid
        if (is_in_message and entry.msgid not in messages) or (_LOST in entry.msgstr and not is_in_message):
            message = phrase(
                "letters are lost here (“{sign}”): a program could not write them; ask for the file saved as UTF-8",
                sign=_LOST,
            )
            yield GrammarError(entry.line if is_in_message else entry.msgstr_line, message, "po-damaged")


def _mistaken(entries: Collection[Entry], messages: Mapping[str, Collection[str]]) -> Iterator[GrammarError]:
    for entry in entries:
        if entry.msgid not in messages and (right := _one_of(entry.msgid, messages)):
            yield mistaken(entry.msgid, right, entry.line)
        if right := _one_of(entry.msgstr, messages.get(entry.msgid, ())):
            yield mistaken(entry.msgstr, right, entry.msgstr_line)
    # Where all messages are plain ASCII, the translations are the only witness: none of them may be sound.
    rights = {entry.msgstr: _mended(entry.msgstr) for entry in entries if not entry.msgstr.isascii()}
    if all(rights.values()):
        broken = [entry for entry in entries if entry.msgstr in rights and not _mended(entry.msgid)]
        if sum(not sign.isascii() for entry in broken for sign in rights[entry.msgstr] or "") > 1:
            yield mistaken(broken[0].msgstr, rights[broken[0].msgstr] or "", broken[0].msgstr_line)


def mistaken(broken: str, right: str, line: int) -> GrammarError:
    """Return the refusal of a catalogue of which `broken` should read `right`."""
    start = next((at for at, (one, other) in enumerate(zip(broken, right, strict=False)) if one != other), 0)
    length = len(right[start].encode("utf-8"))
    seen = broken[start : start + length]
    if not seen.isprintable():  # controls, where other programs show letters
        seen = right[start].encode("utf-8").decode(WINDOWS, "replace")
    message = phrase(
        "letters are broken (“{broken}” for “{right}”): a program took UTF-8 for another encoding and saved it;"
        " ask for the file as it was before",
        broken=seen,
        right=right[start],
    )
    return GrammarError(line, message, "po-damaged")


def _one_of(text: str, texts: Collection[str]) -> str | None:
    """Return which of `texts` a text was before a program broke its letters, if it was one of them."""
    return next((right for codec in _ENCODINGS if (right := taken_for(codec, text)) in texts), None)


def _mended(text: str) -> str | None:
    """Return a text that was taken for Windows-1252 as it was before, if that is in letters that people write."""
    right = taken_for(WINDOWS, text)
    is_plausible = right and all(any(ord(sign) in span for span in _PLAUSIBLE) for sign in set(right))
    return right if is_plausible else None


@cache
def _bytes_of_windows() -> dict[int, str]:
    signs = {byte: bytes([byte]).decode(WINDOWS, "ignore") for byte in range(0x80, 0xA0)}
    return {ord(sign): chr(byte) for byte, sign in signs.items() if sign}
