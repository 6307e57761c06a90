"""What a build keeps in memory does not grow with the number of its pages."""

import gc
from types import SimpleNamespace

import pytest
from lxml import html

from handbook.readback.html_page import read_page
from handbook.sphinx.bounded import MOST_PAGES, bound_memory, drop_last

PAGE = """<!doctype html><html lang="en"><head><title>Maple</title><meta name="description" content="A fund.">
<link rel="stylesheet" href="a.css"><script type="application/ld+json">{}</script></head><body>
<nav class="trail"><ol><li>Home</li></ol></nav><main><section id="maple"><h1>Maple</h1>
<div class="sourced"><p><span data-fact="maple/year">1970<span class="source-of">
<button popovertarget="c" aria-label="s">i</button></span></span></p>
<p class="source-line"><a href="b.html#x">Source</a></p></div>
<div id="c" popover><a href="d.html">Card</a></div><img src="p.png" alt="A tree" loading="lazy">
<p class="notranslate">Érable</p></section></main></body></html>"""


class _Events(dict):
    """Stands for an application: what is connected, by event."""

    def __init__(self):
        super().__init__()
        self.env = SimpleNamespace(_write_doc_doctree_cache={}, _pickled_doctree_cache={})

    connect = dict.__setitem__


def test_garbage_is_collected_and_doctrees_are_put_down(monkeypatch):
    """As pages are read and as they are written, every hundredth time; no more than a hundred doctrees wait."""
    collected = []
    monkeypatch.setattr(gc, "collect", collected.append)
    app = _Events()
    bound_memory(app)
    for number in range(3 * MOST_PAGES):
        app["doctree-read"](app, object())
        app.env._write_doc_doctree_cache[f"page{number}"] = app.env._pickled_doctree_cache[f"page{number}"] = object()
    assert collected == [0, 0, 0]
    kept = {f"page{number}" for number in range(MOST_PAGES)}
    assert kept <= app.env._write_doc_doctree_cache.keys() and len(app.env._pickled_doctree_cache) <= MOST_PAGES + 1
    for _ in range(MOST_PAGES):
        app["html-page-context"](app, "page", "page.html", {}, None)
    assert collected == [0, 0, 0, 0]


@pytest.mark.parametrize(("count", "left"), [(0, 0), (2, 2), (3, 3), (5, 3)])
def test_what_came_last_goes_first(count, left):
    """What came first has been looked at already, and no later look for garbage would find it."""
    entries = dict.fromkeys(map(str, range(count)))
    drop_last(entries, 3)
    assert [*entries] == [*map(str, range(left))]


def test_nothing_that_is_read_of_a_page_holds_on_to_its_tree(tmp_path):
    """What XPath finds in lxml is a text that keeps the whole page with it: all that is kept is plain."""
    path = tmp_path / "maple.html"
    path.write_text(PAGE, encoding="utf-8")
    page = read_page(path, tmp_path)
    values = [getattr(page, name) for name in page.__slots__]
    texts = [*_texts(values)]
    assert (
        page.ids and page.resources and page.cards and page.data and page.markers and page.later and page.shown[0].line
    )
    assert {type(text) for text in texts} == {str}
    assert type(html.fromstring(PAGE).xpath("//@id")[0]) is not str  # or there is nothing left to be careful of


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _texts(item)
    elif hasattr(value, "__slots__") and not hasattr(value, "parts"):
        yield from _texts([getattr(value, name) for name in value.__slots__])
