"""What a paragraph of a page looks like in what is copied from a PDF, and the readers that copy it.

Poppler (in both of its orders), PDFBox, MuPDF and pdf.js have little in common: each joins lines by rules of its own.
What is copied has to be the words of the page, with whatever white space a line ends with. In all of them a word in a
link that is divided ends its line before the sign that follows the link.
"""

import json
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from lxml import html

from conformance.node_scripts import script_output
from conformance.tools import ConformanceError
from handbook.catalogs.strings import shipped, shipped_languages

# Reads PDFs: the text of each, with a form feed after each page.
Reads = Callable[[Sequence[Path]], Mapping[Path, str]]

# What stands between the last line of a page and the first of the next one: addresses of links, and the running foot.
_PAGE_END = r"\s*(?:\d+\s?(?:https?|mailto):\S+\s+)*[^\n\f]*\s*\f\s*"
_GAP = rf"(?:\s+|{_PAGE_END})"
# What paper adds: the page of a place, or words for where that is; and the number of a note, maybe on its own line.
_PAGE_OF = rf"(?:{_GAP}\((?:p\.{_GAP}\d+|{{elsewhere}})\))?"
_ELSEWHERE = "in the handbook"
_NOTE = r"(?:\s*\d+(?=\D)\s*)?"
# Stand around the address of a link, where it ends.
_OPENS, _CLOSES = "\ue000", "\ue001"
_LINK_END = re.compile(f"{_OPENS}([^{_CLOSES}]*){_CLOSES}")
# What pages have and paper has not: the line that leads to the facts of a panel.
_ON_SCREEN = "not(contains(concat(' ', @class, ' '), ' source-line '))"
_PARAGRAPHS = f".//main//p[{_ON_SCREEN}] | .//main//h1 | .//main//h2 | .//main//h3 | .//main//dt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """What people read PDFs in; one that `divides` has line ends in the words that a line divides, and says why."""

    name: str
    read: Reads
    divides: str = ""


def paragraphs(page: str) -> list[str]:
    """Return the text of each paragraph and heading of a page in HTML; where a link ends, its address stands."""
    texts = []
    for element in html.fromstring(page).xpath(_PARAGRAPHS):
        for link in element.xpath(".//a[@class='headerlink']"):
            link.drop_tree()
        for call in element.xpath(".//a[contains(@class, 'footnote-reference')]"):
            call[:], call.text = [], ""  # on screen it has brackets
        for link in element.iter("a"):
            address = link.get("href", "")
            shown = address if re.match(r"(?:https?|mailto):", address) else ""
            link.tail = f"{_OPENS}{shown}{_CLOSES}{link.tail or ''}"
        text = " ".join(element.text_content().split())
        if in_words(text):
            texts.append(text)
    return texts


def in_words(paragraph: str) -> str:
    """Return a paragraph as people read it."""
    return _LINK_END.sub("", paragraph).strip()


def lost(paragraph: str, text: str, *, divides: bool = False) -> bool:
    """Whether a paragraph is not in what a reader has copied; `divides` where it has line ends inside words."""
    words = " ".join(in_words(paragraph).split())
    is_as_written = f" {words} " in f" {_in_one_line(text)} "
    return not is_as_written and pattern(paragraph, divides=divides).search(text) is None


@lru_cache(maxsize=2)
def _in_one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _elsewhere() -> str:
    """Return the words, in any language that the program has, for a chapter that is not in a leaflet."""
    all_words = (shipped(language).get(_ELSEWHERE, _ELSEWHERE) for language in shipped_languages())
    return "|".join(_GAP.join(map(re.escape, words.split())) for words in all_words)


@cache
def pattern(paragraph: str, *, divides: bool = False) -> re.Pattern[str]:
    """Return what a paragraph looks like when it is copied."""
    within = "\n?" if divides else ""
    page_of = _PAGE_OF.format(elsewhere=_elsewhere())
    words = []
    for word in paragraph.split():
        pieces = _LINK_END.split(word)  # text, address, text, ...
        written = [within.join(map(re.escape, piece)) for piece in pieces]
        words.append(
            "".join(
                f"{page_of}{_NOTE}(?:{_GAP}{piece})?\n?" if number % 2 else piece
                for number, piece in enumerate(written)
            )
        )
    return re.compile(_GAP.join(words))


def poppler(*options: str) -> Reads:
    """Return what reads with Poppler."""
    return lambda paths: {path: _output("pdftotext", *options, str(path), "-") for path in paths}


def mupdf(paths: Sequence[Path]) -> Mapping[Path, str]:
    """Return the texts that MuPDF copies."""
    import pymupdf

    texts = {}
    for path in paths:
        with pymupdf.open(path) as pdf:
            texts[path] = "".join(f"{page.get_text()}\f" for page in pdf)
    return texts


def pdfbox(jar: Path) -> Reads:
    """Return what reads with PDFBox, which does not say where a page ends: at its foot, as Poppler has it."""
    command = ("java", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-jar", str(jar), "export:text")

    def read(path: Path) -> str:
        text = _output(*command, "-console", "-i", str(path))
        feet = [page.rstrip().rpartition("\n")[2] for page in _output("pdftotext", str(path), "-").split("\f")]
        return with_page_ends(text, feet)

    def read_all(paths: Sequence[Path]) -> Mapping[Path, str]:
        with ThreadPoolExecutor(max_workers=2) as pool:
            return dict(zip(paths, pool.map(read, paths), strict=True))

    return read_all


def with_page_ends(text: str, feet: Sequence[str]) -> str:
    """Return a text with a form feed after each line that is the foot of a page; `feet` are in the order of pages."""
    place = 0
    for words in filter(None, (foot.split() for foot in feet)):
        line = r"\s+".join(map(re.escape, words))
        if foot := re.compile(rf"^\s*{line}[^\S\n]*$", re.MULTILINE).search(text, place):
            text = f"{text[: foot.end()]}\f{text[foot.end() :]}"
            place = foot.end() + 1
    return text


def pdfjs(script: Path, modules: Path) -> Reads:
    """Return what reads with pdf.js."""

    def read(paths: Sequence[Path]) -> Mapping[Path, str]:
        texts = json.loads(script_output(script, [str(modules), *map(str, paths)], who="pdf.js", longest=120))
        return {path: texts[str(path)] for path in paths}

    return read


def _output(*command: str) -> str:
    answer = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)
    if answer.returncode or not answer.stdout:
        raise ConformanceError(f"{command[0]} cannot read a PDF: {answer.stderr.decode(errors='replace').strip()}")
    return answer.stdout.decode("utf-8")
