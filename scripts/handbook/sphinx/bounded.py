"""Keeps the memory of a build in bounds that do not grow with the number of pages.

A build collects no garbage (see ``build_edition``), and Sphinx 9.0 keeps the doctree of each page that it has read
until it writes it. For some pages that is fastest; for thousands it takes more memory than there is.
"""

import gc
from collections.abc import MutableMapping
from itertools import count
from typing import Any

from sphinx.application import Sphinx

# So many pages are read or written between two looks for garbage, and so many doctrees wait in memory to be written:
# those of other pages are read again from where Sphinx has put them down.
MOST_PAGES = 100


def bound_memory(app: Sphinx) -> None:
    """Let go, as pages are read and written from now on, of what is no longer needed."""
    pages = count(1)

    def tidy(app: Sphinx, *_: object) -> None:
        # The last that came: older ones have been looked at already, and are not found to be garbage any more.
        drop_last(app.env._write_doc_doctree_cache, MOST_PAGES)
        drop_last(app.env._pickled_doctree_cache, MOST_PAGES)
        if next(pages) % MOST_PAGES == 0:
            gc.collect(0)  # what has been made since the last look

    app.connect("doctree-read", tidy)
    app.connect("html-page-context", tidy)


def drop_last(entries: MutableMapping[str, Any], most: int) -> None:
    """Remove the entries that came last, until no more than `most` are left."""
    while len(entries) > most:
        entries.popitem()
