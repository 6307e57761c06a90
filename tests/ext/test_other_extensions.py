"""An extension that conf.py switches on: what it writes passes the wall, is translated, and is on paper or named."""

import pypdfium2
from published import read, words
from small_handbook import ROOT, add_page, append

LISTED = """
extensions += ["drawing_extension"]
handbook_directives = ["draw"]
import sys; sys.path.insert(0, {folder!r})
"""


def with_extension(root, *kinds):
    """Switch the extension on, and have a page draw something of each kind."""
    append(root / "source/conf.py", LISTED.format(folder=str(ROOT / "tests/ext")))
    drawn = "".join(f"\n```{{draw}} {kind}\nDrawn words.\n```\n" for kind in kinds)
    add_page(root, "drawn", f"# Drawn\n\nA lead.\n{drawn}", FRENCH)


FRENCH = {"Drawn": "Dessiné", "A lead.": "Un début.", "Drawn words.": "Des mots dessinés."}


REFUSED = {
    "script": "markup",
    "handler": "markup",
    "address": "address",
    "picture": "file-outside",
    "unwritten": "directive",
}


def test_what_may_not_reach_readers_is_refused_by_its_page(small, run):
    """A script, what runs one, an address that does, a picture from elsewhere, what paper cannot show: in one round."""
    with_extension(small, *REFUSED)
    outcome = run(small, "build", "--output", "html", "--output", "pdf", "--language", "en")
    assert outcome.code == 1 and "Traceback" not in outcome.errors
    rules = [line.rpartition("[")[2] for line in outcome.errors.splitlines() if line.startswith("source/drawn.md:")]
    assert sorted(rules) == sorted(f"{rule}]" for rule in REFUSED.values()), outcome.errors


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
