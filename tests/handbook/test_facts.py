"""Every fact reaches its readers: in its own section, in each language, in HTML and in PDF; and the proof can fail."""

import re
import tomllib

import pytest
from published_pages import page_of
from small_handbook import ROOT

from handbook.facts.normalise import normalise
from handbook.facts.proof import prove
from handbook.sphinx.fact_sources import mark_of

# Read without the pipeline's own reader: what the files say is what has to be proven.
TABLES = [
    (fact["id"], document["page"], fact["evidence"])
    for path in sorted((ROOT / "source" / "facts").glob("*.toml"))
    for document in [tomllib.loads(path.read_text(encoding="utf-8"))]
    for fact in document["fact"]
]
LANGUAGES = ("en", "fr")
OUTPUTS = ("html", "pdf")
# Words that put organizations in an order of age.
AGES = re.compile(
    r"\b(younger|youngest|older|oldest|elder|eldest|as old|same age"
    r"|plus jeunes?|plus vieux|plus vieilles?|plus anciens?|plus anciennes?|du même âge|cadette?s?|aînée?s?)\b"
)


def each(*outputs):
    """Parametrise over the facts, the languages and these outputs, with ids like ``did.name-fr-pdf``."""
    cases = {
        "-".join([name, language, *output]): (name, page, language, *output, evidence[language])
        for name, page, evidence in TABLES
        for language in LANGUAGES
        for output in ([(each,) for each in outputs] or [()])
    }
    names = ("fact_id", "page", "language", *(("output",) if outputs else ()), "evidence")
    return pytest.mark.parametrize(names, cases.values(), ids=cases.keys())


@pytest.fixture(scope="session")
def sections(editions):
    """Return the normal text of each page's own section, by language and output."""
    return {
        (language, output): {page: normalise(text) for page, text in edition.sections(output).items()}
        for language, edition in editions.items()
        for output in (*OUTPUTS, "leaflet")
    }


def is_proven(registry, fact_id, texts, language):
    """Ask the prover about one fact."""
    [proof] = prove([registry.facts[fact_id]], texts, language, "html")
    return proof.is_found


def test_every_required_fact_is_here(real, registry):
    """Each that the list asks for has an entry under an id of its own, and the program knows no other."""
    lines = (real.source / "facts/required.txt").read_text(encoding="utf-8").splitlines()
    required = [line for line in lines if line and not line.startswith("#")]
    names = [name for name, _, _ in TABLES]
    assert len(set(names)) == len(names) == len(registry.facts)
    assert set(required) == set(names) == set(registry.facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_from_elsewhere_names_its_publisher(real, registry, language):
    """In the panel of its page, in the comparison, and on the timeline if it is a year."""
    pages = {
        fact.page: normalise(page_of(real.site, language, fact.page).text_content()) for fact in elsewhere(registry)
    }
    compared, timeline = (
        normalise(page_of(real.site, language, each).text_content()) for each in ("compare", "movement")
    )
    marked = [fact for fact in elsewhere(registry) if fact.topic]
    assert {fact.page for fact in marked} == {f"agencies/{each}" for each in ("cdf", "socodevi", "did", "rooftops")}
    for fact in marked:
        told = normalise(fact.text[language] + mark_of(fact, registry, language))
        assert told.endswith(")") and registry.elsewhere(fact)[0].publisher[language] in told
        assert told in pages[fact.page] and told in compared
        assert (told in timeline) == (fact.kind == "year")


def elsewhere(registry):
    """Return the facts that the main source does not tell."""
    return [fact for fact in registry.facts.values() if registry.elsewhere(fact)]


@each()
def test_fact_is_readable_in_the_leaflet(sections, registry, fact_id, page, language, evidence):
    """If its page has one."""
    texts = sections[language, "leaflet"]
    assert (page in texts) == page.startswith("agencies/")
    assert page not in texts or is_proven(registry, fact_id, texts, language)


@each(*OUTPUTS)
def test_fact_is_readable(sections, registry, fact_id, page, language, output, evidence):
    """The evidence of a fact stands in its own section of this output."""
    assert is_proven(registry, fact_id, {page: sections[language, output][page]}, language)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_who_is_older(sections, language, output):
    """Our source gives few years; where it gives none, the organization is of no age, and not of the same."""
    told = {page: AGES.findall(text.lower()) for page, text in sections[language, output].items()}
    assert "movement" in told
    assert {page: words for page, words in told.items() if words} == {}


@each(*OUTPUTS)
def test_evidence_stands_once(sections, fact_id, page, language, output, evidence):
    """Evidence is the one place that tells its fact: it cannot be found in the words of another."""
    assert sections[language, output][page].count(normalise(evidence)) == 1


@each()
def test_fact_taken_out_is_missed(sections, registry, fact_id, page, language, evidence):
    """Without its evidence, the text of a section no longer proves a fact."""
    text = sections[language, "html"][page].replace(normalise(evidence), "")
    assert not is_proven(registry, fact_id, {page: text}, language)


@each()
def test_fact_on_another_page_is_not_accepted(sections, registry, fact_id, page, language, evidence):
    """Evidence proves nothing in the section of another organization."""
    html = sections[language, "html"]
    texts = {other: html[page] for other in html} | {page: html[page].replace(normalise(evidence), "")}
    assert not is_proven(registry, fact_id, texts, language)


def test_facts_of_a_language_prove_nothing_in_another(sections, registry):
    """French evidence is never found in the English edition."""
    texts = sections["en", "html"]
    proofs = list(prove(registry.facts.values(), texts, "fr", "html"))
    assert not [proof.id for proof in proofs if proof.is_found]
