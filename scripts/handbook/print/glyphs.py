"""Which characters the bundled fonts can draw; any other is a finding, since fonts of the machine are never used."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from re import findall

from lxml import html

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.print.font_files import glyphs_of
from handbook.print.render import font
from handbook.print.source_lines import Origin, Origins, Place

# Characters that end a line, allow a break, or choose between two forms of a sign, and are never drawn.
UNDRAWN = frozenset("\t\n\r\u00ad\u200b\u2060\ufe0e\ufe0f")
# What the faces have for the program alone: this hyphen is copied as one that divides a word at the end of a line.
_OURS = frozenset("\u2010")
_INSTEAD = {"\u2010": phrase("write a plain hyphen")}
# What a page does not show, though it stands in it as text.
_UNSHOWN = {"head", "title", "desc", "metadata", "style", "script"}
_SHOWN_AT_MOST = 3

# Returns where an element was written, given where the one around it was.
OriginOf = Callable[[html.HtmlElement, Origin | None], Origin | None]


def check_glyphs(document: str, stylesheet: str, origins: Origins) -> Iterator[Finding]:
    """Yield a finding for each place of a `document` in HTML where characters are written that cannot be drawn."""
    places: dict[Place, list[str]] = {}
    reported: set[str] = set()
    # Texts without an origin last: the contents repeat titles, and the cover shows what no page holds.
    for origin, character in sorted(
        lacking(document, stylesheet, origins.of), key=lambda occurrence: occurrence[0] is None
    ):
        if origin or character not in reported:
            places.setdefault(origins.place(origin, character), []).append(character)
        reported.add(character)
    for (path, line), characters in places.items():
        message = phrase(
            "the brochure’s fonts have no glyph for {characters}; {remedy}",
            characters=named(characters),
            remedy=_remedy(characters),
        )
        yield Finding(path=path, line=line, message=message, rule="missing-glyph")


def lacking(
    document: str, stylesheet: str, origin_of: OriginOf = lambda *_: None
) -> Iterator[tuple[Origin | None, str]]:
    """Yield (origin, character) for each character of a document in HTML that cannot be drawn, once in each text."""
    if not undrawn(document, stylesheet):
        return
    for origin, text in _texts(html.fromstring(document), origin_of):
        for character in undrawn(text, stylesheet):
            yield origin, character


def undrawn(text: str, stylesheet: str) -> Sequence[str]:
    """Return the characters of a text that no face has, in their order."""
    drawn = covered(stylesheet)
    return [character for character in dict.fromkeys(unicodedata.normalize("NFC", text)) if character not in drawn]


@cache
def covered(stylesheet: str) -> frozenset[str]:
    """Return the characters that can be drawn with the faces that `stylesheet` names.

    What the family of a text lacks is drawn in another that has it; a family has what each of its faces has, since a
    text may go from one to the other with the next edit of a page.
    """
    families: dict[str, list[str]] = {}
    for face in dict.fromkeys(findall(r"fonts/([\w-]+\.(?:ttf|otf))", stylesheet)):
        families.setdefault(face.partition("-")[0], []).append(face)
    drawn = (
        frozenset.intersection(*(frozenset(glyphs_of(font(face))) for face in faces)) for faces in families.values()
    )
    return UNDRAWN.union(*drawn) - _OURS


def _texts(
    element: html.HtmlElement, origin_of: OriginOf, inherited: Origin | None = None
) -> Iterator[tuple[Origin | None, str]]:
    """Yield (origin, text) for each text that the brochure shows, addresses of links too."""
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _UNSHOWN:
        return
    origin = origin_of(element, inherited)
    yield origin, element.text or ""
    if (address := element.get("href", "")).startswith("http"):
        yield origin, address
    for child in element:
        yield from _texts(child, origin_of, origin)
        yield origin, child.tail or ""


def named(characters: Sequence[str]) -> Phrase:
    """Return the first characters of a list by number and name, and how many more there are."""
    different = list(dict.fromkeys(characters))
    names = listed(map(_name, different[:_SHOWN_AT_MOST]))
    more = len(different) - _SHOWN_AT_MOST
    return phrase("{names} and {count} more", names=names, count=more) if more > 0 else names


def _name(character: str) -> str:
    code, name = f"U+{ord(character):04X}", unicodedata.name(character, "")
    return f"{code} {name}" if name else phrase("{code} without a name", code=code)


def _remedy(characters: Sequence[str]) -> Phrase:
    instead = {_INSTEAD.get(character, phrase("write it in other letters or signs")) for character in characters}
    return instead.pop() if len(instead) == 1 else phrase("write them in other letters or signs")
