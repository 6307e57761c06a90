"""Copies the text of PDFs with what people read them in, and holds each paragraph to the page on the web.

Poppler (in both of its orders), PDFBox, MuPDF and pdf.js have little in common: each joins lines by rules of its own.
What is copied has to be the words of the page, with whatever white space a line ends with. pdf.js alone knows no text
beside its glyphs, and ends a line wherever the next one begins: in a word that a line divides, it has a line end. In
the others a word in a link that is divided ends its line before the sign that follows the link.
"""

import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import html

from conformance.node_scripts import script_output
from conformance.tools import ConformanceError

# Reads a PDF: its text, with a form feed after each page.
Reader = Callable[[Path], str]

# What stands between the last line of a page and the first of the next one: addresses of links, and the running foot.
_PAGE_END = r"\s*(?:\d+\s?(?:https?|mailto):\S+\s+)*[^\n\f]*\s*\f\s*"
_GAP = rf"(?:{_PAGE_END}|\s+)"
# What paper adds: the page of a place, and the number of a note, which may stand on a line of its own.
_PAGE_OF = rf"(?:{_GAP}\(p\.{_GAP}\d+\))?"
_NOTE = r"(?:\s*\d+(?=\D)\s*)?"
_ADDRESS = rf"(?:{_GAP}https?://\S+?)?"
_DIVIDED_ADDRESS = rf"(?:{_GAP}https?://\S+?(?:\n\S+?)*?)?"
_LINK_ENDS = "\ue000"


def paragraphs(page: str) -> list[str]:
    """Return the text of each paragraph of a page in HTML; a private sign stands where a link ends."""
    texts = []
    for element in html.fromstring(page).iterfind(".//main//p"):
        for link in element.iter("a"):
            link.tail = _LINK_ENDS + (link.tail or "")
        text = " ".join(element.text_content().split())
        if text.strip(_LINK_ENDS + " "):
            texts.append(text)
    return texts


def lost(paragraph: str, text: str, *, divides: bool = False) -> bool:
    """Whether a paragraph is not in what a reader has copied; `divides` where it has line ends inside words."""
    return pattern(paragraph, divides=divides).search(text) is None


def pattern(paragraph: str, *, divides: bool = False) -> re.Pattern[str]:
    """Return what a paragraph looks like when it is copied."""
    within, address = ("\n?", _DIVIDED_ADDRESS) if divides else ("", _ADDRESS)
    words = []
    for word in re.split(r"\s+", paragraph.strip()):
        pieces = (f"{_PAGE_OF}{_NOTE}{address}\n?" if sign == _LINK_ENDS else re.escape(sign) for sign in word)
        words.append(within.join(pieces))
    return re.compile(_GAP.join(words))


def poppler(path: Path, *options: str) -> str:
    """Return the text that Poppler copies."""
    return _said("pdftotext", *options, str(path), "-")


def mupdf(path: Path) -> str:
    """Return the text that MuPDF copies."""
    import pymupdf

    with pymupdf.open(path) as pdf:
        return "".join(f"{page.get_text()}\f" for page in pdf)


def pdfbox(jar: Path) -> Reader:
    """Return what reads with PDFBox."""
    return lambda path: _said("java", "-jar", str(jar), "export:text", "-addPageBreaks", "-console", "-i", str(path))


def pdfjs(script: Path, modules: Path) -> Reader:
    """Return what reads with pdf.js."""
    return lambda path: script_output(script, [str(modules), str(path)], who="pdf.js", longest=60)


def _said(*command: str) -> str:
    answer = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    if answer.returncode:
        raise ConformanceError(f"{command[0]} cannot read a PDF: {answer.stderr.decode(errors='replace').strip()}")
    return answer.stdout.decode("utf-8")


def losses(
    pages: Mapping[str, str], paths: Mapping[str, Path], readers: Mapping[str, Reader]
) -> Iterator[tuple[str, str, str]]:
    """Yield (file, reader, paragraph) for each paragraph of the `pages` of a file that a reader has lost."""
    for name, path in paths.items():
        for reader, read in readers.items():
            text = read(path)
            for paragraph in paragraphs(pages[name]):
                if lost(paragraph, text, divides=reader == "pdf.js"):
                    yield name, reader, paragraph.replace(_LINK_ENDS, "")
