"""A picture may have another one beside it for the readers of one language: ``leaf.fr.png`` beside ``leaf.png``."""

import pytest
from published import read
from small_handbook import LEAF, append, translate


@pytest.fixture(scope="module")
def site(build_small):
    """Publish the small handbook with a picture that has a French one beside it."""

    def add(root):
        for name in ("leaf.png", "leaf.fr.png"):
            (root / "source" / name).write_bytes(LEAF)
        append(root / "source/compare.md", "![A leaf](leaf.png)\n")
        translate(root, "compare", {"A leaf": "Une feuille", "![A leaf](leaf.png)": "![Une feuille](leaf.png)"})

    return build_small(add, "--output", "html")


@pytest.mark.parametrize(
    ("language", "name", "words"), [("en", "leaf.png", "A leaf"), ("fr", "leaf.fr.png", "Une feuille")]
)
def test_readers_get_the_picture_of_their_language(site, language, name, words):
    """The page, and its translation, name the one picture."""
    [picture] = read(site, language, "compare").findall(".//main//img")
    assert (picture.get("src"), picture.get("alt")) == (f"_images/{name}", words)
    assert (site / language / "_images" / name).read_bytes() == LEAF
