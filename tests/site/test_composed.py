"""A handbook written on macOS, where accents are signs of their own, is published as if written elsewhere."""

import unicodedata

import pytest
from small_handbook import add_page, fingerprint

PAGE = """\
# Les Échos of Québec

A café, [à côté][réf] and Ångström.

```{include} partagé.md
:start-line: 2
```

[réf]: https://example.org/é
"""
SHARED = "# Élan\n\nShared with *naïveté*.\n"
FRENCH = {
    "Les Échos of Québec": "Les Échos de Québec",
    "A café, [à côté][réf] and Ångström.": "Un café, [à côté][réf], et Ångström.",
}
FRENCH_OF_SHARED = {"Élan": "Un élan", "Shared with *naïveté*.": "Partagé avec *naïveté*."}
TEXTS = (".md", ".toml", ".po", ".txt")


def with_accents(root):
    """Add a page that is full of accents, and includes another file."""
    add_page(root, "café", PAGE, FRENCH | FRENCH_OF_SHARED)
    add_page(root, "partagé", SHARED, FRENCH_OF_SHARED)


def decomposed(root):
    """Write the same, with each accent apart from its letter, in whatever is read."""
    with_accents(root)
    for path in root.rglob("*"):
        if path.suffix in TEXTS:
            path.write_text(unicodedata.normalize("NFD", path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture(scope="module")
def sites(build_small):
    """Build both."""
    return [fingerprint(build_small(change)) for change in (with_accents, decomposed)]


def test_the_same_is_published(sites):
    """Byte for byte."""
    assert sites[0] == sites[1]
