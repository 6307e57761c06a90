"""Pseudo-French: a text in which every word is another one, and all that a translation must keep is the same."""

import re
from collections.abc import Callable

_ACCENTS = str.maketrans("aeiouAEIOU", "àéîôûÀÉÎÔÛ")
_PLAIN = str.maketrans("àéîôûÀÉÎÔÛ", "aeiouAEIOU")

# Roles, code, addresses and titles of links and pictures, references, footnotes, addresses by themselves, entities.
_KEPT = re.compile(
    r"\{[\w:-]+\}`[^`]*`|(?P<ticks>`+).+?(?P=ticks)|\]\([^)]*\)|\]\[[^\]]*\]|\[\^[^\]]*\]|<[^>]*>|&\w+;|https?://\S+"
)


def pseudo_french(text: str) -> str:
    """Return `text` with accents on its vowels, but for what a translation must keep."""
    return _outside(text, lambda words: words.translate(_ACCENTS))


def plain_english(text: str) -> str:
    """Return the text of which `text` is the pseudo-French."""
    return _outside(text, lambda words: words.translate(_PLAIN))


def _outside(text: str, change: Callable[[str], str]) -> str:
    parts, start = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join([*parts, change(text[start:])])
