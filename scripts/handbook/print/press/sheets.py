"""Turns pages that were laid out with a bleed into sheets for a print shop: boxes, crop marks, origin at 0, 0."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from handbook.project.paper import BLEED, CROP_MARK, POINTS_PER_MM, SLUG


def save_pdf(pdf: pikepdf.Pdf, target: Path) -> None:
    """Write `pdf` to `target`. Raises OSError where the disk refuses it.

    The identifier is a hash of the content: neither the clock nor the name of the file goes into it.
    """
    # With such an identifier pikepdf 10.17 ends the process when a disk is full. Memory is not: Python writes the file.
    # To go once tests/ext/test_upstream_hooks.py sees an exception.
    data = BytesIO()
    pdf.save(data, min_version="1.7", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    target.write_bytes(data.getvalue())


# Hairline, in points: seen under a cutter, and of no width in the product.
_MARK_WIDTH = 0.25
_BLEED, _SLUG, _MARK = (mm * POINTS_PER_MM for mm in (BLEED, SLUG, CROP_MARK))

_GREY = re.compile(rb"(?m)^([\d.]+) \1 \1 (rg|RG)$")

Box = tuple[float, float, float, float]
Shift = tuple[float, float]


def prepare_for_press(path: Path) -> None:
    """Rewrite the PDF at `path` as sheets for a print shop. Links, bookmarks and tags stay what they are."""
    # Read whole, since the file is written where it was read.
    with Pdf.open(BytesIO(path.read_bytes())) as pdf:
        shifts = {page.obj.objgen: _shift(page) for page in pdf.pages}
        for destination in _destinations(pdf):
            _move_destination(destination, shifts)
        for element in _figures(pdf):
            _move_bounding_box(element, shifts)
        _move_patterns(pdf, shifts)
        for drawn in _drawn_apart(pdf):
            drawn.write(in_black(drawn.read_bytes()))
        for page in pdf.pages:
            _prepare(page, shifts[page.obj.objgen])
        save_pdf(pdf, path)


def crop_marks(trim: Box) -> list[Box]:
    """Return the eight crop marks of a trim box, as lines (x1, y1, x2, y2) in points."""
    left, bottom, right, top = trim
    near, far = _BLEED, _BLEED + _MARK
    across = [(left - far, y, left - near, y) for y in (bottom, top)]
    across += [(right + near, y, right + far, y) for y in (bottom, top)]
    along = [(x, bottom - far, x, bottom - near) for x in (left, right)]
    along += [(x, top + near, x, top + far) for x in (left, right)]
    return across + along


def _shift(page: Page) -> Shift:
    """Return how far a page moves right and up.

    WeasyPrint 70 gives a page with a bleed a negative origin (Kozea/WeasyPrint#2685), and some programs of print shops
    show such a page out of place. Once it starts at 0, 0 it still has to make room for the slug.
    """
    return _BLEED + _SLUG - float(page.trimbox[0]), _BLEED + _SLUG - float(page.trimbox[1])


def _prepare(page: Page, shift: Shift) -> None:
    left, bottom, right, top = _moved([float(edge) for edge in page.trimbox], shift)
    bleed = (left - _BLEED, bottom - _BLEED, right + _BLEED, top + _BLEED)
    page.mediabox = _array([0, 0, right + _BLEED + _SLUG, top + _BLEED + _SLUG])
    page.trimbox = _array([left, bottom, right, top])
    # WeasyPrint lets the bleed box go no further than 10 points from the trim box; ours is the bleed, whatever it is.
    page.bleedbox = _array(bleed)
    for annotation in page.get("/Annots", []):
        for key in ("/Rect", "/QuadPoints"):
            if key in annotation:
                annotation[key] = _array(_moved([float(number) for number in annotation[key]], shift))
    clip = f"{_numbers(bleed[:2])} {_numbers((bleed[2] - bleed[0], bleed[3] - bleed[1]))} re W n"
    page.contents_add(f"q {clip} 1 0 0 1 {_numbers(shift)} cm\n".encode(), prepend=True)
    page.contents_coalesce()
    page.Contents.write(in_black(page.Contents.read_bytes()))
    page.contents_add(_drawn(crop_marks((left, bottom, right, top))))


def in_black(content: bytes) -> bytes:
    """Return what is drawn, with each grey as one of black ink (DeviceGray), which RGB leaves open.

    ISO 32000-1, 8.6.8: "0 0 0 rg" is "0 g".
    """
    return _GREY.sub(lambda match: match[1] + (b" g" if match[2] == b"rg" else b" G"), content)


def _drawn_apart(pdf: Pdf) -> Iterator[Stream]:
    """Yield what pages show, and draw elsewhere: groups that are transparent or masked, tiles of a pattern."""
    for item in pdf.objects:
        if isinstance(item, Stream) and (item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1):
            yield item


def _drawn(marks: Sequence[Box]) -> bytes:
    """Return the end of a page: crop marks, as the artefacts of the page that they are (14.8.2.2.2)."""
    lines = "\n".join(f"{_numbers(mark[:2])} m {_numbers(mark[2:])} l S" for mark in marks)
    return f"\nQ\n/Artifact <</Type /Page>> BDC q 0 G {_MARK_WIDTH} w\n{lines}\nQ EMC\n".encode()


def _destinations(pdf: Pdf) -> Iterator[Object]:
    """Yield every place that a link or a bookmark leads to."""
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        yield from pikepdf.NameTree(pdf.Root.Names.Dests).values()
    for item in pdf.objects:
        if isinstance(item, Dictionary) and isinstance(item.get("/Dest"), Array):
            yield item.Dest


def _move_destination(destination: Object, shifts: dict[tuple[int, int], Shift]) -> None:
    # [page /XYZ left top zoom], the one kind that WeasyPrint writes
    if destination[1] == Name.XYZ:
        left, top = _moved([float(destination[2]), float(destination[3])], shifts[destination[0].objgen])
        destination[2], destination[3] = _decimal(left), _decimal(top)


def _figures(pdf: Pdf) -> Iterator[Object]:
    for item in pdf.objects:
        if isinstance(item, Dictionary) and item.get("/Type") == Name.StructElem and "/Pg" in item and "/A" in item:
            yield item


def _move_bounding_box(element: Object, shifts: dict[tuple[int, int], Shift]) -> None:
    attributes = element.A if isinstance(element.A, Array) else [element.A]
    for attribute in attributes:
        if isinstance(attribute, Dictionary) and "/BBox" in attribute:
            attribute.BBox = _array(_moved([float(edge) for edge in attribute.BBox], shifts[element.Pg.objgen]))


def _move_patterns(pdf: Pdf, shifts: dict[tuple[int, int], Shift]) -> None:
    """Move the patterns of pages: a pattern starts at the origin of its page, whatever the page moves inside itself."""
    moved = set()
    for page in pdf.pages:
        for pattern in page.get("/Resources", Dictionary()).get("/Pattern", Dictionary()).values():
            if pattern.objgen not in moved:
                moved.add(pattern.objgen)
                a, b, c, d, *origin = [float(number) for number in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0])]
                pattern.Matrix = _array([a, b, c, d, *_moved(origin, shifts[page.obj.objgen])])


def _moved(numbers: Sequence[float], shift: Shift) -> list[float]:
    """Return coordinates, x and y in turn, moved by `shift`."""
    return [number + shift[index % 2] for index, number in enumerate(numbers)]


def _decimal(number: float) -> Decimal:
    return Decimal(f"{number:.4f}")


def _array(numbers: Iterable[float]) -> Array:
    return Array([_decimal(number) for number in numbers])


def _numbers(numbers: Iterable[float]) -> str:
    return " ".join(f"{number:.4f}" for number in numbers)
