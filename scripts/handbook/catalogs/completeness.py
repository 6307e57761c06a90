"""What a language still lacks: messages of the pages that its catalogues leave untranslated or fuzzy."""

from collections.abc import Iterable, Iterator, Mapping

from handbook.catalogs.reader import Message, Messages
from handbook.catalogs.strings import DOMAIN, absent_strings
from handbook.finding import Finding, excerpt, shown
from handbook.project import Project


def incomplete(
    docname: str, wanted: Iterable[tuple[str, int]], catalogue: Mapping[str, Message], project: Project, language: str
) -> Iterator[Finding]:
    """Yield a finding for each of the (msgid, source line) pairs of a page that `catalogue` does not finish."""
    path = shown(project.catalogue(language, docname), project.root)
    page = shown(project.page(docname), project.root)
    for msgid, line in dict(reversed(list(wanted))).items():
        entry = catalogue.get(msgid)
        if entry is None:
            rule, where = "untranslated", 1
            what = f"has no entry in {language} ({page}:{line}); run make po, then translate it"
        elif not entry.msgstr.strip():
            rule, where = "untranslated", entry.line
            what = f"has no {language} translation ({page}:{line}); translate it"
        elif entry.is_fuzzy:
            rule, where = "fuzzy", entry.line
            what = f"is fuzzy ({page}:{line}); correct it and remove the fuzzy flag"
        else:
            continue
        message = f"“{excerpt(msgid)}” {what}, or show English meanwhile with --allow-incomplete"
        yield Finding(path=path, line=where, message=message, rule=rule)


def incomplete_strings(messages: Messages, project: Project, language: str) -> Iterator[Finding]:
    """Yield a finding for each of our own strings (theme, cover, panels) that is not finished, or was asked for and
    has no entry.
    """
    path = shown(project.catalogue(language, DOMAIN), project.root)
    for message in messages.values():
        if not message.is_done:
            told = f"“{excerpt(message.msgid)}” has no finished {language} translation; translate it"
            yield Finding(path=path, line=message.line, message=told, rule="untranslated")
    for msgid in absent_strings(project, language):
        if msgid not in messages:
            told = f"“{excerpt(msgid)}” has no entry in {language}; run make po, then translate it"
            yield Finding(path=path, line=1, message=told, rule="untranslated")
