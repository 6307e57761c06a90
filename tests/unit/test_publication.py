"""From HTML to files: only what has changed is laid out, and where something is wrong nothing is written."""

from dataclasses import replace

import pytest
from small_handbook import write_small_handbook

from handbook.findings.finding import Finding
from handbook.print import printing
from handbook.print.document import FileMetadata, PrintedPart
from handbook.print.fragment_job import HereExecutor
from handbook.print.printing import Publication, publish
from handbook.print.render import Press
from handbook.print.source_lines import Origins
from handbook.project.project import Edition, load_project
from handbook.publication.store import Store

CSS = """
@font-face { font-family: Test; src: url(handbook:///fonts/HandbookSans-Regular.ttf) }
@page { size: 90mm 60mm; margin: 12mm }
html { font: 10pt/14pt Test }
"""
WRONG = Finding(path="a.md", line=1, message="wrong", rule="rule")


class Counting(HereExecutor):
    """Notes the HTML of what it lays out."""

    def __init__(self):
        super().__init__()
        self.laid_out = []

    def submit(self, call, /, job):
        self.laid_out.append(job.html)
        return super().submit(call, job)


@pytest.fixture
def document(tmp_path):
    """Return a document of two parts."""
    project = load_project(write_small_handbook(tmp_path / "guide"))
    edition = Edition(project=project, language="en", siblings=())
    return Publication(
        name="a.pdf",
        metadata=FileMetadata(
            title="A", subject="", author="", language="en", day=None, identifier="", rights="", keywords=()
        ),
        parts=[
            PrintedPart(name=name, body=f'<section id="{name}"><h1>{name}</h1></section>') for name in ("one", "two")
        ],
        css=CSS,
        pictures={},
        chapters=[],
        origins=Origins(edition=edition, source=project.source, docnames={}, wanted={}),
    )


@pytest.fixture
def store(tmp_path):
    """Return an empty store."""
    return Store(folder=tmp_path / "kept", root=tmp_path)


def printed(document, store, tmp_path):
    """Publish a document. Returns what is wrong with it, and which of its parts were laid out."""
    with Counting() as executor:
        findings = publish(document, store, tmp_path / "out", executor)
    return findings, [part.name for part in document.parts if any(part.body in html for html in executor.laid_out)]


def test_only_what_has_changed_is_laid_out(document, store, tmp_path):
    """All of it first, nothing the second time, and one part after an edit; the file is the one of a clean start."""
    assert printed(document, store, tmp_path) == ([], ["one", "two"])
    assert printed(document, store, tmp_path) == ([], [])
    edited = replace(document, parts=[document.parts[0], PrintedPart(name="two", body="<h1>Two</h1>")])
    assert printed(edited, store, tmp_path) == ([], ["two"])
    anew = Store(folder=tmp_path / "other", root=tmp_path)
    after_edit = (tmp_path / "out/a.pdf").read_bytes()
    assert printed(edited, anew, tmp_path) == ([], ["one", "two"])
    assert (tmp_path / "out/a.pdf").read_bytes() == after_edit


def test_a_part_that_was_changed_since_is_laid_out_again(document, store, tmp_path):
    """And it is said."""
    printed(document, store, tmp_path)
    right = (tmp_path / "out/a.pdf").read_bytes()
    for path in (tmp_path / "kept").rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert printed(document, store, tmp_path) == ([], ["one", "two"])
    assert {notice.rule for notice in store.mended} == {"kept"}
    assert (tmp_path / "out/a.pdf").read_bytes() == right


def test_what_is_found_wrong_is_said_and_nothing_written(document, store, tmp_path, monkeypatch):
    """What can be laid out is, so that what does not fit is said in the same round."""
    monkeypatch.setattr(printing, "check_input", lambda *_: [WRONG])
    assert printed(document, store, tmp_path) == ([WRONG], ["one", "two"])
    assert not (tmp_path / "out").exists()


def test_a_layout_that_weasyprint_gives_up_is_no_traceback(document, store, tmp_path, monkeypatch):
    """It asserts that there is a place to end a page."""

    def give_up(*_):
        raise AssertionError

    monkeypatch.setattr(Press, "lay_out", give_up)
    [finding], _ = printed(document, store, tmp_path)
    assert (finding.path, finding.rule) == ("a.pdf", "layout")
    assert not (tmp_path / "out").exists()
