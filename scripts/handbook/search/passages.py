"""Cuts a published page into the passages that a reader can be led to: its sections and its glossary terms."""

from dataclasses import dataclass, field

from lxml import etree

from handbook.readback.html_page import INLINE, text_of

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_NOT_READ = {"svg", "script", "style", "nav", "form", "button"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A place on a page: its anchor ("" for the top), its heading, its text: a line per paragraph, item or cell.

    `labels` are the places among `lines` of those that say what a row of a table is about.
    """

    anchor: str
    heading: str
    lines: tuple[str, ...]
    labels: tuple[int, ...] = ()


@dataclass(kw_only=True, slots=True)
class _Draft:
    anchor: str = ""
    heading: str = ""
    lines: list[str] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    line: str = ""

    def end_line(self) -> None:
        if words := self.line.split():
            self.lines.append(" ".join(words))
        self.line = ""


def passages(page: etree._Element) -> list[Passage]:
    """Return the passages of a page's main element, in the order of reading: the top with the title first.

    What stands outside of all sections, as footnotes do, is of the top.
    """
    drafts = [_Draft()]
    main = page.find(".//main")
    if main is not None:
        _read(main, drafts[0], drafts)
    for draft in drafts:
        draft.end_line()
    outside, *sections = drafts
    if sections and not outside.heading:
        sections[0].labels += [len(sections[0].lines) + place for place in outside.labels]
        sections[0].lines += outside.lines
        drafts = sections
    return [
        Passage(anchor=draft.anchor, heading=draft.heading, lines=tuple(draft.lines), labels=tuple(draft.labels))
        for draft in drafts
        if draft.heading or draft.lines
    ]


def _read(element: etree._Element, draft: _Draft, drafts: list[_Draft]) -> None:
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_READ:
            opened = _opened(child)
            if opened is not None:
                draft.end_line()
                drafts.append(opened)
            if child.tag == "dt" and opened is not None:
                draft = opened  # its definition follows it, and is not inside it
                draft.heading = _text(child)
            elif child.tag in _HEADINGS and not draft.heading:
                draft.heading = _text(child)
                draft.anchor = "" if child.tag == "h1" else draft.anchor
            else:
                _read_into(child, opened or draft, drafts)
        draft.line += child.tail or ""


def _read_into(child: etree._Element, draft: _Draft, drafts: list[_Draft]) -> None:
    is_block = child.tag not in INLINE
    if is_block:
        draft.end_line()
    first = len(draft.lines)
    draft.line += child.text or ""
    _read(child, draft, drafts)
    if is_block:
        draft.end_line()
    if child.tag == "th" and child.get("scope") == "row":
        draft.labels += range(first, len(draft.lines))


def _opened(child: etree._Element) -> _Draft | None:
    """Return the passage that begins with an element, if one does."""
    anchor = child.get("id")
    return _Draft(anchor=anchor) if anchor and child.tag in ("section", "dt") else None


def _text(element: etree._Element) -> str:
    return " ".join(text_of(element).split())
