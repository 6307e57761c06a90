"""``python -m webfaces``: writes the faces of the HTML handbook into ``scripts/handbook/theme/static``.

They are Source Sans 3 and Source Serif 4, of the packages in requirements-test.lock: variable in weight where text may
be bold, with the letters of Western and Central European languages, and nothing that a browser does not draw with; the
same bytes every time. Each says in itself whose it is, and by which licence (SIL Open Font License 1.1), under a name
of ours: "Source" is reserved for what its makers have made.
"""

import io
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parent.parent / "handbook" / "theme" / "static"
# Weights of text, from plain to bold; the optical size at which Source Serif is drawn for reading.
_WEIGHTS, _PLAIN, _READING = (400, 700), 400, 16
_RANGES = (range(0x20, 0x7F), range(0xA0, 0x180))
_SIGNS = "ʼ‐‑–—‘’‚“”„†•…‰′″‹› \u2009\u202f€™←→−"
# What browsers use by themselves; whose the face is (0), its licence (13, 14) and names, of which three say the family.
_FEATURES = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk")
_NAMES, _FAMILY = (0, 1, 2, 4, 5, 6, 13, 14), (1, 4, 6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """A face: the file of a package that it is made of, and which part of each axis is kept."""

    package: str
    source: str
    axes: dict[str, Any]


FACES = {
    "handbook-sans.woff2": Face(
        package="fontpkg_source_sans_3", source="SourceSans3[wght].ttf", axes={"wght": _WEIGHTS}
    ),
    "handbook-sans-italic.woff2": Face(
        package="fontpkg_source_sans_3", source="SourceSans3-Italic[wght].ttf", axes={"wght": _PLAIN}
    ),
    "handbook-serif.woff2": Face(
        package="fontpkg_source_serif_4",
        source="SourceSerif4[opsz,wght].ttf",
        axes={"wght": _WEIGHTS, "opsz": _READING},
    ),
    "handbook-serif-italic.woff2": Face(
        package="fontpkg_source_serif_4",
        source="SourceSerif4-Italic[opsz,wght].ttf",
        axes={"wght": _PLAIN, "opsz": _READING},
    ),
}


def drawn(name: str) -> bytes:
    """Return the face for the web that is written as the file `name`."""
    face = FACES[name]
    font = TTFont(files(face.package) / "files" / face.source, recalcTimestamp=False)
    options = Options(layout_features=list(_FEATURES), name_IDs=list(_NAMES), hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={sign for letters in _RANGES for sign in letters} | set(map(ord, _SIGNS)))
    subsetter.subset(font)
    small = io.BytesIO()
    font.save(small)
    small.seek(0)
    web = instantiateVariableFont(TTFont(small, recalcTimestamp=False), face.axes)
    for number in _FAMILY:
        web["name"].setName(name.removesuffix(".woff2"), number, 3, 1, 0x409)
    web.flavor = "woff2"
    made = io.BytesIO()
    web.save(made)
    return made.getvalue()


def main() -> None:
    """Write all faces, and say what a reader loads of them at most."""
    sizes = [(TARGET / name).write_bytes(drawn(name)) for name in FACES]
    print(f"{TARGET}: {len(sizes)} faces, {sum(sizes):,} bytes")


if __name__ == "__main__":
    main()
