"""The spaces that a language wants: French may be written with plain ones, and gets U+00A0 where no line may break.

Before ``:`` ``%`` ``$`` and inside « », in numbers, and between a number and the word it counts; nothing before
``; ! ?``. After the Office québécois de la langue française and The Canadian Style, 17.07.
"""

import re

NBSP = "\u00a0"
_BEFORE = re.compile(r"(?<=\S) (?=[:$»]|%(?!\())")  # %(name)s is a gap of a message
_AFTER = re.compile(r"(?<=«) ")
_NUMBER = re.compile(r"(?<=\d) (?=[^\W_])")


def canadian_french(text: str, before: str = "") -> str:
    """Return French `text` with the no-break spaces of Canadian usage. `before` is what stands in front of it."""
    for rule in (_BEFORE, _AFTER, _NUMBER):
        text = rule.sub(NBSP, text)
    # A role or a link may end just before: « plus de 700 » in one node, « projets » in the next.
    if before and re.match(r" [:%$»]" if not before[-1].isdigit() else r" [:%$»\w]", text):
        text = NBSP + text[1:]
    return text


def spaced(text: str, language: str) -> str:
    """Return a text that stands on no page, with the spaces that `language` wants."""
    return canadian_french(text) if language == "fr" else text
