"""Looks at what goes into the brochure before it is laid out: pictures, characters, hyphenation.

All of it is told at once, and where it was written; a layout would only stumble over it, or fill in for it in silence.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from pathlib import Path
from re import findall

import pyphen
from docutils import nodes
from fontTools.ttLib import TTFont
from lxml import etree, html
from PIL import Image, ImageFile

from handbook.brochure.assemble import Chapter
from handbook.brochure.origin import Origin, Origins, Place, node_origin
from handbook.brochure.render import font
from handbook.finding import Finding
from handbook.languages import is_private

# Characters that end a line or allow a break, and are never drawn. Other spaces are: the faces lack some of them, and
# from the place of one such space on all spaces of a page would be copied as it.
UNDRAWN = frozenset("\t\n\r\u00ad\u200b\u2060")
_INSTEAD = {
    "\u2010": "write a plain hyphen",
    "\u2011": "write a plain hyphen",
    "\u2009": "write a no-break space (U+00A0)",
    "\u202f": "write a no-break space (U+00A0)",
}
# What a page does not show, though it stands in it as text.
_UNSHOWN = {"head", "title", "desc", "metadata", "style", "script"}
_SHOWN_AT_MOST = 3


def check_input(chapters: Iterable[Chapter], document: str, stylesheet: str, origins: Origins) -> list[Finding]:
    """Return what is wrong with the pictures of `chapters`, and with the `document` in HTML that is made of them."""
    return sorted(
        {
            *_hyphenation(origins),
            *_pictures(chapters, origins),
            *_glyphs(document, covered(stylesheet), origins),
        }
    )


def _hyphenation(origins: Origins) -> Iterator[Finding]:
    """Yield a finding where the language has no patterns: its lines would be ragged, and its long words too wide."""
    if pyphen.language_fallback(origins.edition.tag) is None and not is_private(origins.edition.language):
        path = origins.project.root / "pyproject.toml"
        lines = path.read_text(encoding="utf-8").splitlines()
        line = next((number for number, each in enumerate(lines, 1) if each.startswith("languages")), 1)
        message = f"there are no hyphenation patterns for {origins.edition.tag!r}; leave the language or its PDF out"
        yield Finding(path="pyproject.toml", line=line, message=message, rule="hyphenation")


def _pictures(chapters: Iterable[Chapter], origins: Origins) -> Iterator[Finding]:
    for chapter in chapters:
        for image in chapter.document.findall(nodes.image):
            origin = _image_origin(image, chapter, origins.source)
            for name in sorted(set(image.get("candidates", {"*": image["uri"]}).values())):
                path, line = origins.place_in_page(origin, Path(name).name)
                if fault := picture_fault(origins.project.source / name):
                    message = f"the picture {name!r} cannot be read: {fault}; save it again as PNG, JPEG or SVG"
                    yield Finding(path=path, line=line, message=message, rule="picture-unreadable")


def _image_origin(image: nodes.image, chapter: Chapter, source: Path) -> Origin:
    node: nodes.Element = image
    while not (origin := node_origin(node, chapter.docname, source)):
        node = node.parent
    return origin


def picture_fault(path: Path) -> str | None:
    """Return why the picture at `path` cannot be printed, or None. All of it is decoded, as a printer would."""
    try:
        return _fault(path, path.stat().st_mtime_ns)
    except OSError as error:
        return error.strerror


@cache
def _fault(path: Path, _changed: int) -> str | None:
    """Return the fault of a file as it is since `_changed`: brochure, leaflets and print edition ask for the same."""
    return _svg_fault(path.read_bytes()) if path.suffix == ".svg" else _raster_fault(path.read_bytes())


def _raster_fault(data: bytes) -> str | None:
    try:
        with _whole_pictures_only():
            with Image.open(BytesIO(data)) as image:
                image.verify()  # checksums
            with Image.open(BytesIO(data)) as image:
                image.load()
    except Image.UnidentifiedImageError:
        return "it is no picture, whatever its name says"
    except Exception as error:  # a decoder raises whatever a broken file leads it to
        return str(error) or "it is broken"
    return None


def _svg_fault(data: bytes) -> str | None:
    """Return what is wrong with an SVG. Nothing that it names is fetched, and no entity is put in."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser).getroottree()
    except etree.XMLSyntaxError as error:
        return error.msg
    if tree.docinfo.internalDTD is not None and any(tree.docinfo.internalDTD.iterentities()):
        return "it declares entities"
    if etree.QName(tree.getroot()).localname != "svg":
        return "it is XML, but no SVG"
    return None


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Have Pillow refuse a truncated picture.

    WeasyPrint 70 tells it not to, for the whole process, when it is imported (``weasyprint/images.py``). Once it does
    so around its own reading only, or not at all, the canary in tests/ext fails and this can go.
    """
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def covered(stylesheet: str) -> frozenset[str]:
    """Return the characters that every face named in `stylesheet` has.

    A text may go from one face to the other with the next edit of a page or a stylesheet, so each must have them all.
    """
    faces = sorted(set(findall(r"fonts/([\w-]+\.ttf)", stylesheet)))
    return frozenset.intersection(*map(_characters, faces))


@cache
def _characters(face: str) -> frozenset[str]:
    return frozenset(map(chr, TTFont(BytesIO(font(face)), lazy=True).getBestCmap()))


def _glyphs(document: str, known: Collection[str], origins: Origins) -> Iterator[Finding]:
    drawn = known | UNDRAWN
    if set(unicodedata.normalize("NFC", document)) <= drawn:
        return
    lacking: dict[Place, list[str]] = {}
    told: set[str] = set()
    # Texts without an origin last: the contents repeat titles, and the cover shows what no page holds.
    for origin, text in sorted(_texts(html.fromstring(document), origins), key=lambda each: each[0] is None):
        missing = dict.fromkeys(each for each in unicodedata.normalize("NFC", text) if each not in drawn)
        for character in missing:
            if origin or character not in told:
                place = origins.place(origin, character)
                lacking.setdefault(place, []).append(character)
        told |= missing.keys()
    for (path, line), characters in lacking.items():
        message = f"the brochure’s fonts have no glyph for {_named(characters)}; {_remedy(characters)}"
        yield Finding(path=path, line=line, message=message, rule="missing-glyph")


def _texts(element: html.HtmlElement, origins: Origins, inherited: Origin | None = None) -> Iterator[tuple]:
    """Yield (origin, text) for each text that the brochure shows, addresses of links too."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _UNSHOWN:
        return
    origin = origins.of(element, inherited)
    yield origin, element.text or ""
    if element.get("href", "").startswith("http"):
        yield origin, element.get("href")
    for child in element:
        yield from _texts(child, origins, origin)
        yield origin, child.tail or ""


def _named(characters: list[str]) -> str:
    different = list(dict.fromkeys(characters))
    names = [f"U+{ord(each):04X} {unicodedata.name(each, 'without a name')}" for each in different[:_SHOWN_AT_MOST]]
    more = len(different) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _remedy(characters: list[str]) -> str:
    instead = {_INSTEAD.get(each, "write it in other letters or signs") for each in characters}
    return instead.pop() if len(instead) == 1 else "write them in other letters or signs"
