"""What the pictures show is what the facts say: the same regions, the same years, in shapes and in words."""

import re
from dataclasses import replace

import pytest
from lxml import etree
from small_handbook import ROOT, SMALL

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
    """Return the facts of the small handbook."""
    return load_registry(load_project(SMALL))


@pytest.fixture(scope="module")
def french():
    """Return the function that says our strings in French."""
    return translator(load_project(SMALL), "fr")


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


@pytest.mark.parametrize(
    ("codes", "is_marked"), [(["151"], False), (["142"], False), (["142", "151"], True), (["030", "151"], False)]
)
def test_siberia_is_of_asia_and_eastern_europe_together(codes, is_marked):
    """Where both are named, no land between them is left out; where one is, nobody knows."""
    svg = parsed(region_map(codes, WORLD, "…").for_paper())
    assert (land("rest") <= paths(svg, "marked")) == is_marked


@pytest.mark.parametrize("codes", [["002", "142"], ["005"]])
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


def test_the_map_of_a_subject_shows_its_list(registry):
    """In the order of the fact; the whole world is no list."""
    assert regions_of(place_of("maple", registry)) == ["002", "029", "151"]
    assert regions_of(place_of("birch", registry)) == []


def test_a_list_goes_before_what_is_none(registry, make_fact):
    """Though a subject is at work the world over as well; whatever the order of its facts."""
    places = [
        make_fact(id="did.everywhere", kind="scope", value={"scope": "001"}),
        make_fact(id="did.list", kind="region-list", value={"regions": ["005", "002"]}),
    ]
    for facts in (places, places[::-1]):
        assert regions_of(place_of("did", _with(registry, *facts))) == ["005", "002"]


def test_a_subject_that_is_nowhere_has_no_map(registry, make_fact):
    """Nothing is made up."""
    assert place_of("nobody", registry) is None
    assert place_of("did", _with(registry, make_fact())) is None


def test_the_map_is_told_in_words(registry, french):
    """What it shows, and what the fact says, are two things: "mainly" cannot be drawn."""
    fact = place_of("maple", registry)
    assert alternative_of(fact, registry, "en", str) == (
        "Map of the world with the land drawn dark in Africa, the Caribbean and Eastern Europe."
    )
    assert caption_of(fact, registry, "en", str) == "Mainly in Africa, the Caribbean and Eastern Europe."
    where = "en Afrique, dans les Caraïbes et en Europe de l’Est."
    assert where in alternative_of(fact, registry, "fr", french)
    assert caption_of(fact, registry, "fr", french) == f"Surtout {where}"


def test_who_is_there_without_a_list_is_told_so(registry, french):
    """In both languages."""
    fact = place_of("birch", registry)
    assert caption_of(fact, registry, "en", str) == "Around the world. No list of regions is known."
    assert "regions" not in caption_of(fact, registry, "fr", french)


def test_who_is_there_without_a_list_is_told_in_the_words_of_its_fact(registry, make_fact):
    """Where these are no wording of a list."""
    fact = make_fact(kind="scope", value={"scope": "001"}, text={"en": "close ties around the world", "fr": "liens"})
    assert caption_of(fact, registry, "en", str) == "Close ties around the world. No list of regions is known."


# The timeline


def moment(first, last=None):
    """Return a moment of which nothing is told."""
    return Moment(first=first, last=last or first, facts=())


def test_the_timeline_tells_each_year_with_words(registry, make_fact):
    """The decade first, though its last year is the next one's eve."""
    years = {"late": {"year": 1985}, "first": {"decade": 1960}, "then": {"year": 1970}}
    facts = [
        make_fact(id=f"did.{name}", value=value | {"role": "founded"}, text={"en": name})
        for name, value in years.items()
    ]
    told = [
        (each.first, each.last, [fact.id for fact in each.facts]) for each in moments(_with(registry, *facts), "en")
    ]
    assert told == [(1960, 1969, ["did.first"]), (1970, 1970, ["did.then"]), (1985, 1985, ["did.late"])]


def test_the_timeline_is_told_in_words(registry, make_fact, french):
    """The years as each language writes them."""
    words = {"en": "asked for", "fr": "demandé"}
    decade = make_fact(id="maple.asked", value={"decade": 1960, "role": "requests"}, text=words)
    both = replace(registry, facts={**registry.facts, "maple.asked": decade})
    assert timeline_alternative(moments(both, "en"), both, "en", str) == (
        "Timeline to scale, from left to right: 1960s (Maple), 1970 (Maple) and 1985 (Birch)."
    )
    told = timeline_alternative(moments(both, "fr"), both, "fr", french)
    assert "années\u00a01960 (Érable), 1970 (Érable) et 1985 (Bouleau)" in told


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
