"""Judges every finished entry of the catalogues by the rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.reader import Message, read_catalogues
from handbook.catalogs.review import pair_for, problems
from handbook.catalogs.reviewed import complaints
from handbook.catalogs.rules import RULES, Rule, Unit
from handbook.catalogs.rules.guide import Guide, load_guide
from handbook.catalogs.rules.prose import prose
from handbook.catalogs.rules.silencers import misused, silencers
from handbook.catalogs.rules.speller import speller
from handbook.catalogs.structure import page_references
from handbook.facts.registry import load_registry
from handbook.finding import Finding, shown
from handbook.languages.model import Language
from handbook.project import Project
from handbook.reading import text_as_far_as_legible

# What is said of comments, not of translations.
SILENCER, REVIEW = "silencer", "review"
# What a page includes is extracted as its own.
_INCLUDED = re.compile(r"\{include\}\s+([^\s/]+\.md)")


def inspect(project: Project) -> list[Finding]:
    """Return what the rules find in the catalogues of all languages, sorted."""
    registry = load_registry(project)
    found: list[Finding] = []
    for language in project.catalogued:
        is_word = speller(project, language)
        guide = load_guide(project, registry, language, is_word)
        catalogues, unread = read_catalogues(project, language)
        found += unread
        for domain in catalogues:
            found += _inspect_catalogue(project, domain, replace(guide, pair=pair_for(project, domain, language)))
        if is_word:
            is_word.keep()
    return sorted(found)


def _inspect_catalogue(project: Project, domain: str, guide: Guide) -> Iterator[Finding]:
    catalogue, page = project.catalogue(guide.language, domain), project.page(domain)
    text = text_as_far_as_legible(page)
    references, path = page_references(text), shown(catalogue, project.root)
    included = (page.parent / name for name in _INCLUDED.findall(text))
    text = "\n\n".join([text, *map(text_as_far_as_legible, included)])
    for entry in parse(catalogue.read_bytes()):
        if entry.msgid and not entry.is_obsolete:
            for rule, told in judge(entry, text, references, guide):
                yield Finding(path=path, line=entry.msgstr_line, message=told, rule=rule)


def judge(entry: Entry, page: str, references: Mapping[str, Any], guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield (rule, message) for each thing that is wrong with one entry and that no silencer lets pass."""
    unit = unit_of(entry, page, references, guide)
    rules = applicable(guide.pair.target) if entry.is_done else [each for each in RULES.values() if each.is_strict]
    said = [(rule.name, told) for rule in rules for told in rule.judge(unit, guide)]
    found = silencers(entry.comments)
    passed = {each.rule for each in found if each.reason and each.rule in RULES and not RULES[each.rule].is_strict}
    yield from ((rule, told) for rule, told in said if rule not in passed)
    if entry.is_done:
        yield from ((SILENCER, told) for told in misused(found, (rule for rule, _ in said), guide))
        yield from ((REVIEW, told) for told in complaints(entry))


def unit_of(entry: Entry, page: str, references: Mapping[str, Any], guide: Guide) -> Unit:
    """Return what the rules judge of an entry."""
    message = Message(msgid=entry.msgid, msgstr=entry.msgstr, is_fuzzy=entry.is_fuzzy, line=entry.line)
    told: dict[str, tuple[str, ...]] = {}
    for rule, text in problems(message, references, guide.pair):
        told[rule] = (*told.get(rule, ()), text)
    names = guide.names.items()
    return Unit(
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        source=prose(entry.msgid, references, {key: here for key, (here, _) in names}),
        target=prose(entry.msgstr, references, {key: there for key, (_, there) in names}),
        page=page,
        problems=told,
        references=references,
    )


def applicable(language: Language) -> Iterable[Rule]:
    """Return the rules for translations into `language`."""
    return [rule for rule in RULES.values() if rule.applies(language)]
