"""What is wrong with the vocabulary and the facts files, each taken alone: odd keys, missing tables, no texts."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.facts.schema import FILE_KEYS, check_fact, is_text_per_language, no_language
from handbook.facts.source_shapes import KEYS, OPTIONAL, check_source, lacking
from handbook.facts.wording_tables import check_wordings
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.languages.lookup import language_of
from handbook.project.project import Project
from handbook.project.settings import is_text
from handbook.texts.links import web_address_fault
from handbook.texts.located_toml import Document
from handbook.texts.text_files import is_too_long

_VOCABULARY = {
    "sources": set(KEYS),
    **{key: set() for key in ("main_source", "topics", "regions", "fields", "hosts", "names", "wording", "synonyms")},
}
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# What the form of a name may say of it, besides its texts.
_FORM = ("lang", "article", "gender")
# What of a source is no plain text, or not always.
_TEXTS_OF_A_SOURCE = {"publisher", "title", "address", "archive"}
_NEEDED = ("sources", "topics", "regions")
_CHECKED_APART = ("main_source", "names", "wording", "synonyms")


def check_vocabulary(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with the vocabulary, taken alone."""
    for key in sorted(document.data.keys() - _VOCABULARY.keys()):
        message = phrase("unknown table “{table}”; the tables are {tables}", table=key, tables=", ".join(_VOCABULARY))
        yield document.finding((key,), message, "vocabulary")
    for table in _VOCABULARY.keys() & document.data.keys() - _CHECKED_APART:
        yield from _check_table(document, table, project)
    for key in sorted(set(_NEEDED) - document.data.keys()):
        yield document.finding((), phrase("the table [{table}.…] is missing; add it", table=key), "vocabulary")
    yield from _check_main_source(document)
    yield from check_wordings(document, project)
    yield from _check_synonyms(document, project)
    yield from _check_names(document, project)


def _check_table(document: Document, table: str, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with a table of the vocabulary, whose entries have the same keys."""
    entries = document.data[table]
    if not isinstance(entries, dict):
        message = phrase("{table} holds a table for each of its keys, like [{table}.…]", table=table)
        yield document.finding((table,), message, "vocabulary")
        return
    wanted = _VOCABULARY[table] or set(project.languages)
    for key, entry in entries.items():
        found = entry.keys() if isinstance(entry, dict) else set()
        if missing := wanted - found:
            message = phrase("{key} lacks {keys}; add it", key=f"{table}.{key}", keys=", ".join(sorted(missing)))
            if table == "sources":
                message = lacking(key, missing, project)
            yield document.finding((table, key), message, "vocabulary")
        known = wanted | OPTIONAL if table == "sources" else wanted
        for odd in sorted(found - known):
            message = phrase(
                "{key} has an unknown key “{odd}”; the keys are {keys}",
                key=f"{table}.{key}",
                odd=odd,
                keys=", ".join(sorted(known)),
            )
            yield document.finding((table, key, odd), message, "vocabulary")
        for each in sorted(found & wanted - _TEXTS_OF_A_SOURCE):
            if not is_text(entry[each]):
                message = phrase("{key} is a text; write it in quotes", key=f"{table}.{key}.{each}")
                yield document.finding((table, key, each), message, "vocabulary")
        if table == "hosts" and not missing:
            yield from _check_hosts(document, key, entry)
        if table == "sources" and not missing:
            yield from check_source(document, key, entry, project)


def _check_hosts(document: Document, key: str, entry: Mapping[str, Any]) -> Iterator[Finding]:
    for language, host in entry.items():
        if is_text(host) and (not _HOST.fullmatch(host) or web_address_fault(f"https://{host}/")):
            message = phrase("hosts.{key}: “{host}” is no name of a host, like {example}; correct it")
            message = message.format(key=key, host=host, example="lois.example.org")
            yield document.finding(("hosts", key, language), message, "vocabulary")


def _check_synonyms(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with what readers type for what pages say: lists of phrases, by language."""
    table = document.data.get("synonyms", {})
    if not isinstance(table, dict):
        message = phrase(
            "synonyms holds lists for a language, like {example}", example='en = [["coop", "co-operative"]]'
        )
        yield document.finding(("synonyms",), message, "vocabulary")
        return
    for language, groups in table.items():
        if language in project.unpublished:
            continue
        if language not in project.languages:
            yield document.finding(("synonyms", language), no_language(language), "vocabulary")
        elif not isinstance(groups, list) or not all(map(_is_group, groups)):
            message = phrase(
                "synonyms.{language} is a list of lists of two phrases or more, like {example}",
                language=language,
                example='[["coop", "co-operative"]]',
            )
            yield document.finding(("synonyms", language), message, "vocabulary")


def _is_group(group: Any) -> bool:
    return isinstance(group, list) and len(group) > 1 and all(map(is_text, group))


def _check_main_source(document: Document) -> Iterator[Finding]:
    """Yield what is wrong with the source that most facts come from, if one is named."""
    main, sources = document.data.get("main_source"), document.data.get("sources")
    if main is not None and (not isinstance(main, str) or not isinstance(sources, dict) or main not in sources):
        names = ", ".join(sources) if isinstance(sources, dict) else ""
        message = phrase("main_source is the key of the source of most facts; use one of {sources}", sources=names)
        yield document.finding(("main_source",), message, "vocabulary")


def check_facts_file(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with a facts file, taken alone."""
    for key in sorted(document.data.keys() - FILE_KEYS):
        message = phrase("unknown key “{key}”; the keys are {keys}", key=key, keys=", ".join(sorted(FILE_KEYS)))
        yield document.finding((key,), message, "fact-key")
    page = document.data.get("page")
    if not isinstance(page, str):
        message = phrase('no page; add page = "agencies/…" as the first line')
        yield document.finding((), message, "fact-page")
    elif is_too_long(project.page(page)):
        message = phrase("no file has as long a name as “{file}”; correct it", file=f"{page[:60]}…")
        yield document.finding(("page",), message, "fact-page")
    elif not project.page(page).is_file():
        path = shown(project.page(page), project.root)
        message = phrase("its page {path} does not exist; write it, or correct page", path=path)
        yield document.finding(("page",), message, "fact-page")
    facts = document.data.get("fact", [])
    if isinstance(facts, list) and all(isinstance(fact, dict) for fact in facts):
        for index in range(len(facts)):
            yield from check_fact(document, index, project.languages)
    else:
        message = phrase("facts are a list of tables; begin each of them with [[fact]], in double brackets")
        yield document.finding(("fact",), message, "fact-key")
    yield from _check_not_known(document, project)
    yield from _check_names(document, project)


def _check_not_known(document: Document, project: Project) -> Iterator[Finding]:
    texts = document.data.get("not_known")
    if texts is not None and not is_text_per_language(texts, project.languages):
        message = phrase(
            "not_known names, in each of {languages}, what nobody has found of this subject; write {example}",
            languages=", ".join(project.languages),
            example="not_known = { … }",
        )
        yield document.finding(("not_known",), message, "fact-text")


def _check_names(document: Document, project: Project) -> Iterator[Finding]:
    names = document.data.get("names", {})
    if not isinstance(names, dict):
        message = phrase("names holds a table for each name, like [names.did]")
        yield document.finding(("names",), message, "name")
        return
    for key, forms in names.items():
        said = forms.keys() if isinstance(forms, dict) else set()
        for language in sorted(said - set(project.languages)):
            yield document.finding(("names", key, language), no_language(language), "name")
        for language in project.languages:
            if language not in said or not _is_form(forms[language], language, project):
                message = phrase(
                    "the name “{name}” needs {example}, with full and lang where they differ; lang is one of "
                    "{languages}, article one of le, la and nothing, gender m or f",
                    name=key,
                    example=f'{language} = {{ text = "…" }}',
                    languages=", ".join(project.known_languages),
                )
                yield document.finding(("names", key, language), message, "name")


def _is_form(form: Any, language: str, project: Project) -> bool:
    """Whether a name has its texts in a language, and what it says of itself is one of what may be said."""
    if not isinstance(form, dict) or not form.keys() <= {"text", "full", *_FORM}:
        return False
    choices = {"lang": project.known_languages, **language_of(project.tag(language)).grammar}
    said = {key: form[key] for key in _FORM if key in form}
    return (
        is_text(form.get("text"))
        and is_text(form.get("full", "…"))
        and all(isinstance(value, str) and value in choices.get(key, [value]) for key, value in said.items())
    )
