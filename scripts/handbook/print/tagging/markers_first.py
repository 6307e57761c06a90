"""Draws the bullet or number of a list's entry before its text, so that it is copied and read there.

WORKAROUND for WeasyPrint 70, which places a marker absolutely and so draws it after all other text of its page. It can
go when the canary says that markers come first by themselves.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf
from weasyprint import draw
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.stacking import StackingContext


@contextmanager
def drawing_markers_first(pages: Sequence[Page]) -> Iterator[None]:
    """Have the markers of `pages`, which are drawn meanwhile, drawn each before the first line of its entry."""
    whole, inline = draw.draw_stacking_context, draw.draw_inline_level
    first_of: dict[boxes.TextBox, boxes.TextBox] = {}
    for page in pages:
        _visit(page._page_box, first_of, [])
    waiting: dict[boxes.TextBox, list[StackingContext]] = {}

    def draw_stacking_context(stream: pydyf.Stream, context: StackingContext) -> None:
        rest: list[StackingContext] = []
        for child in context.zero_z_contexts:
            first = first_of.get(_first_text(child.box)) if _is_marker(child.box) else None
            (rest if first is None else waiting.setdefault(first, [])).append(child)
        context.zero_z_contexts[:] = rest
        whole(stream, context)

    def draw_inline_level(stream: pydyf.Stream, page: object, box: Any, *arguments: object) -> None:
        if waiting and isinstance(box, boxes.LineBox):
            for marker in waiting.pop(_first_text(box), ()):
                whole(stream, marker)
        inline(stream, page, box, *arguments)

    draw.draw_stacking_context, draw.draw_inline_level = draw_stacking_context, draw_inline_level
    try:
        yield
    finally:
        draw.draw_stacking_context, draw.draw_inline_level = whole, inline


def _is_marker(box: Any) -> bool:
    return bool(getattr(box, "is_outside_marker", False))


def _in_tree(box: Any) -> Any:
    return box._box if isinstance(box, AbsolutePlaceholder) else box.box if isinstance(box, StackingContext) else box


def _first_text(box: Any) -> boxes.TextBox | None:
    box = _in_tree(box)
    if isinstance(box, boxes.TextBox):
        return box
    return next(filter(None, map(_first_text, getattr(box, "children", ()))), None)


def _visit(box: Any, first_of: dict[boxes.TextBox, boxes.TextBox], waiting: list[boxes.TextBox]) -> None:
    """Note the first text of each entry by the text of its marker; `waiting` are markers of entries without any yet."""
    box = _in_tree(box)
    own = []
    for child in map(_in_tree, getattr(box, "children", ())):
        if _is_marker(child):
            own = [text] if (text := _first_text(child)) else []
            waiting += own
        elif isinstance(child, boxes.LineBox):
            if waiting and (first := _first_text(child)):
                first_of.update(dict.fromkeys(waiting, first))
                waiting.clear()
        else:
            _visit(child, first_of, waiting)
    waiting[:] = [text for text in waiting if text not in own]
