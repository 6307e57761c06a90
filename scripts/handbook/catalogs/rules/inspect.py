"""Judges every finished entry of the catalogues by the rules, and the comments that silence them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.catalogs.checking import pair_for, problems
from handbook.catalogs.comments import WITH_REASON, Silencer, complaints, silencers
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.message_structure import page_references
from handbook.catalogs.reader import read_catalogues
from handbook.catalogs.rules import RULES, Rule, TranslationUnit
from handbook.catalogs.rules.guide import Guide, load_guide
from handbook.catalogs.rules.prose import prose
from handbook.catalogs.rules.spelling import speller
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.languages.language import Language
from handbook.project.project import Project
from handbook.texts.text_files import text_as_far_as_legible


def misused(used: Iterable[Silencer], reported: Iterable[str], guide: Guide) -> Iterator[str]:
    """Yield what is wrong with the silencers of an entry; `reported` are the rules that find fault with it."""
    rules = set(reported)
    for silencer in used:
        if silencer.rule not in RULES:
            message = phrase("there is no rule “{rule}” to allow; handbook po rules lists them")
        elif RULES[silencer.rule].is_strict and silencer.rule not in WITH_REASON:
            message = phrase("“{rule}” cannot be allowed, since make refuses it; correct the translation")
        elif not silencer.reason:
            message = phrase("“{rule}” is allowed without a reason; write it behind a dash: allow {rule} – …")
        elif silencer.rule not in rules and not (silencer.rule == "spelling" and guide.is_word is None):
            message = phrase("“{rule}” has nothing to say here any more; remove the comment that allows it")
        else:
            continue
        yield message.format(rule=silencer.rule)


# The names under which faults of comments are reported, rather than of translations.
SILENCER, REVIEW = "silencer", "review"
# What a page includes is extracted as its own.
_INCLUDED = re.compile(r"\{include\}\s+([^\s/]+\.md)")


def inspect(project: Project) -> tuple[list[Finding], list[Finding]]:
    """Return what the rules find in the catalogues of all languages, and what is allowed there though a build would
    refuse it; both sorted.
    """
    registry = load_registry(project)
    findings: list[Finding] = []
    allowed: list[Finding] = []
    for language in project.catalogued:
        is_word = speller(project, language)
        guide = load_guide(project, registry, language, is_word)
        catalogues, unread = read_catalogues(project, language)
        findings += unread
        for domain in catalogues:
            own = replace(guide.for_page(domain), pair=pair_for(project, domain, language))
            for finding, reason in _inspect_catalogue(project, domain, own):
                if reason is None:
                    findings.append(finding)
                else:
                    message = phrase("{message} – allowed: {reason}", message=finding.message, reason=reason)
                    allowed.append(replace(finding, message=message))
        if is_word:
            is_word.keep()
    return sorted(findings), sorted(allowed)


def _inspect_catalogue(project: Project, domain: str, guide: Guide) -> Iterator[tuple[Finding, str | None]]:
    """Yield each finding, with the reason where one that is strict is allowed."""
    catalogue, page = project.catalogue(guide.language, domain), project.page(domain)
    text = text_as_far_as_legible(page)
    references, path = page_references(text), shown(catalogue, project.root)
    included = (page.parent / name for name in _INCLUDED.findall(text))
    text = "\n\n".join([text, *map(text_as_far_as_legible, included)])
    for entry in parse(catalogue.read_bytes()):
        if entry.msgid and not entry.is_obsolete:
            for rule, message, reason in judgements(entry, text, references, guide):
                yield Finding(path=path, line=entry.msgstr_line, message=message, rule=rule), reason


def judge(entry: Entry, page: str, references: Mapping[str, Any], guide: Guide) -> Iterator[tuple[str, str]]:
    """Yield (rule, message) for each thing that is wrong with one entry and that no silencer lets pass."""
    for rule, message, reason in judgements(entry, page, references, guide):
        if reason is None:
            yield rule, message


def judgements(
    entry: Entry, page: str, references: Mapping[str, Any], guide: Guide
) -> Iterator[tuple[str, str, str | None]]:
    """Yield (rule, message, reason) for each fault of one entry that is to be reported.

    The reason is that of a silencer which allows what a build refuses, else None.
    """
    unit = unit_of(entry, page, references, guide)
    target = guide.pair.target
    rules = applicable(target) if entry.is_done else [rule for rule in RULES.values() if rule.is_strict]
    faults = [(rule.name, message) for rule in rules for message in rule.judge(unit, guide)]
    used = silencers(entry.comments)
    reasons = {silencer.rule: silencer.reason for silencer in used if silencer.reason and silencer.rule in RULES}
    for name, message in faults:
        if name not in reasons or name in WITH_REASON or RULES[name].is_strict:
            yield name, message, reasons.get(name) if name in WITH_REASON else None
    if entry.is_done:
        yield from ((SILENCER, message, None) for message in misused(used, (name for name, _ in faults), guide))
        yield from ((REVIEW, message, None) for message in complaints(entry))


def unit_of(entry: Entry, page: str, references: Mapping[str, Any], guide: Guide) -> TranslationUnit:
    """Return what the rules judge of an entry."""
    by_rule: dict[str, tuple[str, ...]] = {}
    for rule, message in problems(entry, references, guide.pair):
        by_rule[rule] = (*by_rule.get(rule, ()), message)
    names = guide.names.items()
    return TranslationUnit(
        msgid=entry.msgid,
        msgstr=entry.msgstr,
        source=prose(entry.msgid, references, {key: here for key, (here, _) in names}),
        target=prose(entry.msgstr, references, {key: there for key, (_, there) in names}),
        page=page,
        problems=by_rule,
        references=references,
    )


def applicable(language: Language) -> Iterable[Rule]:
    """Return the rules for translations into `language`."""
    return [rule for rule in RULES.values() if rule.applies(language)]
