"""The nouns of ``source/facts`` and ``source/vocabulary.toml``. Standard library only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handbook.languages.language import Wording
from handbook.languages.lookup import OWN_LANGUAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Where facts come from: a page or document outside the handbook, which may have an address in other languages.

    `as_of` is when it was published, a day, a year or "undated"; `consulted` the day on which it was read, or
    "archived" where all that is known is that an archive keeps the copy that was read. `archive` holds the addresses of
    such copies, by language. `lines` says that its readers see numbers of lines.
    """

    key: str
    publisher: Mapping[str, str]
    title: Mapping[str, str]
    address: str
    language: str
    as_of: str
    consulted: str
    translated: Mapping[str, str] = field(default_factory=dict)
    archive: Mapping[str, str] = field(default_factory=dict)
    lines: bool = False

    def address_in(self, language: str) -> str:
        """Return the address for readers of a language: that of its page in it, where there is one."""
        return self.translated.get(language, self.address)

    def archive_in(self, language: str) -> str | None:
        """Return the address of an archived copy for readers of a language, where one is known."""
        return self.archive.get(language, self.archive.get(self.language))


@dataclass(frozen=True, kw_only=True, slots=True)
class Topic:
    """A row of the key-facts panel and of the comparison table, with its label per language."""

    key: str
    label: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class NameForm:
    """A name in one edition: its everyday text, its full form, and the language of that where it is another.

    `language` is a BCP 47 tag. `article` stands before the everyday text in a sentence, "" where none does, None where
    nobody has said; `gender` is "m", "f" or "n".
    """

    text: str
    full: str
    language: str | None
    article: str | None = None
    gender: str | None = None

    def styled(self, style: str) -> str:
        """Return the form that a role asks for: the everyday text, ``full``, or ``first`` for a first mention."""
        if style == "first" and self.full != self.text:
            return f"{self.full} ({self.text})"
        return self.full if style == "full" else self.text


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """The name of an organisation, in each edition."""

    key: str
    forms: Mapping[str, NameForm]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """One thing the handbook must say: a neutral value, where it comes from, and the evidence per language.

    One that `is_figure` is what its subject is shown with where there is room for one figure.
    `passages` are words of its sources that stand where it was read: by the key of a source, then by language.
    """

    id: str
    kind: str
    value: Any
    page: str
    sources: tuple[str, ...]
    evidence: Mapping[str, str]
    text: Mapping[str, str]
    topic: str | None
    path: Path
    line: int
    evidence_lines: Mapping[str, int]
    review_by: date | None = None
    review_line: int = 1
    fields: tuple[str, ...] = ()
    is_figure: bool = False
    passages: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return self.id.partition(".")[0]

    @property
    def source_keys(self) -> tuple[str, ...]:
        """The keys of its sources: without what follows the colon, a line."""
        return tuple(reference.partition(":")[0] for reference in self.sources)


@dataclass(frozen=True, kw_only=True, slots=True)
class LastEdition:
    """The edition before this one: its day, and its facts."""

    day: date
    registry: "Registry"


@dataclass(frozen=True, kw_only=True, slots=True)
class Synonyms:
    """What readers type, by language: for a page, by its docname; for a term of the glossary, as the source writes it.

    `same` are groups of words, of which one may stand for another; `lines` where each term is written.
    """

    pages: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    terms: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    same: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Registry:
    """All that ``source/facts`` and the vocabulary hold, and what they held in the last edition, where one is named.

    `regions` maps an M49 code to a phrase per language, `fields` the key of a field of work to its label, `wordings` a
    language to its words around values, and `tags` to its BCP 47 tag; `source_language` is that of the pages.
    `main_source` is the key of the source of most facts, where there is one; `not_known` what nobody has found of a
    subject, per language; `colours` the colour on paper of a subject that has been given one, as ``#rrggbb``.
    """

    facts: Mapping[str, Fact]
    names: Mapping[str, Name]
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic]
    regions: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, str]  # subject -> docname
    files: tuple[Path, ...]
    last_edition: LastEdition | None = None
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    source_language: str = OWN_LANGUAGE
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    synonyms: Synonyms = field(default_factory=Synonyms)
    tags: Mapping[str, str] = field(default_factory=dict)
    main_source: str | None = None
    not_known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    portraits: frozenset[str] = frozenset()  # the pages that each portray one subject
    _by_subject: Mapping[str, list[Fact]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Every panel asks for the facts of its subject: to look through all of them would cost the square of the pages.
        by_subject: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            by_subject.setdefault(fact.subject, []).append(fact)
        object.__setattr__(self, "_by_subject", by_subject)

    def tag(self, language: str) -> str:
        return self.tags.get(language, language)

    def of_subject(self, subject: str) -> list[Fact]:
        return list(self._by_subject.get(subject, ()))

    def of_page(self, docname: str) -> list[Fact]:
        return [fact for fact in self.facts.values() if fact.page == docname]

    def elsewhere(self, fact: Fact) -> list[Source]:
        """Return the sources of a fact that is not of the main one; none where it is, or where all are equal."""
        if self.main_source is None or self.main_source in fact.source_keys:
            return []
        return self.sources_of(fact)

    def sources_of(self, fact: Fact) -> list[Source]:
        """Return the sources of a fact, in their order."""
        return [self.sources[key] for key in fact.source_keys]

    def portrayed(self) -> list[str]:
        """Return the subjects that a page of the folder of portraits is about, in the order of the facts."""
        return [subject for subject, page in self.pages.items() if page in self.portraits]

    def portrayed_on(self, docname: str) -> str | None:
        """Return the subject that this page portrays, if it is a portrait."""
        is_portrait = docname in self.portraits
        return next((subject for subject, page in self.pages.items() if is_portrait and page == docname), None)
