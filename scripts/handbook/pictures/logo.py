"""The logo of a handbook: what it is called on the site, and its measures, by which a page keeps a place for it."""

from dataclasses import dataclass
from pathlib import Path

from handbook.project.project import Project

# From how many times as wide as it is high a logo stands above the title on a phone, and not beside it.
_WIDE = 1.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Logo:
    """A logo by its name among what pages ask for, with the measures that its file says, in pixels or units."""

    name: str
    width: float
    height: float

    @property
    def is_wide(self) -> bool:
        """Whether there is no room beside it for a title, on a phone."""
        return self.width >= _WIDE * self.height

    @property
    def shape(self) -> tuple[int, int]:
        """Its width and height as HTML takes them, in whole numbers: browsers only ask how they relate."""
        return round(1000 * self.width / max(self.width, self.height)), round(
            1000 * self.height / max(self.width, self.height)
        )


def logo_of(project: Project) -> Logo | None:
    """Return the logo of a handbook, where it has one; its file has been judged (`check_logo`)."""
    if project.logo is None or project.logo_name is None:
        return None
    width, height = measures_of(project.source / project.logo) or (1, 1)
    return Logo(name=project.logo_name, width=width, height=height)


def measures_of(path: Path) -> tuple[float, float] | None:
    """Return the width and height of a PNG, or of the view box of an SVG, by which it is scaled; None without one."""
    if path.suffix == ".svg":
        from lxml import etree

        root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        try:
            _, _, width, height = map(float, root.get("viewBox", "").replace(",", " ").split())
        except ValueError:
            return None
        return (width, height) if 0 < width < float("inf") and 0 < height < float("inf") else None
    from PIL import Image

    with Image.open(path) as picture:
        return picture.size
