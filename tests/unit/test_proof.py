"""The proof finds evidence where it stands, and nowhere else; the matrix shows what it found."""

from dataclasses import replace

from handbook.catalogs.strings import speaker
from handbook.checks.built.fact_matrix import as_page, as_text
from handbook.facts.proof import counts, missing, prove, summary
from handbook.facts.registry import load_registry

ENGLISH = "DID was born: it was\ncreated in\u00a01970."


def proven(fact, sections, language="en"):
    """Tell whether the evidence of a fact is found."""
    [proof] = prove([fact], sections, language, "html")
    return proof.is_found


def test_evidence_is_found_however_the_lines_fall(make_fact):
    """Line ends and no-break spaces hide nothing."""
    assert proven(make_fact(evidence={"en": "it was created in 1970"}), {"agencies/did": ENGLISH})


def test_evidence_counts_in_its_own_section_only(make_fact):
    """The same words on another page prove nothing, nor does a page that is not there."""
    fact = make_fact(evidence={"en": "it was created in 1970"})
    assert not proven(fact, {"agencies/cdf": ENGLISH, "agencies/did": "Nothing is said."})
    assert not proven(fact, {"agencies/cdf": ENGLISH})


def test_evidence_is_looked_for_in_its_own_language(make_fact):
    """The English words in a French section prove nothing."""
    assert not proven(make_fact(), {"agencies/did": "It was created in 1970"}, "fr")


def test_another_number_proves_nothing(make_fact):
    """1907 is not 1970."""
    assert not proven(make_fact(), {"agencies/did": "It was created in 1907"})


def test_a_proof_is_named_after_fact_language_and_output(make_fact):
    """Tests, reports and people call it by the same name."""
    assert [proof.id for proof in prove([make_fact()], {}, "fr", "pdf")] == ["did.founded-fr-pdf"]


def test_a_missing_fact_names_evidence_page_edition_and_remedy(make_fact, project):
    """The report leads to the line of the evidence."""
    fact = make_fact(path=project.root / "source/facts/did.toml")
    [(path, line, message)] = missing(prove([fact], {}, "fr", "pdf"), project)
    assert (path, line) == ("source/facts/did.toml", 8)
    for words in ("did.founded", "“Il a été créé en 1970”", "agencies/did", "(fr, pdf)", "put the fact back"):
        assert words in message


def test_a_fact_that_several_outputs_lack_is_one_line(make_fact, project):
    """Which names them all."""
    fact = make_fact(path=project.root / "source/facts/did.toml")
    proofs = [proof for output in ("html", "pdf", "leaflet") for proof in prove([fact], {}, "fr", output)]
    [(_, _, message)] = missing(proofs, project)
    assert "(fr, html, pdf, leaflet)" in message


def test_the_matrix_has_a_row_per_fact_and_a_mark_per_output(project):
    """What is missing cannot be overlooked, as text and as a page."""
    registry = load_registry(project)
    texts = {fact.page: "The Maple Fund, Maple for short" for fact in registry.facts.values()}
    proofs = [
        *prove(registry.facts.values(), texts, "en", "html"),
        *prove(registry.facts.values(), texts, "fr", "html"),
    ]
    assert summary(*counts(proofs)) == "1 of 22 proofs"
    head, *rows, last = as_text(proofs, registry, str).splitlines()
    assert head.split() == ["fact", "en", "html", "fr", "html", "sources"]
    assert rows[registry_index(registry, "maple.name")].split() == [
        "maple.name",
        "yes",
        "MISSING",
        "report:1,",
        "annuaire",
    ]
    assert last == "1 of 22 proofs"
    page = as_page(proofs, registry, replace(project, title={"en": "A <Small> Handbook"}), "en")
    assert page.count("MISSING") == 21
    assert "A &lt;Small&gt; Handbook" in page
    assert "https://example.org/annuaire" in page


def test_the_matrix_speaks_the_language_of_whoever_asks(project):
    """As text and as a page, which says so; ids and outputs stay what they are."""
    registry = load_registry(project)
    proofs = list(prove(registry.facts.values(), {}, "fr", "html"))
    head, first, *_, last = as_text(proofs, registry, speaker("fr")).splitlines()
    assert head.split() == ["fait", "fr", "html", "sources"]
    assert "MANQUE" in first
    assert last == "preuves\u00a0: 0 sur 11"
    page = as_page(proofs, registry, project, "fr")
    assert '<html lang="fr-CA">' in page
    assert "<title>Faits – Un petit guide</title>" in page
    assert page.count("MANQUE") == 11


def registry_index(registry, fact_id):
    """Return the place of a fact among all."""
    return list(registry.facts).index(fact_id)
