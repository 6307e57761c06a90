"""Leaves words whole that end with a sign of ours.

WORKAROUND for WeasyPrint 70, which asks Pyphen about every word, and knows no `hyphenate-limit-last`. An element around
each of those words would do it too, but costs a box, and lines before such an element end too early. It can go when
there is a way to say of a word that it stays whole.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pyphen
from weasyprint.text import line_break

from handbook.print.line_ends import WHOLE


class _Pyphen(pyphen.Pyphen):
    def iterate(self, word: str) -> Generator[tuple[str, str], None, None]:
        if WHOLE not in word:
            yield from super().iterate(word)


@contextmanager
def leaving_words_whole() -> Iterator[None]:
    """Have words that are marked so divided nowhere meanwhile."""
    original = line_break.pyphen
    line_break.pyphen = SimpleNamespace(Pyphen=_Pyphen, language_fallback=pyphen.language_fallback)
    try:
        yield
    finally:
        line_break.pyphen = original
