"""Where the tables of a page find room on paper: in the column of the text, across the page, or a row below the other.

What a table needs is measured in letters before anything is laid out, so that the same page is always laid out alike.
"""

from collections.abc import Iterator
from enum import Enum

from docutils import nodes

# The column of text and the page hold so many letters of a table, and between two columns some room is empty.
_COLUMN, _PAGE, _GAP = 76, 110, 2.5
# A cell of more letters than that is divided into lines, and a word of more letters at its syllables.
_COMFORT, _WORD = 18, 11

# A head of no more letters stands beside its cell, where the rows of a table are lists.
_BESIDE = 24


class Room(Enum):
    """Where a table stands: in the column of its text, across the page, or as one list per row."""

    COLUMN = "column"
    ACROSS = "across"
    STACKED = "stacked"


def room_of(table: nodes.table) -> Room:
    """Return where a table has room, by the widest words and the longest cells of its columns."""
    columns = list(_columns(table))
    if _needed(columns, _COMFORT) <= _COLUMN:
        return Room.COLUMN
    return Room.ACROSS if _needed(columns, 0) <= _PAGE else Room.STACKED


def stack_tables(document: nodes.document) -> None:
    """Replace each table of a page that no sheet has room for by a list: a part per row, each cell below its head."""
    for table in list(document.findall(nodes.table)):
        if room_of(table) is Room.STACKED and not _has_spans(table):
            table.replace_self(_stack(table))


def _needed(columns: list[list[str]], comfort: int) -> float:
    return sum(_width(cells, comfort) for cells in columns) + _GAP * (len(columns) - 1)


def _width(cells: list[str], comfort: int) -> int:
    longest = max((len(text) for text in cells), default=0)
    word = max((min(len(word), _WORD) for text in cells for word in text.split()), default=0)
    return min(longest, max(word, comfort))


def _columns(table: nodes.table) -> Iterator[list[str]]:
    rows = [_cells(row) for row in table.findall(nodes.row)]
    for number in range(max(map(len, rows), default=0)):
        yield [row[number].astext() for row in rows if number < len(row)]


def _cells(row: nodes.row) -> list[nodes.entry]:
    return [cell for cell in row.children if isinstance(cell, nodes.entry)]


def _has_spans(table: nodes.table) -> bool:
    return any("morecols" in cell or "morerows" in cell for cell in table.findall(nodes.entry))


def _stack(table: nodes.table) -> nodes.container:
    """Return a table as lists of heads and cells, with its caption and its names."""
    head = next(table.findall(nodes.thead), None)
    names = next((_cells(row) for row in head.findall(nodes.row)), []) if head else []
    stack = nodes.container("", ids=table["ids"], classes=[*table["classes"], "stacked"])
    stack.source, stack.line = table.source, table.line
    stack += [nodes.paragraph("", "", *title.children, classes=["stack-title"]) for title in table.findall(nodes.title)]
    for row in (row for body in table.findall(nodes.tbody) for row in body.findall(nodes.row)):
        items = [_item(names[number : number + 1], cell) for number, cell in enumerate(_cells(row))]
        is_short = all(len(name.astext()) <= _BESIDE for name in names)
        stack += nodes.definition_list("", *items, classes=["stacked-row", *(["short"] if is_short else [])])
    return stack


def _item(head: list[nodes.entry], cell: nodes.entry) -> nodes.definition_list_item:
    words = [child.deepcopy() for entry in head for block in entry.children for child in block.children]
    return nodes.definition_list_item(
        "", nodes.term("", "", *(words or [nodes.Text("–")])), nodes.definition("", *cell.children)
    )
