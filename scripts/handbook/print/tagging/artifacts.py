"""What is drawn and not read: running heads and feet, repeated table headers, leaders, decoration."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

import pydyf
from weasyprint.formatting_structure import boxes

from handbook.print.tagging.roles import alternative, is_decoration

Artifact = Mapping[str, str]

# Property lists of artifacts (ISO 32000-1, table 330).
HEADER: Artifact = {"Type": "/Pagination", "Subtype": "/Header"}
FOOTER: Artifact = {"Type": "/Pagination", "Subtype": "/Footer"}
REPEATED: Artifact = {"Type": "/Pagination"}
DECORATION: Artifact = {"Type": "/Layout"}


def why_artifact(box: boxes.Box, seen: set[tuple[Element, str]]) -> Artifact | None:
    """Return what kind of artifact a box is, with all that it holds; None where it belongs into the tag tree.

    `seen` remembers the elements that are drawn on several pages: they are read once.
    """
    if isinstance(box, boxes.MarginBox):
        return HEADER if "top" in box.at_keyword else FOOTER if "bottom" in box.at_keyword else REPEATED
    if box.is_leader or (box.element is not None and is_decoration(box.element)):
        return DECORATION
    if isinstance(box, boxes.ReplacedBox) and not _is_picture(box):
        return DECORATION
    is_group = isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)
    if is_group or box.style["position"] == "fixed":
        key = (box.element, box.element_tag)
        if key in seen:
            return REPEATED
        seen.add(key)
    return None


def _is_picture(box: boxes.ReplacedBox) -> bool:
    """Tell a picture of the page from one that the stylesheet puts before, after or in place of a text."""
    is_generated = "::" in box.element_tag
    return not is_generated and (box.element.tag in _PICTURES or bool(alternative(box.element)))


_PICTURES = {"img", "object", "embed", "{http://www.w3.org/2000/svg}svg"}


def mark(pdf: pydyf.PDF, artifacts: Mapping[int, Mapping[int, Artifact]]) -> None:
    """Turn marked pieces of content into artifacts; `artifacts` holds them by page and number on the page."""
    numbers = pdf.pages["Kids"][::3]
    for page, pieces in artifacts.items():
        contents = pdf.objects[numbers[page]]["Contents"]
        operators = pdf.objects[int(contents.split()[0])].stream
        for index, properties in enumerate(operators):
            if isinstance(properties, pydyf.Dictionary) and properties.get("MCID") in pieces:
                operators[index - 1] = "/Artifact"
                operators[index] = pydyf.Dictionary(pieces[properties["MCID"]])
