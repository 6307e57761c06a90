"""What a language still lacks: messages of the pages that its catalogues leave untranslated or fuzzy."""

from collections.abc import Iterable, Iterator, Mapping

from handbook.catalogs.reader import Message, Messages
from handbook.catalogs.strings import absent_strings, is_shipped
from handbook.findings.finding import Finding, excerpt, shown
from handbook.findings.phrase import phrase
from handbook.project.project import DOMAIN, Project


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
