"""Reads what WeasyPrint has laid out: the lines, pictures and tables on each page, and where each comes from.

WeasyPrint 70 offers no public way to its boxes: ``Page._page_box``, the geometry of boxes and the wrapping of what is
placed absolutely are its own. A canary in tests/ext watches them; once there is a public way, take that.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes

from handbook.print.line_ends import without_line_ends
from handbook.print.source_lines import Origin, origin_of

# What takes up room of its own. All of it may be too wide for the block in which it stands.
SOLID = (boxes.TextBox, boxes.ReplacedBox, boxes.TableBox, boxes.InlineBlockBox)
# What a running text is made of.
RUNNING = (boxes.LineBox, boxes.BlockReplacedBox)

Box = Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Laid:
    """A box on a page: its origin, the block around it, and the table row around it (but for repeated heads).

    `is_flowing` is false for what is placed absolutely: it is no part of the text that goes over from page to page.
    """

    box: Box
    origin: Origin | None
    block: Box
    row: Box | None
    is_flowing: bool

    @property
    def texts(self) -> list[str]:
        """Return the words in the box, line by line."""
        inside = (box.text for box in _below(self.box) if isinstance(box, boxes.TextBox))
        return [without_line_ends(text) for text in inside]

    @property
    def text(self) -> str:
        """Return the words in the box."""
        return "".join(self.texts)

    @property
    def passage(self) -> str:
        """Return all the words of the paragraph in which the box stands, or of the box where it stands in none."""
        element = self.block.element
        text = " ".join(self.texts) if element is None else without_line_ends("".join(element.itertext()))
        return " ".join(text.split())

    @property
    def excess(self) -> float:
        """Return by how many CSS pixels the box is too wide for its block, at the end of its lines: left, or right."""
        begin: float = self.block.content_box_x()
        if self.block.style["direction"] == "rtl":
            left: float = self.box.position_x
            return begin - left
        end: float = begin + self.block.width
        return _right(self.box) - end


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A page: its number, counted from 1, what lies on it in the order of reading, and where its text must end.

    `kind` is its name in the stylesheet; `feet` is what stands in its margins, and `edge` where the paper ends.
    """

    number: int
    kind: str
    laid: Sequence[Laid]
    bottom: float
    feet: Sequence[Laid]
    edge: float

    @property
    def running(self) -> list[Laid]:
        """Return the lines and pictures of the running text."""
        return [part for part in self.laid if part.is_flowing and isinstance(part.box, RUNNING)]

    @property
    def rows(self) -> dict[int, Laid]:
        """Return a box of each table row, by the identity of the row’s element."""
        return {id(part.row.element): part for part in reversed(self.laid) if part.row is not None}


def sheets_of(document: Document, docnames: Mapping[str, str], first: int = 1) -> list[Sheet]:
    """Return the pages of a document that is laid out, without their running heads; `first` is the first number."""
    return [_sheet(page._page_box, number, docnames) for number, page in enumerate(document.pages, first)]


def bottom_of(box: Box) -> float:
    """Return how far down a box reaches, in CSS pixels."""
    bottom: float = (
        box.border_box_y() + box.border_height() if isinstance(box, boxes.ReplacedBox) else box.position_y + box.height
    )
    return bottom


def _sheet(page: Box, number: int, docnames: Mapping[str, str]) -> Sheet:
    laid: list[Laid] = []

    feet: list[Laid] = []

    def collect(box: Box, origin: Origin | None, block: Box, row: Box | None, is_flowing: bool) -> None:
        box = box if isinstance(box, boxes.Box) else box._box  # what is placed absolutely is wrapped
        is_flowing = is_flowing and box.is_in_normal_flow()
        if box.element is not None:
            origin = origin_of(box.element, origin, docnames)
        if isinstance(box, (*SOLID, boxes.LineBox)):
            laid.append(Laid(box=box, origin=origin, block=block, row=row, is_flowing=is_flowing))
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            is_flowing = False  # it may stand on each page
        elif isinstance(box, boxes.TableRowBox):
            row = box if is_flowing else None
        elif isinstance(box, boxes.BlockContainerBox) and not box.is_table_wrapper:
            block = box
        for child in box.children:
            collect(child, origin, block, row, is_flowing)

    for child in page.children:
        if isinstance(child, boxes.MarginBox):
            feet.append(Laid(box=child, origin=None, block=child, row=None, is_flowing=False))
        else:
            collect(child, None, page, None, True)
    return Sheet(
        number=number,
        kind=page.page_type.name,
        laid=laid,
        bottom=page.content_box_y() + page.height,
        feet=feet,
        edge=page.margin_height(),
    )


def _right(box: Box) -> float:
    if isinstance(box, boxes.TextBox):
        # The spaces at which a line of code was divided are kept and hang out of it; its letters are of one width.
        shown = len(box.text.rstrip()) / len(box.text) if box.text else 0
        right: float = box.position_x + box.width * shown
        return right
    return float(box.border_box_x() + box.border_width())


def _below(box: Box) -> list[Box]:
    return [descendant for child in box.children for descendant in (child, *_below(child))] if box.children else [box]
