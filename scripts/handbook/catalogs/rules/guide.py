"""What translations of a project are held to: its names with article and gender, and its terminology.

The names stand in ``source/facts``, the words in ``source/terminology.toml``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from handbook.facts.model import NameForm, Registry
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase
from handbook.languages.language import LanguagePair
from handbook.languages.lookup import pair_of
from handbook.project.project import Project
from handbook.project.shapes import Declaration, either, is_text, list_of, of_type, table_with, wrong_values
from handbook.texts.located_toml import Document, read_toml
from handbook.texts.text_files import VEIL

_ANY_WORD = r"[\w’'-]+"
_BETWEEN = rf"[\s{VEIL}]+"
_WORDS, _TEXT = list_of(is_text), of_type(str)
_LIST_OF_WORDS = _WORDS, phrase('{key} is a list of words, like ["expertise"]; correct it')
# What begins with [[…]], and is judged one by one.
_TABLES = ("voice", "term")
# What there is for a language.
_KEYS: Declaration = {
    "same": _LIST_OF_WORDS,
    "words": _LIST_OF_WORDS,
    "voice": (
        table_with({"avoid": list_of(is_text, least=1), "instead": _TEXT}, {"except": _WORDS}),
        phrase(
            'what is not said has avoid and instead, and may have except: avoid = ["…"], instead = "…", '
            'except = ["about"]; correct it'
        ),
    ),
    "term": (
        either(
            table_with({"source": _WORDS, "use": _WORDS}, {"avoid": _WORDS, "instead": _TEXT}),
            table_with({"avoid": _WORDS, "instead": _TEXT}, {"source": _WORDS, "use": _WORDS}),
        ),
        phrase('a term has source and use, or avoid and instead: source = ["…"], instead = "…"; correct it'),
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """Words of the source with those that translate them (`use`), or words to avoid, with what to say `instead`."""

    source: tuple[str, ...] = ()
    use: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """Words that the handbook does not use, what to do `instead`, and the pages that may use them, by docname."""

    avoid: tuple[str, ...]
    instead: str
    pages: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Guide:
    """What the translations into `language` are held to.

    `pair` are both languages; `is_word` says whether a dictionary has a word, and is None where there is no dictionary.
    """

    language: str
    pair: LanguagePair
    names: Mapping[str, tuple[NameForm, NameForm]]  # key -> form in the source, form in the translation
    terms: tuple[Term, ...] = ()
    voice: tuple[Voice, ...] = ()
    same: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    is_word: Callable[[str], bool] | None = None

    def for_page(self, docname: str) -> "Guide":
        """Return what the translation of a page is held to."""
        return replace(self, voice=tuple(voice for voice in self.voice if docname not in voice.pages))


def load_guide(
    project: Project,
    registry: Registry,
    language: str,
    is_word: Callable[[str], bool] | None = None,
) -> Guide:
    """Return the guide of a language. Raises HandbookError when the terminology cannot be used."""
    table = _terminology(project, language)
    return Guide(
        language=language,
        pair=pair_of(project.tag(project.source_language), project.tag(language)),
        names={
            key: (name.forms[project.source_language], name.forms[language]) for key, name in registry.names.items()
        },
        terms=tuple(map(_term, table.get("term", ()))),
        voice=tuple(map(_voice, table.get("voice", ()))),
        same=_casefolded(table.get("same", ())),
        words=_casefolded(table.get("words", ())),
        is_word=is_word,
    )


@cache
def pattern(words: str) -> re.Pattern[str]:
    """Return what finds words of the terminology: ``credit union*`` with any ending, ``*`` alone for any word."""
    parts = (_ANY_WORD if word == "*" else _word(word) for word in words.split())
    return re.compile(rf"(?<![\w-]){_BETWEEN.join(parts)}(?![\w-])", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word).replace(r"\*", r"[\w-]*").replace("’", "[’']")


def _terminology(project: Project, language: str) -> Mapping[str, Any]:
    """Return what the terminology holds for a language; nothing where there is none."""
    path: Path = project.source / "terminology.toml"
    if not path.is_file():
        return {}
    document = read_toml(path, project.root)
    if findings := list(_wrong(document, project)):
        raise HandbookError(findings)
    terminology: Mapping[str, Any] = document.data.get(language, {})
    return terminology


def _term(table: Mapping[str, Any]) -> Term:
    words = {key: tuple(table.get(key, ())) for key in ("source", "use", "avoid")}
    return Term(**words, instead=table.get("instead", ""))


def _voice(table: Mapping[str, Any]) -> Voice:
    pages = frozenset(table.get("except", ()))
    return Voice(avoid=tuple(table["avoid"]), instead=table["instead"], pages=pages)


def _casefolded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _wrong(document: Document, project: Project) -> Iterator[Finding]:
    for language, table in document.data.items():
        is_known = language in project.known_languages
        if not is_known or not isinstance(table, dict) or table.keys() - _KEYS.keys():
            message = phrase(
                "the terminology holds a table per language ({known}), with same, words, [[{language}.term]] and "
                "[[{language}.voice]]; correct “{language}”",
                known=", ".join(project.known_languages),
                language=language,
            )
            yield document.finding((language,), message, "terminology")
            continue
        for key, value in table.items():
            lists = value if isinstance(value, list) else [None]
            parts = [((key, index), part) for index, part in enumerate(lists)] if key in _TABLES else [((key,), value)]
            for keys, part in parts:
                for _, message in wrong_values({key: part}, _KEYS):
                    yield document.finding((language, *keys), message, "terminology")
