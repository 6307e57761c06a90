"""What a download is called where a reader keeps it: its title, year and language, as a name of one file on any system.

Addresses stay what they are, ``downloads/brochure-en.pdf``: they are in plain ASCII, and printed and linked to.
"""

import re
import unicodedata

from handbook.project.page_names import is_device

# Of a name with its ending, in UTF-8. File systems take 255, and Windows 260 characters for the whole path.
MOST_BYTES = 120
# What Windows refuses (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), and no shell likes.
_COLON, _SLASHES, _OTHERS = re.compile(r"\s*:(?=\s)"), re.compile(r"\s*[/\\|:]\s*"), re.compile(r'["<>?*]')
# A name that begins so is hidden, taken for an option or for a home; Windows drops what ends in a dot.
_EDGES = " .-–~"
# A title is cut between two words, where there is one among its last letters.
_LAST_WORD = re.compile(r"\s+\S{0,24}$")


def saved_name(title: str, year: str, language: str, ending: str) -> str:
    """Return the name of a file that holds something with this `title`; `ending` has its dot, `year` may be "".

    Letters of any script stay; what is not seen, what Windows refuses, and what is too long does not.
    """
    tail = f"{f' {year}' if year else ''} ({_plain(language)}){ending}"
    room = MOST_BYTES - len(tail.encode())
    name = f"{_cut(_plain(title), room)}{tail}".lstrip()
    return f"_{name}" if is_device(name) else name


def _plain(text: str) -> str:
    """Return a text without what is unsafe in a name, in one line, its accents with their letters."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = "".join(sign for sign in line if unicodedata.category(sign)[0] != "C")
    line = _OTHERS.sub("", _SLASHES.sub("-", _COLON.sub(" –", line)))
    return " ".join(line.split()).strip(_EDGES)


def _cut(text: str, room: int) -> str:
    """Return as much of a text as takes no more than `room` bytes; no mark is left without its letter."""
    cut = text.encode()[: max(room, 0)].decode(errors="ignore")
    if cut == text:
        return text
    while cut and unicodedata.category(text[len(cut)])[0] == "M":
        cut = cut[:-1]
    at_a_word = cut if text[len(cut)].isspace() else _LAST_WORD.sub("", cut)
    return (at_a_word or cut).rstrip(f"{_EDGES},;")
