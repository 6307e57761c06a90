"""A dead link is told what it may have meant, written as the link would be; or nothing, where nothing is like it."""

import pytest

from handbook.nearest import Places, nearest

PAGES = ("about", "agencies/cdf", "agencies/did", "agencies/rooftops", "compare", "glossary", "index")
PLACES = Places(pages=PAGES, anchors={"agencies/did": ("did", "where-it-works", "sources"), "about": ("about",)})
MYST = "'myst' cross-reference target not found: "


@pytest.mark.parametrize(
    ("message", "docname", "meant"),
    [
        (f"{MYST}'agencies/rooftop.md'", "index", "agencies/rooftops.md"),
        (f"{MYST}'rooftop.md'", "agencies/did", "rooftops.md"),
        (f"{MYST}'rooftops.md'", "index", "agencies/rooftops.md"),
        (f"{MYST}'../comparison.md#table'", "agencies/did", "../compare.md"),
        (f"{MYST}'/agencies/rooftop.md'", "about", "agencies/rooftops.md"),
        (f"{MYST}'nothing-like-it.md'", "index", None),
        (f"{MYST}'where-it-work'", "agencies/did", "#where-it-works"),
        (f"{MYST}'where-it-work'", "index", None),
        ("unknown document: 'agencies/rooftop'", "agencies/cdf", "rooftops"),
        ("toctree contains reference to nonexisting document 'glosary'", "index", "glossary"),
        ("Unknown source document 'compere'", "index", "compare"),
        ("local id not found in doc 'agencies/did': 'where-it-is-at-work'", "index", "#where-it-works"),
        ("local id not found in doc 'agencies/did': 'xyz'", "index", None),
        ("term not in glossary: 'credit union'", "index", None),
    ],
)
def test_the_nearest_place_is_named(message, docname, meant):
    """From the page that links; a page that was moved is found by its name alone."""
    assert nearest(message, docname, PLACES) == meant
