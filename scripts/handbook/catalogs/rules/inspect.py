"""Judges every finished entry of the catalogues by the rules, and the comments that silence them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.catalogs.allowances import WITH_REASON, Silencer, silencers
from handbook.catalogs.checking import pair_for, problems
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.message_structure import page_references
from handbook.catalogs.reader import Message, read_catalogues
from handbook.catalogs.reviewed import complaints
from handbook.catalogs.rules import RULES, Rule, Unit
from handbook.catalogs.rules.guide import Guide, load_guide
from handbook.catalogs.rules.prose import prose
from handbook.catalogs.rules.spelling import speller
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.languages.language import Language
from handbook.project.project import Project
from handbook.texts.text_files import text_as_far_as_legible


def misused(found: Iterable[Silencer], heard: Iterable[str], guide: Guide) -> Iterator[str]:
    """Yield what is wrong with silencers, given the rules that have something to say of their entry."""
    heard = set(heard)
    for each in found:
        if each.rule not in RULES:
            told = phrase("there is no rule “{rule}” to allow; handbook po rules lists them")
        elif RULES[each.rule].is_strict and each.rule not in WITH_REASON:
            told = phrase("“{rule}” cannot be allowed, since make refuses it; correct the translation")
        elif not each.reason:
            told = phrase("“{rule}” is allowed without a reason; write it behind a dash: allow {rule} – …")
        elif each.rule not in heard and not (each.rule == "spelling" and guide.is_word is None):
            told = phrase("“{rule}” has nothing to say here any more; remove the comment that allows it")
        else:
            continue
        yield told.format(rule=each.rule)


# What is said of comments, not of translations.
SILENCER, REVIEW = "silencer", "review"
# What a page includes is extracted as its own.
_INCLUDED = re.compile(r"\{include\}\s+([^\s/]+\.md)")


def inspect(project: Project) -> tuple[list[Finding], list[Finding]]:
    """Return what the rules find in the catalogues of all languages, and what is allowed there though a build would
    refuse it; both sorted.
    """
    registry = load_registry(project)
    found: list[Finding] = []
    allowed: list[Finding] = []
    for language in project.catalogued:
        is_word = speller(project, language)
        guide = load_guide(project, registry, language, is_word)
        catalogues, unread = read_catalogues(project, language)
        found += unread
        for domain in catalogues:
            own = replace(guide.for_page(domain), pair=pair_for(project, domain, language))
            for finding, reason in _inspect_catalogue(project, domain, own):
                if reason is None:
                    found.append(finding)
                else:
                    message = phrase("{message} – allowed: {reason}", message=finding.message, reason=reason)
                    allowed.append(replace(finding, message=message))
        if is_word:
            is_word.keep()
    return sorted(found), sorted(allowed)


def _inspect_catalogue(project: Project, domain: str, guide: Guide) -> Iterator[tuple[Finding, str | None]]:
    """Yield each finding, with the reason where one that is strict is allowed."""
    catalogue, page = project.catalogue(guide.language, domain), project.page(domain)
    text = text_as_far_as_legible(page)
    references, path = page_references(text), shown(catalogue, project.root)
    included = (page.parent / name for name in _INCLUDED.findall(text))
    text = "\n\n".join([text, *map(text_as_far_as_legible, included)])
    for entry in parse(catalogue.read_bytes()):
        if entry.msgid and not entry.is_obsolete:
            for rule, told, reason in judgements(entry, text, references, guide):
                yield Finding(path=path, line=entry.msgstr_line, message=told, rule=rule), reason


def judge(entry: Entry, page: str, references: Mapping[str, Any], guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield (rule, message) for each thing that is wrong with one entry and that no silencer lets pass."""
    for rule, told, reason in judgements(entry, page, references, guide):
        if reason is None:
            yield rule, told


def judgements(
    entry: Entry, page: str, references: Mapping[str, Any], guide: Guide
) -> Iterator[tuple[str, str, str | None]]:
    """Yield (rule, message, reason) for each thing that is wrong with one entry and does not pass unseen.

    The reason is None but where a silencer allows what a build refuses.
    """
    unit = unit_of(entry, page, references, guide)
    rules = applicable(guide.pair.target) if entry.is_done else [each for each in RULES.values() if each.is_strict]
    said = [(rule.name, told) for rule in rules for told in rule.judge(unit, guide)]
    found = silencers(entry.comments)
    reasons = {each.rule: each.reason for each in found if each.reason and each.rule in RULES}
    for rule, told in said:
        if rule not in reasons or rule in WITH_REASON or RULES[rule].is_strict:
            yield rule, told, reasons.get(rule) if rule in WITH_REASON else None
    if entry.is_done:
        yield from ((SILENCER, told, None) for told in misused(found, (rule for rule, _ in said), guide))
        yield from ((REVIEW, told, None) for told in complaints(entry))


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
