"""Concepts as TBX-Basic (ISO 30042:2008), which programs for translators and Weblate read."""

from collections.abc import Iterable

from lxml import etree

from handbook.export.concepts import Concept, Side
from handbook.export.xml import LANGUAGE, add, document

_STATUS = "{}Term-admn-sts"


def as_tbx(concepts: Iterable[Concept], title: str, source: str, target: str) -> bytes:
    """Return a terminology; `source` and `target` are BCP 47 tags, and `title` is what it is called."""
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
        add(group, "termNote", _STATUS.format(term.status), type="administrativeStatus")
