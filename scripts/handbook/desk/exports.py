"""Writes what translators take along, memory and glossary: ``build/export/memory-fr.tmx`` and ``glossary-fr.tbx``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import html
from sphinx.domains.std import split_term_classifiers

from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.lost import current_entries
from handbook.catalogs.merging.memory import memory_path
from handbook.catalogs.rules.guide import Term as Rule
from handbook.catalogs.rules.guide import load_guide, pattern
from handbook.catalogs.update import Extracted, link_definitions
from handbook.catalogs.writer import put
from handbook.desk.interchange import as_tbx, as_tmx, units
from handbook.desk.passage import passage
from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.findings.finding import shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project

PREFERRED, ADMITTED, DEPRECATED = "preferred", "admitted", "deprecated"
_ANY = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A term, and whether it is to be used, may be, or is to be avoided."""

    text: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """A concept in one language."""

    terms: tuple[Term, ...] = ()
    definition: str = ""

    def with_terms(self, texts: Iterable[str], status: str) -> "Side":
        """Return the side with more terms; what is one already stays what it is."""
        there = {term.text.casefold() for term in self.terms}
        more = [Term(text=text, status=status) for text in dict.fromkeys(texts) if text.casefold() not in there]
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
    concepts: Sequence[Concept], rules: Iterable[Rule], said: Sequence[str], translated: Sequence[str]
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


def _ruled(concept: Concept, rule: Rule, translated: Sequence[str]) -> Concept:
    uses = _terms(rule.use, translated)
    target = concept.target if concept.target.terms else concept.target.with_terms(uses[:1], PREFERRED)
    unsaid = f"use = {', '.join(rule.use)}" if len(uses) < len(rule.use) else ""
    avoid = f"avoid = {', '.join(rule.avoid)}" if rule.avoid else ""
    notes = dict.fromkeys((*concept.notes, unsaid, *_instead(rule), avoid))
    return replace(concept, target=target.with_terms(uses, ADMITTED), notes=tuple(filter(None, notes)))


def _instead(rule: Rule) -> tuple[str, ...]:
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


def export(project: Project, extracted: Extracted) -> list[Phrase]:
    """Write the files of every language, and return what is in them.

    Raises HandbookError, with nothing written, where a catalogue, the facts or the terminology cannot be read.
    """
    registry = load_registry(project)
    languages = project.translations
    return [line for language in languages for line in _export(project, extracted, registry, language)]


def _export(project: Project, extracted: Extracted, registry: Registry, language: str) -> list[Phrase]:
    catalogues, memory = current_entries(project, language)
    tags = project.tag(project.source_language), project.tag(language)
    files = {shown(project.catalogue(language, domain), project.root): each for domain, each in catalogues.items()}
    pairs = units(files | {shown(memory_path(project, language), project.root): memory})
    concepts = _concepts(project, extracted, registry, language, catalogues)
    written = {
        f"memory-{language}.tmx": as_tmx(pairs, *tags),
        f"glossary-{language}.tbx": as_tbx(concepts, project.title[project.source_language], *tags),
    }
    for name, data in written.items():
        put(project.exports / name, data)
    memory_file, glossary_file = (shown(project.exports / name, project.root) for name in written)
    return [
        phrase("{file}: translations: {count}", file=memory_file, count=len(pairs)),
        phrase("{file}: concepts: {count}", file=glossary_file, count=len(concepts)),
    ]


def _concepts(
    project: Project,
    extracted: Extracted,
    registry: Registry,
    language: str,
    catalogues: Mapping[str, Sequence[Entry]],
) -> list[Concept]:
    entries = {domain: active(each) for domain, each in catalogues.items()}
    done = {
        domain: {msgid: each.msgstr for msgid, each in page.items() if each.is_done} for domain, page in entries.items()
    }
    concepts = of_glossaries(
        extracted.concepts,
        lambda page, msgid: done.get(page, {}).get(msgid, ""),
        _reader(project, registry, language),
    )
    said = [message.msgid for template in extracted.templates.values() for message in template]
    translated = [msgstr for page in done.values() for msgstr in page.values()]
    return with_terminology(concepts, load_guide(project, registry, language).terms, said, translated)


def _reader(project: Project, registry: Registry, language: str) -> Callable[[str, str, bool], str]:
    """Return the function that gives what readers read of a message of a page, in the translation or not."""
    references = link_definitions(project)

    def plain(page: str, text: str, is_target: bool) -> str:
        speaks = language if is_target else project.source_language
        markup = passage(text, references(page), registry, speaks, project.tag(speaks))
        return html.fragment_fromstring(markup, create_parent="p").text_content().strip()

    return plain
