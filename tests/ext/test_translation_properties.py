"""Pages that chance has put together show the same, translated by us and by Sphinx.

Their French is a pseudo-French with other vowels, from which the English can be had back.
``HYPOTHESIS_PROFILE=long`` tries more of them.
"""

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from two_translations import by_ours, by_sphinx, in_english, templates, write_catalogues, write_site

from bench.pseudo import plain_english, pseudo_french

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

# Four builds an example, of a tenth of a second each; a page that fails is made smaller in the long run only.
IS_LONG = os.environ.get("HYPOTHESIS_PROFILE", "quick") != "quick"
EFFORT = settings(max_examples=300) if IS_LONG else settings(max_examples=5, phases=[Phase.explicit, Phase.generate])

# None of them opens a block at the start of a text: there the two differ on purpose.
WORD = st.sampled_from(
    [
        "One",
        "member",
        "owns",
        "a co-operative,",
        "which",
        "helps",
        "(“again”)",
        "in 1974:",
        "it!",
        "o’clock",
        "Été",
        "5 %",
    ]
)
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)


def _inline(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        words,
        words.map(lambda text: f"*{text}*"),
        words.map(lambda text: f"**{text}**"),
        words.map(lambda text: f"`{text}`"),
        words.map(lambda text: f"[{text}](https://example.org/page)"),
        words.map(lambda text: f"[{text}](other.md)"),
        words.map(lambda text: f'[{text}](https://example.org "A title")'),
        words.map(lambda text: f"{{abbr}}`CMC ({text})`"),
        st.just("\\*"),
        st.just("&amp;"),
        st.just("<https://example.org/auto>"),
        st.just("[^note]"),
    )


TEXT = st.tuples(WORDS, st.lists(_inline(WORDS), max_size=4)).map(lambda parts: " ".join([parts[0], *parts[1]]))
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
# A heading or a caption that calls a note is a difference on purpose: see test_translation_on_purpose.py.
TITLE = TEXT.map(lambda text: text.replace("[^note]", "again"))
CELL = TEXT.map(lambda text: text.replace("|", "/"))
COLUMNS = 2


def _indented(text: str, prefix: str) -> str:
    return text.replace("\n", f"\n{prefix}")


def _listed(items: list[str], mark: str) -> str:
    return "\n".join(f"{mark} {_indented(item, ' ' * (len(mark) + 1))}" for item in items)


def _table(cells: list[str]) -> str:
    rows = [cells[:COLUMNS], ["---"] * COLUMNS, *(cells[n : n + COLUMNS] for n in range(COLUMNS, len(cells), COLUMNS))]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


SIMPLE = st.one_of(
    LINES,
    st.lists(LINES, min_size=1, max_size=3).map(lambda items: _listed(items, "-")),
    st.lists(LINES, min_size=1, max_size=3).map(lambda items: _listed(items, "1.")),
    LINES.map(lambda text: f"> {_indented(text, '> ')}"),
    st.tuples(TEXT, LINES).map(lambda parts: f"{parts[0]}\n: {_indented(parts[1], '  ')}"),
    st.lists(CELL, min_size=2 * COLUMNS, max_size=2 * COLUMNS).map(_table),
)
BLOCK = st.one_of(
    SIMPLE,
    SIMPLE.map(lambda text: f":::{{note}}\n{text}\n:::"),
    st.tuples(TITLE, SIMPLE).map(lambda parts: f":::{{admonition}} {parts[0]}\n{parts[1]}\n:::"),
    st.tuples(TITLE, SIMPLE).map(lambda parts: f"## {parts[0]}\n\n{parts[1]}"),
    st.tuples(TITLE, SIMPLE).map(lambda parts: f"(label)=\n## {parts[0]}\n\n{parts[1]}"),
)
NOTE = "A call[^note].\n\n[^note]: The note."


@st.composite
def pages(draw: st.DrawFn) -> str:
    """A page: a title, blocks, and the note that its texts may call."""
    blocks = draw(st.lists(BLOCK, min_size=1, max_size=6))
    labelled = [block for block in blocks if block.startswith("(label)=")]
    blocks = [block for block in blocks if block not in labelled[1:]]
    return "\n\n".join([f"# {draw(TITLE)}", *blocks, NOTE])


@given(page=pages())
@EFFORT
def test_random_pages_show_what_sphinx_shows(page):
    """Equal HTML, English anchors, nothing looked up in vain, nothing left out, no complaint that English has not."""
    with tempfile.TemporaryDirectory() as folder:
        root = write_site(Path(folder) / "site", {"index": page, "other": "---\norphan:\n---\n# Other"}, {})
        extracted = templates(root)["index"]
        write_catalogues(root, {"index": {msgid: pseudo_french(msgid) for msgid in extracted}})
        stock, ours, english = by_sphinx(root), by_ours(root), in_english(root)
    assert ours.wanted["index"] == extracted
    assert ours.lines("index") == stock.lines("index")
    assert ours.warnings == english.warnings
    anchors = [re.findall(r' id="([^"]*)"', built.pages["index"]) for built in (english, ours)]
    assert anchors[0] == anchors[1]


@given(text=TEXT)
def test_pseudo_French_is_reversible(text):
    """Nothing is lost on the way there and back, but for accents that the English had."""
    assert plain_english(pseudo_french(text)) == plain_english(text)
