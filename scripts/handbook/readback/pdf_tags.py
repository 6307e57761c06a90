"""Reads the tag tree of a PDF: what a screen reader makes of a brochure, and what it leaves out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

# The texts of marked pieces, by page and number on the page.
MarkedTexts = dict[tuple[int | None, int], str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A marked piece of content: on which page (from 0; None where its tag does not say), and its text."""

    page: int | None
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LinkArea:
    """An area that can be clicked: its page as of a piece, what it says of itself, and its anchor or address."""

    page: int | None
    contents: str
    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class StructureElement:
    """A structure element with all it holds, in reading order.

    `attributes` are those of all owners (Table, List, Layout), with plain names: ``{"Scope": "Row"}``.
    """

    type: str
    language: str | None
    alternative: str | None
    attributes: Mapping[str, object]
    kids: "tuple[StructureElement | Piece | LinkArea, ...]"

    @property
    def children(self) -> "tuple[StructureElement, ...]":
        return tuple(kid for kid in self.kids if isinstance(kid, StructureElement))

    @property
    def links(self) -> tuple[LinkArea, ...]:
        return tuple(kid for kid in self.kids if isinstance(kid, LinkArea))

    @property
    def text(self) -> str:
        """The text of the element and all it holds; a new line begins with each piece of content."""
        return "\n".join(piece.text for piece in self.pieces())

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which its text stands, from 0, in order."""
        return tuple(sorted({piece.page for piece in self.pieces() if piece.page is not None}))

    def pieces(self) -> Iterator[Piece]:
        """Yield the content of the element and of all it holds."""
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield kid
            elif isinstance(kid, StructureElement):
                yield from kid.pieces()

    def find(self, *types: str) -> "Iterator[StructureElement]":
        """Yield the elements of these types, this one included, in reading order."""
        if self.type in types:
            yield self
        for child in self.children:
            yield from child.find(*types)


@dataclass(frozen=True, kw_only=True, slots=True)
class TagTree:
    """The tags of a PDF. `artifacts` is the text it says is not to be read; `strays` is in neither."""

    root: StructureElement
    artifacts: tuple[Piece, ...]
    strays: tuple[Piece, ...]


def read_tags(path: Path) -> TagTree:
    """Read the tag tree of the PDF at `path`."""
    marked, artifacts, strays = _read_texts(path)
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        root = _read(pdf.Root.StructTreeRoot.K[0], pages, marked)
    strays += [Piece(page=page, text=text) for (page, _), text in marked.items()]
    return TagTree(root=root, artifacts=tuple(artifacts), strays=tuple(strays))


def _read(element: pikepdf.Object, pages: Mapping[tuple[int, int], int], marked: MarkedTexts) -> StructureElement:
    """Read an element; the text of its pieces is taken from `marked`, by page and number on the page."""
    own_page = pages.get(element.Pg.objgen) if "/Pg" in element else None
    kids: list[StructureElement | Piece | LinkArea] = []
    for kid in _several(element.get("/K")):
        if isinstance(kid, int):
            kids.append(Piece(page=own_page, text=marked.pop((own_page, kid), "")))
        elif kid.get("/Type") == "/MCR":
            page = pages[kid.Pg.objgen] if "/Pg" in kid else own_page
            kids.append(Piece(page=page, text=marked.pop((page, int(kid.MCID)), "")))
        elif kid.get("/Type") == "/OBJR":
            kids.append(_read_link(kid.Obj, pages[kid.Pg.objgen] if "/Pg" in kid else own_page))
        else:
            kids.append(_read(kid, pages, marked))
    return StructureElement(
        type=str(element.S).removeprefix("/"),
        language=_string(element, "/Lang"),
        alternative=_string(element, "/Alt"),
        attributes=_attributes(element),
        kids=tuple(kids),
    )


def _several(value: pikepdf.Object | int | None) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def _string(element: pikepdf.Object, key: str) -> str | None:
    return str(element[key]) if key in element else None


def _attributes(element: pikepdf.Object) -> Mapping[str, object]:
    attributes = {}
    for owner in _several(element.get("/A")):
        for key, value in owner.items():
            if key != "/O":
                attributes[key[1:]] = str(value)[1:] if isinstance(value, pikepdf.Name) else value
    return attributes


def _read_link(annotation: pikepdf.Object, page: int | None) -> LinkArea:
    target = annotation.A.URI if "/A" in annotation else annotation.get("/Dest", "")
    return LinkArea(page=page, contents=_string(annotation, "/Contents") or "", target=str(target))


def _read_texts(path: Path) -> tuple[MarkedTexts, list[Piece], list[Piece]]:
    """Return the texts by page and number of the marked piece, those of artifacts, and those without a mark."""
    marked: MarkedTexts = {}
    artifacts: list[Piece] = []
    strays: list[Piece] = []
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            texts = page.get_textpage()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
                text, mcid = _text(item, texts), raw.FPDFPageObj_GetMarkedContentID(item)
                if mcid >= 0:
                    marked[number, mcid] = marked.get((number, mcid), "") + text
                elif text.strip():
                    (artifacts if _is_artifact(item) else strays).append(Piece(page=number, text=text))
    return marked, artifacts, strays


def _text(item: pypdfium2.PdfObject, texts: pypdfium2.PdfTextPage) -> str:
    size = raw.FPDFTextObj_GetText(item, texts, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFTextObj_GetText(item, texts, buffer, size)
    # PDFium marks so a hyphen at the end of a line.
    return bytes(buffer).decode("utf-16-le").rstrip("\0").replace("\x02", "-")


def _is_artifact(item: pypdfium2.PdfObject) -> bool:
    marks = (raw.FPDFPageObj_GetMark(item, index) for index in range(raw.FPDFPageObj_CountMarks(item)))
    return any(_name(mark) == "Artifact" for mark in marks)


def _name(mark: object) -> str:
    buffer, size = (raw.FPDF_WCHAR * 64)(), raw.ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, buffer, raw.ctypes.sizeof(buffer), size)
    return bytes(buffer)[: size.value].decode("utf-16-le").rstrip("\0")
