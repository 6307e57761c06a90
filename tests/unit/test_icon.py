"""The icon of the site in pixels is the drawing of the theme."""

from io import BytesIO

import pytest
from PIL import Image

from handbook.pictures.icon import SIZES, as_ico
from handbook.sphinx.assets import read_asset

SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8">%s</svg>'


def pixels(ico, size):
    """Return the picture of a size in an ICO file."""
    with Image.open(BytesIO(ico)) as file:
        file.size = (size, size)
        return file.convert("RGBA")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        (b'<rect x="4" y="0" width="4" height="4" fill="#ff0000"/>', (0.75, 0.25), (0.25, 0.25)),
        (b'<circle cx="4" cy="4" r="2" fill="#ff0000"/>', (0.5, 0.5), (0.1, 0.1)),
        (b'<polygon points="0,0 8,0 0,8" fill="#ff0000"/>', (0.2, 0.2), (0.8, 0.8)),
    ],
    ids=["rect", "circle", "polygon"],
)
def test_each_shape_is_drawn_where_it_is(size, shape, inside, outside):
    """In its colour; around it one sees through."""
    picture = pixels(as_ico(SQUARE % shape), size)
    assert picture.getpixel(tuple(int(part * size) for part in inside)) == (255, 0, 0, 255)
    assert picture.getpixel(tuple(int(part * size) for part in outside))[3] == 0


def test_another_shape_is_refused():
    """It would be missing without a word."""
    with pytest.raises(ValueError, match="<path> is no shape"):
        as_ico(SQUARE % b'<path d="M0 0"/>')


def test_ours_has_its_three_colours_and_round_corners():
    """Whatever the size."""
    for size in SIZES:
        picture = pixels(as_ico(read_asset("icon.svg")), size)
        assert picture.getpixel((0, 0))[3] < 255
        colours = {colour[:3] for _, colour in picture.getcolors(size * size) if colour[3] == 255}
        assert {(0x0F, 0x5A, 0x4C), (0xF0, 0xA6, 0x75), (0xFF, 0xFD, 0xF8)} <= colours
