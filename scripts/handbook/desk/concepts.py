"""The concepts of a handbook in two languages: those of its glossaries, and of ``source/terminology.toml``.

The terminology finds words by patterns, such as ``developing countr*``. A pattern itself is no term; the words that the
handbook has for it are.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinx.domains.std import split_term_classifiers

from handbook.catalogs.rules.guide import Term, pattern

PREFERRED, ADMITTED, DEPRECATED = "preferred", "admitted", "deprecated"
_ANY = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class ConceptTerm:
    """A term, and its status: PREFERRED, ADMITTED or DEPRECATED."""

    text: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A concept in one language."""

    terms: tuple[ConceptTerm, ...] = ()
    definition: str = ""

    def with_terms(self, texts: Iterable[str], status: str) -> "Side":
        """Return the side with more terms of that status; a term that it has already keeps its own."""
        present = {term.text.casefold() for term in self.terms}
        more = [
            ConceptTerm(text=text, status=status) for text in dict.fromkeys(texts) if text.casefold() not in present
        ]
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
    """Return the concepts of the glossaries of `pages`: the messages that are terms, and those of their definition.

    `translated` returns the finished translation of a message of a page, or "". `plain` returns the text that readers
    see for a message of a page; its last argument is whether the message is a translation.
    """

    def side(page: str, terms: Sequence[str], definition: Sequence[str], is_target: bool) -> Side:
        texts = [plain(page, split_term_classifiers(text)[0] or text, is_target) for text in terms if text]
        defined = " ".join(plain(page, text, is_target) for text in definition) if all(definition) else ""
        return replace(_side(texts), definition=defined)

    return [
        Concept(
            source=side(page, terms, definition, False),
            target=side(
                page, [translated(page, text) for text in terms], [translated(page, text) for text in definition], True
            ),
        )
        for page, concepts in sorted(pages.items())
        for terms, definition in concepts
    ]


def _side(terms: Sequence[str]) -> Side:
    """Return a side whose first term is preferred, and whose others are admitted."""
    return Side().with_terms(terms[:1], PREFERRED).with_terms(terms[1:], ADMITTED)


def with_terminology(
    concepts: Sequence[Concept], rules: Iterable[Term], source_texts: Sequence[str], target_texts: Sequence[str]
) -> list[Concept]:
    """Return the concepts with the terms that the terminology asks for, and those that it advises against.

    A rule for a term of the glossary adds to the concept of that term; any other rule is a concept of its own. The
    texts are those of the handbook in either language. Words to avoid are in the notes of their concept, and are also
    listed apart, as terms without a source: most programs offer each term of a concept as its translation, whatever its
    status.
    """
    merged = list(concepts)
    avoided: list[Concept] = []
    indexes = {term.text.casefold(): index for index, concept in enumerate(merged) for term in concept.source.terms}
    for rule in rules:
        sources = _terms(rule.source, source_texts)
        index = next((indexes[text.casefold()] for text in sources if text.casefold() in indexes), len(merged))
        if index == len(merged):
            merged.append(Concept(source=_side(sources)))
        indexes |= {text.casefold(): indexes.get(text.casefold(), index) for text in sources}
        merged[index] = _ruled(merged[index], rule, target_texts)
        avoided.append(Concept(target=Side().with_terms(_terms(rule.avoid, ()), DEPRECATED), notes=_instead(rule)))
    return [concept for concept in (*merged, *avoided) if concept.source.terms or concept.target.terms]


def _ruled(concept: Concept, rule: Term, target_texts: Sequence[str]) -> Concept:
    """Return a concept with the translations that a rule asks for, and with notes of those to avoid."""
    uses = _terms(rule.use, target_texts)
    target = concept.target if concept.target.terms else concept.target.with_terms(uses[:1], PREFERRED)
    unused = f"use = {', '.join(rule.use)}" if len(uses) < len(rule.use) else ""
    avoid = f"avoid = {', '.join(rule.avoid)}" if rule.avoid else ""
    notes = dict.fromkeys((*concept.notes, unused, *_instead(rule), avoid))
    return replace(concept, target=target.with_terms(uses, ADMITTED), notes=tuple(filter(None, notes)))


def _instead(rule: Term) -> tuple[str, ...]:
    if rule.instead:
        return (f"instead = {rule.instead}",)
    return (f"use = {', '.join(rule.use)}",) if rule.avoid and rule.use else ()


def _terms(words: Iterable[str], texts: Sequence[str]) -> list[str]:
    """Return words of the terminology as terms; for a pattern, the words in `texts` that it matches, if any."""
    terms = (text if _ANY not in text else _shortest(text, texts) for text in words)
    return [term for term in terms if term]


def _shortest(words: str, texts: Iterable[str]) -> str:
    """Return the shortest words in `texts` that a pattern of the terminology matches, or ""."""
    forms = {" ".join(match[0].split()) for text in texts for match in pattern(words).finditer(text)}
    if words[0].islower():  # in a text they may begin a sentence
        forms = {form[0].lower() + form[1:] for form in forms}
    return min(forms, key=lambda form: (len(form), form), default="")
