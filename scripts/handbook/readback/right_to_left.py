"""Reads the pages of a PDF that are written from right to left.

A PDF holds glyphs from left to right, line by line. Readers guess from their places what was written; PDFium exchanges
the words of a Latin name in an Arabic line, and tears a sign off its letter. Here the content is read as its tags
divide it, what the fonts say of each glyph (ToUnicode) is what counts, and each line is put back into its order.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pikepdf

from handbook.languages.writing import runs_left

_PAIRS = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCKS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ARTIFACT = "/Artifact"
_BRACKETS = str.maketrans("()[]{}<>«»", ")(][}{><»«")
# The page to which a text refers, a piece of its own: the print’s, in the midst of a sentence.
_PAGE = re.compile(r"\s*\(\d+\)\s*")
# Tags that stand within a line.
_INLINE = [pikepdf.Name(f"/{name}") for name in ("Code", "Em", "Link", "Quote", "Reference", "Span", "Strong")]


def page_text(page: pikepdf.Page, tags: Sequence[pikepdf.Object]) -> str:
    """Return the text of a page in the order of its content, a line for each; running heads are none.

    `tags` are the tags of its pieces, by their number (ISO 32000-1, 14.7.4.4, ParentTree).
    """
    fonts = {name: texts_of_glyphs(font) for name, font in page.Resources.get("/Font", {}).items()}
    font: Mapping[int, str] = {}
    is_read: list[bool] = []  # of each mark that is open
    glyphs: list[str] = []
    text, before, place = "", None, None
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC" | "BMC":
                is_read.append(str(operands[0]) != _ARTIFACT)
                if is_read[-1] and "/MCID" in operands[1]:
                    block = _block(tags[int(operands[1].MCID)])
            case "EMC":
                is_read.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tm":
                place = float(operands[5])
            case "TJ" if all(is_read):
                glyphs += shown_glyphs(operands[0], font)
            case "ET" if glyphs:
                # Pieces of one line of one block stand in the order of writing, with their own spaces.
                line = written(glyphs)
                if not _PAGE.fullmatch(line):
                    text += ("" if before == (block, place) else "\n") + line
                before, glyphs = (block, place), []
    return text.strip()


def tags_of(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Sequence[pikepdf.Object]:
    """Return the tags of the pieces of a page, by their number."""
    return list(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(page.StructParents)])


def _block(tag: pikepdf.Object) -> tuple[int, int]:
    """Return by which number a PDF knows the nearest tag around a piece that begins a line of its own."""
    while tag.S in _INLINE:
        tag = tag.P
    return tag.objgen


def texts_of_glyphs(font: pikepdf.Object) -> Mapping[int, str]:
    """Return what each glyph of a font says."""
    pairs = (pair for block in _BLOCKS.findall(font.ToUnicode.read_bytes()) for pair in _PAIRS.findall(block))
    return {int(glyph, 16): bytes.fromhex(text.decode("ascii")).decode("utf-16-be") for glyph, text in pairs}


def shown_glyphs(shown: Iterable[object], font: Mapping[int, str]) -> Iterator[str]:
    """Yield what each glyph says that is shown by an operand of TJ: its strings, and the steps between them."""
    for codes in (bytes(part) for part in shown if isinstance(part, pikepdf.String)):
        yield from (font.get(int.from_bytes(codes[at : at + 2]), "") for at in range(0, len(codes), 2))


def written(glyphs: Sequence[str]) -> str:
    """Return a line as it was written, given what its glyphs say from left to right.

    Names and numbers run from left to right in either kind of line, with the spaces and marks between their parts.
    """
    if not any(map(runs_left, glyphs)):
        return "".join(glyphs)
    line, text = list(reversed(glyphs)), []
    while line:
        stop = next((at for at, glyph in enumerate(line) if runs_left(glyph)), len(line))
        parts = [at for at in range(stop) if _runs_right(line[at])]
        first, end = (parts[0], parts[-1] + 1) if parts else (0, 0)
        text += [*_mirrored(line[:first]), *reversed(line[first:end]), *_mirrored(line[end : stop + 1])]
        del line[: stop + 1]
    return "".join(text)


def _mirrored(glyphs: Sequence[str]) -> Iterator[str]:
    """Yield what was written where brackets are drawn the other way round."""
    return (glyph.translate(_BRACKETS) for glyph in glyphs)


def _runs_right(glyph: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("L", "EN", "AN") for sign in glyph)
