"""Reads TopoJSON (github.com/topojson/topojson-specification): borders are arcs, which neighbours share."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from outlines.projection import Point, turned

Ring = list[Point]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A polygon of a country: its rings as lists of arcs, an arc being ``~n`` where it is walked backwards."""

    code: str | None
    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Topology:
    """Arcs as (turned longitude, latitude) in degrees, and the parts of countries made of them."""

    arcs: tuple[tuple[Point, ...], ...]
    parts: tuple[Part, ...]


def read_topology(path: Path) -> Topology:
    """Read the countries of a file of the package ``world-atlas``."""
    data = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for deltas in data["arcs"]:
        xs, ys = (accumulate(each) for each in zip(*deltas, strict=True))
        arcs.append(tuple((turned(x * scale_x + left), y * scale_y + bottom) for x, y in zip(xs, ys, strict=True)))
    return Topology(arcs=tuple(arcs), parts=tuple(_parts(data["objects"]["countries"]["geometries"])))


def _parts(geometries: Iterable[dict]) -> Iterator[Part]:
    for each in geometries:
        polygons = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
        for rings in polygons:
            yield Part(code=each.get("id"), name=each["properties"]["name"], rings=tuple(map(tuple, rings)))


def dissolve(topology: Topology, parts: Iterable[Part]) -> Iterator[tuple[int, ...]]:
    """Yield the rings around `parts` as lists of arcs: an arc between two of them is walked both ways, and goes."""
    walked = {arc for part in parts for ring in part.rings for arc in ring}
    left: dict[Point, list[int]] = {}
    for arc in sorted(arc for arc in walked if ~arc not in walked):
        left.setdefault(_ends(topology, arc)[0], []).append(arc)
    while left:
        ring, here = [], min(left)
        while here in left:  # until the ring is closed
            ring.append(left[here].pop())
            if not left[here]:
                del left[here]
            here = _ends(topology, ring[-1])[1]
        yield tuple(ring)


def _ends(topology: Topology, arc: int) -> tuple[Point, Point]:
    points = topology.arcs[arc if arc >= 0 else ~arc]
    return (points[0], points[-1]) if arc >= 0 else (points[-1], points[0])


def points_of(arcs: Sequence[Sequence[Point]], ring: Iterable[int]) -> Ring:
    """Return the points of a ring, the last of which is the first."""
    points: Ring = []
    for arc in ring:
        walked = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        points += walked[1:] if points else walked
    return points
