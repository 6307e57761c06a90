"""What gets past every check is still text: our own strings are escaped wherever a template or a panel says them."""

import shutil
from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from handbook.catalogs import strings
from handbook.facts.model import LastEdition
from handbook.facts.registry import load_registry
from handbook.history.last_changes import History
from handbook.print.document import Imprint, PrintedChapter, brochure_parts, leaflet_part
from handbook.project.project import Edition, load_project
from handbook.sphinx import editions

EVIL = "<script>alert('1')</script>\" onmouseover=\"alert(2)\" '{{ 7 * 7 }}' & <b>"


def assert_harmless(text: str) -> None:
    """See that a page shows EVIL as text, that nothing of it is markup, and that no template is run twice."""
    page = html.fromstring(text)
    assert "alert('1')" in page.text_content()
    assert "{{ 7 * 7 }}" in page.text_content()
    assert page.xpath("//script[contains(., 'alert') and not(@type = 'application/ld+json')]") == []
    assert [data for data in page.xpath("//script[not(@src)]/text()") if "<" in data] == []
    assert [name for node in page.iter() for name in node.attrib if name.startswith("on")] == []
    assert page.xpath("//b") == []


def test_the_pages_of_the_handbook_escape_our_strings(published, run, tmp_path, monkeypatch, no_network):
    """In the theme, in its attributes, and in the panels of facts."""
    root = shutil.copytree(published, tmp_path / "guide", symlinks=True)
    monkeypatch.setattr(editions, "translator", lambda project, language: lambda msgid: EVIL)
    # The checks of the site would have something to say of it.
    monkeypatch.setattr("handbook.build.judging.run_checks", lambda *arguments: [])
    assert run(root, "build", "--force", "--output", "html").code == 0
    for page in ("fr/index.html", "fr/agencies/maple.html", "fr/compare.html"):
        assert_harmless((root / "build/site" / page).read_text("utf-8"))


def test_the_welcome_page_escapes_our_strings(published, tmp_path, monkeypatch):
    """It speaks every language at once."""
    from handbook.build import root_pages

    assert root_pages.translator is strings.translator
    root = shutil.copytree(published, tmp_path / "guide", symlinks=True)
    (root / "build/site/downloads").mkdir(exist_ok=True)
    for language in ("en", "fr"):
        (root / f"build/site/downloads/brochure-{language}.pdf").write_bytes(b"")
    monkeypatch.setattr(root_pages, "translator", lambda project, language: lambda msgid: EVIL)
    root_pages.write_welcome(load_project(root), root / "build/site")
    for page in ("index.html", "404.html"):
        assert_harmless((root / "build/site" / page).read_text("utf-8"))


def brochure(imprint, chapter):
    """Return all of a brochure of one chapter."""
    return "".join(part.body for part in brochure_parts(imprint, [chapter]))


def leaflet(imprint, chapter):
    """Return the leaflet of a chapter."""
    return leaflet_part(imprint, chapter).body


@pytest.mark.parametrize("document", [brochure, leaflet])
@pytest.mark.parametrize("is_incomplete", [True, False])
def test_the_brochure_escapes_our_strings_and_its_titles(published, document, is_incomplete):
    """In the contents, on the covers, at the foot of a leaflet, among the changes, and in the notice."""
    project = replace(load_project(published), base_url="https://example.org")
    registry = load_registry(project)
    key, fact = next(iter(registry.facts.items()))
    before = replace(registry, facts={key: replace(fact, value="another", text={"en": EVIL, "fr": EVIL})})
    imprint = Imprint(
        edition=Edition(project=project, language="fr", siblings=("en",)),
        registry=replace(registry, last_edition=LastEdition(day=date(2026, 1, 2), registry=before)),
        history=History(day=None, commit=None, is_draft=True),
        translate=lambda msgid: EVIL,
    )
    chapter = PrintedChapter(
        docname="x", anchor="x", title=EVIL, description=EVIL, body="<p>x</p>", is_incomplete=is_incomplete
    )
    assert_harmless(document(imprint, chapter))
