"""Letters that a program has broken although every line is still one of a catalogue: UTF-8 that it took for another
character set and saved ("Ã©" for "é"), and those that it could not write ("�", or "?", as in "qu?il").

No translation is accused for having such signs: they have to be missing in the message that it translates, or what
they become when they are put right has to be a message of a page, or a translation that the tree has.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from unicodedata import combining, normalize

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError
from handbook.findings.phrase import phrase
from handbook.languages.letters import GROWN

_LOST = "\ufffd"
# A word in which "?" stands for a letter or an apostrophe; an address has other signs too.
_ASKING_WORD = re.compile(r"(?<![^\s(«“*_-])[\w’'?-]*(?<=\w)\?\w[\w’'?-]*|(?<!\S)\?{2,}(?=[\s.,;:]|$)")
_TYPEWRITTEN = str.maketrans("‘’“”«»–—\u00a0\u202f", '\'\'""""--  ')
_TWO_LETTERS = str.maketrans({**GROWN, **{one.upper(): two.upper() for one, two in GROWN.items()}})
_QUERIES = re.compile(r"(?:[^\x00-\x7f]|\?)+")
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
    kinds = (_lost, _unwritten, _dropped, _mistaken)
    return next(chain.from_iterable(kind(used, messages) for kind in kinds), None)


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
            yield _letters_lost(_LOST, entry.line if is_in_message else entry.msgstr_line)


def _unwritten(entries: Collection[Entry], messages: Mapping[str, Collection[str]]) -> Iterator[GrammarError]:
    if any("?" in entry.msgid and entry.msgid not in messages for entry in entries):
        before = {key: msgid for msgid in messages if not msgid.isascii() for key in _asked(msgid)}
        for entry in entries:
            if entry.msgid not in messages and _is_unwritten(entry.msgid, before.get(_QUERIES.sub("?", entry.msgid))):
                yield _letters_lost(_asking(entry.msgid), entry.line)
    for entry in entries:
        if any(_is_unwritten(entry.msgstr, right) for right in messages.get(entry.msgid, ())):
            yield _letters_lost(_asking(entry.msgstr), entry.msgstr_line)
    # Where all translations are new, they are the only witness; one may be a slip of the hand.
    words = [(entry, word) for entry in entries for word in asking_words(entry.msgstr, entry.msgid)]
    if len(words) > 1:
        entry, word = words[0]
        yield _letters_lost(word, entry.msgstr_line)


def _asked(text: str) -> set[str]:
    """Return a text as it is with "?" for its signs; some programs write an accent as a sign of its own."""
    return {_QUERIES.sub("?", text), _QUERIES.sub("?", normalize("NFD", text))}


def _is_unwritten(text: str, right: str | None) -> bool:
    """Whether a text is `right` as a program writes it that has "?" for what is not in its character set."""
    if right is None or text.count("?") <= right.count("?") or _QUERIES.sub("?", text) not in _asked(right):
        return False
    # "Who?" may have become "Who…" since: some letter has to be lost, or what stands before one.
    return bool(re.search(r"\?\w", text)) or any(sign.isalpha() for sign in {*right} - {*text})


def _dropped(entries: Collection[Entry], messages: Mapping[str, Collection[str]]) -> Iterator[GrammarError]:
    """Yield the refusal of a catalogue that has no accent left, or no apostrophe: it was not so."""
    for sign, dropped in _DROPPED:
        if any(sign.search(entry.msgstr) for entry in entries):
            continue
        unknown = {entry.msgid for entry in entries if entry.msgid not in messages}
        before = {text: msgid for msgid in messages if sign.search(msgid) for text in unknown & dropped(msgid)}
        lost = []
        for entry in entries:
            msgid = before.get(entry.msgid, entry.msgid)
            lost += [(letter, entry.line) for letter in sign.findall(msgid) if msgid != entry.msgid]
            for right in messages.get(msgid, ()):
                if entry.msgstr in dropped(right):
                    lost += [(letter, entry.msgstr_line) for letter in sign.findall(right)]
        # One may have been corrected: “où” was “ou”.
        if len(lost) > 1:
            yield _letters_lost(*lost[0])


def _in_ascii(text: str) -> set[str]:
    """Return a text in ASCII: without the accents, without the letters that have some, with "'" for "’" or nothing."""
    forms = (normalize("NFD", text.translate(_TWO_LETTERS)), text)
    return {
        form.translate(signs).encode("ascii", "ignore").decode() for form in forms for signs in ({}, _TYPEWRITTEN)
    } | {normalize("NFC", "".join(sign for sign in forms[0] if not combining(sign)))}


def _in_latin(text: str) -> set[str]:
    return {text.encode("latin-1", "ignore").decode("latin-1")}


def asking_words(text: str, source: str) -> list[str]:
    """Return the words of a translation in which "?" stands inside, as no word of its message has it."""
    return _ASKING_WORD.findall(text) if "?" in text and not _ASKING_WORD.search(source) else []


def _asking(text: str) -> str:
    return next((word for word in text.split() if re.search(r"\?\w|\w\?", word)), "?")


def _letters_lost(sign: str, line: int) -> GrammarError:
    message = phrase(
        "letters are lost here (“{sign}”): a program could not write them; ask for the file saved as UTF-8", sign=sign
    )
    return GrammarError(line, message, "po-damaged")


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


# Signs that a catalogue has lost where none is left in it, and what their texts are then.
_DROPPED = ((re.compile(r"[^\W\x00-\x7f]"), _in_ascii), (re.compile(r"(?<=\w)’(?=\w)"), _in_latin))


@cache
def _bytes_of_windows() -> dict[int, str]:
    signs = {byte: bytes([byte]).decode(WINDOWS, "ignore") for byte in range(0x80, 0xA0)}
    return {ord(sign): chr(byte) for byte, sign in signs.items() if sign}
