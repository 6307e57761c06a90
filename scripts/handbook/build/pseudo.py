"""Builds the handbook in the pseudo-language beside the source, in a folder of its own: ``build/pseudo``.

All checks of a build are run on it. It is for those who change pages, theme or program, and is never published.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace

from handbook.build.pipeline import Report, build_from
from handbook.catalogs.checking import review
from handbook.catalogs.header import new_header
from handbook.catalogs.pseudo_language import PSEUDO_TAG, pseudo, pseudo_entries, pseudo_registry
from handbook.catalogs.reader import read_catalogues
from handbook.catalogs.writer import alone, put, write
from handbook.desk.update import extract
from handbook.facts.registry import load_registry
from handbook.findings.finding import HandbookError
from handbook.languages.lookup import PSEUDO
from handbook.project.project import Project, Request
from handbook.publication.lock import Waiting, exclusive


def build_pseudo(project: Project, outputs: tuple[str, ...], waiting: Waiting | None = None) -> tuple[Project, Report]:
    """Build the pseudo-edition, and return the project that it was built of. Raises HandbookError with all its faults.

    `waiting` is called where another program works in the build folder; without it, that is an error.
    """
    with exclusive(project, waiting):
        return _build(project, outputs)


def _build(project: Project, outputs: tuple[str, ...]) -> tuple[Project, Report]:
    registry = pseudo_registry(load_registry(project))
    with alone(project):  # what is extracted lies where make po puts it
        templates = extract(project)
    copy = _copy(project)
    for domain, entries in templates.items():
        put(copy.catalogue(PSEUDO, domain), write([new_header(project, PSEUDO), *pseudo_entries(entries)]))
    catalogues, unread = read_catalogues(copy, PSEUDO)
    if faults := [*unread, *review(catalogues, copy, PSEUDO)]:
        raise HandbookError(faults)
    request = Request(languages=copy.languages, outputs=outputs)
    return copy, build_from(copy, request, registry, {project.source_language: {}, PSEUDO: catalogues})


def _copy(project: Project) -> Project:
    """Copy what the build reads, and return the project that lies there: in its own language and this one."""
    root = project.build / "pseudo"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(project.source, root / project.source.name)
    shutil.copy(project.root / "pyproject.toml", root)
    return replace(
        project,
        root=root,
        languages=(project.source_language, PSEUDO),
        tags={**project.tags, PSEUDO: PSEUDO_TAG},
        native_names={**project.native_names, PSEUDO: pseudo("Pseudo-language")},
        title=_texts(project.title, project.source_language),
        subtitle=_texts(project.subtitle, project.source_language),
        publisher=_texts(project.publisher, project.source_language),
        # How much a page or a leaflet holds is measured in a language that somebody reads.
        leaflets=False,
        page_budget_kb=2 * project.page_budget_kb,
    )


def _texts(texts: Mapping[str, str], source: str) -> Mapping[str, str]:
    return {**texts, PSEUDO: pseudo(texts[source])}
