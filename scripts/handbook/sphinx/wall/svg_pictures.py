"""Judges an SVG: it is drawn as a picture, but opened by itself it is a page of the site's origin.

What it may hold is a list of what draws; nothing in it runs, links, or fetches anything.
"""

from xml.parsers import expat

from lxml import etree

from handbook.findings.phrase import Phrase, phrase
from handbook.sphinx.wall.css import reaches_out
from handbook.sphinx.wall.drawn import draw_fault

SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "text", "tspan", "textPath"}
_PARTS = {
    "svg",
    "g",
    "switch",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "metadata",
    "clipPath",
    "mask",
    "marker",
    "pattern",
}
_PAINTS = {"linearGradient", "radialGradient", "stop", "filter", "style"}
_FILTERS = "Blend ColorMatrix ComponentTransfer Composite ConvolveMatrix DiffuseLighting DisplacementMap DistantLight "
_FILTERS += "DropShadow Flood FuncA FuncB FuncG FuncR GaussianBlur Merge MergeNode Morphology Offset PointLight "
_FILTERS += "SpecularLighting SpotLight Tile Turbulence"
ELEMENTS = _SHAPES | _PARTS | _PAINTS | {f"fe{name}" for name in _FILTERS.split()}
# What an editor notes for itself is no drawing, and no browser heeds it.
_NOTES = (
    "{http://www.inkscape.org/",
    "{http://sodipodi.sourceforge.net/",
    "{http://purl.org/dc/elements/1.1/",
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "{http://creativecommons.org/ns#",
)
# Attributes that name things: what stands in them is no style.
_NAMES = ("aria-", "class", "data-", "id")
# What browsers read as we do.
_ENCODINGS = {"", "ASCII", "US-ASCII", "UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE"}


class _DeclaresError(Exception):
    """The document type of a file says more than its name."""


def svg_fault(data: bytes) -> Phrase | str | None:
    """Return what is wrong with an SVG, or None. Nothing that it names is fetched, and no entity is put in."""
    try:
        _refuse_declarations(data)
        # Neither the parser's nor a browser's: entities, and attributes that elements have by default.
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except _DeclaresError:
        return phrase("it declares entities or attributes of its own; save it as plain SVG")
    except (etree.XMLSyntaxError, expat.ExpatError, ValueError) as error:
        return phrase("it is no XML ({reason}); save it again", reason=str(error))
    if (root.getroottree().docinfo.encoding or "").upper() not in _ENCODINGS:
        return phrase("it is not in UTF-8; save it as UTF-8")
    if root.tag != f"{SVG}svg":
        return phrase("it is XML, but no SVG")
    around = [*root.itersiblings(), *root.itersiblings(preceding=True)]
    faults = (fault for element in (*around, *root.iter()) if (fault := element_fault(element)))
    return next(faults, None) or draw_fault(root)


def element_fault(element: etree._Element) -> Phrase | None:
    """Return what is wrong with an element of a drawing, or with one of its attributes."""
    if not isinstance(element.tag, str):
        # A processing instruction may name a stylesheet.
        return None if isinstance(element, etree._Comment) else phrase("it holds a processing instruction; take it out")
    if element.tag.startswith(_NOTES):
        return None
    name = element.tag.removeprefix(SVG)
    # All text of a style sheet, since browsers pass over the comments in it.
    if name not in ELEMENTS or (name == "style" and reaches_out(str(element.xpath("string()")))):
        return phrase("it holds <{element}>, which may run or fetch something; take it out", element=name)
    for attribute, value in element.attrib.items():
        if is_harmful(attribute, value):
            message = phrase("it holds {attribute}=“{value}”, which may run or fetch something; take it out")
            return message.format(attribute=etree.QName(attribute).localname, value=value[:40])
    return None


def is_harmful(attribute: str, value: str) -> bool:
    """Whether an attribute of a drawing is a program, leads out of it, or styles it with something from elsewhere."""
    name = etree.QName(attribute).localname.lower()
    if name == "href":
        return not value.strip().startswith("#")
    if attribute.startswith("{"):
        return name == "base" or attribute.startswith(SVG)
    is_style = "(" in value or "\\" in value or "@" in value
    return name.startswith("on") or (is_style and not name.startswith(_NAMES) and reaches_out(value))


def _refuse_declarations(data: bytes) -> None:
    def refuse(name: str, system: str | None, public: str | None, has_internal_subset: int) -> None:
        if has_internal_subset:
            raise _DeclaresError

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)
