"""What readers are sent of the stylesheet and the scripts: all that they do, and nothing that is said of it."""

import re

import pytest
import tinycss2

from handbook.checks.built.harm import _FACE, _OF_SHEETS
from handbook.publication.carry_over import asked_for
from handbook.sphinx.assets import asset_names, published_asset, published_name, read_asset
from handbook.sphinx.wall.css import FUNCTIONS, reaches_out

SCRIPTS = [name for name in asset_names() if name.endswith(".js")]


def rules(css):
    """Return what a stylesheet says, without its comments and with its spaces made one."""
    tokens = tinycss2.parse_component_value_list(css.decode(), skip_comments=True)
    return " ".join(tinycss2.serialize(tokens).split()).replace("{ ", "{")


def test_a_stylesheet_says_the_same_without_its_comments():
    """But for the names of its fonts, which are those that they are published under."""
    sent = published_asset("handbook.css")
    for font in (name for name in asset_names() if name.endswith(".woff2")):
        plain, published = (f'url("{name}")'.encode() for name in (font, published_name(font, read_asset(font))))
        assert published in sent
        assert plain not in sent
        sent = sent.replace(published, plain)
    assert b"/*" not in sent
    assert _told(sent) == _told(_without_comments(read_asset("handbook.css")))


def _told(css):
    """Return the rules of a stylesheet as tokens: without spaces beside signs, and the last semicolon."""
    text = re.sub(r"\s*([{},;])\s*|(?<=[\w)]:)\s+(?=[^;\s])", lambda sign: sign[1] or "", css.decode())
    return rules(text.replace(";}", "}").encode())


def _without_comments(css):
    while (begin := css.find(b"/*")) >= 0:
        css = css[:begin] + css[css.index(b"*/", begin) + 2 :]
    return css


def test_fonts_are_asked_for_with_the_stylesheet_that_names_them(tmp_path):
    """A page that is carried over, or stands in a copy, finds them beside it."""
    names = [f"_static/{name}" for name in ("a-11111111.css", "b-22222222.css", "f-33333333.woff2", "g-44444444.woff2")]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('@font-face { src: url("f-33333333.woff2") }' if "/a-" in name else "")
    page = b'<link href="../_static/a-11111111.css">'
    assert asked_for([page], names, tmp_path) == {"_static/a-11111111.css", "_static/f-33333333.woff2"}
    assert asked_for([b""], names, tmp_path) == set()


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_sent_without_its_comments(name):
    """Which takes lines and ends of lines away: no text may go on in a second line, or have two slashes in it."""
    source, sent = read_asset(name).decode(), published_asset(name).decode()
    assert [line for line in source.splitlines() if line.count("`") % 2] == []
    lines = [line.strip() for line in source.splitlines()]
    code = [line.partition(" // ")[0] for line in lines if line and not line.startswith("//")]
    assert [line for line in code if line.count('"') % 2 or line.count("`") % 2] == []
    assert sent.splitlines() == code


def test_the_sheet_of_this_release_is_allowed_in_the_next_one():
    """When another has taken its place, and pages of kept releases still ask for it."""
    sheet = published_asset("handbook.css").decode()
    assert reaches_out(sheet, FUNCTIONS | _OF_SHEETS)
    assert not reaches_out(_FACE.sub("", sheet), FUNCTIONS | _OF_SHEETS)


FACE = '@font-face { font-family: "F"; font-weight: 400 700; src: url("f-33333333.woff2") format("woff2"); }'


@pytest.mark.parametrize(
    ("sheet", "is_allowed"),
    [
        (f"{FACE} a {{ color: red }}", True),
        (FACE.replace("f-33333333.woff2", "https://evil.example/f-33333333.woff2"), False),
        (FACE.replace("f-33333333.woff2", "../downloads/f-33333333.woff2"), False),
        (FACE.replace("f-33333333.woff2", "f.woff2"), False),
        (f"ur{FACE}l(https://evil.example/)", False),
        (f'a {{ content: "{FACE}"; background: url(https://evil.example/) }}', False),
        (f"{FACE} @import 'https://evil.example/';", False),
    ],
)
def test_a_sheet_of_an_earlier_release_may_name_its_faces_and_nothing_else(sheet, is_allowed):
    """They lie beside it, under names that say their content."""
    assert reaches_out(_FACE.sub("", sheet), FUNCTIONS) != is_allowed
