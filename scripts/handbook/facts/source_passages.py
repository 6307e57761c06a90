"""The passage of a source that a fact was read from: ``passage.cmc-page = "a few of its words"``.

A link leads there by those words (URL Fragment Text Directives, WICG). They stand in its
address and are shown to nobody.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from handbook.facts.model import Fact, Registry, Source
from handbook.findings.phrase import Phrase, phrase
from handbook.project.shapes import Shape, either, is_text, table_of

# As much as a link needs, and no more of what others have written. Scripts without spaces are held to the letters.
WORDS, LETTERS = 6, 80
# One line, or the first and the last of several.
_LINES = re.compile(r"[1-9]\d{0,5}(?:-[1-9]\d{0,5})?", re.ASCII)


def is_passage(value: Any) -> bool:
    """A few words of a source, as they stand there, on one line."""
    return is_text(value) and value == " ".join(value.split()) and len(value.split()) <= WORDS and len(value) <= LETTERS


# By the key of a source: in its own language, or in each that it has an address in.
ARE_PASSAGES: Shape = table_of(either(is_passage, table_of(is_passage, least=1)), least=1)


def passages_of(table: Mapping[str, Any], sources: Mapping[str, Source]) -> dict[str, Mapping[str, str]]:
    """Return the words of each source by language, of the ``passage`` of a fact that nothing is wrong with."""
    return {
        key: {sources[key].language: words} if isinstance(words, str) else words
        for key, words in table.items()
        if key in sources
    }


def passage_faults(fact: Mapping[str, Any], sources: Mapping[str, Source]) -> Iterator[Phrase]:
    """Yield what of the ``passage`` of a fact belongs to none of its sources, or to no address of one."""
    keys = [reference.partition(":")[0] for reference in fact["sources"]]
    for key, words in fact.get("passage", {}).items():
        if key not in keys:
            yield phrase(
                "{fact}: passage.{source} is of no source of this fact; use one of {sources}",
                fact=fact["id"],
                source=key,
                sources=", ".join(keys),
            )
        elif key in sources and isinstance(words, dict):
            source = sources[key]
            languages = list(source.translated) or [source.language]
            for language in sorted(words.keys() - set(languages)):
                yield phrase(
                    "{fact}: the source “{source}” has no address in “{language}”, where a passage could stand; use "
                    "one of {languages}",
                    fact=fact["id"],
                    source=key,
                    language=language,
                    languages=", ".join(languages),
                )


def line_faults(fact: Mapping[str, Any], sources: Mapping[str, Source]) -> Iterator[Phrase]:
    """Yield which lines of sources are none, where readers are told them."""
    for reference in fact["sources"]:
        key, _, line = reference.partition(":")
        if key in sources and sources[key].lines and line and not _LINES.fullmatch(line):
            yield phrase(
                "{fact}: readers of “{source}” are told its line, and “{line}” is none; write {example}",
                fact=fact["id"],
                source=key,
                line=line,
                example=f'"{key}:14"',
            )


def address_of(fact: Fact, source: Source, language: str) -> str:
    """Return the address of a source for readers of a language; it leads to the passage, where that stands there."""
    address = source.address_in(language)
    passages = fact.passages.get(source.key, {})
    words = next((text for code, text in passages.items() if source.address_in(code) == address), None)
    if words is None:
        return address
    # A hyphen, a comma and an ampersand mean something in a text directive.
    return f"{address}{'' if '#' in address else '#'}:~:text={quote(words, safe='').replace('-', '%2D')}"


def addresses_of(fact: Fact, registry: Registry, language: str) -> tuple[str, ...]:
    """Return where each source of a fact is read, in their order."""
    return tuple(address_of(fact, source, language) for source in registry.sources_of(fact))


def line_in(fact: Fact, source: Source) -> str:
    """Return the line of a source that a fact was read from; "" where nobody has noted it, or readers see no lines."""
    lines = dict(reference.partition(":")[::2] for reference in fact.sources)
    return lines[source.key] if source.lines else ""
