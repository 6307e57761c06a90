"""What the pictures show is what the facts say: the same regions, the same years, in shapes and in words."""

import re
from dataclasses import replace

import pytest
from lxml import etree
from small_handbook import ROOT

from handbook.catalogs.strings import translator
from handbook.facts.registry import load_registry
from handbook.pictures.maps import alternative_of, caption_of, load_world, place_of, region_map, regions_of
from handbook.pictures.svg import GREEN, LAND, Picture
from handbook.pictures.timeline import Moment, moments, timeline, timeline_alternative
from handbook.project.project import load_project

WORLD = load_world()
CSS = (ROOT / "scripts/handbook/theme/static/handbook.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def registry():
    """Return the facts of the real handbook."""
    return load_registry(load_project(ROOT))


@pytest.fixture(scope="module")
def french():
    """Return the function that says our strings in French."""
    return translator(load_project(ROOT), "fr")


def parsed(markup):
    """Return a picture as elements."""
    return etree.fromstring(markup)


def paths(svg, name):
    """Return the path data in a group of a picture."""
    return {path.get("d") for path in svg.xpath(f".//g[@class='{name}']//path")}


def land(*keys):
    """Return the path data of subregions."""
    return {WORLD.land[key] for key in keys}


def points(path):
    """Return each point of path data as a place in the picture."""
    for ring in path.split("M")[1:]:
        start, steps = ring.removesuffix("z").split("l")
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        x, y = map(int, start.split())
        yield x, y
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            yield x, y


# The outlines


def test_the_outlines_are_few_bytes_inside_the_picture():
    """They stand in every page that has a map."""
    assert sum(map(len, WORLD.land.values())) <= 9 * 1024
    for key, path in WORLD.land.items():
        assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ ]?)+z)+", path), key
        assert all(0 <= x <= WORLD.width and 0 <= y <= WORLD.height for x, y in points(path)), key


def test_every_region_consists_of_land_that_is_drawn():
    """And what is of no region cannot be named."""
    for code in WORLD.codes:
        assert set(WORLD.subregions(code)) <= WORLD.land.keys()
    assert "rest" in WORLD.land
    assert WORLD.subregions("rest") == ()
    assert WORLD.subregions("276") == ()  # a country is no region


def test_every_region_of_the_handbook_can_be_drawn(registry):
    """But for the whole world, which is no list."""
    assert registry.regions.keys() - set(WORLD.codes) == {"001"}


def test_eastern_europe_ends_at_the_urals():
    """Where the rest of Russia begins, and far from the Pacific."""
    east = max(x for x, _ in points(WORLD.land["151"]))
    assert east <= max(x for x, _ in points(WORLD.land["143"]))
    assert max(x for x, _ in points(WORLD.land["rest"])) > max(x for x, _ in points(WORLD.land["030"])) > east


def test_the_caribbean_can_be_seen():
    """Its large islands have a shape, its small ones a dot."""
    rings = WORLD.land["029"].split("M")[1:]
    dots = [ring for ring in rings if ring.endswith("l2-2 2 2-2 2z")]
    assert len(rings) - len(dots) >= 5
    assert len(dots) >= 5


def test_latin_america_is_wider_than_south_america_and_does_not_hold_the_caribbean():
    """As the facts use the words."""
    assert set(WORLD.subregions("419")) == {"005", "013"}


# Maps


def test_listed_regions_are_marked_and_no_other():
    """All other land is pale."""
    svg = parsed(region_map(["005", "029"], WORLD, "…").for_paper())
    assert paths(svg, "marked") == land("005", "029")
    assert paths(svg, "land") == land(*WORLD.land.keys() - {"005", "029"})


def test_around_the_world_marks_nothing():
    """All land in outline: no country is claimed."""
    svg = parsed(region_map([], WORLD, "…").for_paper())
    assert paths(svg, "marked") == set()
    assert paths(svg, "coast") == paths(svg, "open") == land(*WORLD.land)


@pytest.mark.parametrize("codes", [["002", "142"], []])
def test_maps_of_one_page_share_the_outlines(codes):
    """The first holds them; what the others use is there, and no id is one that a heading could have."""
    drawn = region_map(codes, WORLD, "…")
    first, later = (parsed(drawn.for_page(has_definitions=each)) for each in (True, False))
    defined = set(first.xpath(".//@id"))
    assert later.xpath(".//@id") == []
    assert later.xpath(".//path") == []
    assert {use.removeprefix("#") for use in later.xpath(".//use/@href")} <= defined
    assert all("_" in each for each in defined)
    assert len(drawn.for_page(has_definitions=False)) < 1000


def test_a_map_alone_needs_no_ids():
    """Many stand in one brochure."""
    assert parsed(region_map(["002"], WORLD, "…").for_paper()).xpath(".//@id") == []


@pytest.mark.parametrize(
    ("subject", "where"),
    [
        ("movement", ["005", "002", "142"]),  # its list, though it is at work the world over as well
        ("cdf", ["002", "142", "005", "029", "151"]),
        ("socodevi", []),
        ("did", []),  # told by a fact that is no list
        ("rooftops", ["002", "142", "419", "029", "151"]),
    ],
)
def test_the_map_of_a_subject_shows_its_list(registry, subject, where):
    """In the order of the facts; the whole world is no list."""
    assert regions_of(place_of(subject, registry)) == where


@pytest.mark.parametrize("subject", ["cmc", "government", "nobody"])
def test_a_subject_that_is_nowhere_has_no_map(registry, subject):
    """Nothing is made up."""
    assert place_of(subject, registry) is None


def test_the_map_is_told_in_words(registry, french):
    """What it shows, and what the fact says, are two things: "mainly" cannot be drawn."""
    fact = place_of("movement", registry)
    assert alternative_of(fact, registry, "en", str) == (
        "Map of the world with the land drawn dark in South America, Africa and Asia."
    )
    assert caption_of(fact, registry, "en", str) == "Mainly in South America, Africa and Asia."
    assert "en Amérique du Sud, en Afrique et en Asie." in alternative_of(fact, registry, "fr", french)
    assert caption_of(fact, registry, "fr", french) == "Surtout en Amérique du Sud, en Afrique et en Asie."


@pytest.mark.parametrize(
    ("subject", "told"), [("did", "Close ties with communities around the world"), ("socodevi", "Around the world")]
)
def test_a_map_without_a_list_says_so(registry, french, subject, told):
    """In both languages."""
    fact = place_of(subject, registry)
    assert "no region is marked" in alternative_of(fact, registry, "en", str)
    assert caption_of(fact, registry, "en", str) == f"{told}. No list of regions is known."
    assert "no region" not in alternative_of(fact, registry, "fr", french)
    assert "regions" not in caption_of(fact, registry, "fr", french)


# The timeline


def moment(first, last=None):
    """Return a moment of which nothing is told."""
    return Moment(first=first, last=last or first, facts=())


def test_the_timeline_tells_each_year_with_words(registry):
    """The decade first, though its last year is the next one's eve."""
    told = [(each.first, each.last, [fact.id for fact in each.facts]) for each in moments(registry, "en")]
    assert told == [
        (1947, 1947, ["cdf.formed"]),
        (1960, 1969, ["did.asked-since"]),
        (1970, 1970, ["did.founded-year", "did.founded-day"]),
        (1980, 1980, ["did.renamed"]),
        (1984, 1984, ["rooftops.since"]),
        (1985, 1985, ["socodevi.since-year", "socodevi.founded"]),
        (2020, 2020, ["rooftops.anniversary"]),
    ]


def test_the_timeline_is_told_in_words(registry, french):
    """The years as each language writes them."""
    told = moments(registry, "fr")
    assert timeline_alternative(told, registry, "en", str) == (
        "Timeline to scale, from left to right: 1947 (CDF), 1960s (DID), 1970 (DID), 1980 (DID), "
        "1984 (Rooftops Canada), 1985 (SOCODEVI) and 2020 (Rooftops Canada)."
    )
    assert "1985 (SOCODEVI) et 2020 (Abri international)" in timeline_alternative(told, registry, "fr", french)
    assert "1947 (CDF), années\u00a01960 (DID), 1970 (DID)" in timeline_alternative(told, registry, "fr", french)


def test_a_year_without_words_is_left_out(registry, make_fact):
    """Nobody could say what it is the year of."""
    assert [each.facts for each in moments(_with(registry, make_fact(text={})), "en")] == []
    assert len(moments(_with(registry, make_fact(text={"en": "created"})), "en")) == 1


def _with(registry, *facts):
    return replace(registry, facts={fact.id: fact for fact in facts})


def test_facts_of_one_year_share_a_mark(registry, make_fact):
    """And are told together."""
    two = [make_fact(id=f"did.{name}", text={"en": name}) for name in ("one", "two")]
    [both] = moments(_with(registry, *two), "en")
    assert [fact.text["en"] for fact in both.facts] == ["one", "two"]


def test_marks_stand_to_scale():
    """Ten years are as long everywhere; a decade is a bar as long as that."""
    svg = parsed(timeline([moment(1960, 1969), moment(1970), moment(1980), moment(1985)], "…").for_paper())
    places = [int(circle.get("cx")) for circle in svg.xpath(".//circle")]
    assert places[1] - places[0] == pytest.approx(2 * (places[2] - places[1]), abs=2)
    [bar] = svg.xpath(".//rect")
    assert int(bar.get("width")) == pytest.approx(places[1] - places[0], abs=2)
    assert int(bar.get("x")) + int(bar.get("width")) < places[0]


@pytest.mark.parametrize(("count", "leaders"), [(1, 1), (3, 3), (4, 4), (5, 0), (40, 0)])
def test_lines_lead_to_columns_while_these_fit(count, leaders):
    """To the left edge of each; more columns would be too narrow for words."""
    svg = parsed(timeline([moment(1950 + n) for n in range(count)], "…").for_paper())
    lines = svg.xpath(".//path[@class='leader']/@d")
    assert len(lines) == leaders
    ends = [int(line.split()[-2]) for line in lines]
    assert ends == [round(n * 1000 / count) + 1 for n in range(leaders)]


@pytest.mark.parametrize(("first", "last"), [(1970, 1970), (1960, 2020), (1000, 2000), (1, 9999)])
def test_ticks_leave_room_between_them(first, last):
    """However long the story is."""
    svg = parsed(timeline([moment(first), moment(last)], "…").for_paper())
    [axis] = svg.xpath(".//path[@class='axis']/@d")
    assert 1 <= axis.count("v14") <= 21


# Every picture

EACH = pytest.mark.parametrize(
    "drawn",
    [region_map(["002"], WORLD, "…"), region_map([], WORLD, "…"), timeline([moment(1960, 1969), moment(1970)], "…")],
    ids=["regions", "world", "timeline"],
)


@EACH
def test_a_picture_needs_nothing_that_a_strict_policy_refuses(drawn):
    """No style, no script, no address; nor opacity, which a tagged PDF cannot hold, nor text in a font of its own."""
    for markup in (drawn.for_paper(), drawn.for_page(has_definitions=True)):
        svg = parsed(markup)
        tags = {element.tag for element in svg.iter()}
        names = {name for element in svg.iter() for name in element.attrib}
        assert tags <= {"svg", "title", "defs", "g", "path", "use", "circle", "rect"}
        assert not [name for name in names if name.startswith("on") or name == "style" or "opacity" in name]
        assert all(use.startswith("#") for use in svg.xpath(".//@href"))


@EACH
def test_a_picture_is_one_image_with_words(drawn):
    """For voices, on a page and on paper."""
    assert parsed(drawn.for_page(has_definitions=True)).get("aria-label") == "…"
    assert parsed(drawn.for_paper()).findtext("title") == "…"
    assert parsed(drawn.for_paper()).get("role") == "img"


def test_words_are_escaped():
    """A name may hold anything."""
    words = 'A "B" & <c>'
    drawn = Picture(kind="k", width=1, height=1, alternative=words, body="")
    assert parsed(drawn.for_page(has_definitions=True)).get("aria-label") == words
    assert parsed(drawn.for_paper()).findtext("title") == words


def luminance(colour):
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(name):
    """Return a colour of the stylesheet, light and dark."""
    return re.search(rf"--{name}: var\(--light, (#[0-9a-f]{{6}})\) var\(--dark, (#[0-9a-f]{{6}})\);", CSS).groups()


def test_marked_land_stands_out_without_colour():
    """3:1 for what a picture tells by shade (WCAG 1.4.11), in both schemes and in print."""
    pairs = [*zip(colours("accent"), colours("land"), strict=True), (GREEN, LAND)]
    assert len(pairs) == 3
    assert min(contrast(*pair) for pair in pairs) >= 3
