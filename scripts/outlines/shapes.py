"""Plane geometry of rings and lines: what is small goes, what stays is drawn with few points."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from outlines.projection import Point
from outlines.topology import Ring


def simplified(line: Sequence[Point], smallest: float) -> list[Point]:
    """Return a line without the points that matter least: whose triangle with their neighbours is under `smallest`.

    Its ends stay, so that lines that met still meet (Visvalingam and Whyatt, 1993).
    """
    points = list(line)
    while len(points) > 2:
        areas = [_triangle(*points[i - 1 : i + 2]) for i in range(1, len(points) - 1)]
        least = min(range(len(areas)), key=areas.__getitem__)
        if areas[least] >= smallest:
            break
        del points[least + 1]
    return points


def _triangle(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring whose last point is its first; never negative."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))) / 2


def centre(ring: Sequence[Point]) -> Point:
    """Return the middle of the box around a ring."""
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def split(ring: Ring, meridian: float) -> tuple[Ring, Ring]:
    """Return the parts of a ring west and east of a meridian (Sutherland and Hodgman, 1974); either may be empty."""
    return _clipped(ring, meridian, -1), _clipped(ring, meridian, 1)


def _clipped(ring: Ring, meridian: float, side: int) -> Ring:
    kept = list(_kept(ring, meridian, side))
    return [*kept, kept[0]] if len(set(kept)) > 2 else []


def _kept(ring: Ring, meridian: float, side: int) -> Iterator[Point]:
    for (x1, y1), (x2, y2) in pairwise(ring):
        is_in, will_be_in = (x1 - meridian) * side >= 0, (x2 - meridian) * side >= 0
        if is_in:
            yield x1, y1
        if is_in != will_be_in:
            yield meridian, y1 + (y2 - y1) * (meridian - x1) / (x2 - x1)
