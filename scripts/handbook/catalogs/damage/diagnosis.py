"""What has happened to a catalogue on its way: why it cannot be read, and what to ask of whoever sent it.

Nothing is looked for in a file that the parser accepts. Where it refuses a line, that line and the first bytes of the
file tell what did the damage; each kind is a row of the table at the end.
"""

import re
from collections.abc import Callable, Sequence

from handbook.catalogs.damage.mangled import WINDOWS, mistaken, taken_for
from handbook.catalogs.damage.recode import parse_recoded, recoded
from handbook.catalogs.damage.signs import (
    RefusedFile,
    has_curly_quotes,
    has_no_break_spaces,
    is_base64,
    is_cited,
    is_cut,
    is_empty,
    is_mail,
    is_page,
    is_patch,
    is_quoted_printable,
    is_table,
    is_wrapped,
)
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError
from handbook.findings.phrase import Phrase, phrase

# How files begin that are no catalogues, and what their kind is called.
_KINDS = (
    (re.compile(rb"%PDF-"), "PDF"),
    (re.compile(rb"\{\\rtf"), "RTF"),
    (re.compile(rb"\xd0\xcf\x11\xe0|PK\x03\x04(?=.*\[Content_Types\]\.xml)", re.DOTALL), "Microsoft Office"),
    (re.compile(rb"PK\x03\x04.{26}mimetype", re.DOTALL), "OpenDocument"),
    (re.compile(rb"PK\x03\x04"), "ZIP"),
    (re.compile(rb"\xde\x12\x04\x95|\x95\x04\x12\xde"), "MO"),
    (re.compile(rb"\x89PNG"), "PNG"),
    (re.compile(rb"\xff\xd8\xff"), "JPEG"),
    (re.compile(rb"7z\xbc\xaf"), "7-Zip"),
    (re.compile(rb"Rar!"), "RAR"),
    (re.compile(rb"\x1f\x8b"), "gzip"),
    (re.compile(rb"\s*<\?xml(?!.{0,200}<(?:!DOCTYPE )?html)", re.DOTALL | re.IGNORECASE), "XML"),
)
_BEGINNING = 100_000
# Rules that a file breaks whose encoding is another, or whose line ends are.
_OF_ENCODING = {"utf-8", "po-encoding", "po-control", "po-syntax"}

_CUT = phrase("the file breaks off here, and the rest has not arrived; ask for it again, in a .zip")


def breaks_off(entries: Sequence[Entry]) -> GrammarError | None:
    """Return the refusal of a catalogue that ends behind a line of an unfinished string, if it does."""
    last = entries[-1]
    is_cut = last.msgstr.endswith(" ") and not last.msgid.endswith(" ")
    return GrammarError(last.msgstr_line, _CUT, "po-damaged") if is_cut else None


def explained(data: bytes, error: GrammarError, *, times: int = 1) -> GrammarError:
    """Return why the parser has refused a file, as far as that can be told from it; else `error`."""
    plain = recoded(data)
    if plain != data and error.rule in _OF_ENCODING:
        try:
            parse_recoded(plain, times=times)
        except GrammarError as again:
            error = again
        else:
            message = phrase("the file is saved in another encoding, or with other line ends; run handbook po format")
            return GrammarError(error.line, message, "po-encoding")
    if kind := next((name for begins, name in _KINDS if begins.match(data)), None):
        message = phrase(
            "this is no catalogue but another kind of file ({kind}); ask for the .po file itself, as an attachment",
            kind=kind,
        )
        return GrammarError(1, message, "po-damaged")
    # What is too large shows at its beginning what it is.
    is_too_large = error.rule == "po-size"
    refused = RefusedFile(
        data=plain[:_BEGINNING] if is_too_large else plain, number=1 if is_too_large else error.line, rule=error.rule
    )
    if error.rule == "po-control" and (right := taken_for(WINDOWS, refused.text)):
        return mistaken(refused.text, right, error.line)
    # git's own marks are named as such, though ">" stands before them as in the mail of somebody who answers.
    is_conflict = error.rule == "po-conflict"
    damage = next((message for has_happened, message in _TABLE if not is_conflict and has_happened(refused)), None)
    return error if damage is None else GrammarError(error.line, damage, "po-damaged")


# What may have happened, and what to do about it. The first that fits is told.
_TABLE: tuple[tuple[Callable[[RefusedFile], bool], Phrase], ...] = (
    (is_empty, phrase("nothing of the file has arrived: it is empty, or all zeros; ask for it again")),
    (is_mail, phrase("this is the whole mail; save its attachment, and take that")),
    (
        is_page,
        phrase(
            "a web page stands around the catalogue, or in place of it; ask for the .po file itself, as an attachment"
        ),
    ),
    (is_patch, phrase("this is a change as git writes it; apply it with git, or ask for the .po file itself")),
    (
        is_cited,
        phrase(
            "a mail program has put “>” before the lines; ask for the file as an attachment, not as the text of a mail"
        ),
    ),
    (
        is_quoted_printable,
        phrase(
            "the file is still encoded as mail programs send it (quoted-printable);"
            " save the attachment anew from the mail, or ask for it in a .zip"
        ),
    ),
    (
        is_base64,
        phrase(
            "the file is still encoded as mail programs send it (base64);"
            " save the attachment anew from the mail, or ask for it in a .zip"
        ),
    ),
    (is_table, phrase("this is a table (CSV); ask for the .po file, or make one of it with csv2po")),
    (
        has_curly_quotes,
        phrase(
            "a word processor has put curly quotes for straight ones here;"
            " put them back, or ask for the file as the translation program saved it"
        ),
    ),
    (
        has_no_break_spaces,
        phrase(
            "a program has put no-break spaces for plain ones here;"
            " put them back, or ask for the file as the translation program saved it"
        ),
    ),
    (
        is_wrapped,
        phrase("the line is broken in two here, as mail programs do; join them, or ask for the file as an attachment"),
    ),
    (is_cut, _CUT),
)
