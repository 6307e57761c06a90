"""Makes the edits that rules propose (``po check --fix``) in the catalogues themselves; every other byte stays."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from handbook.catalogs.comments import silencers
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
# From a place in a file to another; and the characters to replace, each by its span, with what to put there.
_Span = tuple[int, int]
_FileEdit = tuple[list[_Span], str]


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
        edits = list(_edits(text, rule, language, references))
        text, count = _edited(text, edits), count + len(edits)
    return text.encode("utf-8"), count


def _edited(text: str, edits: Iterable[_FileEdit]) -> str:
    """Return a file with these edits made, which stand in its order."""
    pieces: list[str] = []
    last = 0
    for spans, replacement in edits:
        # The first character gives way to the replacement, the others go; lines of the file may end between them.
        for number, (start, end) in enumerate(spans):
            pieces += [text[last:start], "" if number else replacement]
            last = end
    return "".join([*pieces, text[last:]])


def _edits(text: str, rule: Rule, language: Language, references: Mapping[str, Any]) -> Iterator[_FileEdit]:
    """Yield the edits of one rule in the order of the file."""
    if (fix := rule.fix) is None:
        return
    lines = text.split("\n")
    for entry in parse(text.encode("utf-8")):
        if not entry.msgid or entry.is_obsolete or not entry.is_done:
            continue
        if any(silencer.rule == rule.name and silencer.reason for silencer in silencers(entry.comments)):
            continue
        words = prose(entry.msgstr, references)
        if edits := sorted(words.located(fix(words, language))):
            spans = list(_character_spans(lines, entry.msgstr_line))
            yield from ((spans[start:end], replacement) for start, end, replacement in edits)


def _character_spans(lines: list[str], number: int) -> Iterator[_Span]:
    """Yield where each character of the msgstr that begins in line `number` stands in the file; an escape is one."""
    start = sum(len(line) + 1 for line in lines[: number - 1])
    for index, line in enumerate(lines[number - 1 :]):
        if index and not line.lstrip(" \t").startswith('"'):
            return
        opens, closes = line.index('"') + 1, line.rindex('"')
        for character in _CHARACTER.finditer(line, opens, closes):
            yield start + character.start(), start + character.end()
        start += len(line) + 1
