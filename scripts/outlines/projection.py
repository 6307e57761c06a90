"""The Equal Earth projection: areas are true, so that no region looks larger than it is.

Source: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", International Journal of Geographical
Information Science 33 (2019), doi:10.1080/13658816.2018.1504949.
"""

from math import asin, cos, pi, radians, sin, sqrt

Point = tuple[float, float]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
# The map is cut in the Bering Strait, not through the eastern end of Russia: a meridian that meets no land of the data.
CUT = -168.65


def turned(longitude: float) -> float:
    """Return a longitude in degrees as it is counted from the cut on: what lies beyond the 180th meridian goes on."""
    return longitude if longitude >= CUT else longitude + 360


def equal_earth(point: Point) -> Point:
    """Project (turned longitude, latitude) in degrees to the plane, in units of the sphere's radius; y points up."""
    longitude, latitude = point
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = 9 * _A4 * theta**8 + 7 * _A3 * theta**6 + 3 * _A2 * theta**2 + _A1
    return (
        2 * sqrt(3) * radians(longitude - CUT - 180) * cos(theta) / (3 * slope),
        theta * (_A4 * theta**8 + _A3 * theta**6 + _A2 * theta**2 + _A1),
    )


def width() -> float:
    """Return how wide the whole world is, in units of the radius."""
    return 2 * (2 * sqrt(3) * pi / (3 * _A1))
