"""Reads what an edition is made of, facts and catalogues, and refuses what is wrong before Sphinx starts."""

from collections.abc import Collection
from dataclasses import replace
from itertools import chain

from handbook.build.edition import Content
from handbook.build.last_build import LastBuild
from handbook.catalogs.checking import links_elsewhere, review
from handbook.catalogs.reader import Catalogues, read_catalogues
from handbook.checks.input.sources import check_sources
from handbook.facts.last_edition import read_last_edition
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError
from handbook.history.last_changes import History
from handbook.project.project import Project


def load_content(project: Project, history: History, pages: Collection[str] | None = None) -> Content:
    """Read facts and catalogues. Raises HandbookError with all their faults.

    Where `pages` are given, only their catalogues were edited since all were without a fault: they alone are judged.
    """
    faults = list(check_sources(project))
    catalogues: dict[str, Catalogues] = {}
    for language in project.languages:
        catalogues[language], unread = read_catalogues(project, language)
        faults += [*unread, *review(_of_pages(catalogues[language], pages), project, language)]
    try:
        registry = load_registry(project)
    except HandbookError as error:
        raise HandbookError([*faults, *error.findings]) from None
    if faults:
        raise HandbookError(faults)
    registry = replace(registry, last_edition=read_last_edition(project))
    return Content(history=history, registry=registry, catalogues=catalogues)


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
