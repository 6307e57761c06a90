"""The picture of the cover and the logo: as addresses and rules of a stylesheet."""

from base64 import urlsafe_b64encode

from handbook.project.project import Project
from handbook.project.settings import WORLD

# Where it finds the map of the cover, by the colour of its land; and what an address begins with that holds a picture
# itself, as base64.
WORLD_COVER = "handbook:///world/"
OWN_COVER = "handbook:///cover/"
# What the address of the logo begins with, that holds it in the same way.
OWN_LOGO = "handbook:///logo/"


def cover_rule(project: Project, page: str, place: str, land: str) -> str:
    """Return the rule that gives a page the picture of the cover, where one is set.

    The map of the world lies at a `place` of the ground, as CSS says it with its size, and below the words; a picture
    of the handbook's own fills the room between the words, which keep their ground: nobody knows how light it is.
    """
    if project.cover is None:
        return ""
    if has_own_picture(project):
        return f".cover-picture {{ background: url({OWN_COVER}{cover_data(project)}) no-repeat center / cover }}\n"
    address = f"{WORLD_COVER}{land[1:]}.svg"
    return f"@page {page} {{ background: {project.colours.accent} url({address}) no-repeat {place} }}\n"


def has_own_picture(project: Project) -> bool:
    """Whether the cover has a picture that the program has not drawn."""
    return project.cover not in (None, WORLD)


def cover_data(project: Project) -> str:
    """Return the picture of a handbook's own for its cover as an address can hold it; what cannot be read is none."""
    try:
        return urlsafe_b64encode((project.source / (project.cover or "")).read_bytes()).decode()
    except OSError:
        return ""


def logo_address(project: Project) -> str | None:
    """Return the logo of a handbook as an address can hold it; what cannot be read is none, and found before."""
    if project.logo is None:
        return None
    try:
        return OWN_LOGO + urlsafe_b64encode((project.source / project.logo).read_bytes()).decode()
    except OSError:
        return None
