"""From topologies to the data file: per subregion, path data in whole units of a picture a thousand units wide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, pairwise
from math import hypot

from outlines.m49 import EAST_OF_THE_URALS, EASTERN_EUROPE, GROUPS, RUSSIA, URALS, subregion
from outlines.projection import Point, equal_earth, width
from outlines.shapes import area, centre, simplified, split
from outlines.topology import Part, Ring, Topology, dissolve, points_of

WIDTH = 1000
MARGIN = 4
# Areas in square units of the picture, of which 1 is 0.09 mm on a map 90 mm wide: what makes no difference.
BEND = 5.0
SMALLEST = 12.0
# Regions of islands keep what is small.
ISLANDS = {"029", "054", "057", "061"}
ISLAND_BEND = 1.5
# An island that is too small for an outline is a diamond of this half-width, where no land or other dot is so near.
DOT, APART = 2, 4.0

Rings = Mapping[str, list[Ring]]
Step = tuple[int, int]


def draw(world: Topology, finer: Topology) -> dict[str, object]:
    """Return the data file: outlines of `world`, and dots for the islands that only `finer` has."""
    rings = {
        key: [scaled for ring in each if area(scaled := _scaled(ring)) > SMALLEST or key in ISLANDS]
        for key, each in _rings(world).items()
    }
    dots = _dots(world, finer, [point for each in rings.values() for ring in each for point in ring])
    points = [point for each in (*chain(*rings.values()), *dots.values()) for point in each]
    left, top = (min(axis) - MARGIN for axis in zip(*points, strict=True))
    right, bottom = (max(axis) + MARGIN for axis in zip(*points, strict=True))

    def path(key: str) -> str:
        outlines = [_path([(x - left, y - top) for x, y in ring]) for ring in rings.get(key, ())]
        return "".join(outlines + [_dot(x - left, y - top) for x, y in dots.get(key, ())])

    return {
        "width": round(right - left),
        "height": round(bottom - top),
        "groups": GROUPS,
        "land": {key: path(key) for key in sorted(rings.keys() | dots.keys())},
    }


def _rings(world: Topology) -> Rings:
    """Return the rings of each subregion in degrees, without borders inside it."""
    parts: dict[str, list[Part]] = {}
    for part in world.parts:
        if key := subregion(part.code, part.name, _centre(world, part)):
            parts.setdefault("Russia" if part.code == RUSSIA else key, []).append(part)
    # Neighbours share an arc, so it is simplified once for both.
    fine = {max(arc, ~arc) for key in parts.keys() & ISLANDS for part in parts[key] for arc in chain(*part.rings)}
    arcs = [_simplified(arc, ISLAND_BEND if number in fine else BEND) for number, arc in enumerate(world.arcs)]
    rings = {key: [points_of(arcs, ring) for ring in dissolve(world, each)] for key, each in parts.items()}
    for ring in rings.pop("Russia", ()):
        for key, half in zip((EASTERN_EUROPE, EAST_OF_THE_URALS), split(ring, URALS), strict=True):
            rings.setdefault(key, []).extend([half] if half else [])
    return rings


def _simplified(arc: Sequence[Point], bend: float) -> list[Point]:
    """Simplify an arc as it will look on the map."""
    back = {_scale(point): point for point in arc}
    return [back[point] for point in simplified([_scale(point) for point in arc], bend)]


def _dots(world: Topology, finer: Topology, land: Sequence[Point]) -> dict[str, list[Point]]:
    """Return, per subregion, the countries and overseas departments that `world` leaves out, where a dot is free."""
    shown = {(part.code, subregion(part.code, part.name, _centre(world, part))) for part in world.parts}
    taken = list(land)
    dots: dict[str, list[Point]] = {}
    largest: dict[tuple[str | None, str], Part] = {}
    for part in finer.parts:
        key = subregion(part.code, part.name, _centre(finer, part))
        known = largest.get((part.code, key))
        if key and (part.code, key) not in shown and (not known or _area(finer, part) > _area(finer, known)):
            largest[part.code, key] = part
    for (_, key), part in sorted(largest.items(), key=lambda item: -_area(finer, item[1])):
        x, y = _scale(_centre(finer, part))
        if all(hypot(x - other_x, y - other_y) >= APART for other_x, other_y in taken):
            taken.append((x, y))
            dots.setdefault(key, []).append((x, y))
    return dots


def _outer(topology: Topology, part: Part) -> Ring:
    return points_of(topology.arcs, part.rings[0])


def _centre(topology: Topology, part: Part) -> Point:
    return centre(_outer(topology, part))


def _area(topology: Topology, part: Part) -> float:
    return area(_outer(topology, part))


def _scale(point: Point) -> Point:
    x, y = equal_earth(point)
    return x * WIDTH / width(), -y * WIDTH / width()


def _scaled(ring: Ring) -> Ring:
    return [_scale(point) for point in ring]


def _path(ring: Sequence[Point]) -> str:
    """Return path data in whole units, relative but for its start; a dot where rounding leaves no area."""
    points = [point for point, _ in groupby((round(x), round(y)) for x, y in ring)][:-1]
    if len(points) < 3:
        return _dot(*centre(ring))
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
    return _closed(points[0], steps)


def _dot(x: float, y: float) -> str:
    steps = ((DOT, -DOT), (DOT, DOT), (-DOT, DOT))
    return _closed((round(x) - DOT, round(y)), steps)


def _closed(start: Step, steps: Iterable[Step]) -> str:
    return f"M{_numbers(start)}l{_joined(_numbers(step) for step in steps)}z"


def _numbers(step: Step) -> str:
    return _joined(map(str, step))


def _joined(numbers: Iterable[str]) -> str:
    """Join numbers as path data allows: a minus sign separates, too."""
    return "".join(_separated(numbers)).strip()


def _separated(numbers: Iterable[str]) -> Iterator[str]:
    for number in numbers:
        yield number if number.startswith("-") else f" {number}"
