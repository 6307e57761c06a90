"""Checks how the source pages speak, by the rules of ``catalogs/rules/voice.py`` that translations are held to too.

What they find is advice: no build is refused. ``% handbook: allow RULE – reason`` before a block lets a rule pass.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markdown_it.token import Token

from handbook.catalogs.comments import Silencer, silencers
from handbook.catalogs.message_structure import page_references, parser, walk
from handbook.catalogs.rules import RULES, TranslationUnit
from handbook.catalogs.rules.guide import Guide, load_guide
from handbook.catalogs.rules.inspect import SILENCER, misused
from handbook.catalogs.rules.prose import prose
from handbook.facts.model import Registry
from handbook.findings.finding import Finding, shown
from handbook.project.project import Project
from handbook.texts.text_files import text_as_far_as_legible

# A block of a page: its tokens, those inside a directive too, each with its line; and what is allowed in it.
Block = tuple[list[tuple[int, Token]], list[Silencer]]


def advise_pages(project: Project, registry: Registry) -> list[Finding]:
    """Return what the rules on how the handbook speaks have to say of its pages, sorted."""
    guide = load_guide(project, registry, project.source_language)
    findings: list[Finding] = []
    for docname in project.pages():
        path = project.page(docname)
        findings += _advise(text_as_far_as_legible(path), guide.for_page(docname), shown(path, project.root))
    return sorted(findings)


def _advise(text: str, guide: Guide, path: str) -> Iterator[Finding]:
    references = page_references(text)
    for tokens, allowed in _blocks(text):
        advice = list(_advice(tokens, text, references, guide))
        passed = {silencer.rule for silencer in allowed if silencer.reason}
        for line, rule, message in advice:
            if rule not in passed:
                yield Finding(path=path, line=line, message=message, rule=rule)
        for message in misused(allowed, (rule for _, rule, _ in advice), guide):
            yield Finding(path=path, line=tokens[0][0], message=message, rule=SILENCER)


def _advice(
    tokens: Sequence[tuple[int, Token]], page: str, references: Mapping[str, Any], guide: Guide
) -> Iterator[tuple[int, str, str]]:
    """Yield (line, rule, message) for each thing that the rules have to say of the texts of a block."""
    names = {key: here for key, (here, _) in guide.names.items()}
    rules = [rule for rule in RULES.values() if rule.is_advice and rule.applies(guide.pair.target)]
    for line, token in tokens:
        if token.type == "inline":
            text, words = token.content, prose(token.content, references, names)
            unit = TranslationUnit(msgid=text, msgstr=text, source=words, target=words, page=page, problems={})
            yield from ((line, rule.name, message) for rule in rules for message in rule.judge(unit, guide))


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a page; a comment holds for the block behind it."""
    environment: dict[str, Any] = {}
    comments: list[str] = []
    block: list[Token] = []
    for token in parser().parse(text, environment):
        if token.type == "myst_line_comment" and not token.level:
            comments += token.content.splitlines()
            continue
        block.append(token)
        if not token.level and token.nesting <= 0:
            yield list(walk(block, environment)), silencers(comments)
            comments, block = [], []
