"""Catalogues that are hostile as a whole: their bytes, their header, their size, and the place where they lie."""

import os
from collections.abc import Callable
from pathlib import Path

from hostile_tree import CATALOGUES, GOOD, PAGE_PO

from handbook.findings.finding import printable

HEADER, ENTRIES = GOOD.split(b"\n\n", 1)
LAST = GOOD.count(b"\n") + 2  # the line of an entry that is added


def header(old: bytes, new: bytes) -> bytes:
    """Return the good catalogue with another header."""
    assert HEADER.count(old) == 1
    return HEADER.replace(old, new) + b"\n\n" + ENTRIES


def added(entry: bytes) -> bytes:
    """Return the good catalogue with something behind it."""
    return GOOD + b"\n" + entry


def line_of(text: bytes) -> int:
    """Return the line of the good catalogue that holds `text`."""
    return GOOD[: GOOD.index(text)].count(b"\n") + 1


# name -> (bytes of the catalogue, line, rule)
BYTES: dict[str, tuple[bytes, int, str]] = {
    "empty": (b"", 1, "po-damaged"),
    "nothing-but-comments": (b"# Bonjour\n", 1, "po-header"),
    "header-missing": (ENTRIES, 1, "po-header"),
    "header-obsolete": (b"#~ " + HEADER.replace(b"\n", b"\n#~ ") + b"\n\n" + ENTRIES, 1, "po-header"),
    "header-behind-an-entry": (b'msgid "Foul"\nmsgstr "Injuste"\n\n' + GOOD, 1, "po-header"),
    "byte-order-mark": (b"\xef\xbb\xbf" + GOOD, 1, "po-encoding"),
    "utf-16": (GOOD.decode().encode("utf-16"), 1, "po-encoding"),
    "utf-16-without-mark": (GOOD.decode("utf-8").encode("utf-16-le"), line_of(b"Sa fondation"), "po-encoding"),
    "utf-32": (b"m\0\0\0s\0\0\0g\0\0\0", 1, "po-control"),
    "utf-7": (GOOD.replace("à".encode(), b"+AOA-").replace(b"charset=utf-8", b"charset=utf-7"), 1, "po-header"),
    "latin-1": (GOOD.decode().replace("’", "'").replace("œ", "oe").encode("latin-1"), line_of(b"1974") + 1, "utf-8"),
    "windows-1252": (added('msgid "x"\nmsgstr "l’été"\n'.encode("cp1252")), LAST + 1, "utf-8"),
    "overlong": (added(b'msgid "x"\nmsgstr "\xc0\xa2"\n'), LAST + 1, "utf-8"),
    "surrogate": (added(b'msgid "x"\nmsgstr "\xed\xa0\x80"\n'), LAST + 1, "utf-8"),
    "cut-in-a-character": (added(b'msgid "x"\nmsgstr "\xc3'), LAST + 1, "po-damaged"),
    "compiled": (b"\xde\x12\x04\x95" + bytes(24), 1, "po-damaged"),
    "nul": (added(b'msgid "x"\nmsgstr "y\0"\n'), LAST + 1, "po-control"),
    "nul-in-a-comment": (added(b"# y\0\n"), LAST, "po-control"),
    "escape-sequence": (added(b'msgid "x"\nmsgstr "\x1b[2J\x1b]0;x\x07"\n'), LAST + 1, "po-control"),
    "backspace": (added(b'msgid "x"\nmsgstr "y\x08"\n'), LAST + 1, "po-control"),
    "form-feed": (added(b'msgid "x"\nmsgstr "y\x0c"\n'), LAST + 1, "po-control"),
    "file-separator": (added(b'msgid "x"\nmsgstr "y\x1c"\n'), LAST + 1, "po-control"),
    "delete": (added(b'msgid "x"\nmsgstr "y\x7f"\n'), LAST + 1, "po-control"),
    "c1-next-line": (added('msgid "x"\nmsgstr "y\x85"\n'.encode()), LAST + 1, "po-control"),
    "c1-command": (added('msgid "x"\nmsgstr "y\x9b2J"\n'.encode()), LAST + 1, "po-control"),
    "carriage-return-alone": (added(b'msgid "x"\nmsgstr "y"\r# "z"\n'), LAST + 1, "po-encoding"),
    "carriage-returns-only": (GOOD.replace(b"\n", b"\r"), 1, "po-encoding"),
    "carriage-return-twice": (GOOD.replace(b"\n", b"\r\r\n"), 1, "po-encoding"),
    "line-separator-outside": (added('msgid "x"\u2028msgstr "y"\n'.encode()), LAST, "po-control"),
    "charset-missing": (header(b"; charset=utf-8", b""), 1, "po-header"),
    "charset-wrong": (header(b"charset=utf-8", b"charset=iso-8859-1"), 1, "po-header"),
    "charset-with-more": (header(b"charset=utf-8", b"charset=utf-8; x=y"), 1, "po-header"),
    "charset-twice": (header(b'"MIME', b'"Content-Type: text/plain; charset=latin-1\\n"\n"MIME'), 1, "po-header"),
    "type-is-html": (header(b"text/plain", b"text/html"), 1, "po-header"),
    "encoding-in-transfer": (header(b"8bit", b"base64"), 1, "po-header"),
    "language-wrong": (header(b"Language: fr", b"Language: de"), 1, "po-header"),
    "language-leads-away": (header(b"Language: fr", b"Language: ../../../etc"), 1, "po-header"),
    "field-without-name": (header(b"Language: fr", b"fr"), 1, "po-header"),
    "plural-forms-of-thousands": (header(b"nplurals=2", b"nplurals=99999999"), 1, "po-header"),
    "plural-forms-of-python": (header(b"(n > 1)", b"__import__('os').system('touch touched')"), 1, "po-header"),
    "plural-forms-nested": (header(b"(n > 1)", b"(" * 300 + b"n" + b")" * 300), 1, "po-header"),
    "file-too-big": (GOOD + b"#" * 2_100_000, 1, "po-size"),
    "message-too-big": (added(b'msgid "x"\nmsgstr "' + b"y" * 10_001 + b'"\n'), LAST + 1, "po-size"),
    "message-too-big-in-pieces": (
        added(b'msgid "x"\nmsgstr ""\n' + b'"yyyyyyyyyy"\n' * 1_001),
        LAST + 1_002,
        "po-size",
    ),
    "previous-unclosed": (added(b'#| msgid "x\nmsgid "x"\nmsgstr "y"\n'), LAST, "po-quotes"),
    "previous-of-something-else": (added(b'#| msgstr "x"\nmsgid "x"\nmsgstr "y"\n'), LAST, "po-syntax"),
    "source-too-big": (added(b'msgid "' + b"x" * 10_001 + b'"\nmsgstr "y"\n'), LAST, "po-size"),
    "too-many-messages": (
        HEADER + b"".join(b'\n\nmsgid "%d"\nmsgstr ""' % n for n in range(20_002)),
        HEADER.count(b"\n") + 3 + 3 * 19_999 + 2,
        "po-size",
    ),
}  # fmt: skip


# name -> (what is done to the tree: folder of the catalogues, folder of the neighbour -> path that is named), rule)
PLACES: dict[str, tuple[Callable[[Path, Path], str], str]] = {}


def place(rule: str):
    """Register what a function does to the tree, under its name."""

    def register(damage):
        PLACES[damage.__name__.replace("_", "-")] = (damage, rule)
        return damage

    return register


def _add(name: str) -> Callable[[Path, Path], str]:
    def damage(folder: Path, neighbour: Path) -> str:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(HEADER + b'\n\nmsgid "Next"\nmsgstr "<script>alert(1)</script>"\n')
        return f"{CATALOGUES}/{name}"

    return damage


FOREIGN = ("sphinx", "docutils", "sphinx.ext.todo", "sphinxcontrib.plantuml", "myst_parser", "Sphinx", "SPHINX.ext.x")
for _name in FOREIGN:
    PLACES[f"words-of-{_name}"] = (_add(f"{_name}.po"), "po-domain")


PLACES["name-of-a-page-in-capitals"] = (_add("Page.po"), "name-clash")


def _misname(name: str) -> Callable[[Path, Path], str]:
    def damage(folder: Path, neighbour: Path) -> str:
        return printable(_add(name)(folder, neighbour))

    return damage


ODD_NAMES = (
    ".po",
    "..po",
    "...po",
    "agencies/...po",
    "a\nb.po",
    "a\x1b[2J.po",
    "..\\..\\x.po",
    "-rf.po",
    "a\u202eb.po",
    "~.po",
)
for _name in ODD_NAMES:
    PLACES[f"named-{_name.encode('unicode_escape').decode()}"] = (_misname(_name), "po-domain")


def _link(name: str, target: str) -> Callable[[Path, Path], str]:
    def damage(folder: Path, neighbour: Path) -> str:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target.format(neighbour=neighbour))
        return f"{CATALOGUES}/{name}"

    return damage


PLACES["link-to-the-neighbour"] = (_link("page.po", "{neighbour}/secret.po"), "po-link")
PLACES["link-that-climbs"] = (_link("page.po", "../../../../secret.po"), "po-link")
PLACES["link-to-the-system"] = (_link("page.po", "/etc/passwd"), "po-link")
PLACES["link-to-endless-bytes"] = (_link("page.po", "/dev/zero"), "po-link")
PLACES["link-to-the-sources"] = (_link("page.po", "../../../source/page.md"), "po-link")
PLACES["link-to-a-folder"] = (_link("more", "{neighbour}"), "po-link")
PLACES["link-to-a-folder-inside"] = (_link("more", "agencies"), "po-link")
PLACES["link-to-nothing"] = (_link("page.po", "nothing.po"), "po-file")
PLACES["link-to-itself"] = (_link("page.po", "page.po"), "po-file")


@place("po-file")
def folder_with_the_name_of_a_catalogue(folder: Path, neighbour: Path) -> str:
    """Put a folder in the place of a file."""
    (folder / "page.po").unlink()
    (folder / "page.po").mkdir()
    return PAGE_PO


@place("po-file")
def pipe_that_nobody_fills(folder: Path, neighbour: Path) -> str:
    """Put a pipe in the place of a file: who reads it waits for ever."""
    (folder / "page.po").unlink()
    os.mkfifo(folder / "page.po")
    return PAGE_PO


@place("markup")
def words_of_the_theme_with_a_script(folder: Path, neighbour: Path) -> str:
    """Put a script on every page by a string of our own."""
    path = folder / "handbook.po"
    entry = 'msgid "Contents"\nmsgstr "Table <script>alert()</script>"\n'
    path.write_text(f"{HEADER.decode()}\n\n{entry}", encoding="utf-8")
    return f"{CATALOGUES}/handbook.po"
