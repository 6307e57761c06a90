"""Characters that nobody sees, or that turn a text around: no text of a handbook may hold one, whoever wrote it."""

import re
import unicodedata

from handbook.findings.phrase import Phrase, phrase

# What western languages are written with: everything else is looked at, character by character.
_UNUSUAL = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u024f\u2010-\u2015\u2018-\u201e\u2022\u2026\u202f\u2030-\u205e\u20ac\u2122]"
)
# Controls, format characters (bidirectional, joiners, tags), private and unassigned ones, surrogates, line separators…
_HIDDEN_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# … and those whose category says that they show, while they do not: fillers, the blank of Braille, variation selectors.
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
_STACKED = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")
# Emoji of a later Unicode than this Python knows.
_EMOJI = re.compile("[\U0001f000-\U0001fbff]")
# The flags of England, Scotland and Wales: the only ones that tags spell (RGI_Emoji_Tag_Sequence of Unicode).
_FLAGS = re.compile(
    "\U0001f3f4\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
# What spells words of some languages, and emoji: zero-width (non-)joiner, marks of direction, two variation selectors.
SPELLING = "\u200c\u200d\u200e\u200f\u061c\ufe0e\ufe0f"
# Stands in a text that is judged for what is none of its words, code, an address: no letter, no space, no mark.
VEIL = "\ue000"


def unseen(text: str, but: str = "") -> Phrase | None:
    """Return what is wrong with the first character of `text` that nobody sees, unless `but` holds it as well.

    Three marks on one letter hide the lines around it, and count as one of these.
    """
    text = _FLAGS.sub("", text)
    for match in _UNUSUAL.finditer(text):
        character = match[0]
        if _is_hidden(character) and character not in but:
            return phrase("invisible character {code}; remove it", code=f"U+{ord(character):04X}")
    if (marks := _STACKED.search(text)) and marks[0] not in but:
        return phrase("three marks stand on one letter, over the lines around it; keep one")
    return None


def _is_hidden(character: str) -> bool:
    is_known_to_hide = unicodedata.category(character) in _HIDDEN_CATEGORIES and not _EMOJI.match(character)
    return is_known_to_hide or _BLANKS.match(character) is not None
