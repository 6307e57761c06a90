"""The concepts of a handbook in two languages: those of its glossaries, and of ``source/terminology.toml``.

The terminology finds words by patterns, ``developing countr*``. A pattern is no term: what the handbook says for it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx.domains.std import split_term_classifiers

from handbook.catalogs.rules.guide import Term, pattern

PREFERRED, ADMITTED, DEPRECATED = "preferred", "admitted", "deprecated"
_ANY = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptTerm:
    """A term, and whether it is to be used, may be, or is to be avoided."""

    text: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A concept in one language."""

    terms: tuple[ConceptTerm, ...] = ()
    definition: str = ""

    def with_terms(self, texts: Iterable[str], status: str) -> "Side":
        """Return the side with more terms; what is one already stays what it is."""
        there = {term.text.casefold() for term in self.terms}
        more = [ConceptTerm(text=text, status=status) for text in dict.fromkeys(texts) if text.casefold() not in there]
        return replace(self, terms=(*self.terms, *more))


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """A concept in the source language and in another; `notes` are for translators."""

    source: Side = Side()
    target: Side = Side()
    notes: tuple[str, ...] = ()


def of_glossaries(
    pages: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]],
    translated: Callable[[str, str], str],
    plain: Callable[[str, str, bool], str],
) -> list[Concept]:
    """Return the concepts of the glossaries of `pages`, messages for terms and for what defines them.

    `translated` gives the finished translation of a message of a page, or nothing; `plain` gives what readers read of a
    message of a page, in the translation or not.
    """

    def side(page: str, terms: Sequence[str], definition: Sequence[str], is_target: bool) -> Side:
        texts = [plain(page, split_term_classifiers(text)[0] or text, is_target) for text in terms if text]
        whole = " ".join(plain(page, text, is_target) for text in definition) if all(definition) else ""
        return replace(Side().with_terms(texts[:1], PREFERRED).with_terms(texts[1:], ADMITTED), definition=whole)

    return [
        Concept(
            source=side(page, terms, definition, False),
            target=side(
                page,
                [translated(page, text) for text in terms],
                [translated(page, text) for text in definition],
                True,
            ),
        )
        for page, concepts in sorted(pages.items())
        for terms, definition in concepts
    ]


def with_terminology(
    concepts: Sequence[Concept], rules: Iterable[Term], said: Sequence[str], translated: Sequence[str]
) -> list[Concept]:
    """Return the concepts with what the terminology asks for and advises against.

    A rule for a term of the glossary adds to that; any other is a concept of its own. `said` and `translated` are what
    the handbook says, in either language. Words to avoid stand in the notes, and apart, as terms without a source: most
    programs offer every term of a concept as its translation, whatever is said of it.
    """
    whole = list(concepts)
    avoided: list[Concept] = []
    places = {term.text.casefold(): index for index, each in enumerate(whole) for term in each.source.terms}
    for rule in rules:
        sources = _terms(rule.source, said)
        index = next((places[text.casefold()] for text in sources if text.casefold() in places), len(whole))
        if index == len(whole):
            whole.append(Concept(source=Side().with_terms(sources[:1], PREFERRED).with_terms(sources[1:], ADMITTED)))
        places |= {text.casefold(): places.get(text.casefold(), index) for text in sources}
        whole[index] = _ruled(whole[index], rule, translated)
        avoided.append(Concept(target=Side().with_terms(_terms(rule.avoid, ()), DEPRECATED), notes=_instead(rule)))
    return [concept for concept in (*whole, *avoided) if concept.source.terms or concept.target.terms]


def _ruled(concept: Concept, rule: Term, translated: Sequence[str]) -> Concept:
    uses = _terms(rule.use, translated)
    target = concept.target if concept.target.terms else concept.target.with_terms(uses[:1], PREFERRED)
    unsaid = f"use = {', '.join(rule.use)}" if len(uses) < len(rule.use) else ""
    avoid = f"avoid = {', '.join(rule.avoid)}" if rule.avoid else ""
    notes = dict.fromkeys((*concept.notes, unsaid, *_instead(rule), avoid))
    return replace(concept, target=target.with_terms(uses, ADMITTED), notes=tuple(filter(None, notes)))


def _instead(rule: Term) -> tuple[str, ...]:
    if rule.instead:
        return (f"instead = {rule.instead}",)
    return (f"use = {', '.join(rule.use)}",) if rule.avoid and rule.use else ()


def _terms(words: Iterable[str], texts: Sequence[str]) -> list[str]:
    """Return the terms that words of the terminology are: those without a pattern, and what `texts` say for another."""
    found = (each if _ANY not in each else _shortest(each, texts) for each in words)
    return [text for text in found if text]


def _shortest(words: str, texts: Iterable[str]) -> str:
    """Return the shortest form in which `texts` say words of the terminology; nothing where they do not."""
    forms = {" ".join(match[0].split()) for text in texts for match in pattern(words).finditer(text)}
    if words[0].islower():  # in a text they may begin a sentence
        forms = {form[0].lower() + form[1:] for form in forms}
    return min(forms, key=lambda form: (len(form), form), default="")
