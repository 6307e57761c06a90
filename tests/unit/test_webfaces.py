"""The faces of the HTML handbook: small, whole for Western and Central European languages, and what their script draws."""

import io

import pytest
from fontTools.ttLib import TTFont
from webfaces.__main__ import FACES, TARGET, drawn

MOST_BYTES = 120 * 1024
# Of the letters that languages of Canada and of Western and Central Europe are written in, and of what stands around them.
LETTERS = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿÁÍÑÓÚ¡¿ßÄÖÅØŁĄĘŠŽŐŰ" + "0123456789$%€°§©«»“”‘’–—…•‑\u202f\u00a0"


def test_a_reader_loads_little_of_them():
    """All four together, once, for every page and language."""
    assert sum((TARGET / name).stat().st_size for name in FACES) <= MOST_BYTES


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_the_letters_and_says_whose_it_is(name):
    """And by which licence; what may be bold is variable in its weight."""
    font = TTFont(TARGET / name)
    assert not [sign for sign in LETTERS if ord(sign) not in font.getBestCmap()]
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert "Adobe" in font["name"].getDebugName(0) or "Source" in font["name"].getDebugName(0)
    assert ("fvar" in font) == ("italic" not in name)


@pytest.mark.whole
@pytest.mark.parametrize("name", FACES)
def test_the_files_are_what_the_script_draws(name):
    """Of the fonts in the lock, the same bytes on every machine."""
    made, kept = (TTFont(io.BytesIO(data)) for data in (drawn(FACES[name]), (TARGET / name).read_bytes()))
    assert made.getGlyphOrder() == kept.getGlyphOrder()
    assert drawn(FACES[name]) == (TARGET / name).read_bytes()
