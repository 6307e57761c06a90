"""Looks at the pages as they are laid out, before they are written: what stands out of its place, or is torn apart."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePosixPath

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from handbook.brochure.origin import Origins, Place
from handbook.brochure.sheets import SOLID, Laid, Sheet, bottom_of, sheets_of
from handbook.finding import Finding

# WeasyPrint measures in CSS pixels, of which an inch has 96. A letter may lean over the end of its line by a point.
_INCH, _MILLIMETRE, _POINT = 96, 96 / 25.4, 96 / 72
# What a printing press asks of a picture at the size at which it is placed.
PRESS_DPI = 300
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

_NARROWER = {
    "picture": "place it in a smaller size",
    "table": "give it fewer columns, or shorter words",
    "text": "shorten it, or divide it",
}

# What is wrong with something on a page: the message and the rule.
Fault = tuple[Laid, str, str]


def check_fit(document: Document, name: str, origins: Origins, least_dpi: int | None = None) -> list[Finding]:
    """Return what is wrong with the pages of the brochure `name`.

    `least_dpi` is how many dots an inch of a placed picture must have; a screen asks for none.
    """
    sheets = sheets_of(document, origins)
    found = set()
    for sheet, following in pairwise([*sheets, None]):
        for laid, fault, rule in _faults(sheet, following, least_dpi):
            path, line = _place(laid, origins)
            message = f"page {sheet.number} of {name}: {fault}"
            found.add(Finding(path=path, line=line, message=message, rule=rule))
    return sorted(found)


def _faults(sheet: Sheet, following: Sheet | None, least_dpi: int | None) -> Iterator[Fault]:
    yield from _too_wide(sheet)
    yield from _too_high(sheet)
    if least_dpi:
        yield from _too_coarse(sheet, least_dpi)
    if following:
        yield from _torn_text(sheet, following)
        yield from _torn_rows(sheet, following)


def _too_wide(sheet: Sheet) -> Iterator[Fault]:
    for laid in sheet.laid:
        if isinstance(laid.box, SOLID) and laid.excess > _POINT:
            message = f"{_named(laid)} is {_millimetres(laid.excess)} too wide for its place"
            yield laid, f"{message}; {_NARROWER[_kind(laid)]}", "too-wide"


def _too_high(sheet: Sheet) -> Iterator[Fault]:
    """Yield what reaches below the text of the page: what cannot be divided and is higher than a page."""
    for laid in sheet.running:
        if laid.origin and (excess := bottom_of(laid.box) - sheet.bottom) > _POINT:
            message = f"{_named(laid)} reaches {_millimetres(excess)} below the text"
            yield laid, f"{message}; make it smaller, or divide it", "too-high"


def _too_coarse(sheet: Sheet, least_dpi: int) -> Iterator[Fault]:
    for laid in sheet.laid:
        picture = getattr(laid.box, "replacement", None)
        if isinstance(picture, RasterImage):
            dpi = min(picture.width / laid.box.width, picture.height / laid.box.height) * _INCH
            if dpi < least_dpi:
                message = f"{_named(laid)} has {dpi:.0f} dots per inch, and print asks for {least_dpi}"
                yield laid, f"{message}; place it in a smaller size, or take a larger file", "picture-coarse"


def _torn_text(sheet: Sheet, following: Sheet) -> Iterator[Fault]:
    """Yield what a reader finds at the foot of a page, or at the head of the next one, without what it belongs to."""
    if not (sheet.running and following.running):
        return
    last, first = sheet.running[-1], following.running[0]
    if not (last.origin and first.origin) or last.origin.docname != first.origin.docname:
        return
    if last.block.element.tag in _HEADINGS:
        message = f"the heading {_quoted(last)} stands at the foot without its text"
        yield last, f"{message}; lengthen or shorten what stands above it", "heading-alone"
    is_divided = last.block.element is first.block.element
    if is_divided and 1 in (len(last.block.children), len(first.block.children)):
        message = f"one line of the paragraph of {_quoted(last)} stands on a page alone"
        yield last, f"{message}; lengthen or shorten it", "line-alone"


def _torn_rows(sheet: Sheet, following: Sheet) -> Iterator[Fault]:
    for key, laid in sheet.rows.items():
        if key in following.rows:
            message = f"the table row of {_quoted(laid)} goes over to the next page"
            yield laid, f"{message}; shorten it, or make two of it", "row-torn"


def _place(laid: Laid, origins: Origins) -> Place:
    if laid.origin and (picture := _picture(laid)):
        return origins.place_in_page(laid.origin, picture)
    return origins.place(laid.origin, max(laid.text.split(), key=len, default="\n"))


def _kind(laid: Laid) -> str:
    kinds = {boxes.ReplacedBox: "picture", boxes.TableBox: "table"}
    return next((name for kind, name in kinds.items() if isinstance(laid.box, kind)), "text")


def _named(laid: Laid) -> str:
    picture = _picture(laid)
    names = {"picture": f"the picture {picture!r}" if picture else "a picture", "table": "a table"}
    return names.get(_kind(laid)) or _quoted(laid)


def _picture(laid: Laid) -> str:
    """Return the file name of a picture, or the empty text."""
    return PurePosixPath(laid.box.element.get("src") or "").name


def _quoted(laid: Laid) -> str:
    words = " ".join(laid.text.split())
    return f"“{words[:40]}{'…' if len(words) > 40 else ''}”"


def _millimetres(pixels: float) -> str:
    return f"{max(pixels / _MILLIMETRE, 1):.0f} mm"
