"""Carries a translation over to an English text that says the same: only its form has changed.

What counts as form: capitals, typography, spaces, the targets of links, and emphasis. What is carried over has to pass
the parity check like any other translation, and is marked, so that a translator may look at it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from handbook.catalogs.parity import differences

# How the comment above an entry that was carried over begins.
MARK = "carried over: "

_TARGET = re.compile(r"(?<=\]\()[^()\s]*(?=\))|(?<=<)https?://[^<>\s]+(?=>)")
_EMPHASIS = re.compile(r"\*+")
# Code and roles hold data: to change their spelling is to change what is said.
_DATA = re.compile(r"(?:\{[\w:-]+\})?`+[^`]*`+")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—‑‐", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
        "\u00ad": "",
        "…": "...",
    }
)
_DASHES = re.compile(r"-{2,}")


def sense(msgid: str) -> str:
    """Return what is left of a text without its form: two texts with the same sense say the same."""
    return _without_typography(_EMPHASIS.sub("", _TARGET.sub("", msgid))).casefold()


def carried(old: str, new: str, msgstr: str, references: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return (`msgstr` as a translation of `new`, what has changed), or None where that is not safe to say.

    `msgstr` translates `old`, which has the same sense; `references` are the link definitions of the page.
    """
    if _DATA.findall(old) != _DATA.findall(new):
        return None
    told = []
    for pattern, name in ((_TARGET, "links"), (_EMPHASIS, "emphasis")):
        here, there = pattern.findall(old), pattern.findall(new)
        if here == there:
            continue
        replaced = _replaced(pattern, here, there, msgstr)
        if not replaced:  # or nothing is left of it
            return None
        msgstr = replaced
        told.append(name)
    if old[0] != new[0] and old[0].swapcase() == new[0] and old[0].isupper() == msgstr[0].isupper():
        msgstr = msgstr[0].swapcase() + msgstr[1:]
    if any(differences(new, msgstr, references)):
        return None
    return msgstr, ", ".join([*told, *_changes(_EMPHASIS.sub("", _TARGET.sub("", old)), new)])


def says_the_same(old: str, new: str, msgstr: str, references: Mapping[str, Any]) -> bool:
    """Whether `new` differs from `old` in form only, and `msgstr` translates either as it is."""
    return sense(old) == sense(new) and (carried(old, new, msgstr, references) or ("", ""))[0] == msgstr


def _replaced(pattern: re.Pattern[str], here: list[str], there: list[str], msgstr: str) -> str | None:
    """Return `msgstr` with each of `here` replaced by what stands in its place `there`."""
    if Counter(pattern.findall(msgstr)) != Counter(here):
        return None
    if not there:
        return pattern.sub("", msgstr)
    table: dict[str, str] = dict(zip(here, there, strict=False))
    if len(here) != len(there) or [table[each] for each in here] != there:
        return None
    return pattern.sub(lambda match: table[match[0]], msgstr)


def _changes(old: str, new: str) -> list[str]:
    """Name what else has changed."""
    new = _EMPHASIS.sub("", _TARGET.sub("", new))
    told = []
    if old.split() == new.split() and old != new:
        told.append("spaces")
    elif _without_typography(old) != _without_typography(new):
        told.append("capitals")
    elif old != new:
        told.append("typography")
    return told


def _without_typography(text: str) -> str:
    return " ".join(_DASHES.sub("-", text.translate(_SIGNS)).split())
