"""Our translation shows what Sphinx's own shows, of a corpus with every construct."""

import difflib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from two_translations import Built, by_ours, by_sphinx, in_english, read_messages, templates, write_site

CORPUS = Path(__file__).parent / "translation_corpus"
PAGES = sorted(path.stem for path in CORPUS.glob("*.md"))

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

# In these the two differ on purpose.
HEADING_IN_DIRECTIVE = (
    "Sphinx extracts a heading inside a directive without its markup, and finds no translation for it"
)
ON_PURPOSE = {("headings", "Inside a", "Dans une"): HEADING_IN_DIRECTIVE}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory) -> Path:
    """Write the corpus as a tree with catalogues."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.md")}
    catalogues = {path.stem: read_messages(path) for path in CORPUS.glob("*.po")}
    root = write_site(tmp_path_factory.mktemp("corpus") / "site", pages, catalogues)
    shutil.copy(CORPUS / "leaf.png", root / "source")
    return root


@pytest.fixture(scope="module")
def ours(corpus) -> Built:
    """Build the corpus with our translation."""
    return by_ours(corpus)


@pytest.fixture(scope="module")
def stock(corpus) -> Built:
    """Build the corpus with Sphinx's translation."""
    return by_sphinx(corpus)


@pytest.fixture(scope="module")
def english(corpus) -> Built:
    """Build the corpus in English."""
    return in_english(corpus)


@pytest.fixture(scope="module")
def extracted(corpus):
    """Return the messages that Sphinx extracts from the corpus, by page."""
    return templates(corpus)


def differences(stock: Iterable[str], ours: Iterable[str]) -> list[str]:
    """Return the lines of a comparison that differ."""
    return [line for line in difflib.unified_diff(list(stock), list(ours), "sphinx", "ours", n=0, lineterm="")][2:]


@pytest.mark.parametrize("page", PAGES)
def test_corpus_shows_what_sphinx_shows(page, stock, ours):
    """Each page is equal, but for the differences listed above, each of which must be there."""
    theirs = stock.lines(page)
    for (where, shown, ought), reason in ON_PURPOSE.items():
        if where == page:
            assert f"{shown} " in theirs, f"Sphinx does so no more: {reason}; take the case out of the list"
            theirs[theirs.index(f"{shown} ")] = f"{ought} "
    assert differences(theirs, ours.lines(page)) == []


def test_corpus_is_built_without_a_complaint(ours, english):
    """Nothing in the corpus is a fault of the corpus."""
    assert ours.warnings == english.warnings == []


@pytest.mark.parametrize("page", PAGES)
def test_anchors_are_the_english_ones(page, english, ours):
    """A link to a place on a page holds in every language."""
    anchors = [re.findall(r' id="([^"]*)"', built.pages[page]) for built in (english, ours)]
    assert anchors[0] == anchors[1]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_extracted_is_looked_up_and_nothing_else(page, extracted, ours):
    """A message that is translated in the catalogue cannot be left in English on the page."""
    assert ours.wanted[page] == extracted[page]


def test_corpus_is_translated(extracted):
    """The corpus proves little where it is English: only what says that it is not translated may be."""
    missing = [
        msgid
        for page, msgids in extracted.items()
        for msgid in msgids - {k for k, v in read_messages(CORPUS / f"{page}.po").items() if v}
    ]
    untranslated = ["Not translated yet, with a [link](lists.md).", "Not translated yet.", "Untranslated heading"]
    assert sorted(missing) == [*untranslated, "still English"]


def test_no_catalogue_lingers(extracted):
    """The corpus has no message that its pages do not have."""
    for page, msgids in extracted.items():
        assert set(read_messages(CORPUS / f"{page}.po")) <= msgids


def test_translation_stays_out_of_what_is_kept(corpus, english, ours):
    """Sphinx keeps its whole environment in each translated page; ours are hardly larger than the English ones."""
    sizes = {
        name: sum(path.stat().st_size for path in (corpus / "doctrees" / name).rglob("*.doctree"))
        for name in ("english", "ours")
    }
    assert sizes["ours"] < 1.2 * sizes["english"]
