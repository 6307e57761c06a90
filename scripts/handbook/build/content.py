"""Reads what an edition is made of, facts and catalogues, and says what is wrong with it before Sphinx starts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from handbook.build.edition import Content
from handbook.build.last_build import LastBuild
from handbook.build.refused import Unfit, page_of
from handbook.catalogs.checking import accepted, incomplete_strings, links_elsewhere
from handbook.catalogs.reader import Catalogues, read_catalogues
from handbook.checks.input.sources import check_sources
from handbook.facts.last_edition import read_last_edition
from handbook.facts.model import Registry
from handbook.facts.registry import read_registry
from handbook.findings.finding import Finding, HandbookError
from handbook.history.last_changes import History
from handbook.machine.spread import processes_for, spread
from handbook.project.project import DOMAIN, Project
from handbook.project.redirects import read_redirects

# So many messages one process judges while another is still being started.
_MANY_MESSAGES = 1000
_NO_FACTS = Registry(facts={}, names={}, sources={}, topics={}, regions={}, pages={}, files=())


def load_content(
    project: Project, history: History, pages: Collection[str] | None = None, jobs: int | None = None
) -> Content:
    """Read facts and catalogues, with what is wrong with them. Raises HandbookError where no page can be read.

    Where `pages` are given, only their catalogues were edited since all were without a fault: they alone are judged.
    `jobs` are the processes that may run at once.
    """
    faults = list(check_sources(project))
    unread_pages = _unread_pages(faults, project)
    catalogues: dict[str, Catalogues] = {}
    messages: dict[str, dict[str, Collection[str]]] = {}
    unread: set[tuple[str, str]] = set()
    for language in project.languages:
        catalogues[language], unreadable = read_catalogues(project, language)
        faults += unreadable
        unread |= {(language, page) for finding in unreadable if (page := page_of(finding, project))}
        messages[language] = {}
        for domain, refused_messages, wrong in _refused(
            _of_pages(catalogues[language], pages), project, language, jobs
        ):
            faults += wrong
            messages[language][domain] = refused_messages
    registry, wrong = read_registry(project)
    faults += wrong
    if registry is not None:
        try:
            registry = replace(registry, last_edition=read_last_edition(project))
        except HandbookError as error:
            faults += error.findings
    try:
        read_redirects(project)
    except HandbookError as error:
        faults += error.findings
    if unread_pages is None:
        raise HandbookError(faults)
    refused = Unfit(
        findings=tuple(faults),
        pages=unread_pages,
        messages=messages,
        unread=frozenset(unread),
        has_facts=registry is not None,
    )
    return Content(history=history, registry=registry or _NO_FACTS, catalogues=catalogues, refused=refused)


def _refused(
    catalogues: Catalogues, project: Project, language: str, jobs: int | None
) -> list[tuple[str, Collection[str], list[Finding]]]:
    """Return of each catalogue that something is wrong with its domain, the messages that may not be shown, and why."""

    def judge(domains: Sequence[str]) -> list[tuple[str, Collection[str], list[Finding]]]:
        judged = ((domain, *accepted(catalogues[domain], domain, project, language)) for domain in domains)
        return [(domain, catalogues[domain].keys() - shown.keys(), wrong) for domain, shown, wrong in judged if wrong]

    processes = processes_for(sum(map(len, catalogues.values())), _MANY_MESSAGES, jobs)
    return sorted(spread(judge, sorted(catalogues), language, processes), key=itemgetter(0))


def _unread_pages(faults: Iterable[Finding], project: Project) -> frozenset[str] | None:
    """Return the pages that cannot be read; None where something else among the sources, or the first page, cannot."""
    # A name that no system should have is not told as it is.
    pages = {page_of(finding, project) for finding in faults}
    return frozenset(page for page in pages if page) if pages <= {*project.pages()} - {"index"} else None


def led_elsewhere(project: Project, content: Content, last: LastBuild | None = None) -> list[Finding]:
    """Return the notices of links that lead readers of a language elsewhere: of what was edited, and as they were."""
    pages = last.pages if last else None
    notices = chain.from_iterable(
        links_elsewhere(_of_pages(texts, pages), project, language) for language, texts in content.catalogues.items()
    )
    return sorted([*(last.links if last else ()), *notices])


def _of_pages(catalogues: Catalogues, pages: Collection[str] | None) -> Catalogues:
    """Return the catalogues of some pages, or of all."""
    return {domain: texts for domain, texts in catalogues.items() if pages is None or domain in pages}


def untranslated_strings(project: Project, content: Content) -> list[Finding]:
    """Return what nobody has translated of our own strings, which the pages at the root of the site show."""
    return [
        finding
        for language, texts in content.catalogues.items()
        if (language, DOMAIN) not in content.refused.unread
        for finding in incomplete_strings(texts.get(DOMAIN, {}), project, language)
    ]
