"""The faces of the PDFs: as their script draws them, with a glyph for what text needs and for each space and hyphen."""

import pytest
from fontTools.ttLib import TTFont

from handbook.print.glyphs import covered
from handbook.print.render import FACES as FOLDER
from webfaces.paper import FACES, drawn

# Arrows, frames of a tree, check marks, signs and pictures that people write.
SIGNS = "→←↑↓↔⇒├│└─✔✓✗☐☑•◦▪≤≥≠≈×−∞½€™©®№⚠ℹ☎✉📞📧🌍✅❌\u00a0\u2009\u202f\u2011"
LETTERS = [name for name in FACES if "Signs" not in name]


@pytest.mark.parametrize("name", FACES)
def test_a_face_says_whose_it_is(name):
    """By which licence, and under a name that its makers do not keep for themselves."""
    names = TTFont(FOLDER / name)["name"]
    assert "SIL Open Font License" in names.getDebugName(13)
    assert names.getDebugName(0)
    assert not [record for record in names.names if record.nameID in (1, 4, 6) and "Source" in str(record)]


@pytest.mark.parametrize("name", LETTERS)
def test_spaces_hyphens_and_digits(name):
    """A glyph each for spaces and hyphens, else one would be copied as another; digits are equally wide."""
    font = TTFont(FOLDER / name)
    glyphs = font.getBestCmap()
    alike = [glyphs[code] for code in (0x20, 0xA0, 0x2009, 0x202F, 0x2D, 0x2010, 0x2011)]
    assert len(set(alike)) == len(alike)
    assert len({font["hmtx"][glyphs[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_signs_that_people_write_have_a_glyph():
    """In one face or another; the hyphen of the layout is none of theirs."""
    sheet = " ".join(f"fonts/{name}" for name in FACES)
    assert not [sign for sign in SIGNS if sign not in covered(sheet)]
    assert "\u2010" not in covered(sheet)


@pytest.mark.whole
def test_a_file_is_what_the_script_draws():
    """Of the fonts in the lock, the same bytes on every machine; one stands for all, which take a minute."""
    assert drawn("HandbookMono-Italic.ttf") == (FOLDER / "HandbookMono-Italic.ttf").read_bytes()
