"""The script that draws the outlines of the maps: borders go, neighbours still meet, areas stay true."""

from math import cos, pi, radians

import pytest

from outlines.drawing import draw
from outlines.m49 import OF_COUNTRY, SUBREGIONS, subregion
from outlines.projection import equal_earth, turned, width
from outlines.shapes import area, simplified, split
from outlines.topology import Part, Topology, dissolve, points_of

# Two squares side by side: arc 0 is their border, 1 goes around the western, 2 around the eastern one.
SQUARES = Topology(
    arcs=(
        ((10, 0), (10, 10)),
        ((10, 10), (0, 10), (0, 0), (10, 0)),
        ((10, 0), (20, 0), (20, 10), (10, 10)),
    ),
    parts=(
        Part(code="466", name="Western square", rings=((0, 1),)),
        Part(code="562", name="Eastern square", rings=((2, ~0),)),
    ),
)
NOTHING = Topology(arcs=(), parts=())


@pytest.mark.parametrize("latitude", [-60, -30, 0, 45, 80])
def test_areas_are_true(latitude):
    """A degree by a degree is as large on the map as on the sphere, wherever it lies."""
    step = 0.001
    (x1, y1), (x2, _), (x3, y3) = (
        equal_earth((lon, lat)) for lon, lat in ((40, latitude), (40 + step, latitude), (40, latitude + step))
    )
    drawn = abs((x2 - x1) * (y3 - y1))
    assert drawn == pytest.approx(radians(step) ** 2 * cos(radians(latitude)), rel=1e-4)
    assert x3 != x1  # or the test would prove a cylinder


def test_the_map_has_the_shape_of_equal_earth():
    """The pole is a line at the height that the paper gives; the world is 2.05 times as wide as high."""
    assert equal_earth((11.35, 90)) == pytest.approx((0, 1.3173628), abs=1e-6)
    assert width() / (2 * equal_earth((0, 90))[1]) == pytest.approx(2.05458, abs=1e-4)


def test_the_map_is_cut_in_the_bering_strait():
    """The end of Russia stands in the east, Alaska in the west."""
    assert turned(-170) == 190
    assert turned(-168) == -168
    assert equal_earth((turned(-168.65), 0))[0] == pytest.approx(-width() / 2)
    assert width() == pytest.approx(2 * pi * 0.8614, rel=1e-3)


def test_a_border_inside_a_region_goes():
    """And what stays is one ring around both."""
    [ring] = dissolve(SQUARES, SQUARES.parts)
    points = points_of(SQUARES.arcs, ring)
    assert points[0] == points[-1]
    assert area(points) == 200
    assert len(points) == 7


def test_a_border_between_regions_stays():
    """Each has it as the other does."""
    [west], [east] = (list(dissolve(SQUARES, [part])) for part in SQUARES.parts)
    assert {0, ~0} <= {*west, *east}
    assert area(points_of(SQUARES.arcs, west)) == area(points_of(SQUARES.arcs, east)) == 100


def test_what_makes_no_difference_goes_and_ends_stay():
    """So that lines which met still meet."""
    line = [(0, 0), (5, 0.1), (10, 0), (15, 9), (20, 0)]
    assert simplified(line, 1) == [(0, 0), (10, 0), (15, 9), (20, 0)]
    assert simplified(line, 1000) == [(0, 0), (20, 0)]


def test_a_ring_is_split_at_a_meridian():
    """Into halves that share the cut."""
    ring = [(0, 0), (0, 10), (30, 10), (30, 0), (0, 0)]
    west, east = split(ring, 10)
    assert (area(west), area(east)) == (100, 200)
    assert split(ring, 40)[1] == []


def test_no_country_stands_in_two_subregions():
    """And the codes are as ISO 3166-1 writes them."""
    assert len(OF_COUNTRY) == sum(len(each.split()) for each in SUBREGIONS.values())
    assert all(len(code) == 3 and code.isdecimal() for code in (*OF_COUNTRY, *SUBREGIONS))


@pytest.mark.parametrize(
    ("code", "name", "centre", "expected"),
    [
        ("250", "France", (2, 46), "155"),
        ("250", "France", (-53, 4), "005"),  # French Guiana, which would leave a hole in South America
        (None, "Kosovo", (21, 42), "039"),
        ("010", "Antarctica", (0, -80), None),
        (None, "Siachen Glacier", (77, 35), None),
    ],
)
def test_each_part_of_a_country_stands_where_it_lies(code, name, centre, expected):
    """Overseas departments are no part of Western Europe; what has no code goes by its name."""
    assert subregion(code, name, centre) == expected


def test_a_region_is_drawn_in_whole_units():
    """Two countries of Western Africa become one path."""
    drawn = draw(SQUARES, NOTHING)
    assert drawn["land"].keys() == {"011"}
    assert drawn["land"]["011"].count("M") == 1
    assert "." not in drawn["land"]["011"]


def test_russia_is_split_at_the_urals():
    """East of them it is land of no region."""
    russia = Topology(
        arcs=(((50, 55), (50, 60), (70, 60), (70, 55), (50, 55)), ((20, 50), (20, 55), (25, 55), (20, 50))),
        parts=(Part(code="643", name="Russia", rings=((0,),)), Part(code="616", name="Poland", rings=((1,),))),
    )
    assert draw(russia, NOTHING)["land"].keys() == {"151", "rest"}
