"""The picture on the cover: the land of the world, cut by the edges of the sheet. It is decoration, and has no tag."""

from handbook.pictures.world import load_world

# A little lighter than the cover, so that white type on either has a contrast of more than 4.5 to 1.
_LAND = "#1a6a5a"


def cover_picture() -> str:
    """Return the picture as SVG."""
    world = load_world()
    paths = "".join(f'<path d="{path}"/>' for path in world.land.values())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {world.width} {world.height}">'
        # The line closes the seams between neighbours.
        f'<g fill="{_LAND}" stroke="{_LAND}" stroke-width="2">{paths}</g></svg>'
    )
