"""One form for all spellings of a word: as ``theme/search/folding.js`` folds what a reader types."""

import unicodedata
from functools import cache

import regex

# See there for what each is.
_MARK = regex.compile(
    r"(?![\u3099\u309A])(?=\p{M})[\p{sc=Zinh}\p{sc=Arab}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Syrc}]|[\u0640\u2044]"
)
_PAIRS = "œ=oe æ=ae ø=o ł=l đ=d ð=d þ=th ħ=h ŧ=t ς=σ ٱ=ا ى=ي ی=ي ة=ه ک=ك"
_LETTERS = str.maketrans(dict(pair.split("=") for pair in _PAIRS.split()))
_DIGIT = regex.compile(r"(?![0-9])\p{Nd}")


@cache
def fold(text: str) -> str:
    """Return the form of a word by which it is looked for: no accents, small letters, digits from 0 to 9."""
    if text.isascii():
        return text.lower()
    plain = _MARK.sub("", unicodedata.normalize("NFKD", text)).upper().lower().translate(_LETTERS)
    return unicodedata.normalize("NFC", _DIGIT.sub(lambda sign: str(unicodedata.digit(sign[0])), plain))
