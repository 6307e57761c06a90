"""XML that is the same bytes for the same content, whoever writes it."""

import re

from lxml import etree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# What XML 1.0 has no place for, escaped or not.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element with a text below `parent`, and return it; a line below an attribute's name is a dash."""
    child = etree.SubElement(parent, name, {key.replace("_", "-"): value for key, value in attributes.items()})
    child.text = None if text is None else _NO_CHARACTER.sub("", text)
    return child


def document(root: etree._Element) -> bytes:
    """Return a document, indented; texts stay as they are."""
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"
