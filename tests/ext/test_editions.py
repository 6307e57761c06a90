"""Editions stand beside one another: each page links to itself in the other language, wherever it was built."""

import json

import pytest
from published import read
from small_handbook import fingerprint, write_small_handbook


def language_links(site, language, docname):
    """Return (address, lang, hreflang, words) of the links of a page to other languages."""
    links = read(site, language, docname).xpath("//body//a[@hreflang]")
    return [(each.get("href"), each.get("lang"), each.get("hreflang"), each.text_content()) for each in links]


@pytest.mark.parametrize(("docname", "up"), [("index", "../"), ("agencies/maple", "../../")])
def test_a_page_links_to_itself_in_the_other_language(small_tree, docname, up):
    """Labelled in that language, for those who cannot read this one."""
    site = small_tree / "build/site"
    assert language_links(site, "en", docname) == [(f"{up}fr/{docname}.html", "fr-CA", "fr-CA", "Français")]
    assert language_links(site, "fr", docname) == [(f"{up}en/{docname}.html", "en-CA", "en-CA", "English")]


def test_an_edition_alone_links_to_no_other(build_small):
    """There is nothing to link to."""
    site = build_small(lambda root: None, "--language", "fr", "--output", "html")
    assert language_links(site, "fr", "index") == []
    assert not (site / "en").exists()


def test_editions_built_one_after_the_other_stand_beside_each_other(tmp_path, run):
    """Whatever the order of the builds, what is published passes every check."""
    root = write_small_handbook(tmp_path)
    assert run(root, "build", "--language", "fr", "--output", "html").code == 0
    assert run(root, "build", "--language", "en", "--output", "html").code == 0
    assert run(root, "check").output == ""


def test_building_one_language_leaves_the_other_as_it_was(small, run):
    """Byte for byte."""
    before = fingerprint(small / "build/site/fr")
    assert run(small, "build", "--language", "en", "--output", "html").code == 0
    assert fingerprint(small / "build/site/fr") == before


@pytest.mark.whole
def test_a_brochure_can_be_built_alone(tmp_path, run):
    """On a fresh copy, where no HTML was ever published."""
    root = write_small_handbook(tmp_path)
    outcome = run(root, "build", "--language", "fr", "--output", "pdf")
    assert outcome.code == 0
    assert (root / "build/site/downloads/brochure-fr.pdf").is_file()


def test_html_can_be_built_without_the_brochure(small_tree):
    """No page then offers one."""
    assert [path.suffix for path in (small_tree / "build/site/downloads").iterdir()] == [".zip", ".zip"]
    assert "brochure" not in (small_tree / "build/site/en/index.html").read_text(encoding="utf-8").lower()


def test_the_same_sources_give_the_same_bytes(small, run):
    """A second build changes nothing but what it is asked to."""
    before = fingerprint(small / "build/site")
    assert run(small, "build", "--output", "html").code == 0
    assert fingerprint(small / "build/site") == before


def test_one_process_at_a_time_makes_the_same(small, run):
    """Each edition has a process of its own: Sphinx mixes the languages that a process speaks in turn."""
    before = fingerprint(small / "build/site")
    assert run(small, "build", "--output", "html", "-j", "1").code == 0
    assert fingerprint(small / "build/site") == before


def test_the_manifest_holds_the_hash_of_every_published_file(small_tree):
    """Itself apart."""
    site = small_tree / "build/site"
    manifest = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    published = fingerprint(site)
    del published["manifest.json"]
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == published


def test_check_and_facts_pass_on_what_is_published(small, run):
    """In every form of report."""
    assert run(small, "check").code == 0
    assert run(small, "check", "facts", "--report", "json").output == "[]\n"
    outcome = run(small, "facts")
    assert (outcome.code, outcome.output.splitlines()[-1]) == (0, "22 of 22 proofs")
    assert (small / "build/reports/facts.html").is_file()


def test_check_finds_what_was_changed_after_publication(small, run):
    """A page edited by hand on the server no longer proves its fact."""
    path = small / "build/site/fr/agencies/maple.html"
    path.write_text(path.read_text(encoding="utf-8").replace("1970", "1907"), encoding="utf-8")
    outcome = run(small, "check", "--report", "github")
    assert outcome.code == 1
    assert "::error file=source/facts/maple.toml,line=" in outcome.output
    assert run(small, "facts").code == 1
