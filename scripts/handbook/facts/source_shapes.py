"""What may stand in a source of the vocabulary: ``[sources.annual-report]``."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from handbook.findings.phrase import Phrase, listed, phrase
from handbook.project import shapes
from handbook.project.language_codes import no_language
from handbook.project.project import Project
from handbook.project.shapes import Declaration, Fault, is_day, is_text, of_type, one_of, texts_in
from handbook.texts.links import web_address_fault

# A source that nobody has noted the day of: read in a copy that an archive keeps.
ARCHIVED = "archived"
# A document that does not say when it was published.
UNDATED = "undated"
# What a source says of itself, with how a line of it is written; {} is what each language of the handbook fills.
LINES: Mapping[str, str] = {
    "publisher": 'publisher.{} = "…"',
    "title": 'title.{} = "…"',
    "address": 'address = "https://…"',
    "language": 'language = "{first}"',
    "as_of": f'as_of = "2026-01-31" or "{UNDATED}"',
    "consulted": f'consulted = "2026-01-31" or "{ARCHIVED}"',
}
# What it says in each language; what it says once; where it is, which may be another address for a language.
_TRANSLATED, _TEXTS, _ADDRESSES = ("publisher", "title"), ("language", "as_of", "consulted"), ("address", "archive")
# What it may say besides: that its readers see numbers of lines.
OPTIONAL = ("archive", "lines")


def source_faults(source: str, entry: Mapping[str, Any], project: Project) -> Iterator[Fault]:
    """Yield what is wrong with a source; most of its values are judged when all of its keys are there."""
    name, languages = f"sources.{source}", project.languages
    yield from entry_faults(name, entry, sorted({*LINES, *OPTIONAL}), _TEXTS)
    if missing := [key for key in LINES if key not in entry]:
        yield (), _lacking(source, missing, languages)
        return
    for key in _ADDRESSES:
        if key in entry:
            yield from (((key,), fault) for fault in _address_faults(f"{name}.{key}", entry[key], project))
    codes, day = ", ".join(project.known_languages), '"2026-01-31"'
    values = {"languages": ", ".join(languages), "codes": codes, "day": day, "archived": ARCHIVED}
    yield from shapes.wrong_values(entry, _keys(project), source=source, **values)


def _keys(project: Project) -> Declaration:
    is_translated = texts_in(project.languages, is_open=True)
    needs_texts = phrase("sources.{source}: {key} needs a text in each of {languages}")
    return {
        "publisher": (is_translated, needs_texts),
        "title": (is_translated, needs_texts),
        "lines": (of_type(bool), phrase("sources.{source}: lines is true where its readers see numbers of lines")),
        "language": (one_of(project.known_languages), phrase("sources.{source}: language must be one of {codes}")),
        "consulted": (
            lambda value: not is_text(value) or value == ARCHIVED or is_day(value),
            phrase(
                "sources.{source}: consulted is the day on which somebody read it, like {day}, or “{archived}” for a "
                "copy that an archive keeps"
            ),
        ),
    }


def entry_faults(name: str, entry: Mapping[str, Any], keys: Collection[str], texts: Collection[str]) -> Iterator[Fault]:
    """Yield which keys of an entry of the vocabulary mean nothing, and which of the `texts` in it are none."""
    unknown = phrase("{entry} has an unknown key “{key}”; the keys are {keys}")
    yield from shapes.unknown_keys(entry, keys, unknown, entry=name)
    for key in texts:
        if key in entry and not is_text(entry[key]):
            yield (key,), phrase("{key} is a text; write it in quotes", key=f"{name}.{key}")


def _lacking(source: str, missing: Sequence[str], languages: Sequence[str]) -> Phrase:
    """Return what to write for a source that lacks some of its keys: all of them at once."""
    lines = [
        LINES[key].format(language, first=languages[0])
        for key in missing
        for language in (languages if key in _TRANSLATED else languages[:1])
    ]
    return phrase(
        "the source “{source}” lacks {keys}; write below [sources.{source}]: {lines}",
        source=source,
        keys=", ".join(missing),
        lines=listed(lines, "; "),
    )


def _address_faults(name: str, address: Any, project: Project) -> Iterator[Phrase]:
    """Yield what is wrong with an address of a source: one text, or a text for each language that it is in."""
    texts = address if isinstance(address, dict) else {"": address}
    if not shapes.table_of(is_text, least=1)(texts):
        example = '{ en = "https://…", fr = "https://…" }'
        yield phrase("{key} is a text, or a text for languages it is in, like {example}", key=name, example=example)
        return
    for language, text in texts.items():
        is_unknown = language and language not in project.known_languages
        if fault := no_language(language) if is_unknown else web_address_fault(text):
            yield phrase("{key}: {fault}", key=name, fault=fault)
