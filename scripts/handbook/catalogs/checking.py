"""Judges the catalogues of a language: what is wrong with finished translations, and which messages have none yet.

The build, the preview and every feature of a page get only the translations that pass here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.catalogs.comments import admitted
from handbook.catalogs.entries import Entry
from handbook.catalogs.message_structure import page_references
from handbook.catalogs.parity import differences, translated_links
from handbook.catalogs.reader import Catalogues, Messages
from handbook.catalogs.strings import absent_strings, is_shipped
from handbook.facts.hosts import host_pairs
from handbook.findings.finding import Finding, excerpt, shown
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
        for entry in messages.values() if domain != DOMAIN else ():
            for source, target in translated_links(entry.msgid, entry.msgstr, references) if entry.is_done else ():
                message = phrase("{source} is {target} for these readers", source=source, target=target)
                yield Finding(path=path, line=entry.msgstr_line, message=message, rule="translated-link")


def pair_for(project: Project, domain: str, language: str) -> LanguagePair:
    """Return the two languages of a catalogue; the source of our own strings is in the language of the program."""
    source = OWN_LANGUAGE if domain == DOMAIN else project.tag(project.source_language)
    return replace(pair_of(source, project.tag(language)), hosts=host_pairs(project, language))


def _review_page(messages: Messages, page: str, path: str, pair: LanguagePair) -> Iterator[Finding]:
    references = page_references(page)
    for entry in messages.values():
        allowed = admitted(entry.comments)
        for rule, message in problems(entry, references, pair):
            if rule not in allowed:
                yield Finding(path=path, line=entry.msgstr_line, message=message, rule=rule)


def accepted(messages: Messages, docname: str, project: Project, language: str) -> tuple[Messages, list[Finding]]:
    """Return what of the catalogue of a page may be shown, and what is wrong with the rest."""
    findings = list(review({docname: messages}, project, language))
    lines = {finding.line for finding in findings}
    return {msgid: entry for msgid, entry in messages.items() if entry.msgstr_line not in lines}, findings


def problems(entry: Entry, references: Mapping[str, Any], pair: LanguagePair) -> Iterator[tuple[str, str]]:
    """Yield (rule, message) for all that is wrong with one entry, whatever its comments allow."""
    if entry.is_done:
        yield from differences(entry.msgid, entry.msgstr, references, pair)
    elif entry.msgstr and not entry.is_fuzzy:
        # It counts neither as translated nor as missing: the source would show, and nobody would know.
        yield "empty", phrase("the translation is nothing but spaces; write it, or leave it empty")


def incomplete(
    docname: str, wanted: Iterable[tuple[str, int]], catalogue: Messages, project: Project, language: str
) -> Iterator[Finding]:
    """Yield a finding for each of the (msgid, source line) pairs of a page that `catalogue` does not finish."""
    path = shown(project.catalogue(language, docname), project.root)
    page = shown(project.page(docname), project.root)
    for msgid, line in dict(reversed(list(wanted))).items():
        entry = catalogue.get(msgid)
        if entry is None:
            rule, where = "untranslated", 1
            text = phrase(
                "“{message}” has no entry in {language} ({page}:{line}); run make po, then translate it, or show "
                "the source text meanwhile with --allow-incomplete"
            )
        elif not entry.msgstr.strip():
            rule, where = "untranslated", entry.line
            text = phrase(
                "“{message}” has no {language} translation ({page}:{line}); translate it, or show the source text "
                "meanwhile with --allow-incomplete"
            )
        elif entry.is_fuzzy:
            rule, where = "fuzzy", entry.line
            text = phrase(
                "“{message}” is fuzzy ({page}:{line}); correct it and remove the fuzzy flag, or show the "
                "source text meanwhile with --allow-incomplete"
            )
        else:
            continue
        message = text.format(message=excerpt(msgid), language=language, page=page, line=line)
        yield Finding(path=path, line=where, message=message, rule=rule)


def incomplete_strings(messages: Messages, project: Project, language: str) -> Iterator[Finding]:
    """Yield a finding for each of our own strings (theme, cover, panels) that is not finished, or was asked for and
    has no entry.
    """
    path = shown(project.catalogue(language, DOMAIN), project.root)
    for message in messages.values():
        if not message.is_done and not is_shipped(message.msgid, project, language):
            text = phrase(
                "“{message}” has no finished {language} translation; translate it",
                message=excerpt(message.msgid),
                language=language,
            )
            yield Finding(path=path, line=message.line, message=text, rule="untranslated")
    for msgid in absent_strings(project, language):
        if msgid not in messages:
            text = phrase(
                "“{message}” has no entry in {language}; run make po, then translate it",
                message=excerpt(msgid),
                language=language,
            )
            yield Finding(path=path, line=1, message=text, rule="untranslated")
