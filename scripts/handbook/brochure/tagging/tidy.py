"""Puts a gathered tag tree in the form the standard wants: nothing empty, and text only where text may stand."""

from itertools import groupby

from handbook.brochure.tagging.tree import Annotated, Marked, Tag

# Types that group others and hold no content of their own (ISO 32000-1, 14.8.4.2), and those that stand in a line.
_GROUPING = {"Document", "Part", "Art", "Sect", "Div", "BlockQuote"}
_IN_LINE = {"Span", "Quote", "Code", "Link", "Reference"}
# A cell is part of its table even when nothing is in it.
_KEPT_EMPTY = {"TH", "TD"}


def tidy(tag: Tag) -> None:
    """Drop what is empty, read the foot of a table last, and make a paragraph of text that stands in none."""
    for kid in tag.kids:
        if isinstance(kid, Tag):
            tidy(kid)
    tag.kids[:] = [kid for kid in tag.kids if not _is_empty(kid)]
    if tag.type == "Table":
        tag.kids.sort(key=lambda kid: isinstance(kid, Tag) and kid.type == "TFoot")
    if tag.type in _GROUPING:
        tag.kids[:] = _in_paragraphs(tag)


def _is_empty(kid: Tag | Marked | Annotated) -> bool:
    return isinstance(kid, Tag) and not kid.kids and kid.type not in _KEPT_EMPTY


def _in_paragraphs(tag: Tag) -> list[Tag | Marked | Annotated]:
    kids: list[Tag | Marked | Annotated] = []
    for is_text, run in groupby(tag.kids, key=lambda kid: not isinstance(kid, Tag) or kid.type in _IN_LINE):
        pieces = list(run)
        kids += [Tag(type="P", kids=pieces)] if is_text else pieces
    return kids
