"""What an HTML element is in a tagged PDF: its standard structure type (ISO 32000-1, 14.8.4) and its attributes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"

# An element that is not listed here, like `em` or `cite`, has no tag of its own: its text belongs to what is around it.
TYPES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    **dict.fromkeys(("address", "aside", "details", "div", "figure", "footer", "header", "nav"), "Div"),
    **dict.fromkeys(("li", "dt", "dd"), "Div"),  # outside a list
    "blockquote": "BlockQuote",
    **dict.fromkeys(("p", "pre", "summary"), "P"),
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), "L"),
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    **dict.fromkeys(("caption", "figcaption"), "Caption"),
    **dict.fromkeys(("code", "kbd", "samp"), "Code"),
    "q": "Quote",
    **dict.fromkeys(("img", "object", "embed", f"{SVG}svg"), "Figure"),
}

_HEADINGS = {f"H{level}": level for level in range(1, 7)}

# What an element is because of the tag it stands in; a div there groups terms with their descriptions.
_INSIDE = {
    ("L", "li"): "LI",
    ("L", "dt"): "Lbl",
    ("L", "dd"): "LBody",
    ("L", "div"): None,
    ("TOC", "li"): "TOCI",
}

# How the labels of a list count, by the style of its markers (ISO 32000-1, table 347).
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    **dict.fromkeys(("lower-alpha", "lower-latin"), "LowerAlpha"),
    **dict.fromkeys(("upper-alpha", "upper-latin"), "UpperAlpha"),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """What an element cannot tell by itself.

    `entries` leads from each term and description of a definition list to the first term of their entry; `contents`
    holds what stands in the table of contents; `pictures` leads from each figure to the one picture that it shows.
    Headings are `below` the title of the file by a level where that stands in another part of it.
    """

    parents: dict[Element, Element]
    entries: dict[Element, Element]
    contents: frozenset[Element]
    pictures: Mapping[Element, Element]
    below: int


def outline(root: Element) -> Outline:
    """Return the outline of an HTML document."""
    return Outline(
        parents={child: parent for parent in root.iter() for child in parent},
        entries=dict(_definitions(root)),
        contents=frozenset(inner for element in root.iter() if _is_contents(element) for inner in element.iter()),
        pictures=dict(_pictures(root)),
        below=0 if any(_PARTS[0] & _classes(element) for element in root.iter()) else _is_part(root),
    )


# The classes of what has the title of its file in it, and those of parts of a brochure, whose title is on the cover.
_PARTS = frozenset({"leaflet", "cover"}), frozenset({"chapter", "contents", "back-cover", "notes"})


def _is_part(root: Element) -> bool:
    return any(element.tag == "section" and _PARTS[1] & _classes(element) for element in root.iter())


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _pictures(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield each figure that has a caption, and the picture if it is one."""
    for figure in root.iter("figure"):
        shown = [
            element for element in figure.iter() if TYPES.get(element.tag) == "Figure" and not is_decoration(element)
        ]
        if len(shown) == 1 and figure.find("figcaption") is not None:
            yield figure, shown[0]


def _is_contents(element: Element) -> bool:
    return element.get("role") == "doc-toc" or (
        element.tag in ("section", "nav", "div") and "contents" in element.get("class", "").split()
    )


def _definitions(root: Element) -> Iterator[tuple[Element, Element]]:
    """Yield (term or description, first term): an entry begins with a term that follows a description, or nothing."""
    for definitions in root.iter("dl"):
        first, before = None, "dd"
        for part in _parts(definitions):
            if first is None or (part.tag == "dt" and before == "dd"):
                first = part
            before = part.tag
            yield part, first


def _parts(definitions: Element) -> Iterator[Element]:
    for child in definitions:
        if child.tag == "div":
            yield from _parts(child)
        elif child.tag in ("dt", "dd"):
            yield child


def type_of(element: Element, outer: str, outline: Outline) -> str | None:
    """Return the type of an element inside a tag of type `outer`; None where it has no tag of its own."""
    if (outer, element.tag) in _INSIDE:
        return _INSIDE[outer, element.tag]
    kind = TYPES.get(element.tag)
    if element in outline.pictures:
        return "Figure"
    if outer == "Figure" and kind == "Figure":
        return None
    if kind in _HEADINGS:
        return f"H{min(_HEADINGS[kind] + outline.below, len(_HEADINGS))}"
    if element.get("role") == "doc-footnote":
        kind = "Note"
    elif kind == "L" and element in outline.contents:
        kind = "TOC"
    elif element.tag == "a" and element.get("href"):
        kind = "Link"
    elif outer == "Note" and "label" in element.get("class", "").split():
        kind = "Lbl"
    has_own_voice = element.get("lang") or (element.tag == "abbr" and element.get("title"))
    return kind or ("Span" if has_own_voice else None)


def is_decoration(element: Element) -> bool:
    """Tell whether an element says itself that it is nothing to be read."""
    return (
        element.get("aria-hidden") == "true"
        or (element.tag == "img" and element.get("alt") == "")
        or (TYPES.get(element.tag) == "Figure" and element.get("role") in ("none", "presentation"))
    )


def alternative(element: Element) -> str:
    """Return the text that stands for a picture: its alternative text, or the title and description of a drawing."""
    texts = [element.get("aria-label") or element.get("alt") or ""]
    if element.tag == f"{SVG}svg":
        title = texts[0] or element.findtext(f"{SVG}title", "")
        texts = [title, element.findtext(f"{SVG}desc", "")]
    return ": ".join(" ".join(text.split()) for text in texts if text.strip())


def scope(header: Element, outline: Outline) -> str:
    """Return what a header cell is the header of: what it says, else what HTML takes for granted."""
    declared = header.get("scope", "")
    if declared:
        return "Row" if declared.startswith("row") else "Column"
    row = outline.parents[header]
    is_head = outline.parents[row].tag == "thead"
    return "Row" if not is_head and row.find("td") is not None else "Column"
