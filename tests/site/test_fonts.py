"""Every character that a reader gets has a glyph in the bundled faces that the brochure is set in."""

import re
from collections import Counter
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from published_pages import LANGUAGES, page_of

from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.strings import SHIPPED
from handbook.print import document
from handbook.print.render import font

# What a stylesheet names is what is used; of these, what text is set in.
NAMED = sorted(set(re.findall(r"fonts/([\w-]+\.ttf)", (document.HERE / "brochure.css").read_text(encoding="utf-8"))))
FACES = [face for face in NAMED if "Mono" not in face and "Signs" not in face]
# What is set in one family alone: the dots of the grid of regions.
OF_ONE = set("●")
# Characters that are never drawn: they end lines or allow a word to be divided.
UNDRAWN = set("\n\t\r\u00ad\u200b\ufffe\ufeff\u0002")


@pytest.fixture(scope="module", params=FACES)
def covered(request):
    """Return the characters of a face."""
    return set(map(chr, TTFont(BytesIO(font(request.param)), lazy=True).getBestCmap()))


def test_there_are_regular_italic_and_bold_faces_of_each_family():
    """A face that is missing would be slanted or thickened by machine; signs have one, which is for any text."""
    families = Counter(face.partition("-")[0] for face in NAMED)
    assert families == {"HandbookSans": 3, "HandbookSerif": 3, "HandbookMono": 3, "HandbookSigns": 1}


def missing(texts, covered):
    """Return the characters that a face lacks."""
    return {f"U+{ord(letter):04X} {letter}" for letter in set("".join(texts)) - covered - UNDRAWN - OF_ONE}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_pages_has_a_glyph(published, covered, language):
    """What stands in the main element of a page stands in the brochure."""
    texts = [page_of(published.site, language, docname).find(".//main").text_content() for docname in published.pages()]
    assert not missing(texts, covered)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_the_brochure_has_a_glyph(editions, covered, language):
    """Page numbers, dots and bullets as well."""
    assert not missing(editions[language].brochure.texts, covered)


def test_every_character_of_our_strings_has_a_glyph(covered):
    """In both languages, whether the brochure says them or not."""
    entries = read_catalogue(SHIPPED / "fr.po", SHIPPED).values()
    assert not missing([entry.msgid + entry.msgstr for entry in entries], covered)


def test_a_character_without_glyph_would_be_found(covered):
    """The faces lack Chinese, so the test can fail."""
    assert missing(["合作社"], covered)
