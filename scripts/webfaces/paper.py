"""``python -m webfaces.paper``: writes the faces of all PDFs into ``scripts/handbook/print/faces``.

They are of the families that the pages on the web have, as static fonts: Source Sans 3 and Source Serif 4, with Source
Code Pro for code, and Noto Emoji, in one colour, for what stands in none of them. The same bytes every time. Each says
in itself whose it is, and by which licence (SIL Open Font License 1.1), under a name of ours: "Source" is reserved for
what its makers have made.

Spaces and hyphens have a glyph each, so that what is copied is what was written. That of U+2010 stands where a line
divides a word: what it says is a soft hyphen (``handbook/print/tagging/glyph_texts.py``).
"""

import io
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "handbook" / "print" / "faces"
_SANS, _SERIF = "fontpkg_source_sans_3", "fontpkg_source_serif_4"
_CODE, _SIGNS = "fontpkg_source_code_pro", "manimgx_fonts"
# The optical size at which Source Serif is drawn for reading, and for titles.
_READING, _TITLES = 12, 24
_FEATURES = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk")
# Whose the face is, its licence, and names; those by which programs and PDFs call it.
_NAMES, _FAMILY, _STYLE, _FULL, _POSTSCRIPT = (0, 1, 2, 4, 5, 6, 13, 14), 1, 2, 4, 6
# What has to have a glyph of its own, by the character whose glyph it looks like.
_LIKE = {0xA0: 0x20, 0x2009: 0x20, 0x202F: 0x20, 0x2010: 0x2D, 0x2011: 0x2D}


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperFace:
    """A face: the file of a package that it is made of, and its place on each axis."""

    package: str
    source: str
    axes: Mapping[str, float]


def _face(package: str, source: str, **axes: float) -> PaperFace:
    return PaperFace(package=package, source=source, axes=axes)


FACES = {
    "HandbookSans-Regular.ttf": _face(_SANS, "files/SourceSans3[wght].ttf", wght=400),
    "HandbookSans-Italic.ttf": _face(_SANS, "files/SourceSans3-Italic[wght].ttf", wght=400),
    "HandbookSans-Semibold.ttf": _face(_SANS, "files/SourceSans3[wght].ttf", wght=600),
    "HandbookSerif-Regular.ttf": _face(_SERIF, "files/SourceSerif4[opsz,wght].ttf", wght=400, opsz=_READING),
    "HandbookSerif-Italic.ttf": _face(_SERIF, "files/SourceSerif4-Italic[opsz,wght].ttf", wght=400, opsz=_READING),
    "HandbookSerif-Semibold.ttf": _face(_SERIF, "files/SourceSerif4[opsz,wght].ttf", wght=600, opsz=_TITLES),
    "HandbookMono-Regular.ttf": _face(_CODE, "files/SourceCodePro[wght].ttf", wght=400),
    "HandbookMono-Italic.ttf": _face(_CODE, "files/SourceCodePro-Italic[wght].ttf", wght=400),
    "HandbookMono-Semibold.ttf": _face(_CODE, "files/SourceCodePro[wght].ttf", wght=600),
    "HandbookSigns-Regular.ttf": _face(_SIGNS, "NotoEmoji[wght].ttf", wght=400),
}


def drawn(name: str) -> bytes:
    """Return the face that is written as the file `name`."""
    face = FACES[name]
    font = TTFont(files(face.package) / face.source, recalcTimestamp=False)
    has_letters = face.package != _SIGNS
    # A picture that is put together from several is drawn as those.
    features = list(_FEATURES) if has_letters else []
    options = Options(layout_features=features, name_IDs=list(_NAMES), hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    small = io.BytesIO()
    font.save(small)
    small.seek(0)
    static = instantiateVariableFont(TTFont(small, recalcTimestamp=False), dict(face.axes), inplace=True)
    if has_letters:
        _give_glyphs(static)
        _even_digits(static)
    _rename(static, *name.removesuffix(".ttf").split("-"))
    made = io.BytesIO()
    static.save(made)
    return made.getvalue()


def _give_glyphs(font: TTFont) -> None:
    """Give each space and each hyphen a glyph of its own."""
    tables = [table for table in font["cmap"].tables if table.isUnicode() and table.format in (4, 12)]
    glyphs, taken = font.getBestCmap(), set[str]()
    for code in (0x20, 0x2D, *_LIKE):
        like = glyphs.get(code) or glyphs.get(_LIKE.get(code, code))
        if like is None:
            continue
        if like in taken:
            own = f"handbook.{code:04X}"
            font.setGlyphOrder([*font.getGlyphOrder(), own])
            font["glyf"].glyphs[own] = deepcopy(font["glyf"][like])
            font["hmtx"][own] = font["hmtx"][like]
            like = own
        taken.add(like)
        for table in tables:
            table.cmap[code] = like
    font["glyf"].glyphOrder = font.getGlyphOrder()


def _even_digits(font: TTFont) -> None:
    """Make all digits as wide as most are: between two weights rounding may leave one narrower by a unit."""
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    (width, _), *_ = Counter(font["hmtx"][name][0] for name in names).most_common(1)
    for name in names:
        font["hmtx"][name] = (width, font["hmtx"][name][1])


def _rename(font: TTFont, family: str, style: str) -> None:
    spaced = f"Handbook {family.removeprefix('Handbook')}"
    names = {_FAMILY: spaced, _STYLE: style, _FULL: f"{spaced} {style}", _POSTSCRIPT: f"{family}-{style}"}
    for number, text in names.items():
        font["name"].removeNames(nameID=number)
        font["name"].setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Write all faces, and say how much they are."""
    TARGET.mkdir(exist_ok=True)
    sizes = [(TARGET / name).write_bytes(drawn(name)) for name in FACES]
    print(f"{TARGET}: {len(sizes)} faces, {sum(sizes):,} bytes")


if __name__ == "__main__":
    main()
