"""Builds the editions of a handbook side by side, each in a process of its own."""

import gc
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from handbook.build.edited_pages import build_edited
from handbook.build.edition import BuiltEdition, Content, build_edition
from handbook.build.last_build import LastBuild
from handbook.history.last_changes import History, read_days
from handbook.machine.progress import Progress
from handbook.machine.workers import Task, run_each
from handbook.project.project import Edition, Project, Request
from handbook.publication.release import standing
from handbook.sphinx.assets import asset_links, asset_names


def standing_languages(project: Project) -> list[str]:
    """Return the languages that are published."""
    published = standing(project.site)
    return [language for language in project.languages if published and (published / language).is_dir()]


def editions_of(project: Project, request: Request, history: History, *, is_part: bool = False) -> tuple[Edition, ...]:
    """Return the editions to build; each links to those that will stand beside it, built now or before.

    Those of a part will stand beside all languages of the project, whatever is published here.
    """
    published = None if is_part else standing(project.site)
    others = project.languages if is_part else standing_languages(project)
    side_by_side = [language for language in project.languages if language in (*request.languages, *others)]
    days = read_days(project, history) if "html" in request.outputs else {}
    # Facts are looked for in what this build makes, not in what it only carries over.
    on_paper = ("pdf", "leaflet") if project.leaflets else ("pdf",)
    proofs = ("html", *on_paper) if "pdf" in request.outputs else ("html",)
    return tuple(
        Edition(
            project=project,
            language=language,
            siblings=tuple(other for other in side_by_side if other != language),
            has_brochure="pdf" in request.outputs or _is_published(published, project.brochure_name(language)),
            days=days,
            proofs=proofs,
        )
        for language in request.languages
    )


def _is_published(published: Path | None, download: str) -> bool:
    return published is not None and (published / "downloads" / download).is_file()


def build_editions(
    editions: Sequence[Edition], request: Request, content: Content, stage: Path, last: LastBuild | None = None
) -> list[BuiltEdition]:
    """Build the `editions` that are asked for below `stage`, each in a process of its own.

    Sphinx keeps some of its own words in the language in which they were first needed in a process.
    """
    edition_of = {edition.language: edition for edition in editions}

    def run(build: Callable[..., Any], languages: Collection[str], *arguments: object) -> dict[str, Any]:
        def call(language: str, progress: Progress) -> Any:
            return build(edition_of[language], content, stage, replace(request, progress=progress), *arguments)

        tasks = [Task(name=language, call=partial(call, language)) for language in languages]
        return dict(zip(languages, run_each(tasks, request.jobs or len(tasks), request.progress), strict=True))

    # Forked children share what is read and imported already; frozen objects are not copied by their collector.
    asset_links(asset_names(), editions[0].project)
    gc.collect()
    gc.freeze()
    edited = run(build_edited, request.languages, last) if last else {}
    whole = [language for language in request.languages if edited.get(language) is None]
    built = {**edited, **(run(build_edition, whole) if whole else {})}
    return [built[language] for language in request.languages]
