"""A logo and a cover that cannot be shown well are named with their line, and those that can are let through."""

from xml.sax.saxutils import quoteattr

import pytest
from PIL import Image
from small_handbook import write

from handbook.checks.input.own_pictures import check_cover, check_logo
from handbook.pictures.logo import logo_of
from handbook.print.cover import cover_rule
from handbook.project.project import load_project

RED, WHITE, CLEAR = (122, 31, 61, 255), (255, 255, 255, 255), (0, 0, 0, 0)


def svg(shape, view="0 0 100 50"):
    """Return a drawing; without a view box where `view` is empty."""
    box = f"viewBox={quoteattr(view)}" if view else 'width="100" height="50"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{shape}</svg>'


@pytest.fixture
def with_picture(tree):
    """Return what gives the small handbook a picture, drawn or of pixels, as its logo or cover."""

    def make(key, name, picture, mode="RGB"):
        path = tree / "source" / name
        if isinstance(picture, str):
            write(path, picture)
        else:
            size, colour = picture
            Image.new("RGBA", size, colour).convert(mode).save(path)
        settings = tree / "pyproject.toml"
        alternative = 'logo_alt = { en = "A", fr = "B" }\n' if key == "logo" else ""
        line = f'{key} = "{name}"'
        settings.write_text(f"{settings.read_text('utf-8')}{line}\n{alternative}", "utf-8")
        return load_project(tree), settings.read_text("utf-8").splitlines().index(line) + 1

    return make


DRAWN = "<rect width='90' height='40' fill='{}'/>"


@pytest.mark.parametrize(
    ("name", "picture", "words"),
    [
        ("a.png", ((112, 56), RED), None),
        ("a.png", ((400, 50), RED), None),
        ("a.png", ((60, 120), RED), None),
        ("a.png", ((55, 55), RED), "and needs a height of 56 or a width of 240"),
        ("a.png", ((1000, 100), RED), "at most 8 times as wide as high"),
        ("a.png", ((100, 210), RED), "2 times as high as wide"),
        ("a.png", ((112, 56), WHITE), "too light to be seen"),
        ("a.png", ((112, 56), CLEAR), "too light to be seen"),
        ("a.svg", svg(DRAWN.format("#7a1f3d")), None),
        ("a.svg", svg(DRAWN.format("#ffcc00")), None),
        ("a.svg", svg(DRAWN.format("#fff")), "too light to be seen"),
        ("a.svg", svg("<path d='M0 0h9v9z'/>", "0 0 900 100"), "at most 8 times as wide as high"),
        ("a.svg", svg("<path d='M0 0h9v9z'/>", ""), "has no viewBox"),
        ("a.svg", svg("<path d='M0 0h9v9z'/>", "0 0 inf 9"), "has no viewBox"),
    ],
)
def test_a_logo_that_nobody_would_know_again_is_named(with_picture, name, picture, words):
    """Too long, too small, too light: one line, at the setting."""
    project, line = with_picture("logo", name, picture, "RGBA")
    findings = [(finding.line, str(finding.message)) for finding in check_logo(project)]
    assert [number for number, _ in findings] == ([line] if words else [])
    assert all(words in message for _, message in findings)


@pytest.mark.parametrize(
    ("name", "size", "mode", "words"),
    [
        ("a.jpg", (900, 700), "RGB", None),
        ("a.png", (900, 700), "RGBA", None),
        ("a.jpg", (899, 1200), "RGB", "has 899 × 1200 pixels, and a cover needs 900 × 700"),
        ("a.jpg", (2400, 600), "RGB", "and a cover needs 900 × 700"),
        ("a.jpg", (900, 700), "CMYK", "cannot be shown: its colours are those of a press"),
    ],
)
def test_a_picture_that_no_cover_can_show_is_named(with_picture, name, size, mode, words):
    """Too few pixels, or the colours of a press."""
    project, line = with_picture("cover", name, (size, RED), mode)
    findings = [(finding.line, str(finding.message)) for finding in check_cover(project)]
    assert [number for number, _ in findings] == ([line] if words else [])
    assert all(words in message for _, message in findings)


def test_no_word_of_a_cover_stands_on_a_picture_of_its_own(with_picture):
    """Whoever chose it may have chosen a light one: the page keeps its ground, and the picture has a place."""
    project, _ = with_picture("cover", "a.png", ((900, 700), WHITE))
    rule = cover_rule(project, "cover", "0 0", "#000000")
    assert rule.startswith(".cover-picture {")
    assert "@page" not in rule


@pytest.mark.parametrize(
    ("size", "shape", "is_wide"), [((400, 100), (1000, 250), True), ((60, 120), (500, 1000), False)]
)
def test_a_page_keeps_a_place_for_its_logo(with_picture, size, shape, is_wide):
    """By its measures, before it is loaded; and on a phone above the title, where it leaves that no room."""
    project, _ = with_picture("logo", "a.png", (size, RED), "RGBA")
    logo = logo_of(project)
    assert (logo.shape, logo.is_wide) == (shape, is_wide)
