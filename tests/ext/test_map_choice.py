"""A reader of the HTML handbook can pick one of the maps; paper shows them all."""

import pytest
from published import read, words
from pypdfium2 import PdfDocument
from shared_builds import OUTPUTS, on_paper
from small_handbook import SMALL, append, replace, without_leaflets
from test_panels import add_oak

from handbook.catalogs.strings import translator
from handbook.kits.agencies.map_directives import TOGETHER, choices
from handbook.project.project import load_project

# The pipeline's own words in French, which their translators may change.
said = translator(load_project(SMALL), "fr")
NAMES = {"en": ("All maps", "Maple", "Oak"), "fr": (said("All maps"), "Érable", "Chêne")}


@pytest.fixture(scope="module", params=OUTPUTS)
def site(request, build_small):
    """Publish the small handbook with maps, twice on one page, as HTML and PDF."""

    def change(root):
        without_leaflets(root)
        add_oak(root)
        append(root / "source/compare.md", "```{region-maps}\n```\n\n```{region-maps}\n```\n")

    return build_small(change, *request.param)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_map_has_a_radio_button_before_it(site, language):
    """All maps are chosen until a reader picks one; the button before a map bears the name below it."""
    box = read(site, language, "compare").find(".//fieldset")
    assert [words(label) for label in box.findall("label")] == list(NAMES[language])
    assert [words(figure.getprevious()) for figure in box.findall("figure")] == list(NAMES[language][1:])
    assert [words(figure.find(".//strong")) for figure in box.findall("figure")] == list(NAMES[language][1:])
    assert [radio.get("checked") is not None for radio in box.findall("label/input")] == [True, False, False]
    assert words(box.find("legend")) == (said("Map to show") if language == "fr" else "Map to show")


def test_two_sets_of_maps_on_a_page_are_chosen_from_apart(site):
    """Their radio buttons have one name within a set, and another in each."""
    boxes = read(site, "en", "compare").findall(".//fieldset")
    names = [{radio.get("name") for radio in box.findall("label/input")} for box in boxes]
    assert [len(each) for each in names] == [1, 1]
    assert names[0] != names[1]


def test_the_choice_needs_no_script_and_no_style_of_its_own(site):
    """It is markup, for the stylesheet."""
    page = read(site, "en", "compare")
    assert not page.xpath("//script[not(@src) and not(@type = 'application/ld+json')]")
    assert not page.xpath("//fieldset//@style | //fieldset//@onchange | //main//form")


@on_paper("site")
def test_paper_has_no_choice(site):
    """Nothing on it can be pressed."""
    with PdfDocument(site / "downloads/brochure-en.pdf") as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "(mainly)" in text  # of the grid, which stands in place of the maps
    assert "All maps" not in text
    assert "Map to show" not in text


def test_a_map_alone_has_no_choice(build_small):
    """There would be nothing to choose from."""

    def change(root):
        replace(root / "source/facts/birch.toml", 'kind = "region-list"', 'kind = "scope"')
        replace(root / "source/facts/birch.toml", '{ regions = ["001"] }', '{ scope = "here" }')
        replace(root / "source/facts/birch.toml", 'topic = "where"\n', "")
        catalogue = root / "locales/fr/LC_MESSAGES/agencies/birch.po"
        replace(root / "source/agencies/birch.md", "{fact}`birch.regions`", "around the world")
        replace(catalogue, "Its members live {fact}`birch.regions`", "Its members live around the world")
        replace(catalogue, "vivent {fact}`birch.regions`", "vivent partout dans le monde")
        append(root / "source/compare.md", "```{region-maps}\n```\n")

    page = read(build_small(change), "en", "compare")
    assert len(page.findall(".//figure")) == 1
    assert not page.findall(".//fieldset") and not page.findall(".//main//input")


@pytest.mark.parametrize("count", [TOGETHER, TOGETHER + 1])
def test_many_maps_are_not_shown_together(count):
    """Beyond a dozen the first is chosen, and there is no button for all of them."""
    opening, radios = choices([f"Agency {number}" for number in range(count)], "maps", str)
    assert ("All maps" in opening) == (count <= TOGETHER)
    assert [" checked" in each for each in radios] == [count > TOGETHER] + [False] * (count - 1)


def test_names_are_escaped():
    """A name is text."""
    assert "Bread &amp; &lt;Roses&gt;" in choices(["Bread & <Roses>", "Oak"], "maps", str)[1][0]
