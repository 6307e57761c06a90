"""Marks that come in pairs: brackets, and those of bold type and emphasis."""

import re
from collections.abc import Iterator

from handbook.catalogs.rules import Unit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.findings.phrase import phrase
from handbook.languages.quotation import quotations

# Question 7 b), item 2): what the letter or the number of an item ends with.
_ITEM = re.compile(r"(?<![\w(])(?:[a-zA-Z]|\d)\)")
_BRACKETS = {"(": ")", "[": "]"}


@rule()
def bold(unit: Unit, guide: Guide) -> Iterator[str]:
    """What the source sets in bold, the translation sets in bold.

    Bad: **Where it works:** everywhere → Où elle travaille : partout
    Good: **Where it works:** everywhere → **Où elle travaille :** partout
    """
    if unit.target.bold < unit.source.bold:
        yield phrase("the bold type of the source is lost; set it with **…**")


@rule()
def emphasis(unit: Unit, guide: Guide) -> Iterator[str]:
    """What the source emphasises, the translation does not leave plain.

    Bad: It is *not* a bank. → Ce n’est pas une banque.
    Good: It is *not* a bank. → Ce n’est *pas* une banque.
    Good: the *caisses* → les « caisses »
    """
    marks = unit.target.titles or unit.target.bold or quotations(unit.target.text).outer
    if unit.source.titles and not marks:
        yield phrase("the emphasis of the source is lost; set it with *…*")


@rule()
def bracket(unit: Unit, guide: Guide) -> Iterator[str]:
    """What is opened is closed: ( ), [ ].

    Bad: the movement (since 1900) → le mouvement (depuis 1900
    Bad: the movement (since 1900) → le mouvement depuis 1900)
    Good: the movement (since 1900) → le mouvement (depuis 1900)
    Good: a) the movement → a) le mouvement
    Good: Question 7b → Question 7 b)
    """
    if (mark := _unpaired(unit.target.sentence)) and not _unpaired(unit.source.sentence):
        yield phrase("the bracket {mark} stands alone; write the other one, or remove it", mark=mark)


def _unpaired(text: str) -> str | None:
    """Return the first bracket of a text that has no other one."""
    opened: list[str] = []
    for mark in _ITEM.sub("", text):
        if mark in _BRACKETS:
            opened.append(mark)
        elif mark in _BRACKETS.values() and (not opened or _BRACKETS[opened.pop()] != mark):
            return mark
    return opened[-1] if opened else None
