"""Mends what can be mended safely: the edits of the rules, in the msgstr concerned; every other byte stays."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from handbook.catalogs.allowances import silencers
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.message_structure import page_references
from handbook.catalogs.reader import read_catalogues
from handbook.catalogs.rules import Rule
from handbook.catalogs.rules.inspect import applicable
from handbook.catalogs.rules.prose import prose
from handbook.catalogs.writer import alone, put, write
from handbook.languages.language import Language
from handbook.languages.lookup import language_of
from handbook.project.project import Project
from handbook.texts.text_files import composed, text_as_far_as_legible

_NONE: Mapping[str, Any] = {}
_CHARACTER = re.compile(r"\\.|.")


def mend(project: Project) -> int:
    """Mend the catalogues of all languages. Returns in how many places."""
    count = 0
    with alone(project):
        for language in project.catalogued:
            for domain in read_catalogues(project, language)[0]:
                path = project.catalogue(language, domain)
                references = page_references(text_as_far_as_legible(project.page(domain)))
                data, edits = mended(path.read_bytes(), language_of(project.tag(language)), references)
                if edits:
                    put(path, data)
                    count += edits
    return count


def mended(data: bytes, language: Language, references: Mapping[str, Any] = _NONE) -> tuple[bytes, int]:
    """Return a catalogue with the edits of all rules for `language` made, and how many there were.

    `references` are the link definitions of its page.
    """
    text, count = data.decode("utf-8"), 0
    if composed(text) != text:  # the rules count accents with their letters, and so must the file
        text = write(parse(data)).decode("utf-8")
    for rule in applicable(language):
        lines, last = text.split("\n"), len(text)
        pieces: list[str] = []
        for places, replacement in reversed(list(_edits(text, lines, rule, language, references))):
            count += 1
            # Character by character: what is replaced may go on in the next line of the file.
            for number, (start, end) in reversed(list(enumerate(places))):
                pieces += [text[end:last], "" if number else replacement]
                last = start
        text = "".join(reversed([*pieces, text[:last]]))
    return text.encode("utf-8"), count


def _edits(
    text: str, lines: list[str], rule: Rule, language: Language, references: Mapping[str, Any]
) -> Iterator[tuple[list[tuple[int, int]], str]]:
    """Yield the edits of one rule in the order of the file: where each character to replace stands, and by what."""
    if (fix := rule.fix) is None:
        return
    for entry in parse(text.encode("utf-8")):
        if not entry.msgid or entry.is_obsolete or not entry.is_done or _is_allowed(entry, rule):
            continue
        words = prose(entry.msgstr, references)
        if edits := sorted(words.located(fix(words, language))):
            places = list(_places(lines, entry.msgstr_line))
            yield from ((places[start:end], replacement) for start, end, replacement in edits)


def _is_allowed(entry: Entry, rule: Rule) -> bool:
    return any(each.rule == rule.name and each.reason for each in silencers(entry.comments))


def _places(lines: list[str], number: int) -> Iterator[tuple[int, int]]:
    """Yield where each character of the msgstr that starts in line `number` stands in the file: start and end."""
    start = sum(len(line) + 1 for line in lines[: number - 1])
    for index, line in enumerate(lines[number - 1 :]):
        if index and not line.lstrip(" \t").startswith('"'):
            return
        opens, closes = line.index('"') + 1, line.rindex('"')
        for character in _CHARACTER.finditer(line, opens, closes):
            yield start + character.start(), start + character.end()
        start += len(line) + 1
