"""Imposes finished pages two by two on sheets that are folded in half and stapled in the fold (saddle stitching).

A booklet of one signature: every sheet carries four pages, and the order on them is that of the folded pile.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf, String

from handbook.print.press.sheets import save_pdf

PAGES_PER_SHEET = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Volume:
    """A PDF whose pages are imposed, and the BCP 47 tag of its language. Each page is cut to its TrimBox."""

    path: Path
    tag: str


@dataclass(frozen=True, kw_only=True, slots=True)
class BookletPage:
    """A page of a booklet: its number (from 1) in one of the volumes (from 0), and whether it stands upside down."""

    volume: int
    number: int
    is_turned: bool = False


def signature_order(count: int) -> list[tuple[int, int]]:
    """Return the (left, right) page numbers of each side of each sheet, outermost sheet and its outside first.

    Printed on both sides, turned over the short edge, the sheets need no sorting. The two pages of a side sum to
    `count` + 1. Raises ValueError unless `count` is a multiple of four.
    """
    if count <= 0 or count % PAGES_PER_SHEET:
        raise ValueError(f"{count} pages do not fill sheets of {PAGES_PER_SHEET}")
    sides = []
    for low in range(1, count // 2 + 1):
        high = count + 1 - low
        # Odd pages are right-hand pages.
        sides.append((high, low) if low % 2 else (low, high))
    return sides


def booklet_pages(first: int, second: int = 0) -> list[BookletPage]:
    """Return the pages of a booklet: one volume, then the other, if there is one, from its end and upside down.

    `first` and `second` are the page counts of the volumes. With two it has two front covers (tête-bêche): turned by
    180°, the booklet is the same with the volumes exchanged; their back covers meet in the middle.
    """
    upright = [BookletPage(volume=0, number=number) for number in range(1, first + 1)]
    turned = [BookletPage(volume=1, number=number, is_turned=True) for number in range(second, 0, -1)]
    return [*upright, *turned]


def impose(volumes: Sequence[Volume], target: Path) -> None:
    """Write the booklet of one volume or of two, whose pages are a multiple of four in all."""
    with ExitStack() as stack:
        booklet = stack.enter_context(Pdf.new())
        sources = [stack.enter_context(Pdf.open(volume.path)) for volume in volumes]
        pages = booklet_pages(*(len(source.pages) for source in sources))
        # One copying per page, all from a volume at once, so that fonts and pictures come along once.
        forms = [[booklet.copy_foreign(page.as_form_xobject()) for page in source.pages] for source in sources]
        tags = [volume.tag for volume in volumes]
        for left, right in signature_order(len(pages)):
            booklet.pages.append(_sheet_side(booklet, [pages[left - 1], pages[right - 1]], forms, tags))
        _describe(booklet, sources, tags)
        save_pdf(booklet, target)


def _sheet_side(
    booklet: Pdf, pair: Sequence[BookletPage], forms: Sequence[Sequence[pikepdf.Object]], tags: Sequence[str]
) -> Page:
    """Return a page that shows two pages side by side, each in its language for whoever extracts the text."""
    shown = [forms[page.volume][page.number - 1] for page in pair]
    width, height = _size(shown[0])
    drawn = [
        f"/Span <</Lang ({tags[page.volume]})>> BDC q {_matrix(form, n * width, page)} cm /P{n} Do Q EMC"
        for n, (page, form) in enumerate(zip(pair, shown, strict=True))
    ]
    side = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 2 * width, height]),
        Contents=booklet.make_stream("\n".join(drawn).encode("ascii")),
        Resources=Dictionary(XObject=Dictionary({f"/P{n}": form for n, form in enumerate(shown)})),
    )
    return Page(booklet.make_indirect(side))


def _size(form: pikepdf.Object) -> tuple[float, float]:
    left, bottom, right, top = (float(edge) for edge in form.BBox)
    return right - left, top - bottom


def _matrix(form: pikepdf.Object, offset: float, page: BookletPage) -> str:
    """Return the six numbers that put the trimmed page `offset` points from the left edge of the sheet."""
    left, bottom, right, top = (float(edge) for edge in form.BBox)
    if page.is_turned:
        return f"-1 0 0 -1 {offset + right:.4f} {top:.4f}"
    return f"1 0 0 1 {offset - left:.4f} {-bottom:.4f}"


def _describe(booklet: Pdf, sources: Sequence[Pdf], tags: Sequence[str]) -> None:
    """Give the booklet its title and language, and ask for both sides of the paper, at full size."""
    booklet.docinfo.Title = String(" / ".join(str(source.docinfo.Title) for source in sources))
    booklet.docinfo.Producer = String(f"pikepdf {pikepdf.__version__}")
    if "/ModDate" in sources[0].docinfo:
        booklet.docinfo.ModDate = String(max(str(source.docinfo.get("/ModDate", "")) for source in sources))
    booklet.Root.Lang = String(tags[0])
    booklet.Root.ViewerPreferences = Dictionary(
        Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"), DisplayDocTitle=True
    )
