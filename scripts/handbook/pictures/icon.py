"""The icon of the site for browsers that take no SVG: the same drawing as pixels, in one file of several sizes."""

from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

# Pixels of a side.
SIZES = (16, 32, 48)
# Each pixel is the mean of so many, times as many.
_FINER = 8


def as_ico(svg: bytes) -> bytes:
    """Return the drawing of an SVG as an ICO file. Its view box is a square that begins at 0 0.

    Raises ValueError for an element other than ``rect``, ``circle`` and ``polygon``, each filled with one colour.
    """
    root = etree.fromstring(svg)
    side = float(root.get("viewBox", "").split()[-1])
    pictures = [_drawn(root, side, size) for size in SIZES]
    file = BytesIO()
    sizes = [(size, size) for size in SIZES]
    pictures[-1].save(file, format="ICO", sizes=sizes, append_images=pictures[:-1])
    return file.getvalue()


def _drawn(root: etree._Element, side: float, size: int) -> "Image":
    from PIL import Image, ImageDraw

    fine = size * _FINER
    picture = Image.new("RGBA", (fine, fine))
    drawing = ImageDraw.Draw(picture)
    for element in root:
        _draw(drawing, element, fine / side)
    return picture.resize((size, size), Image.Resampling.BOX)


def _draw(drawing: "ImageDraw", element: etree._Element, scale: float) -> None:
    """Draw an element; lengths are those of the SVG, times `scale`."""
    attributes, fill = element.attrib, element.get("fill")

    def length(name: str) -> float:
        return float(attributes.get(name, 0)) * scale

    match etree.QName(element).localname:
        case "rect":
            x, y = length("x"), length("y")
            # The last pixel belongs to the box.
            box = (x, y, x + length("width") - 1, y + length("height") - 1)
            drawing.rounded_rectangle(box, radius=length("rx"), fill=fill)
        case "circle":
            x, y, radius = length("cx"), length("cy"), length("r")
            drawing.ellipse((x - radius, y - radius, x + radius - 1, y + radius - 1), fill=fill)
        case "polygon":
            points = (point.split(",") for point in attributes["points"].split())
            drawing.polygon([(float(x) * scale, float(y) * scale) for x, y in points], fill=fill)
        case other:
            raise ValueError(f"<{other}> is no shape of an icon")
