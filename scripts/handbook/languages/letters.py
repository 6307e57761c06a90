"""How much a text says, and with what mark it ends, in whatever script: after Unicode, and no language is named."""

import re
import unicodedata

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
