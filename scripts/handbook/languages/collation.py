"""The order in which readers of a language look words up, after Unicode CLDR."""

import unicodedata
from collections.abc import Mapping

from handbook.languages.letters import GROWN

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
