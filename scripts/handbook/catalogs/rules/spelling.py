"""Spelling, by a dictionary and the project's own words; silent where no dictionary is installed."""

import re
from collections.abc import Iterator

from handbook.catalogs.rules import Unit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import VEIL, readable
from handbook.phrase import phrase

# « l’équipe », « qu’elle »: the dictionary has the word behind the apostrophe.
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu|quoiqu|jusqu)[’']", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ]+(?:[-’'][A-Za-zÀ-ÖØ-öø-ÿŒœ]+)*")


@rule(language="fr")
def spelling(unit: Unit, guide: Guide) -> Iterator[str]:
    """Words are in the dictionary, or among the project’s own.

    Bad: the co-operative movement → le mouvement coopératiff
    Good: the co-operative movement of SOCODEVI → le mouvement coopératif de SOCODEVI
    Good: The team → L’équipe
    """
    if guide.is_word is None:
        return
    text = readable(unit.msgstr, guide)
    for pair in guide.names.values():
        for form in pair:
            text = text.replace(form.full, VEIL).replace(form.text, VEIL)
    for word in dict.fromkeys(_ELISION.sub("", found) for found in _WORD.findall(text)):
        if not (word.isupper() or word.casefold() in guide.words or guide.is_word(word)):
            told = phrase(
                "“{word}” is not in the dictionary; correct it, or add it to `words` in `source/terminology.toml`"
            )
            yield told.format(word=word)
