"""Words of the field: those that the project's terminology asks for, and those it advises against."""

from collections.abc import Iterator

from handbook.catalogs.rules import Unit, rule
from handbook.catalogs.rules.guide import Guide, pattern
from handbook.findings.phrase import Phrase, listed, phrase


@rule()
def term(unit: Unit, guide: Guide) -> Iterator[str]:
    """A term is translated by one of its own words.

    Bad: projects in South America → des projets en Amérique latine
    Bad: a credit union → une union de crédit
    Good: projects in South America → des projets en Amérique du Sud
    Good: the credit unions → les coopératives de crédit
    Good: a caisse, that is a credit union → une caisse
    """
    source, text = unit.source.words, unit.target.words
    for each in guide.terms:
        found = next(filter(None, (pattern(words).search(source) for words in each.source)), None)
        if found and each.use and not any(pattern(words).search(text) for words in each.use):
            one = phrase("“{source}” is translated by {words}; use that")
            several = phrase("“{source}” is translated by {words}; use one of these")
            yield (several if each.use[1:] else one).format(source=found[0], words=_listed(each.use))


@rule()
def avoid(unit: Unit, guide: Guide) -> Iterator[str]:
    """No calques, and no words that the field has given up.

    Bad: domestic development → le développement domestique
    Bad: delivers programs → livre des programmes
    Bad: funders → des bailleurs de fonds
    Good: domestic development → le développement au pays
    Good: delivers programs → exécute des programmes
    """
    source, text = unit.source.words, unit.target.words
    for each in guide.terms:
        if each.source and not any(pattern(words).search(source) for words in each.source):
            continue
        if found := next(filter(None, (pattern(words).search(text) for words in each.avoid)), None):
            told = phrase("“{words}” is to be avoided; write {instead}")
            yield told.format(words=found[0], instead=each.instead or _listed(each.use))


def _listed(words: tuple[str, ...]) -> Phrase:
    *others, last = (f"« {each.replace('*', '')} »" for each in words)
    return phrase("{words} or {last}", words=", ".join(others), last=last) if others else listed([last])
