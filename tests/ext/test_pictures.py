"""Maps and timeline stand in every output, in the language of the page, and show what the facts say."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from published import by_class, read, words
from shared_builds import OUTPUTS, on_paper
from small_handbook import SMALL, append, replace, without_leaflets, write
from test_panels import add_oak

from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.strings import translator
from handbook.pictures.maps import load_world
from handbook.project.project import load_project

said = translator(load_project(SMALL), "fr")
WORLD = load_world()


def add_pictures(root):
    """Add every picture to the page of the comparison, two maps to one agency's, and a third agency."""
    add_oak(root)
    without_leaflets(root)  # so many do not go on one sheet
    append(root / "source/compare.md", "```{region-maps}\n```\n\n```{timeline}\n```\n")
    append(root / "source/agencies/maple.md", "```{region-map} maple\n```\n\n```{region-map} birch\n```\n")


@pytest.fixture(scope="module", params=OUTPUTS)
def site(request, build_small):
    """Publish the small handbook with pictures, as HTML and PDF."""
    return build_small(add_pictures, *request.param)


def figures(site, language, docname="compare"):
    """Return the caption and the text alternative of each map of a page."""
    return [
        (words(figure.find("figcaption")), figure.find("svg").get("aria-label"))
        for figure in read(site, language, docname).findall(".//figure")
    ]


def test_each_agency_has_its_map_and_a_new_one_appears_by_itself(site):
    """In the order of the facts."""
    assert figures(site, "en") == [
        (
            "Maple Mainly in Africa, the Caribbean and Eastern Europe.",
            "Map of the world with the land drawn dark in Africa, the Caribbean and Eastern Europe.",
        ),
        ("Oak In Africa.", "Map of the world with the land drawn dark in Africa."),
    ]


def test_maps_speak_the_language_of_the_page(site):
    """Captions and alternatives."""
    assert figures(site, "fr") == [
        (
            "Érable Surtout en Afrique, dans les Caraïbes et en Europe de l’Est.",
            said("Map of the world with the land drawn dark {where}.").replace(
                "{where}", "en Afrique, dans les Caraïbes et en Europe de l’Est"
            ),
        ),
        (
            "Chêne En Afrique.",
            said("Map of the world with the land drawn dark {where}.").replace("{where}", "en Afrique"),
        ),
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Birch Around the world. No list of regions is known."),
        ("fr", f"Bouleau Partout dans le monde. {said('No list of regions is known.')}"),
    ],
)
def test_who_lists_no_regions_has_a_sentence_and_no_empty_map(site, language, sentence):
    """Below the maps of all others, with a link, and on its own page without its name."""
    [told] = by_class(read(site, language, "compare"), "no-map")
    assert (words(told), told.xpath(".//a/@href")) == (sentence, ["agencies/birch.html"])
    [alone] = by_class(read(site, language, "agencies/maple"), "no-map")
    assert words(alone) == sentence.partition(" ")[2]


def test_a_map_leads_to_the_page_of_its_agency(site):
    """By its name."""
    links = read(site, "en", "compare").xpath(".//figcaption//a/@href")
    assert links == [f"agencies/{name}.html" for name in ("maple", "oak")]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("docname", ["compare", "agencies/maple"])
def test_the_outlines_stand_once_on_a_page(site, language, docname):
    """Every shape that a map uses is there, and no id twice."""
    page = read(site, language, docname)
    ids = page.xpath(".//@id")
    assert len(ids) == len(set(ids))
    uses = page.xpath(".//svg//use/@href")
    assert uses
    assert {use.removeprefix("#") for use in uses} <= set(ids)
    assert sorted(page.xpath(".//svg//path[@id]/@d")) == sorted(WORLD.land.values())


def test_the_timeline_tells_the_years_that_have_words(site):
    """Beside the marks; the year of which only the value is known is left out."""
    [box] = by_class(read(site, "en", "compare"), "timeline")
    assert [[words(p) for p in item.findall("p")] for item in box.findall("ol/li")] == [
        ["1970", "Maple created in 1970"],
        ["1985", "Birch created in 1985"],
    ]
    assert box.find("svg").get("aria-label") == "Timeline to scale, from left to right: 1970 (Maple) and 1985 (Birch)."
    assert len(box.findall("svg/circle")) == 2


def test_the_timeline_speaks_the_language_of_the_page(site):
    """Names too."""
    [box] = by_class(read(site, "fr", "compare"), "timeline")
    assert [words(item) for item in box.findall("ol/li")] == [
        "1970 Érable création en 1970",
        "1985 Bouleau création en 1985",
    ]


def test_no_picture_has_a_style_of_its_own(site):
    """A strict policy would refuse it."""
    for docname in ("compare", "agencies/maple"):
        assert read(site, "en", docname).xpath(".//main//*[@style] | .//main//style | .//main//script") == []


def alternatives(path: Path) -> list[str]:
    """Return the alternative text of each figure of a tagged PDF, in order."""

    def figures_below(element):
        if isinstance(element, pikepdf.Array):
            for child in element:
                yield from figures_below(child)
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/Figure":
                yield str(element.get("/Alt", ""))
            yield from figures_below(element.get("/K"))

    with pikepdf.open(path) as pdf:
        return list(figures_below(pdf.Root.StructTreeRoot.K))


REGIONS = {
    "en": ["in Africa", "in the Caribbean", "in Eastern Europe"],
    "fr": ["en Afrique", "dans les Caraïbes", "en Europe de l’Est"],
}


@on_paper("site")
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_brochure_has_the_same_pictures_in_words(site, language):
    """Portrait and timeline are figures with the same words; of all maps there is one per region instead."""
    told = alternatives(site / f"downloads/brochure-{language}.pdf")
    portrait, compared = (read(site, language, docname) for docname in ("agencies/maple", "compare"))
    own = [" ".join(label.split()) for label in portrait.xpath(".//main//svg/@aria-label")]
    [dates] = compared.xpath(".//main//svg[contains(@class, 'timeline')]/@aria-label")
    maps = [each for each in told if each not in (*own, " ".join(dates.split()))]
    assert len(maps) == len(set(maps)) == 3
    assert len(told) == len(maps) + len(own) + 1
    for region in REGIONS[language]:
        assert [each.replace("\u00a0", " ").endswith(f"{region}.") for each in maps].count(True) == 1


@on_paper("site")
def test_the_brochure_draws_pictures_as_shapes(site):
    """Sharp in any size: no picture of dots stands in it."""
    with pikepdf.open(site / "downloads/brochure-en.pdf") as pdf:
        kinds = [each.get("/Subtype") for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        drawn = [op for page in pdf.pages for op in pikepdf.parse_content_stream(page) if str(op.operator) == "l"]
    assert "/Image" not in kinds
    assert len(drawn) > 1000


def refusal(small, run, lines):
    """Build a page with more lines, which must be refused; return the report, and where the lines begin."""
    line = append(small / "source/compare.md", lines)
    outcome = run(small, "build", "--output", "html")
    assert outcome.code == 1
    return outcome.errors, line


def test_the_map_of_an_unknown_subject_is_refused(small, run):
    """With what to write instead."""
    errors, line = refusal(small, run, "```{region-map} oak\n```\n")
    assert (
        f"source/compare.md:{line}: unknown subject “oak”; write the name of a file in source/facts [fact-unknown]"
        in (errors)
    )


def test_the_map_of_a_subject_that_is_nowhere_is_refused(small, run):
    """It would show nothing."""
    path = small / "source/facts/birch.toml"
    replace(path, '[[fact]]\nid = "birch.regions"\nkind = "region-list"\nvalue = { regions = ["001"] }', (
        '[[fact]]\nid = "birch.regions"\nkind = "scope"\nvalue = { scope = "here" }'
    ))  # fmt: skip
    replace(path, 'topic = "where"\n', "")
    errors, line = refusal(small, run, "```{region-map} birch\n```\n")
    assert f"source/compare.md:{line}: no fact of “birch” says where; give it a fact of kind region-list" in errors
    assert "[map-place]" in errors


def test_a_region_without_outline_is_refused(small, run):
    """A map that leaves one out would be wrong."""
    replace(small / "source/vocabulary.toml", '[regions."002"]', '[regions."276"]')
    replace(small / "source/facts/maple.toml", '["002", "029", "151"]', '["276", "029", "151"]')
    errors, line = refusal(small, run, "```{region-maps}\n```\n")
    assert (
        f"source/compare.md:{line}: no outline is known for region “276” of maple.regions; the maps know 002" in errors
    )
    assert "[map-region]" in errors


def test_a_timeline_of_nothing_is_refused(small, run):
    """Words are what it tells."""
    for name, gone in (("maple", ("created", "création")), ("birch", ("created", "création"))):
        path = small / f"source/facts/{name}.toml"
        year = {"maple": 1970, "birch": 1985}[name]
        replace(path, f'text.en = "{gone[0]} in {year}"\n', "")
        replace(path, f'text.fr = "{gone[1]} en {year}"\n', "")
    errors, line = refusal(small, run, "```{timeline}\n```\n")
    assert f"source/compare.md:{line}: no fact of kind year has words" in errors
    assert "[timeline]" in errors


def test_pictures_are_not_given_to_translators(small, run):
    """The catalogues of pages ask for prose only."""
    add_pictures(small)
    path = small / "locales/fr/LC_MESSAGES/compare.po"
    before = set(read_catalogue(path, small))
    assert run(small, "po", "update").code == 0
    assert set(read_catalogue(path, small)) == before != set()


def test_an_output_without_pictures_tells_them(small):
    """Plain text has the words, and no markup."""
    write(small / "source/compare.md", "# Side by side\n\n```{region-map} maple\n```\n\n```{timeline}\n```\n")
    command = [Path(sys.executable).parent / "sphinx-build", "-b", "text", "-q", "source", "out"]
    subprocess.run(command, cwd=small, check=True, capture_output=True)
    text = " ".join((small / "out/compare.txt").read_text(encoding="utf-8").split())
    assert "Map of the world with the land drawn dark in Africa, the Caribbean and Eastern Europe." in text
    assert "Mainly in Africa, the Caribbean and Eastern Europe." in text
    assert "Timeline to scale" in text
    assert "<svg" not in text
