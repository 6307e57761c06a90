"""Letters and marks of whatever script, after Unicode: how much a text says, and in which order words are looked up."""

import re
import unicodedata
from collections.abc import Mapping

# A sign of Chinese, Japanese or Korean says as much as some letters of an alphabet (UAX #11, East Asian Width).
_WIDE, _LETTERS_OF_A_SIGN = ("W", "F"), 2.5
# The marks of other scripts that stand for one of ours (Unicode: Sentence_Terminal and Terminal_Punctuation).
_MARKS = {
    ".": "。．｡．۔।॥։።᙮᠃᥄៖។꓿",
    "?": "？؟\u037e՞፧⸮",
    "!": "！՜",
    ":": "：፥",
    ";": "；؛፤",
    ",": "，、､،՝፣",
    "…": "⋯",
}
_OURS = str.maketrans({other: mark for mark, others in _MARKS.items() for other in others})


# Letters that have grown together, and are looked up, and written without them, as two.
GROWN = {"æ": "ae", "œ": "oe"}
# A sign of a script that sets no spaces between words, with those around it: where a line ends there is none either.
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\u9fff\uf900-\ufaff\uff00-\uffef"
SPACELESS = re.compile(rf"\s*([{_SPACELESS}])\s*")
# Where a number stands directly beside such a sign, as it does: 18:30までに.
BESIDE_NUMBER = re.compile(rf"(?<=[\d%])(?=[{_SPACELESS}])|(?<=[{_SPACELESS}])(?=\d)")


def letters(text: str) -> int:
    """Return the length of a text in letters of an alphabet; spaces, digits and marks do not count."""
    if text.isascii():
        return sum(map(str.isalpha, text))
    counted = (unicodedata.east_asian_width(sign) in _WIDE for sign in text if sign.isalpha())
    return round(sum(_LETTERS_OF_A_SIGN if is_wide else 1 for is_wide in counted))


def plain_marks(text: str) -> str:
    """Return a text with the full stops, commas, colons, question marks of all scripts as English writes them."""
    return text.translate(_OURS)


# Letters of their own, by the letter that they follow: in any other language they are that letter with an accent.
_OWN: Mapping[str, Mapping[str, str]] = {
    "es": {"n": "ñ"},
    "gl": {"n": "ñ"},
    "eu": {"n": "ñ"},
    "fi": {"z": "åäö"},
    "sv": {"z": "åäö"},
    "da": {"z": "æøå"},
    "nb": {"z": "æøå"},
    "nn": {"z": "æøå"},
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"},
}
# Letters that stand for others, and have no decomposition in Unicode.
_FOR = str.maketrans({**GROWN, "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

# Letter by letter, with its rank among those that follow it; then the accents, which decide between equals.
Key = tuple[tuple[tuple[str, int], ...], str]


def collation_key(text: str, tag: str) -> Key:
    """Return the key by which readers of the language of a tag look `text` up: by words, without case or hyphens."""
    folded = unicodedata.normalize("NFC", text.casefold()).replace("’", " ").replace("'", " ")
    own = {
        letter: (base, rank)
        for base, letters in _OWN.get(tag.partition("-")[0], {}).items()
        for rank, letter in enumerate(letters, 1)
    }
    return tuple(place for sign in folded for place in _places(sign, own)), folded


def _places(sign: str, own: Mapping[str, tuple[str, int]]) -> list[tuple[str, int]]:
    if sign in own:
        return [own[sign]]
    plain = unicodedata.normalize("NFKD", sign.translate(_FOR))
    return [(letter, 0) for letter in plain if letter.isalnum() or letter == " "]
