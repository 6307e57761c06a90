"""What readers type for what the pages say: ``source/synonyms.toml``, which editors may write, for pages and terms."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.facts.model import Synonyms
from handbook.findings.finding import HandbookError
from handbook.findings.phrase import phrase
from handbook.project.language_codes import no_language
from handbook.project.project import Project
from handbook.project.shapes import (
    Declaration,
    Fault,
    Shape,
    anything,
    list_of,
    matching,
    table_of,
    unknown_keys,
    wrong_values,
)
from handbook.texts.located_toml import read_toml

# Something that can be looked for, and one word of it.
_IS_PHRASE, _IS_WORD = matching(r"(?s).*\w.*"), matching(r"[^\s]*\w[^\s]*")
_BY_KEY = table_of(table_of(anything))
TABLES: Declaration = {
    "pages": (_BY_KEY, phrase("{key} holds a table for each page, like {page}")),
    "terms": (_BY_KEY, phrase("{key} holds a table for each term of the glossary, like {term}")),
    "same": (table_of(anything), phrase("{key} holds lists by language, like {words}")),
}
EXAMPLES = {
    "page": '[pages."subjects/tools"]',
    "term": "[terms.mutual]",
    "words": 'en = [["created", "founded"]]',
}
_PHRASES: tuple[Shape, str] = list_of(_IS_PHRASE, least=1), '["charity"]'
_GROUPS: tuple[Shape, str] = list_of(list_of(_IS_WORD, least=2)), '[["created", "founded"]]'


def read_synonyms(project: Project) -> Synonyms:
    """Read the synonyms of a project: none where it has no such file. Raises HandbookError with every fault."""
    if not project.synonyms.exists():
        return Synonyms()
    document = read_toml(project.synonyms, project.root)
    if findings := [document.finding(keys, message, "synonyms") for keys, message in _faults(document.data, project)]:
        raise HandbookError(findings)
    data = {name: document.data.get(name, {}) for name in TABLES}
    lines = {term: document.line("terms", term) for term in data["terms"]}
    return Synonyms(pages=data["pages"], terms=data["terms"], same=data["same"], lines=lines)


def _faults(data: Mapping[str, Any], project: Project) -> Iterator[Fault]:
    yield from unknown_keys(data, TABLES, phrase("unknown table “{key}”; the tables are {keys}"))
    wrong = list(wrong_values(data, TABLES, **EXAMPLES))
    yield from wrong
    right = data.keys() - {keys[0] for keys, _ in wrong}
    pages = set(project.pages())
    for name in [name for name in ("pages", "terms") if name in right]:
        for key, table in data[name].items():
            if name == "pages" and key not in pages:
                yield (name, key), phrase("there is no page “{page}”; correct it, or remove it", page=key)
            if not table:
                yield (name, key), phrase("“{key}” has no phrases; add some, or remove it", key=key)
            yield from (((name, key, *keys), message) for keys, message in _in_languages(table, project, *_PHRASES))
    if "same" in right:
        yield from ((("same", *keys), message) for keys, message in _in_languages(data["same"], project, *_GROUPS))


def _in_languages(table: Mapping[str, Any], project: Project, is_right: Shape, example: str) -> Iterator[Fault]:
    """Yield what is wrong with what a table says by language: each value has a shape, and nothing twice."""
    for language, value in table.items():
        if language in project.unpublished:
            continue
        if language not in project.languages:
            yield (language,), no_language(language)
        elif not is_right(value):
            yield (language,), phrase("what readers type is a list, like {example}; correct it", example=example)
        elif twice := _twice(value):
            yield (language,), phrase("“{phrase}” stands there twice; keep it once", phrase=twice)


def _twice(value: list[Any]) -> str | None:
    texts = [text for part in value for text in (part if isinstance(part, list) else [part])]
    counts = Counter(" ".join(text.casefold().split()) for text in texts)
    return next((text for text in texts if counts[" ".join(text.casefold().split())] > 1), None)
