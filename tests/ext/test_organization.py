"""An agency's page tells machines what its facts say of it, and nothing else."""

import json
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from published import read

from handbook.facts.registry import load_registry
from handbook.kits.agencies.organization import organization_of
from handbook.project.project import Edition, load_project
from handbook.sphinx.structured_data import Crumb, as_block, breadcrumbs, defined_terms

REGIONS = {
    "en": ("Africa", "Caribbean", "Eastern Europe"),
    "fr": ("Afrique", "Caraïbes", "Europe de l’Est"),
}
BASE = "https://example.org/guide"
NAMES = {"en": ("Maple Fund", "Maple"), "fr": ("Fonds de l’Érable", "Érable")}


def blocks(site, language, docname):
    """Return what a page tells machines, by its type."""
    texts = read(site, language, docname).xpath("//script[@type='application/ld+json']/text()")
    told = {block["@type"]: block for block in map(json.loads, texts)}
    assert len(told) == len(texts)
    assert {block.pop("@context") for block in told.values()} <= {"https://schema.org"}
    return told


def edition(root, base_url=None):
    """Return the English edition of the small handbook, at an address."""
    project = replace(load_project(root), base_url=base_url)
    return Edition(project=project, language="en", siblings=("fr",))


@pytest.fixture(scope="module")
def registry(small_tree):
    """Return the facts of the small handbook."""
    return load_registry(load_project(small_tree))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_agency_page_tells_name_year_and_regions(small_tree, language):
    """In the language of the page, as its facts have them."""
    name, short = NAMES[language]
    assert blocks(small_tree / "build/site", language, "agencies/maple")["Organization"] == {
        "@type": "Organization",
        "name": name,
        "alternateName": short,
        "foundingDate": "1970",
        "areaServed": [{"@type": "Place", "name": region} for region in REGIONS[language]],
    }


@pytest.mark.parametrize(("language", "home"), [("en", "Home"), ("fr", "Accueil")])
def test_a_page_tells_the_way_to_it(small_tree, language, home):
    """As its trail does; the first page has no way to it, and nothing has an address while none is known."""
    site = small_tree / "build/site"
    for docname in ("compare", "agencies/maple", "facts/agencies/maple", "search"):
        page = read(site, language, docname)
        trail = [" ".join(step.text_content().split()) for step in page.xpath("//nav[@class='trail']//li")]
        steps = blocks(site, language, docname)["BreadcrumbList"]["itemListElement"]
        assert [step["name"].replace("\u00a0", " ") for step in steps] == trail and trail[0] == home
        assert [step["position"] for step in steps] == list(range(1, len(trail) + 1))
        assert {key for step in steps for key in step} == {"@type", "position", "name"}
    assert "BreadcrumbList" not in blocks(site, language, "index")


def test_with_an_address_each_step_has_one(small_tree):
    """In full."""
    steps = [Crumb(name="Home", path="en/index.html"), Crumb(name="Été", path="en/a/été.html")]
    told = breadcrumbs(edition(small_tree, f"{BASE}/"), steps)
    assert [step["item"] for step in told["itemListElement"]] == [
        f"{BASE}/en/index.html",
        f"{BASE}/en/a/%C3%A9t%C3%A9.html",
    ]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_glossary_tells_its_terms(small_tree, language):
    """Each with its place; no other page tells of any."""
    site = small_tree / "build/site"
    told = blocks(site, language, "glossary")["DefinedTermSet"]
    main = read(site, language, "glossary").find(".//main")
    assert told["name"] == main.findtext(".//h1").strip()
    names = [each.text_content().strip() for each in main.iter("dt")]
    assert [each["name"] for each in told["hasDefinedTerm"]] == names and len(names) > 2
    for each in told["hasDefinedTerm"]:
        assert each["@type"] == "DefinedTerm"
        assert main.get_element_by_id(each["@id"].removeprefix("#")).text_content().strip() == each["name"]
    assert "DefinedTermSet" not in blocks(site, language, "compare")


def test_terms_that_share_a_meaning_have_places_of_their_own(small_tree):
    """And what stands in buttons is no word of it; where the address is known, the set has it."""
    body = '<h1>x</h1><dl class="simple glossary"><dt id="1">a<button>1</button></dt><dt id="2">b</dt>'
    body += "<dd><p>Both. <button>2</button></p>"
    told = defined_terms(
        edition(small_tree, BASE), "words", "Words", f"{body}<p>More.</p></dd></dl><dl><dt>c<dd>d</dl>"
    )
    assert [(each["name"], each["@id"]) for each in told["hasDefinedTerm"]] == [("a", "#1"), ("b", "#2")]
    assert told["url"] == f"{BASE}/en/words.html"


@pytest.mark.parametrize("docname", ["index", "compare", "search", "facts", "facts/agencies/maple"])
def test_other_pages_tell_of_no_organization(small_tree, docname):
    """They are about none of them alone."""
    assert "Organization" not in blocks(small_tree / "build/site", "en", docname)


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
    assert json.loads(text) == {"@context": "https://schema.org", **told}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_security_policy_names_the_blocks_and_nothing_else(small_tree, language):
    """By its hash (CSP 3): no other text could stand in its place."""
    page = read(small_tree / "build/site", language, "agencies/maple")
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    texts = page.xpath("//script[not(@src)]/text()")
    digests = [b64encode(sha256(text.encode()).digest()).decode() for text in texts]
    named = " ".join(f"'sha256-{digest}'" for digest in digests)
    assert len(texts) == 2 and f"script-src 'self' file: {named};" in policy
    [other] = read(small_tree / "build/site", language, "index").xpath(
        "//meta[@http-equiv='Content-Security-Policy']/@content"
    )
    assert "sha256" not in other
