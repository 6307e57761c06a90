"""A colour of the theme that cannot be read is named with its line, and nothing is published."""

import re
import shutil

import pytest
from damage import Damage, assert_refused
from small_handbook import line_of, replace

from handbook.checks.built import colours
from handbook.sphinx import assets

STYLESHEET = "theme/static/handbook.css"


@pytest.fixture
def own_theme(small, monkeypatch):
    """Give the small handbook a theme of its own, and return the stylesheet of that."""
    shutil.copytree(assets.THEME, small / "theme")
    monkeypatch.setattr(assets, "THEME", small / "theme")
    shutil.rmtree(small / "build/kept")  # the theme is part of the program, which a build asks about where it lies
    return small / STYLESHEET


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        pytest.param(
            *("quiet", "#56605b", "#999999", "--quiet on --paper has a contrast of 2.8:1 in light"),
            marks=pytest.mark.whole,
        ),
        ("ink", "#e9e6dd", "#36413c", "--ink on --panel has a contrast of 1.5:1 in dark"),
        ("accent", "#0f5a4c", "#86d3bd", "--paper on --accent has a contrast of 1.7:1 in light"),
    ],
)
def test_a_faint_colour_is_refused(small, own_theme, run, name, old, new, told):
    """In either scheme; also where the colour is the ground."""

    def fade(root):
        sheet = own_theme.read_text(encoding="utf-8")
        line = re.search(rf"--{name}: var\(--light.*;", sheet)[0]
        replace(own_theme, line, line.replace(old, new))
        return line_of(own_theme, f"--{told.split()[0][2:]}: var(--light")

    assert_refused(small, run, Damage(do=fade, path=STYLESHEET, rule="contrast", remedy=told))


def test_a_colour_that_a_rule_sets_for_text_is_measured(small, own_theme, run):
    """Nothing has to be listed anywhere: what the stylesheet says is what is looked at."""

    def misuse(root):
        replace(own_theme, ".printed { display: none; }", ".printed { color: var(--line); }")
        return line_of(own_theme, "--line: var(--light")

    assert_refused(small, run, Damage(do=misuse, path=STYLESHEET, rule="contrast", remedy="--line on --panel"))


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(one, other, ratio):
    """The same whichever of the two is named first."""
    assert colours.contrast(one, other) == colours.contrast(other, one) == pytest.approx(ratio, abs=0.005)
