"""One normaliser for every comparison of texts: what a reader would call the same words is the same string.

No more than that: a word that a hyphen of the layout or a line end tears is another word to whoever searches what was
copied, and so it is here.
"""

import re
import unicodedata

from handbook.languages.letters import SPACELESS

# Spellings of one mark; a soft hyphen that somebody wrote is seen by nobody.
_SPELLINGS = str.maketrans(
    {**dict.fromkeys("’‘ʼ", "'"), **dict.fromkeys("“”", '"'), **dict.fromkeys("–—‐‑", "-"), "\u00ad": None}
)
_NUMBER = re.compile(r"\d{1,3}(?:[ ,]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")


def normalise(text: str) -> str:
    """Return `text` as NFKC with plain quotes, dashes and hyphens, and single spaces for line ends and all spaces."""
    plain = unicodedata.normalize("NFKC", text).translate(_SPELLINGS)
    plain = SPACELESS.sub(r"\1", re.sub(r"\s*([«»])\s*", r" \1 ", plain))
    return " ".join(plain.split())


def numbers(text: str) -> list[str]:
    """Return the numbers in `text`, sorted, in one spelling: 1,200 and 1 200 are "1200", 40.00 and 40,00 are "40"."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return sorted(_one_spelling(match[0]) for match in _NUMBER.finditer(plain))


def _one_spelling(number: str) -> str:
    whole, _, decimals = re.sub(r"[ ,](?=\d{3}(?:\D|$))", "", number).replace(",", ".").partition(".")
    return f"{whole}.{decimals}".rstrip("0").rstrip(".")
