"""Where our translation differs from Sphinx's own, on purpose: each case with its reason, and both outcomes proven.

A case that fails because Sphinx or MyST-Parser has mended its fault may go; its page then belongs to the corpus.
"""

import re
from dataclasses import dataclass

import pytest
from two_translations import Messages, by_ours, by_sphinx, in_english, templates, write_site

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@dataclass(frozen=True, kw_only=True)
class Case:
    """A page and its French: what Sphinx shows of it, what we show, and why."""

    why: str
    page: str
    french: Messages
    sphinx: str
    ours: str


CASES = {
    "meta-attribute": Case(
        why="Sphinx leaves its own mark in what it publishes, an attribute that HTML does not know",
        page="---\nmyst:\n  html_meta:\n    description: About it.\n---\n\n# Title",
        french={"About it.": "À ce sujet."},
        sphinx='<meta content="À ce sujet." name="description" translated="True" />',
        ours='<meta content="À ce sujet." name="description" />',
    ),
    "untranslated": Case(
        why="a French voice would make nothing of English words",
        page="# Title\n\nNot translated.",
        french={"Title": "Titre"},
        sphinx="<p>Not translated.</p>",
        ours='<p><span lang="en-CA">Not translated.</span></p>',
    ),
    "reference-link": Case(
        why="MyST-Parser#690: the link definitions of the page are unknown while a message is parsed alone",
        page="# Title\n\nSee [the text][there].\n\n[there]: https://example.org",
        french={"See [the text][there].": "Voir [le texte][there]."},
        sphinx="<p>Voir [le texte][there].</p>",
        ours='<p>Voir <a class="reference external" href="https://example.org">le texte</a>.</p>',
    ),
    "heading-in-directive": Case(
        why="MyST gives such a heading no source text, so that it is extracted without its markup, and not found again",
        page="# Title\n\n:::{note}\n## A *heading*\n:::",
        french={"A *heading*": "Un *titre*"},
        sphinx='<p class="rubric" id="a-heading">A <em>heading</em></p>',
        ours='<p class="rubric" id="a-heading">Un <em>titre</em></p>',
    ),
    "link-without-text": Case(
        why="MyST takes the text of a link to a heading from the English page",
        page="# Title\n\nSee [](#a-heading).\n\n## A heading\n\nText.",
        french={"A heading": "Un titre", "See [](#a-heading).": "Voir [](#a-heading)."},
        sphinx='<span class="std std-ref">A heading</span>',
        ours='<span class="std std-ref">Un titre</span>',
    ),
    "footnotes-in-french-order": Case(
        why="readers meet the notes in the order of their own language, and the numbers rise",
        page="# Title\n\nA[^a] B[^b].\n\n[^a]: One.\n\n[^b]: Two.",
        french={"A[^a] B[^b].": "B[^b] A[^a]."},
        sphinx='<span class="fn-bracket">[</span>2<span class="fn-bracket">]</span></a> A',
        ours='<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> A',
    ),
    "footnote-in-heading": Case(
        why="Sphinx loses the number of a note that a translated heading calls",
        page="# Title\n\n## Head[^a]\n\nText.\n\n[^a]: One.",
        french={"Head[^a]": "Tête[^a]"},
        sphinx='<span class="fn-bracket">[</span><span class="fn-bracket">]</span>',
        ours='<span class="fn-bracket">[</span>1<span class="fn-bracket">]</span>',
    ),
    "opens-a-list": Case(
        why="a msgstr is inline text here; Sphinx shows English where it would be a list, and says nothing",
        page="# Title\n\nIt was in 1974.",
        french={"It was in 1974.": "1974. Une année."},
        sphinx="<p>It was in 1974.</p>",
        ours="<p>1974. Une année.</p>",
    ),
    "heading-with-a-number": Case(
        why="the same, of a heading",
        page="# Title\n\n## Begin\n\nText.",
        french={"Begin": "1. Débuter"},
        sphinx="<h2>Begin<",
        ours="<h2>1. Débuter<",
    ),
    "second-paragraph": Case(
        why="Sphinx shows the first block of a msgstr and drops the others",
        page="# Title\n\nOne thing.",
        french={"One thing.": "Une chose.\n\nUne autre."},
        sphinx="<p>Une chose.</p>",
        ours="<p>Une chose. Une autre.</p>",
    ),
    "directive": Case(
        why="a msgstr opens no directive; Sphinx runs it, and then shows English",
        page="# Title\n\nA thing.",
        french={"A thing.": "```{unknown}\nUne chose.\n```"},
        sphinx="<p>A thing.</p>",
        ours='<span class="pre">{unknown}</span> <span class="pre">Une</span>',
    ),
    "noqa": Case(
        why="Sphinx takes this for an order to itself; it is text, and whoever wrote it has to see it",
        page="# Title\n\nA thing.",
        french={"A thing.": "Une chose. # noqa"},
        sphinx="<p>Une chose.</p>",
        ours="<p>Une chose. # noqa</p>",
    ),
}


def flat(html: str) -> str:
    """Return a page on one line."""
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_difference(case, tmp_path):
    """Sphinx shows the one, we show the other."""
    root = write_site(tmp_path / "site", {"index": case.page}, {"index": case.french})
    # Without any of our extensions: Sphinx and MyST-Parser alone.
    stock = flat(by_sphinx(root, ("myst_parser",)).pages["index"])
    ours = flat(by_ours(root).pages["index"])
    assert case.sphinx in stock, f"Sphinx does so no more ({case.why}); take this case out"
    assert case.sphinx not in ours
    assert case.ours in ours, case.why


TABLE = "# Title\n\n:::{note}\n| A head |\n| --- |\n| A cell |\n:::"
SIDEBAR = "# Title\n\n:::{sidebar} Aside\n:subtitle: Below it\n\nText.\n:::"


@pytest.mark.parametrize(("page", "messages"), [(TABLE, {"A head", "A cell"}), (SIDEBAR, {"Below it"})])
def test_texts_that_sphinx_does_not_extract(page, messages, tmp_path):
    """MyST and docutils give some texts no source, so that Sphinx extracts no message for them; located.py does."""
    stock = templates(write_site(tmp_path / "stock", {"index": page}, {}), ("myst_parser",))["index"]
    ours = templates(write_site(tmp_path / "ours", {"index": page}, {}))["index"]
    assert ours - stock == messages, "Sphinx extracts them by itself now; take this test and located.py out"


def test_alternative_text_in_a_paragraph_is_one_message(tmp_path):
    """Sphinx extracts such a text twice, and asks for it twice."""
    page = "# Title\n\nSee ![a leaf](https://example.org/leaf.png) there."
    message = "See ![a leaf](https://example.org/leaf.png) there."
    assert templates(write_site(tmp_path / "stock", {"index": page}, {}), ("myst_parser",))["index"] > {"a leaf"}
    root = write_site(tmp_path / "ours", {"index": page}, {"index": {message: "Voir ![a leaf](x.png).", "a leaf": "F"}})
    assert templates(root)["index"] == {"Title", message}
    # A catalogue that has it twice all the same works as with Sphinx.
    assert 'alt="F"' in by_ours(root).pages["index"]


def test_link_to_a_heading_of_a_page_with_a_translated_box(tmp_path):
    """MyST forgets the anchors of a page when Sphinx translates a title on it, and calls links to them broken."""
    pages = {
        "index": "# Title\n\nSee [that](other.md#a-heading).\n\n```{toctree}\nother\n```",
        "other": "# Other\n\n## A heading\n\n:::{admonition} A box\nText.\n:::",
    }
    french = {
        "index": {"See [that](other.md#a-heading).": "Voir [cela](other.md#a-heading)."},
        "other": {"A box": "Boîte"},
    }
    root = write_site(tmp_path / "site", pages, french)
    assert any("local id not found" in line for line in by_sphinx(root, ("myst_parser",)).warnings)
    assert by_ours(root).warnings == []


def test_messages_of_a_builder_that_extracts(tmp_path):
    """Extraction reads the pages as they are, whatever translations it is given."""
    root = write_site(tmp_path / "site", {"index": "# Title\n\nText."}, {})
    translations = {"index": {"Title": "Titre", "Text.": "Texte."}}
    assert templates(root, handbook_translations=translations)["index"] == {"Title", "Text."}


def test_terms_alike_in_French_keep_the_English_anchors(tmp_path):
    """Terms that differ by an accent only have the anchors of their sources, in the order of these."""
    page = "# Title\n\n```{glossary}\npeach\n   A fruit.\n\nsin\n   A fault.\n```\n\n{term}`peach`, {term}`sin`."
    french = {"peach": "pêche", "sin": "péché", "{term}`peach`, {term}`sin`.": "{term}`pêche`, {term}`péché`."}
    root = write_site(tmp_path / "site", {"index": page}, {"index": french})
    anchors = [re.findall(r'<dt id="([^"]*)"', built.pages["index"]) for built in (in_english(root), by_ours(root))]
    assert anchors == [["term-peach", "term-sin"]] * 2
    assert by_ours(root).warnings == []
