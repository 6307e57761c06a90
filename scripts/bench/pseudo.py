"""Pseudo-French: a text in which every word is another one, and all that a translation must keep is the same."""

from handbook.catalogs.pseudo_language import outside_markup

_ACCENTS = str.maketrans("aeiouAEIOU", "àéîôûÀÉÎÔÛ")
_PLAIN = str.maketrans("àéîôûÀÉÎÔÛ", "aeiouAEIOU")


def pseudo_french(text: str) -> str:
    """Return `text` with accents on its vowels, but for what a translation must keep."""
    return outside_markup(text, lambda words: words.translate(_ACCENTS))


def plain_english(text: str) -> str:
    """Return the text of which `text` is the pseudo-French."""
    return outside_markup(text, lambda words: words.translate(_PLAIN))
