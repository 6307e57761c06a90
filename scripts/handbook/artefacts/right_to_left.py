"""Reads the pages of a PDF that are written from right to left.

A PDF holds glyphs from left to right, line by line. Readers guess from their places what was written; PDFium exchanges
the words of a Latin name in an Arabic line, and tears a sign off its letter. Here the content is read as its tags
divide it, what the fonts say of each glyph (ToUnicode) is what counts, and each line is put back into its order.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import pikepdf

_PAIRS = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCKS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ARTIFACT = "/Artifact"


def page_text(page: pikepdf.Page) -> str:
    """Return the text of a page in the order of its tags, a line for each; running heads and page numbers are none."""
    fonts = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    font: Mapping[int, str] = {}
    is_read: list[bool] = []  # of each mark that is open
    glyphs: list[str] = []
    lines: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                is_read.append(str(operands[0]) != _ARTIFACT)
            case "EMC":
                is_read.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "TJ" if all(is_read):
                glyphs += _glyphs(operands[0], font)
            case "ET" if glyphs:
                lines.append(written(glyphs))
                glyphs = []
    return "\n".join(lines)


def _unicode(font: pikepdf.Object) -> Mapping[int, str]:
    """Return what each glyph of a font says."""
    pairs = (pair for block in _BLOCKS.findall(font.ToUnicode.read_bytes()) for pair in _PAIRS.findall(block))
    return {int(glyph, 16): bytes.fromhex(text.decode("ascii")).decode("utf-16-be") for glyph, text in pairs}


def _glyphs(shown: pikepdf.Object, font: Mapping[int, str]) -> Iterator[str]:
    for codes in (bytes(part) for part in shown if isinstance(part, pikepdf.String)):
        yield from (font.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))


def written(glyphs: Sequence[str]) -> str:
    """Return a line as it was written, given what its glyphs say from left to right.

    Names and numbers run from left to right in either kind of line, with the spaces and marks between their parts.
    """
    if not any(map(_runs_left, glyphs)):
        return "".join(glyphs)
    line, written_line = list(reversed(glyphs)), []
    while line:
        stop = next((at for at, glyph in enumerate(line) if _runs_left(glyph)), len(line))
        last = next((at for at in reversed(range(stop)) if _runs_right(line[at])), -1)
        first = next((at for at in range(stop) if _runs_right(line[at])), 0)
        written_line += [*line[:first], *reversed(line[first : last + 1]), *line[last + 1 : stop + 1]]
        del line[: stop + 1]
    return "".join(written_line)


def _runs_left(glyph: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in glyph)


def _runs_right(glyph: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("L", "EN", "AN") for sign in glyph)
