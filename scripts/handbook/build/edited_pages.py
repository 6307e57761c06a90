"""Builds an edition of which only some pages were edited: those are read and written, all else is the last release's.

That holds where the edit leaves what pages give to each other as it was (see ``handbook.sphinx.kept_pages``): else a
page that nobody has touched would be another as well, and the whole edition is built.
"""

import gc
import json
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from handbook.build.edition import (
    BuiltEdition,
    Content,
    incomplete_passages,
    modules_below,
    places_of,
    read_written,
    sphinx_application,
    state_to_keep,
    write_brochures,
)
from handbook.build.last_build import LastBuild
from handbook.build.sizes import without_sizes
from handbook.facts.model import Registry
from handbook.findings.finding import HandbookError
from handbook.print.builder import KeptChapters
from handbook.print.cluster import ClusterError
from handbook.project.project import Edition, Request
from handbook.publication.carry_over import carry
from handbook.publication.manifest import read_manifest
from handbook.readback import ReadBefore
from handbook.readback.html_page import page_of_data
from handbook.search import terms_of
from handbook.search.index import write_index
from handbook.sphinx.complaints import Complaints, findings
from handbook.sphinx.kept_pages import glossaries, last_changes, refuse_outside, restore, shared
from handbook.sphinx.namesakes import besides
from handbook.sphinx.page_count import count_pages
from handbook.sphinx.stepwise import changed_pages, find_pages, read_page, write_page


def build_edited(
    edition: Edition, content: Content, stage: Path, request: Request, last: LastBuild
) -> BuiltEdition | None:
    """Do as ``build_edition`` does, from what the last build has left.

    Returns None, and leaves nothing in the stage, where the edition has to be built whole.
    """
    gc.disable()  # as for a whole edition
    try:
        built = _from_last(edition, content, stage, request, last)
    except ClusterError:
        raise  # it would be asked again, and not help then either
    except (SphinxError, HandbookError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        built = None  # whoever builds it whole says what is wrong, if anything is
    if built is None:
        shutil.rmtree(stage / "site" / edition.language, ignore_errors=True)
    return built


def _from_last(
    edition: Edition, content: Content, stage: Path, request: Request, last: LastBuild
) -> BuiltEdition | None:
    project, language = edition.project, edition.language
    complaints = Complaints()
    state = json.loads(last.states[language])
    judged = _take_over(last.release, project.root, language, stage / "site")
    before = {docname: page_of_data(page) for docname, page in state["pages"].items()}
    if _is_untouched(edition, content.registry, request, state, last):
        artefacts = read_written(project, language, stage, ReadBefore(pages=before, judged=judged))
        return BuiltEdition(findings=[], artefacts=artefacts, modules=last.modules, state=last.states[language])
    app = sphinx_application(edition, content.registry, content.catalogues, stage, complaints)
    count_pages(app, language, request.progress)
    pages = _write_edited(app, edition, content.registry, state, last)
    if pages is None:
        return None
    faults = [*findings(complaints.records, project, places_of(app)), *incomplete_passages(app, edition, content)]
    if faults:
        return None  # whoever builds it whole lays it out as well, and says all that is wrong at once
    chapters = KeptChapters(**(state["paper"] or {})).without(pages)
    refuse_outside(chapters.pictures)
    faults, mended, kept = write_brochures(app, edition, stage, request, chapters)
    artefacts = read_written(project, language, stage, ReadBefore(pages=before, judged=judged))
    return BuiltEdition(
        findings=faults,
        artefacts=artefacts,
        mended=tuple(mended),
        modules=frozenset(modules_below(project.root)),
        state=None if faults else state_to_keep(app, edition, content, kept, artefacts, state),
    )


def _is_untouched(
    edition: Edition, registry: Registry, request: Request, state: Mapping[str, Any], last: LastBuild
) -> bool:
    """Whether the pages of an edition are those of the last build: only catalogues of other languages were edited.

    A brochure also says from when the handbook is.
    """
    if edition.language not in last.untouched or "pdf" in request.outputs:
        return False
    if last.pages & glossaries(state["shared"]):  # which show translations into other languages
        return False
    changed: dict[str, str] = state["changed"]
    return last_changes(edition.project.pages(), edition, registry) == changed


def _take_over(release: Path, root: Path, language: str, site: Path) -> dict[str, str]:
    """Copy the pages of a language, and return their digests by docname, as they were before they said sizes.

    Raises ValueError where one is no longer as it was published.
    """
    manifest = read_manifest(release, root)
    names = [name for name in manifest.own if name.startswith(f"{language}/")]
    if carry(release, manifest, names, site):
        raise ValueError("a page is not what was published")
    without_sizes(site / language)
    pages = {name.removeprefix(f"{language}/").removesuffix(".html"): name for name in names if name.endswith(".html")}
    return {docname: sha256((site / name).read_bytes()).hexdigest() for docname, name in pages.items()}


def _write_edited(
    app: Sphinx, edition: Edition, registry: Registry, state: Mapping[str, Any], last: LastBuild
) -> set[str] | None:
    """Read and write the pages that were edited, and those whose last change is another day by now.

    Returns the pages that were read; None, with nothing written, where that changes what other pages show.
    """
    env = app.env
    find_pages(app)
    restore(env, edition.project.root, state["shared"], state["messages"])
    changes = last_changes(env.found_docs, edition, registry)
    pages = {docname for docname in env.found_docs if changes.get(docname) != state["changed"].get(docname)}
    pages |= {*last.pages, *changed_pages(env, last.files, last.pages)}
    read = {*pages, app.config.root_doc}  # the menu of each page is read from the first one
    for docname in sorted(read):
        read_page(app, docname)
    if shared(env, edition) != state["shared"]:
        return None
    env.check_consistency()
    for docname in sorted(pages):
        write_page(app, docname)
    write_index(Path(app.outdir), edition, registry, terms_of(env), besides(env))
    return read
