"""Colours that a handbook chooses can be read on all that they stand on, and reach all that the program draws."""

import re

import pytest
from small_handbook import write

from handbook.checks.input.own_pictures import LOGO_KB, check_logo
from handbook.print.document import HERE
from handbook.project.palette import (
    DARK_GROUNDS,
    LEAST,
    LEAST_OF_PICTURES,
    LIGHT_GROUNDS,
    NAMES,
    PLAIN,
    Palette,
    contrast,
    palette_faults,
    palette_of,
)
from handbook.project.project import load_project
from handbook.sphinx.assets import read_asset

OWN = Palette(accent="#7a1f3d", mark="#8a5a00", accent_dark="#e0a0b4", mark_dark="#f0d075")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def test_the_grounds_are_those_of_the_stylesheet():
    """And the colours that the program has unless a handbook says otherwise."""
    sheet = read_asset("handbook.css").decode()
    names = {"paper": (LIGHT_GROUNDS[0], DARK_GROUNDS[0]), "panel": (LIGHT_GROUNDS[1], DARK_GROUNDS[1])}
    names |= {"accent": (PLAIN.accent, PLAIN.accent_dark), "mark": (PLAIN.mark, PLAIN.mark_dark)}
    for name, (light, dark) in names.items():
        assert f"--{name}: var(--light, {light}) var(--dark, {dark});" in sheet


def test_what_the_program_has_passes():
    """Its own judge would take it."""
    assert list(palette_faults({name: getattr(PLAIN, name) for name in NAMES})) == []


@pytest.mark.parametrize("red", range(0, 256, 51))
@pytest.mark.parametrize("green", range(0, 256, 51))
@pytest.mark.parametrize("blue", range(0, 256, 51))
def test_what_passes_can_be_read_everywhere(red, green, blue):
    """In light, in dark by a colour made of it, and below white type; what does not pass cannot."""
    colour = f"#{red:02x}{green:02x}{blue:02x}"
    is_legible = all(contrast(colour, ground) >= LEAST for ground in LIGHT_GROUNDS)
    assert (not list(palette_faults({"accent": colour}))) == is_legible
    if is_legible:
        palette = palette_of({"accent": colour})
        assert list(palette_faults({"accent_dark": palette.accent_dark})) == []
        assert contrast("#ffffff", palette.land) >= LEAST
        assert contrast(colour, "#d1cab8") >= LEAST_OF_PICTURES  # the land of maps


@pytest.mark.parametrize(
    ("colours", "words"),
    [
        (
            {"accent": "#ff0000"},
            ["colours: accent has a contrast of 3.48:1 on #f3efe4, and needs 4.5:1; make it darker"],
        ),
        ({"mark_dark": "#333333"}, ["colours: mark_dark has a contrast of"]),
        ({"accent": "red", "ink": "#000000", "mark": 3}, ["accent must be a colour", "has no “ink”", "mark must be"]),
    ],
)
def test_all_that_is_wrong_with_colours_is_said(colours, words):
    """A line each, with what to write instead."""
    faults = [str(fault) for fault in palette_faults(colours)]
    assert len(faults) == len(words)
    assert all(any(word in fault for fault in faults) for word in words)


@pytest.mark.parametrize("ours", ["handbook.css", "icon.svg", HERE / "brochure.css", HERE / "share.css"], ids=str)
def test_nothing_keeps_a_colour_of_the_program(ours):
    """On the web and on paper."""
    text = read_asset(ours).decode() if isinstance(ours, str) else ours.read_text("utf-8")
    painted = OWN.paint(text)
    assert OWN.accent in painted
    assert not re.search("|".join([*(getattr(PLAIN, name) for name in NAMES), "#b3541e"]), painted)
    assert PLAIN.paint(text) == text


def test_a_page_that_speaks_of_a_colour_is_left_alone():
    """Drawings are painted, words are not."""
    markup = '<p>#0f5a4c</p><path fill="#0f5a4c"/>'
    assert OWN.paint_pictures(markup) == f'<p>#0f5a4c</p><path fill="{OWN.accent}"/>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SVG.format("<script/>"), "cannot be shown: it holds <script>"),
        ("no picture", "cannot be shown: it is no XML"),
        (None, "there is no picture “logo.svg” in source/"),
        (SVG.format(f"<desc>{'a' * LOGO_KB * 1024}</desc>"), "weighs more than 16 KB"),
        (SVG.format("<path d='M0 0h9'/>"), ""),
    ],
)
def test_a_logo_goes_by_the_rules_of_pictures(tree, content, words):
    """What is wrong with it is said at its line."""
    settings = tree / "pyproject.toml"
    text = settings.read_text("utf-8") + 'logo = "logo.svg"\nlogo_alt = { en = "A", fr = "B" }\n'
    settings.write_text(text, "utf-8")
    if content is not None:
        write(tree / "source/logo.svg", content)
    findings = list(check_logo(load_project(tree)))
    assert [words in str(finding.message) for finding in findings] == ([True] if words else [])
    assert {finding.line for finding in findings} <= {text.splitlines().index('logo = "logo.svg"') + 1}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('logo = "logo.gif"\nlogo_alt = { en = "A", fr = "B" }', "logo must be an .svg or .png in source/"),
        ('logo = "logo.svg"', "logo needs words for who cannot see it"),
        ('footer = "text"', "footer needs a text for each language"),
        ('colours = "red"', "colours must hold colours by name"),
        ('colours.accent = "#ffff00"', "colours: accent has a contrast of 1.0"),
        ('cover = "index.md"', "cover must be world"),
        ('cover = "../ground.png"', "cover must be world"),
        ('portraits = "a/b"', "portraits must be the folder"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tree, refused, line, words):
    """In one line, with what to write instead."""
    key = line.partition(" ")[0].partition(".")[0]
    settings = tree / "pyproject.toml"
    lines = [kept for kept in settings.read_text("utf-8").splitlines() if not kept.startswith(f"{key} ")]
    settings.write_text("\n".join([*lines, line, ""]), "utf-8")
    [told] = refused(load_project, tree)
    assert words in told
