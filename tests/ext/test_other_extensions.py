"""An extension that conf.py switches on: what it writes passes the wall, is translated, and is on paper or named."""

import pypdfium2
import pytest
from published import read, words
from small_handbook import ROOT, add_page, append

LISTED = """
extensions += ["drawing_extension"]
handbook_directives = ["draw"]
import sys; sys.path.insert(0, {folder!r})
"""


def with_extension(root, kind, text="Drawn words."):
    """Switch the extension on, and have a page draw something; return the line of that."""
    append(root / "source/conf.py", LISTED.format(folder=str(ROOT / "tests/ext")))
    add_page(root, "drawn", f"# Drawn\n\nA lead.\n\n```{{draw}} {kind}\n{text}\n```\n", FRENCH)
    return 5


FRENCH = {"Drawn": "Dessiné", "A lead.": "Un début.", "Drawn words.": "Des mots dessinés."}


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("script", "markup"),
        ("handler", "markup"),
        ("address", "address"),
        ("picture", "file-outside"),
        ("unwritten", "directive"),
    ],
)
def test_what_may_not_reach_readers_is_refused_by_its_page(small, run, kind, rule):
    """A script, what runs one, an address that does, a picture of another site, what paper cannot show."""
    with_extension(small, kind)
    outcome = run(small, "build", "--output", "html", "--output", "pdf", "--language", "en")
    assert outcome.code == 1
    lines = [line for line in outcome.errors.splitlines() if line.startswith("source/drawn.md:")]
    assert "Traceback" not in outcome.errors
    assert any(f"[{rule}]" in line for line in lines), outcome.errors


def test_what_is_harmless_is_shown_and_translated(build_small):
    """In both languages, and on paper."""
    site = build_small(lambda root: with_extension(root, "parsed"), "--output", "html", "--output", "pdf")
    for language, said in (("en", "Drawn words."), ("fr", "Des mots dessinés.")):
        assert said in words(read(site, language, "drawn").find(".//main"))
        with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as pdf:
            assert any(said in page.get_textpage().get_text_range() for page in pdf)


def test_a_node_that_only_html_can_write_is_on_paper_too(small, run):
    """The brochure is written as HTML is, and asks for what an extension gave for that."""
    with_extension(small, "own")
    assert run(small, "build", "--output", "html", "--output", "pdf", "--language", "en").code == 0
    with pypdfium2.PdfDocument(small / "build/site/downloads/brochure-en.pdf") as pdf:
        assert any("Drawn words." in page.get_textpage().get_text_range() for page in pdf)
