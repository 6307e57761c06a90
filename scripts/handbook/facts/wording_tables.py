"""What the vocabulary says about the words of a language that the program does not bring along: ``[wording.es]``."""

from collections.abc import Iterator
from typing import Any

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.languages.lookup import language_of
from handbook.project.project import Project
from handbook.project.shapes import Declaration, list_of, matching, of_type, unknown_keys, wrong_values
from handbook.texts.located_toml import Document

# How English words a value, which stands where {} does.
ENGLISH = {
    "decade": "{}s",
    "more_than": "more than {}",
    "equivalent": "the equivalent of {}",
    "mainly": "mainly {}",
    "years": "{} years",
}
_WORDED = (
    matching(r"[^{}]*\{\}[^{}]*"),
    phrase('{key} says it in this language as “{example}” does in English, with {gap} once; write {key} = "…"'),
)
OTHERS: Declaration = {
    # Stands once before a list of regions; empty where each region brings its own.
    "region_lead": (
        of_type(str),
        phrase('{key} stands before a list of regions, as “in ” does in English; write {key} = "…", or ""'),
    ),
    # For languages that CLDR does not know.
    "last": (
        matching(r"[^{}]*\{\}[^{}]*\{\}[^{}]*"),
        phrase('{key} joins the last of a list, as “{example}” in English; write {key} = "…", or leave it out'),
    ),
    "small": (
        list_of(matching("(?s).+"), least=10, most=10),
        phrase('{key} is the list of the ten numbers from nought to nine in words, like ["zero", "one", …]; write it'),
    ),
}
_KEYS = sorted((*ENGLISH, *OTHERS))


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
    for language in (code for code in project.languages if code not in project.unfinished):
        if language in tables or language_of(project.tag(language)).wording is None:
            for complaint in _complaints(tables.get(language, {})):
                message = phrase("wording.{language}: {message}", language=language, message=complaint)
                yield document.finding(("wording", language), message, "vocabulary")


def is_whole(table: Any) -> bool:
    """Whether the words of a language can be used."""
    return not any(_complaints(table))


def _complaints(table: Any) -> Iterator[Phrase]:
    if not isinstance(table, dict):
        yield phrase("write it as a table, with {keys}", keys=", ".join(_KEYS))
        return
    faults = list(unknown_keys(table, _KEYS, phrase("unknown key “{key}”; the keys are {keys}")))[:1]
    for key, example in ENGLISH.items():
        faults += wrong_values(table, {key: _WORDED}, needed=[key], example=example, gap="{}")
    faults += wrong_values(table, OTHERS, needed=("region_lead", "small"), example="{} and {}")
    yield from (message for _, message in faults)
