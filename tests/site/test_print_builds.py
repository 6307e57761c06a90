"""When a print edition is built, what with, and what stays as it was."""

import shutil

import pikepdf
import pytest
from print_shop import MM, box, files_of, print_edition
from small_handbook import fingerprint, replace, write_small_handbook

from handbook.build import pipeline as build_module
from handbook.commands import cli
from handbook.findings.finding import Finding, HandbookError
from handbook.project.project import load_project


@pytest.mark.whole
def test_the_same_handbook_gives_the_same_bytes(printed, tmp_path):
    """In another folder, with a space in its name."""
    again = print_edition(write_small_handbook(tmp_path / "encore une fois"))
    assert set(fingerprint(again.print_edition)) == files_of(again, "en", "fr")
    assert fingerprint(again.print_edition) == fingerprint(printed.print_edition)


@pytest.mark.whole
def test_a4_is_imposed_on_a3(tmp_path):
    """The paper of the project is that of the finished page."""
    root = write_small_handbook(tmp_path / "a4")
    replace(root / "pyproject.toml", 'outputs = ["html", "pdf"]', 'outputs = ["print"]\npaper = "a4"')
    project = print_edition(root, "--language", "fr")
    with pikepdf.open(project.print_edition / project.print_name("fr")) as pdf:
        left, bottom, right, top = box(pdf.pages[0], "trimbox")
        assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((210, 297), abs=0.1)
    with pikepdf.open(project.print_edition / project.booklet_name("fr")) as pdf:
        assert [edge / MM for edge in box(pdf.pages[0], "mediabox")] == pytest.approx([0, 0, 420, 297], abs=0.1)


@pytest.mark.whole
def test_one_language_alone_has_no_bilingual_booklet_and_a_note_says_so(run, tmp_path):
    """It needs both; once both stand, either may be printed again alone."""
    root = write_small_handbook(tmp_path / "un")
    first = run(root, "build", "--output", "print", "--language", "fr")
    folder = root / "build/print"
    assert first.code == 0
    assert (
        "note: build/print:1: no brochure-bilingual-booklet.pdf, since there is no print edition in English; "
        "build both languages with --output print [booklet]" in first.errors
    )
    assert {path.name for path in folder.iterdir()} == files_of(load_project(root), "fr")
    second = run(root, "build", "--output", "print", "--language", "en")
    assert second.code == 0
    assert "[booklet]" not in second.errors
    assert {path.name for path in folder.iterdir()} == files_of(load_project(root), "en", "fr")


@pytest.mark.whole
def test_two_papers_are_not_bound_together(run, printed, tmp_path):
    """A note says which part is missing, and why."""
    root = shutil.copytree(printed.root, tmp_path / "deux", symlinks=True)
    replace(root / "pyproject.toml", 'outputs = ["html", "pdf"]', 'outputs = ["print"]\npaper = "a4"')
    done = run(root, "build", "--language", "fr")
    assert done.code == 0
    assert "its two languages stand on different paper" in done.errors
    assert not (root / "build/print/brochure-bilingual-booklet.pdf").exists()


@pytest.mark.whole
def test_other_outputs_leave_the_print_edition_alone(run, printed, tmp_path):
    """Whoever builds the site does not lose what goes to print."""
    root = shutil.copytree(printed.root, tmp_path / "site", symlinks=True)
    before = fingerprint(root / "build/print")
    assert run(root, "build", "--output", "html").code == 0
    assert run(root, "build", "--output", "pdf", "--language", "fr").code == 0
    assert fingerprint(root / "build/print") == before


def test_a_print_edition_alone_is_proven_too(run, printed, tmp_path):
    """A fact that its page no longer tells stops it, and the old print edition stays."""
    root = shutil.copytree(printed.root, tmp_path / "faute", symlinks=True)
    before = fingerprint(root / "build/print")
    replace(root / "source/facts/maple.toml", "Maple was created in 1970", "Maple was dreamt of in 1970")
    done = run(root, "build", "--output", "print", "--language", "en")
    assert done.code == 1
    assert "“Maple was dreamt of in 1970” cannot be read on agencies/maple (en, html, pdf)" in done.errors
    assert fingerprint(root / "build/print") == before
    assert [path.name for path in (root / "build").iterdir() if path.name.startswith("stage")] == []


def test_when_binding_fails_nothing_is_published(printed, tmp_path, monkeypatch):
    """Neither the print edition nor the site that was built with it."""
    root = shutil.copytree(printed.root, tmp_path / "reliure", symlinks=True)
    before = fingerprint(root / "build/print"), fingerprint(root / "build/site")

    def refuse(*_):
        raise HandbookError([Finding(path="build/print", line=1, message="the glue is dry", rule="glue")])

    monkeypatch.setattr(build_module, "_bind", refuse)
    monkeypatch.chdir(root)
    assert cli.main(["build", "--output", "print", "--output", "html"]) == 1
    assert (fingerprint(root / "build/print"), fingerprint(root / "build/site")) == before
