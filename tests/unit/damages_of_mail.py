"""What happens to catalogues on their way: each function does to the bytes of one what a program does, no more."""

import base64
import html
import io
import quopri
import re
import textwrap
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

from handbook.catalogs.grammar import parse

Damage = Callable[[bytes], bytes]

# name -> (what is done to the file, words of the message that says so)
DAMAGES: dict[str, tuple[Damage, str]] = {}


def said(words: str) -> Callable[[Damage], Damage]:
    """Register a damage under the name of its function, with words of what has to be said of it."""

    def register(damage: Damage) -> Damage:
        DAMAGES[damage.__name__.replace("_", "-")] = (damage, words)
        return damage

    return register


def zipped(*files: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a .zip with files by name, in their order."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", packing) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return whole.getvalue()


def by_lines(data: bytes, change: Callable[[str], str]) -> bytes:
    """Return a file with each line changed."""
    return "\n".join(change(line) for line in data.decode().split("\n")).encode()


@said("curly quotes")
def curly_quotes(data):
    """Let a word processor choose the quotes."""
    return by_lines(data, lambda line: re.sub(r'(^|[\s(\[])"', r"\1“", line).replace('"', "”"))


@said("curly quotes")
def guillemets(data):
    """Let a French one choose them, with its spaces."""
    return by_lines(data, lambda line: re.sub(r'(^|\s)"', "\\1«\xa0", line).replace('"', "\xa0»"))


@said("no-break spaces")
def no_break_spaces(data):
    """Copy it out of a web page."""
    return by_lines(data, lambda line: line.replace('msgstr "', 'msgstr\xa0"'))


@said("no-break spaces")
def no_break_indents(data):
    """Copy it out of the text of a mail."""
    return by_lines(data, lambda line: f"\xa0\xa0{line}" if line else line)


@said("put “>” before the lines")
def cited(data):
    """Answer the mail in whose text the catalogue stands."""
    return b"".join(b"> " + line for line in data.splitlines(keepends=True))


@said("put “>” before the lines")
def cited_below_a_greeting(data):
    """Say something before it."""
    return "Le 3 mai, Anna a écrit :\n\n".encode() + cited(data)


@said("broken in two")
def broken_at_76(data):
    """Send it in the text of a mail."""
    return by_lines(data, lambda line: "\n".join(textwrap.wrap(line, 76, break_long_words=False)))


@said("broken in two")
def broken_at_72(data):
    """Send it with a program that likes shorter lines."""
    return by_lines(data, lambda line: "\n".join(textwrap.wrap(line, 72, break_long_words=False)))


@said("a web page stands around")
def saved_web_page(data):
    """Save what the browser shows."""
    return f"<!DOCTYPE html>\n<html><body><pre>{html.escape(data.decode())}</pre></body></html>\n".encode()


@said("a web page stands around")
def preformatted(data):
    """Copy it from such a page."""
    return f"<pre>{html.escape(data.decode())}</pre>\n".encode()


@said("a web page stands around")
def entities(data):
    """Copy it without the page."""
    return html.escape(data.decode()).encode()


@said("a web page stands around")
def line_breaks_of_html(data):
    """Have a form of the web keep the lines."""
    return data.replace(b"\n", b"<br>\n")


@said("a web page stands around")
def page_instead_of_the_file(data):
    """Save the page that asks for a password, instead of the file."""
    return b'<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>\n'


@said("(quoted-printable)")
def quoted_printable(data):
    """Save the attachment as it stands in the mail."""
    return quopri.encodestring(data)


@said("(base64)")
def base64_of_mail(data):
    """Save an attachment of the other kind."""
    return base64.encodebytes(data).replace(b"\n", b"\r\n")


@said("the whole mail")
def whole_mail(data):
    """Save the mail instead of its attachment."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "Traduction"
    mail.set_content("Bonjour, voici le fichier.")
    mail.add_attachment(data, maintype="text", subtype="x-po", filename="did.po")
    return mail.as_bytes()


@said("breaks off here")
def half(data):
    """Lose the connection in the middle of a line."""
    return data[: data.rindex(b" ")]


@said("breaks off here")
def half_a_character(data):
    """Lose it between the two bytes of an accent."""
    return data[: data.rindex("é".encode()) + 1]


@said("breaks off here")
def half_of_utf_16(data):
    """Lose it between the two bytes of a letter, in a string."""
    return half(data).decode().encode("utf-16")[:-1]


@said("breaks off here")
def half_of_utf_16_behind_an_entry(data):
    """Lose it there, between two entries."""
    return data.decode().encode("utf-16") + b"#"


@said("breaks off here")
def without_its_last_msgstr(data):
    """Lose it between two lines."""
    return data[: data.rindex(b"\nmsgstr") + 1]


@said("nothing of the file has arrived")
def empty(data):
    """Lose all of it."""
    return b""


@said("nothing of the file has arrived")
def zeros(data):
    """Keep its size only, as a full disk does."""
    return bytes(len(data))


@said("(Microsoft Office)")
def word(data):
    """Send it in a document of Word."""
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", data))


@said("(Microsoft Office)")
def word_of_libreoffice(data):
    """Have another program write that document."""
    return zipped(("word/document.xml", data), ("[Content_Types].xml", b"<Types/>"))


@said("(Microsoft Office)")
def old_word(data):
    """Send it in a document of the last century."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + data


@said("(OpenDocument)")
def writer(data):
    """Send it in a document of LibreOffice."""
    return zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", data))


@said("(RTF)")
def rich_text(data):
    """Send it in the format that all word processors read."""
    return b"{\\rtf1\\ansi " + data + b"}"


@said("(PDF)")
def pdf(data):
    """Print it."""
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + data


@said("(PNG)")
def screenshot(data):
    """Photograph it."""
    return b"\x89PNG\r\n\x1a\n" + bytes(20)


@said("(MO)")
def compiled(data):
    """Send what programs read."""
    return b"\xde\x12\x04\x95" + bytes(24)


@said("(gzip)")
def tar(data):
    """Pack it in another way."""
    return b"\x1f\x8b\x08\x00" + bytes(30)


@said("a table (CSV)")
def table(data):
    """Send what ``po2csv`` makes of it."""
    rows = (f'"","{each.msgid.replace(chr(34), chr(34) * 2)}","{each.msgstr}"\n' for each in parse(data)[1:])
    return ('"location","source","target"\n' + "".join(rows)).encode()


@said("a change as git writes it")
def patch(data):
    """Send what git shows."""
    return b'diff --git a/x.po b/x.po\n--- a/x.po\n+++ b/x.po\n@@ -1 +1 @@\n-msgstr "a"\n+msgstr "b"\n'


@said("letters are broken (“â€™” for “’”)")
def latin_1_of_utf_8(data):
    """Take it for Latin-1, and save it: that gives controls, which no catalogue has."""
    return data.decode("latin-1").encode()


def windows_of_utf_8(data: bytes) -> bytes:
    """Take UTF-8 for Windows-1252, as browsers do, and save it: every line is still one of a catalogue."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data).encode()
