"""What is wrong with a source of the vocabulary, taken alone: ``[sources.annual-report]``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from handbook.facts.schema import no_language
from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.project.project import Project
from handbook.project.settings import is_text
from handbook.texts.links import web_address_fault
from handbook.texts.located_toml import Document

# A source that nobody has noted the day of: read in a copy that an archive keeps.
ARCHIVED = "archived"
# A document that does not say when it was published.
UNDATED = "undated"
# What a source says of itself, with how a line of it is written; {} is what each language of the handbook fills.
KEYS: Mapping[str, str] = {
    "publisher": 'publisher.{} = "…"',
    "title": 'title.{} = "…"',
    "address": 'address = "https://…"',
    "language": 'language = "{first}"',
    "as_of": f'as_of = "2026-01-31" or "{UNDATED}"',
    "consulted": f'consulted = "2026-01-31" or "{ARCHIVED}"',
}
_PER_LANGUAGE = ("publisher", "title")
# What a source may say besides: where an archive keeps a copy of it.
OPTIONAL = {"archive"}


def lacking(key: str, missing: set[str], project: Project) -> Phrase:
    """Return what to write for a source that lacks some of its keys: all of them at once."""
    lines = [line for each in KEYS if each in missing for line in _lines(each, project)]
    return phrase(
        "the source “{source}” lacks {keys}; write below [sources.{source}]: {lines}",
        source=key,
        keys=", ".join(each for each in KEYS if each in missing),
        lines=listed(lines, "; "),
    )


def _lines(key: str, project: Project) -> list[str]:
    if key in _PER_LANGUAGE:
        return [KEYS[key].format(language) for language in project.languages]
    return [KEYS[key].format(first=project.languages[0])]


def check_source(document: Document, key: str, entry: Mapping[str, Any], project: Project) -> Iterator[Finding]:
    """Yield what is wrong with a source that has all its keys."""
    for part in entry.keys() & {"address", "archive"}:
        yield from _check_address(document, (key, part), entry[part], project)
    for part in _PER_LANGUAGE:
        if not isinstance(entry[part], dict) or not all(is_text(entry[part].get(each)) for each in project.languages):
            message = phrase(
                "sources.{key}: {part} needs a text in each of {languages}",
                key=key,
                part=part,
                languages=", ".join(project.languages),
            )
            yield document.finding(("sources", key, part), message, "vocabulary")
    if entry["language"] not in project.known_languages:
        message = phrase("sources.{key}: language must be one of {languages}")
        message = message.format(key=key, languages=", ".join(project.known_languages))
        yield document.finding(("sources", key, "language"), message, "vocabulary")
    consulted = entry["consulted"]
    if is_text(consulted) and consulted != ARCHIVED and not is_day(consulted):
        message = phrase(
            "sources.{key}: consulted is the day on which somebody read it, like {day}, or “{archived}” for a copy "
            "that an archive keeps",
            key=key,
            day='"2026-01-31"',
            archived=ARCHIVED,
        )
        yield document.finding(("sources", key, "consulted"), message, "vocabulary")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, as ISO 8601 writes it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_address(document: Document, place: tuple[str, str], address: Any, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with an address of a source: one text, or a text for each language that it is in."""
    at = ("sources", *place)
    texts = address if isinstance(address, dict) else {"": address}
    if not texts or not all(map(is_text, texts.values())):
        message = phrase(
            "{key} is a text, or a text for languages it is in, like {example}",
            key=".".join(at),
            example='{ en = "https://…", fr = "https://…" }',
        )
        yield document.finding(at, message, "vocabulary")
        return
    for language, text in texts.items():
        is_unknown = language and language not in project.known_languages
        if fault := no_language(language) if is_unknown else web_address_fault(text):
            yield document.finding(at, phrase("{key}: {fault}", key=".".join(at), fault=fault), "vocabulary")
