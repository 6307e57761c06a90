"""What is published is listed with its hashes, whole, and in place at once or not at all."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from small_handbook import fingerprint, write

from handbook.history import History
from handbook.publish import carry_over, carry_over_print, make_manifest, publish, publish_print

HISTORY = History(day=date(2026, 2, 3), commit="abc123")


@pytest.fixture
def stage(project):
    """Stage a site of a few files."""
    site = project.build / "stage" / "site"
    for name in ("index.html", "en/index.html", "fr/index.html", "fr/agencies/did.html", "downloads/brochure-en.pdf"):
        write(site / name, f"the new {name}")
    return site


@pytest.fixture
def published(project):
    """Publish an old site."""
    for name in (
        "index.html",
        "en/index.html",
        "en/old.html",
        "fr/index.html",
        "downloads/brochure-en.pdf",
        "downloads/brochure-fr.pdf",
        "downloads/handbook-fr.zip",
    ):
        write(project.site / name, f"the old {name}")
    return project.site


def test_the_manifest_lists_every_file_with_hash_and_size(stage):
    """Whoever has a copy can tell whether it is whole."""
    files = make_manifest(stage, HISTORY)["files"]
    assert {name: entry["sha256"] for name, entry in files.items()} == fingerprint(stage)
    assert all(entry["size"] == len((stage / name).read_bytes()) for name, entry in files.items())
    assert files["en/index.html"]["sha256"] == hashlib.sha256(b"the new en/index.html").hexdigest()


def test_the_manifest_says_what_it_was_made_from(stage):
    """Commit, day, draft, and the versions that decide the bytes."""
    manifest = make_manifest(stage, HISTORY)
    assert (manifest["commit"], manifest["date"], manifest["draft"]) == ("abc123", "2026-02-03", False)
    assert {"sphinx", "weasyprint", "myst-parser"} <= manifest["libraries"].keys()
    assert {"Pango", "HarfBuzz"} <= manifest["system"].keys()
    assert make_manifest(stage, History(day=None))["date"] is None


def test_publishing_replaces_the_whole_site(project, stage, published):
    """No page of the old site stays behind, nor any by-product."""
    write(stage / "en" / ".buildinfo", "by-product")
    new = fingerprint(stage)
    new.pop("en/.buildinfo")
    publish(project, stage, HISTORY)
    assert not stage.exists()
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    assert fingerprint(published) == new | {"manifest.json": fingerprint(published)["manifest.json"]}
    assert {name: entry["sha256"] for name, entry in manifest["files"].items()} == new


def test_a_first_site_is_published(project, stage):
    """There need not be an old one."""
    publish(project, stage, HISTORY)
    assert (project.site / "fr/agencies/did.html").read_text(encoding="utf-8") == "the new fr/agencies/did.html"


def test_the_old_site_comes_back_when_the_new_one_cannot_be_put_in_place(project, stage, published, monkeypatch):
    """A full disk or a locked folder costs nobody the site."""
    old, rename = fingerprint(published), Path.rename

    def refuse(path, target):
        if path == stage:
            raise OSError("the disk is full")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="the disk is full"):
        publish(project, stage, HISTORY)
    assert fingerprint(published) == old


@pytest.mark.parametrize(
    ("languages", "outputs", "expected"),
    [
        (("en", "fr"), ("html", "pdf"), {"en": "new", "fr": "new", "pdf-en": "new", "pdf-fr": None}),
        (("en",), ("html", "pdf"), {"en": "new", "fr": "old", "pdf-en": "new", "pdf-fr": "old"}),
        (("en", "fr"), ("html",), {"en": "new", "fr": "new", "pdf-en": "old", "pdf-fr": "old"}),
        (("en", "fr"), ("pdf",), {"en": "old", "fr": "old", "pdf-en": "new", "pdf-fr": None}),
        (("fr",), ("pdf",), {"en": "old", "fr": "old", "pdf-en": "old", "pdf-fr": None}),
    ],
    ids=["all", "one-language", "html", "pdf", "one-pdf"],
)
def test_what_was_not_asked_for_stays_as_it_was(project, stage, published, languages, outputs, expected):
    """A build of one part carries the others over."""
    carry_over(project, stage, languages, outputs)
    places = {
        "en": "en/index.html",
        "fr": "fr/index.html",
        "pdf-en": "downloads/brochure-en.pdf",
        "pdf-fr": "downloads/brochure-fr.pdf",
    }
    found = {
        key: (stage / name).read_text(encoding="utf-8").split()[1] if (stage / name).is_file() else None
        for key, name in places.items()
    }
    assert found == expected
    assert (stage / "en/old.html").exists() == (expected["en"] == "old")
    # The offline copy of a language that was asked for is written anew.
    assert (stage / "downloads/handbook-fr.zip").exists() == ("fr" not in languages)


@pytest.fixture
def printed(project):
    """Publish an old print edition and stage a new one, of English alone."""
    for name in ("brochure-en-print.pdf", "brochure-fr-print.pdf", "brochure-fr-booklet.pdf", "old.pdf"):
        write(project.print_edition / name, f"the old {name}")
    stage = project.build / "stage" / "print"
    write(stage / "brochure-en-print.pdf", "the new brochure-en-print.pdf")
    return stage


def test_the_print_edition_of_another_language_stays_as_it_was(project, printed):
    """Its files come along; what no language has any more does not."""
    carry_over_print(project, printed, ["en"])
    words = {path.name: path.read_text(encoding="utf-8").split()[1] for path in printed.iterdir()}
    assert words == {
        "brochure-en-print.pdf": "new",
        "brochure-fr-print.pdf": "old",
        "brochure-fr-booklet.pdf": "old",
    }


def test_the_print_edition_is_put_in_place_beside_the_site(project, stage, published, printed):
    """One after the other, each with a manifest of its own."""
    publish(project, stage, HISTORY)
    site = fingerprint(project.site)
    publish_print(project, printed, HISTORY)
    assert fingerprint(project.site) == site
    manifest = json.loads((project.print_edition / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["files"]) == ["brochure-en-print.pdf"]
    assert set(fingerprint(project.print_edition)) == {"brochure-en-print.pdf", "manifest.json"}
    assert "pikepdf" in manifest["libraries"]
    assert not printed.exists()
