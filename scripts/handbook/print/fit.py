"""Looks at the pages as they are laid out, before they are written: what stands out of its place, or is torn apart."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import PurePosixPath

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.images import RasterImage

from handbook.findings.finding import Finding, excerpt
from handbook.findings.phrase import Phrase, phrase
from handbook.print.crowded import Fault, crowded_covers, crowded_feet
from handbook.print.laid_out import SOLID, Laid, Sheet, bottom_of, sheets_of
from handbook.print.source_lines import Origins, Place

# WeasyPrint measures in CSS pixels, of which an inch has 96. A letter may lean over the end of its line by a point.
_INCH, _MILLIMETRE, _POINT = 96, 96 / 25.4, 96 / 72
# What a printing press asks of a picture at the size at which it is placed.
PRESS_DPI = 300
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

_NARROWER = {
    "picture": phrase("place it in a smaller size"),
    "table": phrase("give it fewer columns, or shorter words"),
    "text": phrase("shorten it, or divide it"),
}


def check_fit(
    document: Document, name: str, origins: Origins, least_dpi: int | None = None, first: int = 1
) -> list[Finding]:
    """Return what is wrong with the pages of the brochure `name`, of which `first` is the number of the first.

    `least_dpi` is how many dots an inch of a placed picture must have; a screen asks for none.
    """
    findings = set()
    for number, (laid, fault, rule) in _all_faults(document, origins.docnames, least_dpi, first):
        path, line = _place(laid, origins)
        message = phrase("page {page} of {file}: {fault}", page=number, file=name, fault=fault)
        findings.add(Finding(path=path, line=line, message=message, rule=rule))
    return sorted(findings)


def fits(document: Document, docnames: Mapping[str, str], least_dpi: int | None = None) -> bool:
    """Return whether `check_fit` has nothing to say of pages, for which nothing has to be read."""
    return not any(_all_faults(document, docnames, least_dpi))


def _all_faults(
    document: Document, docnames: Mapping[str, str], least_dpi: int | None, first: int = 1
) -> Iterator[tuple[int, Fault]]:
    """Yield the page and what is wrong on it."""
    sheets = sheets_of(document, docnames, first)
    for sheet, following in zip_longest(sheets, sheets[1:]):
        for fault in _faults(sheet, following, least_dpi):
            yield sheet.number, fault
    yield from crowded_covers(sheets)
    yield from crowded_feet(sheets)


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
        # A comma behind a word that is too wide says nothing that the word does not.
        is_mark = isinstance(laid.box, boxes.TextBox) and not any(map(str.isalnum, laid.text))
        if isinstance(laid.box, SOLID) and laid.excess > _POINT and not is_mark:
            message = phrase(
                "{what} is {excess} too wide for its place; {remedy}",
                what=_named(laid),
                excess=_millimetres(laid.excess),
                remedy=_NARROWER[_kind(laid)],
            )
            yield laid, message, "too-wide"


def _too_high(sheet: Sheet) -> Iterator[Fault]:
    """Yield what reaches below the text of the page: what cannot be divided and is higher than a page."""
    for laid in sheet.running:
        if laid.origin and (excess := bottom_of(laid.box) - sheet.bottom) > _POINT:
            message = phrase(
                "{what} reaches {excess} below the text; make it smaller, or divide it",
                what=_named(laid),
                excess=_millimetres(excess),
            )
            yield laid, message, "too-high"


def _too_coarse(sheet: Sheet, least_dpi: int) -> Iterator[Fault]:
    for laid in sheet.laid:
        picture = getattr(laid.box, "replacement", None)
        if isinstance(picture, RasterImage):
            dpi = min(picture.width / laid.box.width, picture.height / laid.box.height) * _INCH
            if dpi < least_dpi:
                message = phrase(
                    "{what} has {dpi} dots per inch, and print asks for {least}; place it in a smaller size, or take a "
                    "larger file",
                    what=_named(laid),
                    dpi=f"{dpi:.0f}",
                    least=least_dpi,
                )
                yield laid, message, "picture-coarse"


def _torn_text(sheet: Sheet, following: Sheet) -> Iterator[Fault]:
    """Yield what a reader finds at the foot of a page, or at the head of the next one, without what it belongs to."""
    if not (sheet.running and following.running):
        return
    last, first = sheet.running[-1], following.running[0]
    if not (last.origin and first.origin) or last.origin.docname != first.origin.docname:
        return
    if last.block.element.tag in _HEADINGS:
        message = phrase(
            "the heading “{words}” stands at the foot without its text; lengthen or shorten what stands above it",
            words=_beginning(last),
        )
        yield last, message, "heading-alone"
    is_divided = last.block.element is first.block.element
    if is_divided and 1 in (len(last.block.children), len(first.block.children)):
        message = phrase(
            "one line of the paragraph of “{words}” stands on a page alone; lengthen or shorten it",
            words=_beginning(last),
        )
        yield last, message, "line-alone"


def _torn_rows(sheet: Sheet, following: Sheet) -> Iterator[Fault]:
    for key, laid in sheet.rows.items():
        if key in following.rows:
            message = phrase(
                "the table row of “{words}” goes over to the next page; shorten it, or make two of it",
                words=_beginning(laid),
            )
            yield laid, message, "row-torn"


def _place(laid: Laid, origins: Origins) -> Place:
    if laid.origin and (picture := _picture(laid)):
        return origins.place_in_page(laid.origin, picture)
    return origins.place(laid.origin, laid.text if laid.origin else laid.passage)


def _kind(laid: Laid) -> str:
    kinds = {boxes.ReplacedBox: "picture", boxes.TableBox: "table"}
    return next((name for kind, name in kinds.items() if isinstance(laid.box, kind)), "text")


def _named(laid: Laid) -> Phrase:
    match _kind(laid), _picture(laid):
        case "picture", "":
            return phrase("a picture")
        case "picture", name:
            return phrase("the picture “{name}”", name=name)
        case "table", _:
            return phrase("a table")
    return phrase("“{words}”", words=_beginning(laid))


def _picture(laid: Laid) -> str:
    """Return the file name of a picture, or the empty text."""
    element = laid.box.element
    return "" if element is None else PurePosixPath(element.get("src") or "").name


def _beginning(laid: Laid) -> str:
    return excerpt(laid.text, 40)


def _millimetres(pixels: float) -> str:
    return f"{max(pixels / _MILLIMETRE, 1):.0f} mm"
