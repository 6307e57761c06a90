"""What each glyph of a script written from right to left says, so that its text is copied as it was written.

WORKAROUND for WeasyPrint 70, which takes what a glyph says from the first line that it stands in: where two letters
have grown into one glyph with a sign above them, that glyph says the sign too, on every page; and readers, who turn the
characters of such a line round, exchange its letters. Here the font tells it: its table of characters, and the glyphs
that it puts in their place (OpenType, GSUB), with the one character that Unicode has for letters grown together. It is
mended when the canary says that a sign says itself.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from fontTools.ttLib import TTFont
from weasyprint.pdf.fonts import Font

from handbook.languages.writing import runs_left
from handbook.print.font_files import glyphs_of, read_font
from handbook.print.tagging.divided_words import HYPHEN

SOFT = "\u00ad"
_BRACKETS = frozenset("()[]{}<>«»")
# OpenType, lookups of GSUB that put one glyph in the place of one, or of several.
_SINGLE, _LIGATURE, _EXTENSION = 1, 4, 7
# Where letters have grown into one form that Unicode names: readers divide it again in the right order.
_FORMS = range(0xFB1D, 0xFDFE), range(0xFE70, 0xFEFD)


def correct_glyph_texts(fonts: Mapping[str, Font]) -> None:
    """Correct the texts of the glyphs of all fonts of a PDF, before it is written."""
    is_turned = {key: any(map(runs_left, font.to_unicode.values())) for key, font in fonts.items()}
    for key, font in fonts.items():
        texts = glyph_texts(font.file_content) if is_turned[key] else _brackets(font) if any(is_turned.values()) else {}
        font.to_unicode.update({glyph: texts[glyph] for glyph in font.to_unicode if glyph in texts})
        # The hyphen of the layout is no part of the word that it divides (ISO 32000-1, 14.8.2.2.3).
        font.to_unicode.update({glyph: SOFT for glyph, text in font.to_unicode.items() if text == HYPHEN})


def _brackets(font: Font) -> Mapping[int, str]:
    """Return what the brackets of a font are: in a turned line each is drawn with the glyph of the other."""
    if _BRACKETS.isdisjoint(font.to_unicode.values()):
        return {}
    glyphs = glyphs_of(font.file_content)
    return {glyphs[sign]: sign for sign in sorted(_BRACKETS) if sign in glyphs}


@cache
def glyph_texts(font: bytes) -> Mapping[int, str]:
    """Return the characters that each glyph of a font file stands for, by the number of the glyph."""
    file = read_font(font)
    texts = {name: chr(code) for code, name in sorted(file.getBestCmap().items(), reverse=True)}
    replaced = list(_replaced(file))
    while new := {name: text for name, text in _derived(replaced, texts) if name not in texts}:
        texts.update(new)
    return {file.getGlyphID(name): _composed(text) for name, text in texts.items()}


def _replaced(file: TTFont) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each glyph that stands in the place of others, and those."""
    lookups = file["GSUB"].table.LookupList.Lookup if "GSUB" in file else ()
    for table in (subtable for lookup in lookups for subtable in lookup.SubTable):
        part = table.ExtSubTable if table.LookupType == _EXTENSION else table
        if part.LookupType == _SINGLE:
            yield from ((after, (before,)) for before, after in part.mapping.items())
        elif part.LookupType == _LIGATURE:
            for first, ligatures in part.ligatures.items():
                yield from ((ligature.LigGlyph, (first, *ligature.Component)) for ligature in ligatures)


def _derived(replaced: list[tuple[str, tuple[str, ...]]], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, parts in replaced:
        if all(part in texts for part in parts):
            yield name, "".join(texts[part] for part in parts)


@cache
def _forms() -> Mapping[str, str]:
    """Return the forms of Unicode for letters that have grown together, by those letters."""
    forms = (chr(code) for block in _FORMS for code in block)
    return {letters: form for form in forms if len(letters := unicodedata.normalize("NFKC", form)) > 1}


def _composed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text) if runs_left(text) else text
    return _forms().get(plain, plain)
