"""Reads font files: which glyph, by number, draws a character."""

from collections.abc import Mapping
from functools import cache
from io import BytesIO

from fontTools.ttLib import TTFont


def read_font(data: bytes) -> TTFont:
    """Return a font file whose glyphs are named by number: reading their names takes longer than all else."""
    file = TTFont(BytesIO(data), lazy=True)
    file.setGlyphOrder([str(number) for number in range(file["maxp"].numGlyphs)])
    return file


@cache
def glyphs_of(data: bytes) -> Mapping[str, int]:
    """Return the number of the glyph that draws each character of a font file."""
    file = read_font(data)
    return {chr(code): file.getGlyphID(name) for code, name in file.getBestCmap().items()}
