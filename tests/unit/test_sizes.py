"""How large a download is stands beside its link, in the units of each language, and only there."""

import pytest

from handbook.build.sizes import size_text, with_sizes, without_sizes

ROOM = '<a href="{}">Brochure (PDF)<span class="size">{}</span></a>'
LINK = "../downloads/brochure-fr.pdf"


@pytest.mark.parametrize(
    ("size", "tag", "text"),
    [
        (0, "en-CA", "1 kB"),
        (1_400, "en-CA", "1 kB"),
        (99_400, "fr-CA", "99 ko"),
        (99_600, "en-CA", "0.1 MB"),
        (820_000, "en-CA", "0.8 MB"),
        (820_000, "fr-CA", "0,8 Mo"),
        (12_300_000, "fr-CA", "12 Mo"),
        (820_000, "ja", "0.8 MB"),
        (820_000, "xx", "0.8 MB"),
    ],
)
def test_a_size_is_said_as_its_language_writes_it(size, tag, text):
    """No line ends between a number and its unit."""
    assert size_text(size, tag) == text.replace(" ", "\u00a0")


def test_a_size_stands_behind_the_words_of_its_link():
    """Whatever stood there before: what is filled twice is as if it had been filled once."""
    page = ROOM.format(LINK, "")
    once = with_sizes(page, {"brochure-fr.pdf": 820_000}, "fr-CA")
    assert once == ROOM.format(LINK, ", 0,8\u00a0Mo")
    assert with_sizes(once, {"brochure-fr.pdf": 820_000}, "fr-CA") == once
    assert with_sizes(once, {"brochure-fr.pdf": 2_000_000}, "fr-CA") == ROOM.format(LINK, ", 2,0\u00a0Mo")


@pytest.mark.parametrize(
    "page",
    [
        ROOM.format("../downloads/another.pdf", ""),
        ROOM.format("../pictures/brochure-fr.pdf", ""),
        ROOM.format("https://example.org/downloads/brochure-fr.pdf", ""),
        '<p class="size"></p><span class="size">large</span>',
        "<p>downloads/brochure-fr.pdf</p>",
    ],
    ids=["not-there", "no-download", "elsewhere", "no-room", "a-word"],
)
def test_nothing_else_of_a_page_is_touched(page):
    """A size that nobody knows is not made up."""
    assert with_sizes(page, {"brochure-fr.pdf": 820_000}, "fr-CA") == page


def test_a_page_can_be_as_it_was_before(tmp_path):
    """So that the next build knows it again; what has no room is not written anew."""
    empty, other = ROOM.format(LINK, ""), tmp_path / "other.html"
    (tmp_path / "page.html").write_text(ROOM.format(LINK, ", 0,8\u00a0Mo"), encoding="utf-8")
    other.write_text("<p>Text</p>", encoding="utf-8")
    before = other.stat().st_mtime_ns
    without_sizes(tmp_path)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == empty
    assert other.stat().st_mtime_ns == before
