"""What the vocabulary says about the words of a language that the program does not bring along: ``[wording.es]``."""

from collections.abc import Iterator
from typing import Any

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import language_of
from handbook.project.project import Project
from handbook.texts.located_toml import Document

# How each is written, with {} where the value stands; the English as an example.
TEXTS = {
    "decade": "{}s",
    "more_than": "more than {}",
    "equivalent": "the equivalent of {}",
    "mainly": "mainly {}",
    "years": "{} years",
}
# What stands once before a list of regions, nothing where each region brings its own.
LEAD = "region_lead"
# Exact counts below ten, in words, from nought on.
SMALL = "small"
# Optional: how the last of a list is joined, for languages that CLDR does not know.
LAST = "last"
_KEYS = {*TEXTS, LEAD, SMALL, LAST}


def check_wordings(document: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with the words of the languages of a handbook, or missing."""
    tables = document.data.get("wording", {})
    if not isinstance(tables, dict):
        message = phrase("wording holds a table per language, like [wording.es]")
        yield document.finding(("wording",), message, "vocabulary")
        return
    for language in sorted(tables.keys() - {*project.languages, *project.unpublished}):
        message = phrase(
            "wording.{language}: the handbook has no language “{language}”; begin it with handbook po new {language}, "
            "or remove this table",
            language=language,
        )
        yield document.finding(("wording", language), message, "vocabulary")
    for language in (each for each in project.languages if each not in project.unfinished):
        if language in tables or language_of(project.tag(language)).wording is None:
            for complaint in _complaints(tables.get(language, {})):
                message = phrase("wording.{language}: {message}", language=language, message=complaint)
                yield document.finding(("wording", language), message, "vocabulary")


def is_whole(table: Any) -> bool:
    """Whether the words of a language can be used."""
    return not any(_complaints(table))


def _complaints(table: Any) -> Iterator[Phrase]:
    if not isinstance(table, dict):
        yield phrase("write it as a table, with {keys}", keys=", ".join(sorted(_KEYS)))
        return
    if odd := sorted(table.keys() - _KEYS):
        yield phrase("unknown key “{key}”; the keys are {keys}", key=odd[0], keys=", ".join(sorted(_KEYS)))
    for key, example in TEXTS.items():
        text = table.get(key)
        if not isinstance(text, str) or text.count("{}") != 1 or set("{}") & set(text.replace("{}", "")):
            yield phrase(
                '{key} says it in this language as “{example}” does in English, with {gap} once; write {key} = "…"',
                key=key,
                example=example,
                gap="{}",
            )
    if not isinstance(table.get(LEAD), str):
        yield phrase(
            '{key} stands before a list of regions, as “in ” does in English; write {key} = "…", or ""', key=LEAD
        )
    last = table.get(LAST, "{}{}")
    if not isinstance(last, str) or last.count("{}") != 2 or set("{}") & set(last.replace("{}", "")):
        yield phrase(
            '{key} joins the last of a list, as “{example}” in English; write {key} = "…", or leave it out',
            key=LAST,
            example="{} and {}",
        )
    small = table.get(SMALL)
    if not isinstance(small, list) or len(small) != 10 or not all(isinstance(each, str) and each for each in small):
        yield phrase(
            '{key} is the list of the ten numbers from nought to nine in words, like ["zero", "one", …]; write it',
            key=SMALL,
        )
