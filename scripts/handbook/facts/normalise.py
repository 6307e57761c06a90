"""One normaliser for every comparison of texts: what a reader would call the same words is the same string."""

import re
import unicodedata

from handbook.languages.letters import SPACELESS

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
# A hyphen may be real ("co-operative") or made where a line ends ("develop-/ment"): neither side keeps it.
# U+0002 and U+FFFE are what PDFium reports for a hyphen at the end of a line.
_HYPHENS = re.compile("[\u00ad\u2010\u2011\u0002\ufffe-]\\s*")
_NUMBER = re.compile(r"\d{1,3}(?:[ ,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")


def normalise(text: str) -> str:
    """Return `text` as NFKC with plain quotes, single spaces, and no hyphen, soft hyphen or line end inside a word."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    plain = SPACELESS.sub(r"\1", re.sub(r"\s*([«»])\s*", r" \1 ", _HYPHENS.sub("", plain)))
    return " ".join(plain.split())


def numbers(text: str) -> list[str]:
    """Return the numbers in `text`, sorted, in one spelling: 1,200 and 1 200 are "1200", 40.00 and 40,00 are "40"."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return sorted(_one_spelling(match[0]) for match in _NUMBER.finditer(plain))


def _one_spelling(number: str) -> str:
    whole, _, decimals = re.sub(r"[ ,](?=\d{3}(?:\D|$))", "", number).replace(",", ".").partition(".")
    return f"{whole}.{decimals}".rstrip("0").rstrip(".")
