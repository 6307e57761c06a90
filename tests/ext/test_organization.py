"""An agency's page tells machines what its facts say of it, and nothing else."""

import json
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from published import read

from handbook.facts.registry import load_registry
from handbook.kits.agencies.organization import as_block, organization_of
from handbook.project.project import load_project

REGIONS = {
    "en": "mainly in Africa, the Caribbean and Eastern Europe",
    "fr": "surtout en Afrique, dans les Caraïbes et en Europe de l’Est",
}
NAMES = {"en": ("Maple Fund", "Maple"), "fr": ("Fonds de l’Érable", "Érable")}


@pytest.fixture(scope="module")
def registry(small_tree):
    """Return the facts of the small handbook."""
    return load_registry(load_project(small_tree))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_agency_page_tells_name_year_and_regions(small_tree, language):
    """In the language of the page, as its facts have them."""
    [data] = read(small_tree / "build/site", language, "agencies/maple").xpath("//script[not(@src)]")
    assert data.get("type") == "application/ld+json"
    name, short = NAMES[language]
    assert json.loads(data.text) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": name,
        "alternateName": short,
        "foundingDate": "1970",
        "areaServed": REGIONS[language],
    }


@pytest.mark.parametrize("docname", ["index", "compare", "search", "facts", "facts/agencies/maple"])
def test_other_pages_tell_of_no_organization(small_tree, docname):
    """They are about none of them alone."""
    assert read(small_tree / "build/site", "en", docname).xpath("//script[@type='application/ld+json']") == []


def changed(registry, fact_id, **changes):
    """Return the registry with one fact changed."""
    return replace(registry, facts={**registry.facts, fact_id: replace(registry.facts[fact_id], **changes)})


@pytest.mark.parametrize(
    ("fact_id", "changes", "lost"),
    [
        ("maple.founded", {"value": {"year": 1970, "role": "counting-since"}}, "foundingDate"),
        ("maple.founded", {"value": {"decade": 1970, "role": "founded"}}, "foundingDate"),
        ("maple.founded", {"value": {"year": 1971, "role": "founded"}}, "foundingDate"),
        ("maple.regions", {"value": {"regions": ["151"]}}, "areaServed"),
    ],
    ids=["another-year", "a-decade", "not-in-the-evidence", "other-regions"],
)
def test_nothing_is_told_that_the_evidence_does_not_say(registry, fact_id, changes, lost):
    """A year from which figures are counted is no founding date."""
    before = organization_of("maple", registry, "en", "")
    assert before.keys() - organization_of("maple", changed(registry, fact_id, **changes), "en", "").keys() == {lost}


def test_an_agency_without_a_name_is_not_told_of(registry):
    """An organization has a name, or is none."""
    assert organization_of("maple", replace(registry, names={}), "en", "") is None


def test_no_text_ends_the_element_it_stands_in():
    """Whatever an editor writes, it stays data."""
    told = {"description": "</script><script>alert('&')</script><!-- É"}
    text = as_block(told).text
    assert "<" not in text
    assert "&" not in text
    assert json.loads(text) == told


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_security_policy_names_the_block_and_nothing_else(small_tree, language):
    """By its hash (CSP 3): no other text could stand in its place."""
    page = read(small_tree / "build/site", language, "agencies/maple")
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [data] = page.xpath("//script[not(@src)]/text()")
    digest = b64encode(sha256(data.encode()).digest()).decode()
    assert f"script-src 'self' file: 'sha256-{digest}';" in policy
    [other] = read(small_tree / "build/site", language, "compare").xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    assert "sha256" not in other
