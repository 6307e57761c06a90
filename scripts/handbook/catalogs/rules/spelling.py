"""Spelling, by a dictionary and the project's own words; silent where no dictionary is installed."""

import re
from collections.abc import Iterator

from handbook.catalogs.rules import Unit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.characters import VEIL
from handbook.phrase import phrase

_WORD = re.compile(r"[^\W\d_²³]+(?:[-’'][^\W\d_²³]+)*")


@rule(applies=lambda language: language.dictionary is not None)
def spelling(unit: Unit, guide: Guide) -> Iterator[str]:
    """Words are in the dictionary, or among the project’s own.

    Bad: the co-operative movement → le mouvement coopératiff
    Good: the co-operative movement of SOCODEVI → le mouvement coopératif de SOCODEVI
    Good: The team → L’équipe
    """
    if guide.is_word is None:
        return
    text = unit.target.words
    for pair in guide.names.values():
        for form in pair:
            text = text.replace(form.full, VEIL).replace(form.text, VEIL)
    elision = guide.pair.target.elision
    for word in dict.fromkeys(elision.sub("", each) if elision else each for each in _WORD.findall(text)):
        if not (word.isupper() or word.casefold() in guide.words or guide.is_word(word)):
            told = phrase(
                "“{word}” is not in the dictionary; correct it, or add it to `words` in `source/terminology.toml`"
            )
            yield told.format(word=word)
