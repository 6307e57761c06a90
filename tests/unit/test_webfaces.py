"""The faces of the HTML handbook: small, with the letters that they need, as their script draws them."""

import pytest
from fontTools.ttLib import TTFont

from webfaces.__main__ import FACES, TARGET, drawn

MOST_BYTES = 120 * 1024
# Some of the letters that languages of Canada and of Europe are written in, and of what stands around them.
LETTERS = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿÁÍÑÓÚ¡¿ßÄÖÅØŁĄĘŠŽŐŰ" + "0123456789$%€°§©«»“”‘’–—…•\u202f\u00a0"


def test_a_reader_loads_little_of_them():
    """All four together, once, for every page and language."""
    assert sum((TARGET / name).stat().st_size for name in FACES) <= MOST_BYTES


@pytest.mark.parametrize("name", FACES)
def test_a_face_has_the_letters_and_says_whose_it_is(name):
    """And by which licence; what may be bold is variable in its weight."""
    font = TTFont(TARGET / name)
    assert not [sign for sign in LETTERS if ord(sign) not in font.getBestCmap()]
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    assert font["name"].getDebugName(0).startswith(("©", "Copyright"))
    assert [record for record in font["name"].names if record.nameID in (1, 4, 6) and "Source" in str(record)] == []
    assert ("fvar" in font) == ("italic" not in name)


@pytest.mark.whole
@pytest.mark.parametrize("name", FACES)
def test_the_files_are_what_the_script_draws(name):
    """Of the fonts in the lock, the same bytes on every machine."""
    assert drawn(name) == (TARGET / name).read_bytes()
