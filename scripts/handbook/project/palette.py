"""The colours of a handbook: those that its editors may choose, what they are held to, and what is painted with them.

All that the program draws is written in its own colours; whatever a handbook says otherwise is put in their place.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from handbook.findings.phrase import Phrase, phrase

# WCAG 2.2, level AA: what text of any size needs (1.4.3), and what a part of a picture does (1.4.11).
LEAST, LEAST_OF_PICTURES = 4.5, 3.0
# What colours stand on, as the stylesheet of the site has it: the page, its panels, the land of maps.
LIGHT_GROUNDS, DARK_GROUNDS = ("#fffdf8", "#f3efe4"), ("#131917", "#1d2522")
DARK_LAND = "#414d48"
_PAPER = "#ffffff"
# The dark colours that nobody has chosen are the light ones, made lighter until they have this contrast.
_EASY = 7.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``: `accent` is that of links, titles and the cover, `mark` of what stands out.

    The dark ones are for readers who have chosen a dark page; `mark_dark` is the line on the cover, too.
    """

    accent: str = "#0f5a4c"
    mark: str = "#a84d19"
    accent_dark: str = "#86d3bd"
    mark_dark: str = "#f0a675"

    @property
    def land(self) -> str:
        """The land of the map on the cover, on which white type can be read."""
        return "#1a6a5a" if self.accent == PLAIN.accent else _mixed(self.accent, "#000000", 0.14)

    @property
    def bright_land(self) -> str:
        """The land of a map that is seen from afar, on which no type stands."""
        return "#58a893" if self.accent == PLAIN.accent else _mixed(self.accent, "#ffffff", 0.45)

    def paint(self, drawn: str) -> str:
        """Return what the program draws, as CSS or SVG, in these colours."""
        painted = {getattr(PLAIN, name): colour for name, colour in asdict(self).items()}
        painted[_MARK_ON_PAPER] = _MARK_ON_PAPER if self.mark == PLAIN.mark else self.mark
        return _OURS.sub(lambda colour: painted[colour[0]], drawn) if self != PLAIN else drawn

    def paint_pictures(self, markup: str) -> str:
        """Return HTML with its drawings in these colours; what it says of colours stays."""
        return _PAINTED.sub(lambda attribute: self.paint(attribute[0]), markup) if self != PLAIN else markup


PLAIN = Palette()
NAMES = tuple(field.name for field in fields(Palette))
_MARK_ON_PAPER = "#b3541e"
_OURS = re.compile("|".join((*asdict(PLAIN).values(), _MARK_ON_PAPER)))
_PAINTED = re.compile(r'\b(?:fill|stroke)="#[0-9a-f]{6}"')


def palette_of(value: Mapping[str, str]) -> Palette:
    """Return the colours that a setting gives, in which nothing is wrong."""
    chosen = {name: colour.lower() for name, colour in value.items()}
    for light, dark in (("accent", "accent_dark"), ("mark", "mark_dark")):
        if light in chosen and dark not in chosen:
            chosen[dark] = _lightened(chosen[light])
    return Palette(**chosen)


def palette_faults(value: Mapping[str, Any]) -> Iterator[Phrase]:
    """Yield all that is wrong with the colours that a setting gives."""
    for name, colour in value.items():
        if name not in NAMES:
            yield phrase("colours has no “{name}”; the names are {names}", name=name, names=", ".join(NAMES))
        elif not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
            yield phrase("colours: {name} must be a colour like {example}", name=name, example="#7a1f3d")
        else:
            yield from _too_low(name, colour)


def tone_fault(colour: Any) -> Phrase | None:
    """Return what is wrong with the colour of a subject, which is that of text on paper, and holds white text."""
    if not isinstance(colour, str) or not _COLOUR.fullmatch(colour):
        return phrase("colour is a colour like {example}", example='"#7a1f3d"')
    ratio, ground = min((contrast(colour, ground), ground) for ground in (_PAPER, *LIGHT_GROUNDS))
    if ratio >= LEAST:
        return None
    return phrase(
        "colour has a contrast of {ratio}:1 on {ground}, and needs {least}:1; make it darker",
        ratio=_rounded_down(ratio),
        ground=ground,
        least=LEAST,
    )


def _rounded_down(ratio: float) -> str:
    return f"{int(ratio * 100) / 100:.2f}"


def _too_low(name: str, colour: str) -> Iterator[Phrase]:
    is_dark = name.endswith("_dark")
    grounds = [(ground, LEAST) for ground in (DARK_GROUNDS if is_dark else LIGHT_GROUNDS)]
    grounds += [(DARK_LAND, LEAST_OF_PICTURES)] if is_dark else []
    ratios = [(contrast(colour, ground), ground, least) for ground, least in grounds]
    if lacking := min((part for part in ratios if part[0] < part[2]), default=None):
        ratio, ground, least = lacking
        lighter, darker = (
            phrase("colours: {name} has a contrast of {ratio}:1 on {ground}, and needs {least}:1; make it lighter"),
            phrase("colours: {name} has a contrast of {ratio}:1 on {ground}, and needs {least}:1; make it darker"),
        )
        values = {"name": name, "ratio": _rounded_down(ratio), "ground": ground, "least": least}
        yield (lighter if is_dark else darker).format(**values)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lightened(colour: str) -> str:
    steps = (_mixed(colour, "#ffffff", share / 100) for share in range(101))
    return next(step for step in steps if contrast(step, DARK_GROUNDS[1]) >= _EASY)


def _mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it."""
    parts = [(int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in parts)
