"""An extension that conf.py switches on: what it writes passes the wall, is translated, and is on paper or named."""

import sys

import pypdfium2
from published import read, words
from small_handbook import LEAF, ROOT, add_page, append, line_of

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


# A program that draws as dot does: a picture, and beside it a map that nobody shows.
DOT = """#!{python}
import pathlib, sys
picture, beside = (pathlib.Path(name[2:]) for name in sys.argv if name.startswith("-o"))
picture.write_bytes({picture!r})
beside.write_text('<map id="G"></map>')
"""
GRAPH = """
extensions += ["sphinx.ext.graphviz"]
handbook_directives = [*handbook_directives, "graphviz"]
graphviz_dot = str(__import__("pathlib").Path(__file__).parents[1] / "dot")
"""
GRAPHS = """# Graphs

Bread.

::::{no-translate}
```{graphviz}
:alt: Flour, then bread.
:caption: How bread is made

digraph { flour -> bread }
```
::::
"""
FRENCH = {"Drawn": "Dessiné", "A lead.": "Un début.", "Drawn words.": "Des mots dessinés."}


REFUSED = {
    "script": "markup",
    "handler": "markup",
    "embedded": "markup",
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


# Words that Sphinx reads as Markdown, that it only extracts, and that stand in a node which only HTML can write.
SHOWN = ("parsed", "unparsed", "own")


def test_what_is_harmless_is_shown_and_translated(build_small):
    """In both languages, and on paper, which is written as HTML is; what is drawn by another program too."""

    def add(root):
        with_extension(root, *SHOWN)
        dot = root / "dot"
        dot.write_text(DOT.format(python=sys.executable, picture=LEAF))
        dot.chmod(0o755)
        append(root / "source/conf.py", GRAPH)
        add_page(root, "graph", GRAPHS, {"Graphs": "Graphes", "How bread is made": "Du pain", "Bread.": "Le pain."})

    site = build_small(add, "--output", "html", "--output", "pdf")
    for language, said in (("en", "Drawn words."), ("fr", "Des mots dessinés.")):
        assert words(read(site, language, "drawn").find(".//main")).count(said) == len(SHOWN)
        [picture] = read(site, language, "graph").xpath("//main//figure//img")
        assert (
            picture.get("alt") == "Flour, then bread." and (site / language / picture.get("src")).read_bytes() == LEAF
        )
        assert (picture.get("width"), picture.get("height")) == ("1", "1")
        assert [path.suffix for path in (site / language / "_images").iterdir()] == [".png"]
        with pypdfium2.PdfDocument(site / f"downloads/brochure-{language}.pdf") as pdf:
            assert sum(page.get_textpage().get_text_range().count(said) for page in pdf) == len(SHOWN)
            kinds = [
                kind.type
                for page in pdf
                for kind in page.get_objects()
                if "Graph" in page.get_textpage().get_text_range()
            ]
            assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds


def test_words_that_nobody_can_translate_are_named_by_their_line(small, run):
    """Unless they are meant to be the same in every language."""
    with_extension(small, "silent")
    append(small / "source/drawn.md", "::::{no-translate}\n```{draw} silent\nSame words.\n```\n::::\n")
    outcome = run(small, "build", "--output", "html")
    line = line_of(small / "source/drawn.md", "{draw}")
    named = [line for line in outcome.errors.splitlines() if line.endswith("[extension-text]")]
    assert outcome.code == 1 and [text.partition(": ")[0] for text in named] == [f"source/drawn.md:{line}"]
