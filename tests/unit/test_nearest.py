"""A dead link is told what it may have meant, written as the link would be; or nothing, where nothing is like it."""

import pytest

from handbook.findings.nearest import Places, nearest

PAGES = ("about", "agencies/cdf", "agencies/did", "agencies/rooftops", "compare", "glossary", "index")
PLACES = Places(pages=PAGES, anchors={"agencies/did": ("did", "where-it-works", "sources"), "about": ("about",)})


@pytest.mark.parametrize(
    ("dead", "docname", "meant"),
    [
        ({"target": "agencies/rooftop.md"}, "index", "agencies/rooftops.md"),
        ({"target": "rooftop.md"}, "agencies/did", "rooftops.md"),
        ({"target": "rooftops.md"}, "index", "agencies/rooftops.md"),
        ({"target": "../comparison.md#table"}, "agencies/did", "../compare.md"),
        ({"target": "/agencies/rooftop.md"}, "about", "agencies/rooftops.md"),
        ({"target": "nothing-like-it.md"}, "index", None),
        ({"target": "where-it-work"}, "agencies/did", "#where-it-works"),
        ({"target": "where-it-work"}, "index", None),
        ({"target": "./where-it-work"}, "agencies/did", None),
        ({"page": "agencies/rooftop"}, "agencies/cdf", "rooftops"),
        ({"page": "glosary"}, "index", "glossary"),
        ({"page": "compere"}, "index", "compare"),
        ({"page": "agencies/did", "anchor": "where-it-is-at-work"}, "index", "#where-it-works"),
        ({"page": "agencies/did", "anchor": "xyz"}, "index", None),
        ({"term": "credit union"}, "index", None),
    ],
)
def test_the_nearest_place_is_named(dead, docname, meant):
    """From the page that links; a page that was moved is found by its name alone."""
    assert nearest(dead, docname, PLACES) == meant
