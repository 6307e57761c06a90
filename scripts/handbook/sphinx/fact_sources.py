"""A source as readers are told it: on cards and under panels, on the pages of facts, in the list of sources."""

from dataclasses import dataclass, replace
from datetime import date

from handbook.facts.model import Fact, Registry, Source
from handbook.facts.source_passages import address_of, line_in
from handbook.facts.source_shapes import ARCHIVED, UNDATED
from handbook.findings.phrase import Translate
from handbook.languages.typeset import spaced
from handbook.project.language_names import language_name, long_date
from handbook.project.shapes import is_day


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """Where an archive keeps a copy of a source, with the words that lead there."""

    address: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A source as a reader is told it.

    `note` says that it is in another language, `dated` when it was published and read; `copy` leads to an archived one.
    Of a fact, `address` leads to the passage that it was read from, where that is noted, and `line` tells its number.
    """

    publisher: str
    title: str
    address: str
    note: str
    dated: str
    copy: Copy | None
    line: str = ""


def references_of(fact: Fact, registry: Registry, language: str, translate: Translate) -> tuple[Reference, ...]:
    """Return the sources of a fact, in the language of an edition; each leads to the passage, where one is noted."""
    return tuple(_read_in(source, fact, registry, language, translate) for source in registry.sources_of(fact))


def _read_in(source: Source, fact: Fact, registry: Registry, language: str, translate: Translate) -> Reference:
    reference = reference_of(source, registry, language, translate)
    line = line_in(fact, source)
    return replace(
        reference,
        address=address_of(fact, source, language),
        line=translate("line {number}").replace("{number}", line) if line else "",
    )


def reference_of(source: Source, registry: Registry, language: str, translate: Translate) -> Reference:
    """Return a source as it is told in the language of an edition, as a whole."""
    return Reference(
        publisher=spaced(source.publisher[language], registry.tag(language)),
        title=spaced(source.title[language], registry.tag(language)),
        address=source.address_in(language),
        note=language_note(source, language, translate),
        dated=dated(source, registry.tag(language), translate, has_copy=source.archive_in(language) is not None),
        copy=_copy(source, language, translate),
    )


def _copy(source: Source, language: str, translate: Translate) -> Copy | None:
    address = source.archive_in(language)
    is_read_there = source.consulted == ARCHIVED
    label = translate("seen in an archived copy") if is_read_there else translate("archived copy")
    return Copy(address=address, label=label) if address else None


def language_note(source: Source, language: str, translate: Translate) -> str:
    """Return the words which warn that a source is in another language than the edition, if it is."""
    if language in (source.language, *source.translated):
        return ""
    return translate("(in {language})").format(language=language_name(source.language, language))


def dated(source: Source, tag: str, translate: Translate, *, has_copy: bool = False) -> str:
    """Return what is known of the days on which a source was published and read; the link to a copy says the rest."""
    published = translate("undated") if source.as_of == UNDATED else _written_out(source.as_of, tag)
    if source.consulted == ARCHIVED:
        return published if has_copy else "; ".join([published, translate("seen in an archived copy")])
    consulted = translate("consulted on {day}").replace("{day}", _written_out(source.consulted, tag))
    return "; ".join([published, consulted])


def _written_out(day: str, tag: str) -> str:
    """Return a day in words; a year, or what else is noted of a time, as it is."""
    return long_date(date.fromisoformat(day), tag) if is_day(day) else day


def mark_of(fact: Fact, registry: Registry, language: str) -> str:
    """Return what stands after a fact that does not come from the main source: who published it, and when if known."""
    publishers = dict.fromkeys(_publisher(source, language) for source in registry.elsewhere(fact))
    return f" ({'; '.join(publishers)})" if publishers else ""


def _publisher(source: Source, language: str) -> str:
    publisher = source.publisher[language]
    return publisher if source.as_of == UNDATED else f"{publisher}, {source.as_of[:4]}"
