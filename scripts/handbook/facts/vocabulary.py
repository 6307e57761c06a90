"""What may stand in ``source/vocabulary.toml``; and names of organisations, which may stand in facts files too."""

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.facts.source_shapes import entry_faults, source_faults
from handbook.facts.wording_tables import check_wordings
from handbook.findings.finding import Finding
from handbook.findings.phrase import phrase
from handbook.languages.lookup import language_of
from handbook.project.language_codes import no_language
from handbook.project.project import Project
from handbook.project.shapes import Fault, Shape, is_text, matching, of_type, one_of, table_with, unknown_keys
from handbook.texts.links import web_address_fault
from handbook.texts.located_toml import Document

# Tables whose entries are a text per language.
_LABELS = ("topics", "regions", "fields", "hosts")
TABLES = ("sources", "main_source", *_LABELS, "names", "wording")
_IS_HOST = matching(r"[\w-]+(?:\.[\w-]+)+")


def check_vocabulary(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with the vocabulary, taken alone."""
    for keys, message in _faults(document.data, project):
        yield document.finding(keys, message, "vocabulary")
    yield from check_wordings(document, project)
    yield from check_names(document, project)


def _faults(data: Mapping[str, Any], project: Project) -> Iterator[Fault]:
    unknown = phrase("unknown table “{key}”; the tables are {keys}")
    yield from unknown_keys(data, TABLES, unknown)
    for table in ("sources", *_LABELS):
        if not isinstance(data.get(table, {}), dict):
            yield (table,), phrase("{table} holds a table for each of its keys, like [{table}.…]", table=table)
            continue
        for key, value in data.get(table, {}).items():
            entry = value if isinstance(value, dict) else {}
            is_source = table == "sources"
            faults = source_faults(key, entry, project) if is_source else _label_faults(table, key, entry, project)
            yield from (((table, key, *keys), message) for keys, message in faults)
    sources = data["sources"] if isinstance(data.get("sources"), dict) else {}
    if "main_source" in data and not one_of(sources)(data["main_source"]):
        message = phrase("main_source is the key of the source of most facts; use one of {sources}")
        yield ("main_source",), message.format(sources=", ".join(sources))


def _label_faults(table: str, key: str, entry: Mapping[str, Any], project: Project) -> Iterator[Fault]:
    """Yield what is wrong with a text per language; in the table of hosts, each is the name of one."""
    name, languages = f"{table}.{key}", sorted(project.languages)
    missing = [language for language in languages if language not in entry]
    if missing:
        yield (), phrase("{key} lacks {keys}; add it", key=name, keys=", ".join(missing))
    yield from entry_faults(name, entry, languages, texts=languages)
    for language, host in entry.items() if table == "hosts" and not missing else ():
        if is_text(host) and (not _IS_HOST(host) or web_address_fault(f"https://{host}/")):
            message = phrase("hosts.{key}: “{host}” is no name of a host, like {example}; correct it")
            yield (language,), message.format(key=key, host=host, example="lois.example.org")


def check_names(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with the names of organisations in the vocabulary or a facts file."""
    names = document.data.get("names", {})
    if not isinstance(names, dict):
        yield document.finding(("names",), phrase("names holds a table for each name, like [names.did]"), "name")
        return
    forms = {language: _form_in(language, project) for language in project.languages}
    for key, value in names.items():
        name = value if isinstance(value, dict) else {}
        for language in sorted(name.keys() - forms.keys()):
            yield document.finding(("names", key, language), no_language(language), "name")
        for language, is_form in forms.items():
            if not is_form(name.get(language)):
                message = phrase(
                    "the name “{name}” needs {example}, with full and lang where they differ; lang is one of "
                    "{languages}, article one of le, la and nothing, gender m or f",
                    name=key,
                    example=f'{language} = {{ text = "…" }}',
                    languages=", ".join(project.known_languages),
                )
                yield document.finding(("names", key, language), message, "name")


def _form_in(language: str, project: Project) -> Shape:
    """Return the shape of a name in a language: its texts, and what that language says of a name."""
    choices = {"lang": project.known_languages, **language_of(project.tag(language)).grammar}
    says = {key: one_of(choices[key]) if key in choices else of_type(str) for key in ("lang", "article", "gender")}
    return table_with({"text": is_text}, {"full": is_text, **says})
