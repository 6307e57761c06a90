"""The formats of translation programs: finished translations as TMX 1.4b, concepts as TBX-Basic (ISO 30042:2008)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from handbook.catalogs.comments import reviews
from handbook.catalogs.entries import Entry
from handbook.desk.concepts import Concept, Side
from handbook.languages.lookup import OWN_LANGUAGE

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Characters that XML 1.0 does not allow, escaped or not.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element with a text to `parent`, and return it; underscores in names of attributes become hyphens."""
    child = etree.SubElement(parent, name, {key.replace("_", "-"): value for key, value in attributes.items()})
    child.text = None if text is None else _NO_CHARACTER.sub("", text)
    return child


def document(root: etree._Element) -> bytes:
    """Return an XML document as indented bytes."""
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A text and its translation, with the catalogues that have it, and who has reviewed it."""

    source: str
    target: str
    files: tuple[str, ...]
    reviewers: tuple[str, ...]


def units(catalogues: Mapping[str, Iterable[Entry]]) -> list[Unit]:
    """Return each finished pair of text and translation once, in the order of `catalogues`, which go by their files."""
    pairs: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for file, entries in catalogues.items():
        for entry in entries:
            if entry.msgid and entry.is_done:
                files, reviewers = pairs.setdefault(entry.pair, ({}, {}))
                files[file] = None
                reviewers |= {review.name: None for review in reviews(entry) if review.is_current}
    return [
        Unit(source=msgid, target=msgstr, files=tuple(files), reviewers=tuple(reviewers))
        for (msgid, msgstr), (files, reviewers) in pairs.items()
    ]


def as_tmx(pairs: Sequence[Unit], source: str, target: str) -> bytes:
    """Return a translation memory; `source` and `target` are BCP 47 tags."""
    root = etree.Element("tmx", version="1.4")
    header = {"creationtool": "handbook", "creationtoolversion": "1", "segtype": "paragraph", "o_tmf": "po"}
    add(root, "header", **header, adminlang=OWN_LANGUAGE, srclang=source, datatype="plaintext")
    body = add(root, "body")
    for pair in pairs:
        unit = add(body, "tu")
        for file in pair.files:
            add(unit, "prop", file, type="x-file")
        for name in pair.reviewers:
            add(unit, "prop", name, type="x-reviewed-by")
        for tag, text in ((source, pair.source), (target, pair.target)):
            variant = add(unit, "tuv")
            variant.set(LANGUAGE, tag)
            add(variant, "seg", text)
    return document(root)


def as_tbx(concepts: Iterable[Concept], title: str, source: str, target: str) -> bytes:
    """Return a terminology of that title; `source` and `target` are BCP 47 tags."""
    root = etree.Element("martif", type="TBX-Basic")
    root.set(LANGUAGE, source)
    header = add(root, "martifHeader")
    described = add(header, "fileDesc")
    add(add(described, "titleStmt"), "title", title)
    add(add(described, "sourceDesc"), "p", title)
    add(add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs", type="XCSURI")
    body = add(add(root, "text"), "body")
    for number, concept in enumerate(concepts, 1):
        entry = add(body, "termEntry", id=f"c{number}")
        for note in concept.notes:
            add(entry, "note", note)
        for side, tag in ((concept.source, source), (concept.target, target)):
            if side.terms:
                _add_side(entry, side, tag)
    return document(root)


def _add_side(entry: etree._Element, side: Side, tag: str) -> None:
    language = add(entry, "langSet")
    language.set(LANGUAGE, tag)
    if side.definition:
        add(add(language, "descripGrp"), "descrip", side.definition, type="definition")
    for term in side.terms:
        group = add(language, "tig")
        add(group, "term", term.text)
        add(group, "termNote", f"{term.status}Term-admn-sts", type="administrativeStatus")
