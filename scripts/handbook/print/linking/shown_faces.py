"""The faces of a file, which has each of them once: the glyphs of all its fragments are united, and cut out together.

Operators hold the numbers of glyphs in the whole face, which a face keeps when it is cut (HarfBuzz, RETAIN_GIDS).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.document import Document
from weasyprint.pdf import fonts
from weasyprint.pdf.fonts import Font

from handbook.print.linking.fragment import Face, Fragment

_STYLES = ("normal", "oblique", "italic")  # as Pango counts them


@contextmanager
def without_fonts() -> Iterator[None]:
    """Have PDFs made meanwhile hold no fonts: a file has those of all its fragments, and they take time to be cut.

    WORKAROUND for WeasyPrint 70, whose `generate_pdf` always builds them. It can go when there is an option.
    """
    original = weasyprint.pdf.build_fonts_dictionary
    weasyprint.pdf.build_fonts_dictionary = lambda *_: pydyf.Dictionary()
    try:
        yield
    finally:
        weasyprint.pdf.build_fonts_dictionary = original


@contextmanager
def parsing_types_once() -> Iterator[None]:
    """Have faces cut meanwhile ask cffi for one type of lists of glyphs, not for one of each length.

    WORKAROUND for WeasyPrint 70: cffi parses each type that it has not met, with all of Pango before it, in 5 ms.
    It can go when ``weasyprint.pdf.fonts`` names no length.
    """
    original = fonts.ffi
    fonts.ffi = _OneType(original)
    try:
        yield
    finally:
        fonts.ffi = original


class _OneType:
    """The ffi of WeasyPrint, to which ``hb_codepoint_t[7]`` with its values is ``hb_codepoint_t[]``."""

    def __init__(self, ffi: Any) -> None:
        self._ffi = ffi

    def new(self, kind: str, *values: object) -> Any:
        return self._ffi.new(re.sub(r"\[\d+\]$", "[]", kind) if values else kind, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ffi, name)


def faces_of(document: Document) -> dict[str, Font]:
    """Return the faces of a document that is drawn, by the names that operators give them."""
    return {font.hash: font for font in document.fonts.values()}


def shown_faces(document: Document) -> dict[str, Face]:
    """Return what a document that is drawn shows of each face."""
    faces: dict[str, Face] = {}
    for font in document.fonts.values():
        face = faces.get(font.hash)
        faces[font.hash] = Face(
            style=_STYLES[font.style],
            weight=int(font.weight),
            family=font.family,
            texts=font.to_unicode | (face.texts if face else {}),
            widths=font.widths | (face.widths if face else {}),
        )
    return faces


def specimen(fragments: Iterable[Fragment]) -> str:
    """Return HTML that shows each face of the fragments: laid out and drawn, it has all that a file needs."""
    faces = {(face.style, face.weight, face.family) for fragment in fragments for face in fragment.faces.values()}
    shown = (f"<p style=\"font: {style} {weight} 12px '{family}'\">0</p>" for style, weight, family in sorted(faces))
    return f'<!DOCTYPE html><html lang="en"><body>{"".join(shown)}</body></html>'


def unite(faces: Mapping[str, Font], fragments: Iterable[Fragment]) -> dict[str, Font]:
    """Give `faces` what the fragments show of them. Returns those that are shown. Raises LookupError without one."""
    shown: dict[str, Font] = {}
    for fragment in fragments:
        for name, face in fragment.faces.items():
            if name not in shown:
                shown[name] = faces[name]
                faces[name].to_unicode, faces[name].widths = {}, {}
            shown[name].to_unicode = face.texts | shown[name].to_unicode
            shown[name].widths = face.widths | shown[name].widths
    return shown
