"""Holds every finished message of a language against its source, page by page.

What passes here is the only translation there is: the build, the preview and every feature of a page are given it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.catalogs.message_structure import page_references
from handbook.catalogs.parity import differences, translated_links
from handbook.catalogs.reader import Catalogues, Message, Messages
from handbook.facts.hosts import host_pairs
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.languages.language import LanguagePair
from handbook.languages.lookup import OWN_LANGUAGE, pair_of
from handbook.project.project import DOMAIN, Project
from handbook.texts.text_files import text_as_far_as_legible


def review(catalogues: Catalogues, project: Project, language: str) -> Iterator[Finding]:
    """Yield a finding for each translation that loses, adds or breaks something."""
    for domain, messages in sorted(catalogues.items()):
        text = text_as_far_as_legible(project.page(domain))
        path = shown(project.catalogue(language, domain), project.root)
        yield from _review_page(messages, text, path, pair_for(project, domain, language))


def links_elsewhere(catalogues: Catalogues, project: Project, language: str) -> Iterator[Finding]:
    """Yield a notice for each link that leads readers of a language to another address on the web."""
    for domain, messages in sorted(catalogues.items()):
        path = shown(project.catalogue(language, domain), project.root)
        references = page_references(text_as_far_as_legible(project.page(domain)))
        for message in messages.values() if domain != DOMAIN else ():
            for source, target in (
                translated_links(message.msgid, message.msgstr, references) if message.is_done else ()
            ):
                told = phrase("{source} is {target} for these readers", source=source, target=target)
                yield Finding(path=path, line=message.msgstr_line, message=told, rule="translated-link")


def pair_for(project: Project, domain: str, language: str) -> LanguagePair:
    """Return from which language into which a catalogue translates: our own strings are not in that of the pages."""
    source = OWN_LANGUAGE if domain == DOMAIN else project.tag(project.source_language)
    return replace(pair_of(source, project.tag(language)), hosts=host_pairs(project, language))


def _review_page(messages: Messages, page: str, path: str, pair: LanguagePair) -> Iterator[Finding]:
    references = page_references(page)
    for message in messages.values():
        for rule, told in problems(message, references, pair):
            yield Finding(path=path, line=message.msgstr_line, message=told, rule=rule)


def accepted(messages: Messages, docname: str, project: Project, language: str) -> tuple[Messages, list[Finding]]:
    """Return what of the catalogue of a page may be shown, and what is wrong with the rest."""
    found = list(review({docname: messages}, project, language))
    lines = {finding.line for finding in found}
    return {msgid: each for msgid, each in messages.items() if each.msgstr_line not in lines}, found


def problems(message: Message, references: Mapping[str, Any], pair: LanguagePair) -> Iterator[tuple[str, str]]:
    """Yield (rule, what is wrong) for one message, but for what its translator has allowed with a reason."""
    if message.is_done:
        for rule, told in differences(message.msgid, message.msgstr, references, pair):
            if rule not in message.allowed:
                yield rule, told
    elif message.msgstr and not message.is_fuzzy:
        # Neither translated nor missed: the source would show, and nobody be told.
        yield "empty", phrase("the translation is nothing but spaces; write it, or leave it empty")
