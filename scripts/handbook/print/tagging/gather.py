"""Gathers the tag tree from the boxes of all pages: one tag per HTML element, wherever its pieces are drawn."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from handbook.print.tagging.artifacts import DECORATION, Artifact, why_artifact
from handbook.print.tagging.roles import NUMBERING, Outline, alternative, outline, scope, type_of
from handbook.print.tagging.tag_tree import Annotated, Marked, Tag

POINTS_PER_PIXEL = 0.75

# What WeasyPrint notes of each piece that it marks, by the box that it draws.
Pieces = dict[boxes.Box, dict[str, Any]]


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkedPage:
    """A page being read: its number from 0, its height in CSS pixels, and its marked pieces by the box they draw."""

    number: int
    height: float
    pieces: Pieces


class Gatherer:
    """Reads page after page; `root` is then the tag tree and `artifacts` what of each page does not belong to it.

    `groups` are the pages on which something is drawn through a transparency group, which cannot be tagged; `dropped`
    are the links that lie on artifacts.
    """

    def __init__(self) -> None:
        self.root = Tag(type="Document")
        self.artifacts: defaultdict[int, dict[int, Artifact]] = defaultdict(dict)
        self.dropped: list[Annotated] = []
        self.groups: list[int] = []
        self._outline = Outline(parents={}, entries={}, contents=frozenset(), pictures={}, below=0)
        self._tags: dict[Element, Tag] = {}
        self._items: dict[Element, Tag] = {}
        self._notes: set[Element] = set()
        self._seen: set[tuple[Element, str]] = set()

    @property
    def below(self) -> int:
        """By how many levels headings are below the title of the file, where that is in another part of it."""
        return self._outline.below

    def add_page(self, page: boxes.PageBox, number: int, pieces: Pieces) -> None:
        """Add what a page shows, taking from `pieces` all that it marks."""
        if not self._tags:
            root = page.children[0].element
            self._outline = outline(root)
            self._tags[root] = self.root
        marked = MarkedPage(number=number, height=page.margin_height(), pieces=pieces)
        for child in page.children:
            self._visit(child, marked, None, None)

    def _visit(
        self, box: boxes.Box, page: MarkedPage, artifact: Artifact | None, around: pydyf.Dictionary | None
    ) -> None:
        """Read a box; `artifact` says why it is none of the tree's, `around` is the annotation it lies in."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        artifact = artifact or why_artifact(box, self._seen)
        if box.style["opacity"] < 1:
            self.groups.append(page.number)
        if box.link_annotation:
            self._add_link(box, page, artifact, around)
            around = box.link_annotation
        if artifact is None and box.element is not None and box.element.tag in ("td", "th"):
            self._add_cell(box)
        if piece := page.pieces.pop(box, None):
            self._add_piece(box, page, piece["mcid"], artifact)
        for child in box.children:
            self._visit(child, page, artifact, around)
        if box.footnote is not None and artifact is None:
            self._notes.add(box.element)
            self._tag(box.element)  # so that it is read after its call, not where the foot of the page is

    def _add_piece(self, box: boxes.Box, page: MarkedPage, mcid: int, artifact: Artifact | None) -> None:
        if artifact is None and _shows_nothing(box):
            artifact = DECORATION
        if artifact is not None:
            self.artifacts[page.number][mcid] = artifact
            return
        tag = self._home(box)
        if isinstance(box, boxes.ReplacedBox):
            tag.attributes["Layout"] = {"BBox": _bounding_box(box, page)}
        tag.kids.append(Marked(page=page.number, mcid=mcid))

    def _add_link(
        self, box: boxes.Box, page: MarkedPage, artifact: Artifact | None, around: pydyf.Dictionary | None
    ) -> None:
        """WeasyPrint makes a link of every box in a link: those that lie in another are dropped."""
        link = Annotated(page=page.number, annotation=box.link_annotation)
        source = box.element
        while source is not None and not (source.tag == "a" and source.get("href")):
            source = self._outline.parents.get(source)
        if artifact is not None or source is None or (around and _is_inside(box.link_annotation, around)):
            self.dropped.append(link)
        else:
            self._tag(source).kids.append(link)

    def _add_cell(self, box: boxes.Box) -> None:
        """Add a cell even when nothing is in it; it may be no cell to the stylesheet."""
        spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
        attributes = {name: span for name, span in spans.items() if span > 1}
        if box.element.tag == "th":
            attributes["Scope"] = f"/{scope(box.element, self._outline)}"
        self._tag(box.element).attributes.setdefault("Table", {}).update(attributes)

    def _home(self, box: boxes.Box) -> Tag:
        """Return the tag to which what a box draws belongs."""
        _, _, pseudo = box.element_tag.partition("::")
        if pseudo == "footnote-call":
            reference = Tag(type="Reference")
            self._tag(self._outline.parents[box.element]).kids.append(reference)
            return reference
        tag = self._tag(box.element)
        if pseudo == "marker" and box.element in self._items:
            return self._label(self._items[box.element], box)
        return _first_label(tag) if pseudo == "footnote-marker" else tag

    def _label(self, item: Tag, box: boxes.Box) -> Tag:
        kind = box.style["list_style_type"]
        parent = self._tag(self._outline.parents[box.element])
        numbering = NUMBERING.get(kind, "Disc") if isinstance(kind, str) else "Disc"
        if parent.type == "L":
            parent.attributes["List"] = {"ListNumbering": f"/{numbering}"}
        return _first_label(item)

    def _tag(self, element: Element) -> Tag:
        """Return the tag of an element, or of the nearest one around it that has one."""
        tag = self._tags.get(element)
        if tag is None:
            parent = self._outline.parents.get(element)
            tag = self._tags[element] = self._open(element, self.root if parent is None else self._tag(parent))
        return tag

    def _open(self, element: Element, outer: Tag) -> Tag:
        kind = "Note" if element in self._notes else type_of(element, outer.type, self._outline)
        if kind is None:
            return outer
        if kind in ("Lbl", "LBody") and element in self._outline.entries:
            outer = self._entry(self._outline.entries[element], outer)
        if kind == "Link" and element in self._outline.contents:
            outer = _added(outer, Tag(type="Reference"))
        shown = self._outline.pictures.get(element, element)
        tag = _added(outer, Tag(type=kind, element=element, entries=dict(_entries(shown, kind))))
        if kind == "L":
            tag.attributes["List"] = {"ListNumbering": "/None"}
        if kind in ("LI", "TOCI"):
            self._items[element] = tag
        return _added(tag, Tag(type="LBody")) if kind == "LI" else tag

    def _entry(self, first: Element, definitions: Tag) -> Tag:
        """Return the item that holds an entry of a definition list."""
        if first not in self._items:
            self._items[first] = _added(definitions, Tag(type="LI"))
        return self._items[first]


def _added(outer: Tag, tag: Tag) -> Tag:
    outer.kids.append(tag)
    return tag


def _first_label(item: Tag) -> Tag:
    """Return the label of an item, which is read first wherever it is drawn."""
    for kid in item.kids:
        if isinstance(kid, Tag) and kid.type == "Lbl":
            return kid
    label = Tag(type="Lbl")
    item.kids.insert(0, label)
    return label


def _entries(element: Element, kind: str) -> Iterator[tuple[str, object]]:
    if element.get("lang"):
        yield "Lang", pydyf.String(element.get("lang"))
    if kind == "Figure" and (text := alternative(element)):
        yield "Alt", pydyf.String(text)
    if element.tag == "abbr" and element.get("title"):
        yield "E", pydyf.String(element.get("title"))


def _shows_nothing(box: boxes.Box) -> bool:
    is_blank = isinstance(box, boxes.TextBox) and not box.text.strip()
    return is_blank or box.style["visibility"] != "visible"


def _bounding_box(box: boxes.Box, page: MarkedPage) -> pydyf.Array:
    """Return left, bottom, right and top of a picture, in points from the lower left corner of its page."""
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, page.height - top - box.height, left + box.width, page.height - top)
    return pydyf.Array(round(side * POINTS_PER_PIXEL, 2) for side in sides)


def _is_inside(inner: pydyf.Dictionary, outer: pydyf.Dictionary) -> bool:
    (left, top, right, bottom), (outer_left, outer_top, outer_right, outer_bottom) = inner["Rect"], outer["Rect"]
    slack = 0.5
    return bool(
        left >= outer_left - slack
        and right <= outer_right + slack
        and top <= outer_top + slack
        and bottom >= outer_bottom - slack
    )
