"""From HTML to files: each step may find something wrong, and then the next one is not taken."""

import pytest
from weasyprint.document import Document

from handbook.findings.finding import Finding
from handbook.print import printing
from handbook.print.printing import Publication, publish
from handbook.publication.store import Store

WRONG = Finding(path="a.md", line=1, message="wrong", rule="rule")


@pytest.fixture
def steps(monkeypatch):
    """Replace the steps by ones that find nothing, and return the list of those that were taken."""
    taken = []

    def step(name, result):
        def take(*_):
            taken.append(name)
            if isinstance(result, Exception):
                raise result
            return result

        monkeypatch.setattr(printing, name, take)

    step("check_input", [])
    step("lay_out", (None, []))
    step("check_fit", [])
    return taken, step


def printed(tmp_path, taken):
    """Publish a document and return what is found wrong, and the steps taken."""

    def write(pages: Document, folder):
        taken.append("write")
        (folder / "a.pdf").write_bytes(b"%PDF")
        return []

    document = Publication(name="a.pdf", html="<p>", css="", pictures={}, chapters=[], origins=None)
    return publish(document, Store(folder=tmp_path / "kept", root=tmp_path), tmp_path / "out", write), taken


def test_all_steps_are_taken_where_nothing_is_wrong(steps, tmp_path):
    """And a second time none."""
    taken, _ = steps
    assert printed(tmp_path, taken) == ([], ["check_input", "lay_out", "check_fit", "write"])
    assert (tmp_path / "out/a.pdf").read_bytes() == b"%PDF"
    taken.clear()
    assert printed(tmp_path, taken) == ([], [])


@pytest.mark.parametrize(
    ("name", "result", "last"),
    [
        ("check_input", [WRONG], "check_input"),
        ("lay_out", (None, [WRONG]), "check_fit"),
        ("check_fit", [WRONG], "check_fit"),
    ],
)
def test_what_is_found_wrong_is_told_and_nothing_written(steps, tmp_path, name, result, last):
    """Whichever step finds it."""
    taken, step = steps
    step(name, result)
    assert printed(tmp_path, taken) == ([WRONG], taken)
    assert taken[-1] == last
    assert not (tmp_path / "out").exists()


def test_a_layout_that_weasyprint_gives_up_is_no_traceback(steps, tmp_path):
    """It asserts that there is a place to end a page."""
    taken, step = steps
    step("lay_out", AssertionError())
    (found,), _ = printed(tmp_path, taken)
    assert (found.path, found.rule) == ("a.pdf", "layout")
