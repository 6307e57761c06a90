"""Builds one edition: one reading of the pages gives its HTML and its brochure."""

import gc
import logging
import sys
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from handbook.build.refused import Unfit, said_of, without_consequences
from handbook.catalogs.checking import incomplete, incomplete_strings
from handbook.catalogs.reader import Catalogues
from handbook.facts.model import Registry
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.nearest import Places
from handbook.findings.phrase import phrase
from handbook.history.last_changes import History
from handbook.machine.versions import PROGRAM
from handbook.print.builder import BrochureBuilder, KeptChapters
from handbook.print.cluster import ClusterError
from handbook.print.share_picture import write_share_picture
from handbook.project.addresses import SHARE_PICTURE
from handbook.project.project import DOMAIN, Edition, Project, Request
from handbook.readback import EditionArtefacts, ReadBefore, read_edition
from handbook.readback.html_page import Page, page_as_data
from handbook.readback.pdf_text import read_brochure
from handbook.sphinx.assets import asset_links, asset_names
from handbook.sphinx.bounded import bound_memory
from handbook.sphinx.complaints import Complaints, failure, findings, start_sphinx
from handbook.sphinx.kept_pages import state_of
from handbook.sphinx.messages import wanted_messages
from handbook.sphinx.page_count import count_pages
from handbook.sphinx.wall.catalogues import translations


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """All that is read of a project before Sphinx starts; `catalogues` are those of each language.

    `refused` is what is wrong with it, and may not be shown: pages are judged without it, and nothing is published.
    """

    history: History
    registry: Registry
    catalogues: Mapping[str, Catalogues]
    refused: Unfit = field(default_factory=Unfit)

    @property
    def shown(self) -> Mapping[str, Catalogues]:
        """The catalogues without what is refused of them."""
        refused = self.refused.messages
        return {
            language: {
                domain: {msgid: entry for msgid, entry in messages.items() if msgid not in refused[language][domain]}
                if domain in refused.get(language, ())
                else messages
                for domain, messages in catalogues.items()
            }
            for language, catalogues in self.catalogues.items()
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltEdition:
    """What the build of an edition returns: its faults, and what its readers would get unless it broke off.

    `allowed` are the faults that the request lets pass; `mended` are notices of what was kept between builds and had to
    be made again; `modules` are the files of the project that ``conf.py`` has loaded as Python. `state` is what the
    next build can take over, if anything: see ``handbook.build.edited_pages``.
    """

    findings: list[Finding]
    artefacts: EditionArtefacts | None
    allowed: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    modules: frozenset[str] = frozenset()
    state: str | None = None


def build_edition(edition: Edition, content: Content, stage: Path, request: Request) -> BuiltEdition:
    """Write an edition below the empty folder `stage`: ``site/LANGUAGE``, PDFs in ``site/downloads`` and ``print``.

    The HTML is always written: the chapters of the PDF are recognized by its titles.
    """
    gc.disable()  # a build is short and keeps what it makes: a quarter of its time would go into looking for garbage
    logging.disable(logging.DEBUG)  # a twentieth would go into what Sphinx notes for whoever works on Sphinx
    project = edition.project
    complaints = Complaints()
    mended: list[Finding] = []
    kept = None
    try:
        unread = content.refused.pages
        app = sphinx_application(edition, content.registry, content.shown, stage, complaints, unread)
        count_pages(app, edition.language, request.progress)
        bound_memory(app)
        app.build(force_all=True)
        faults = content.refused.own(findings(complaints.records, project, places_of(app)))
        before = [*content.refused.findings, *faults, *incomplete_passages(app, edition, content)]
        if content.refused.has_facts:
            on_paper, mended, kept = _brochures(app, edition, stage, request, before)
            faults += without_consequences(on_paper, before, project)
        if project.base_url:
            write_share_picture(edition, stage / "site" / edition.language / SHARE_PICTURE)
        # After the brochure, which has strings of its own.
        untranslated = tuple(incomplete_passages(app, edition, content))
    except SphinxError as error:
        faults = content.refused.own([*findings(complaints.records, project), failure(error)])
        return BuiltEdition(findings=faults, artefacts=None)
    artefacts = read_written(project, edition.language, stage, ReadBefore())
    return BuiltEdition(
        findings=faults if request.allow_incomplete else [*faults, *untranslated],
        artefacts=artefacts,
        allowed=untranslated if request.allow_incomplete else (),
        mended=tuple(mended),
        modules=frozenset(modules_below(project.root)),
        state=None if faults else state_to_keep(app, edition, content, kept, artefacts),
    )


def _brochures(
    app: Sphinx, edition: Edition, stage: Path, request: Request, faults: Collection[Finding]
) -> tuple[list[Finding], list[Finding], KeptChapters | None]:
    """Do as `write_brochures` does; where there are `faults` in the pages, as far as they can be laid out."""
    try:
        return write_brochures(app, edition, stage, request, KeptChapters())
    except HandbookError as error:
        if isinstance(error, ClusterError) or not faults:
            raise
        return list(error.findings), [], None
    except Exception as error:  # what is left of a page that was refused may be nothing that can be printed
        if not faults:
            raise
        message = phrase("the PDFs cannot be laid out ({error}); put right what else is named, and build again")
        path = shown(edition.project.source, edition.project.root)
        return [Finding(path=path, line=1, message=message.format(error=said_of(error)), rule="layout")], [], None


def state_to_keep(  # noqa: PLR0913, PLR0917 (what an edition is made of, and what it was before)
    app: Sphinx,
    edition: Edition,
    content: Content,
    kept: KeptChapters | None,
    artefacts: EditionArtefacts,
    before: Mapping[str, Any] = MappingProxyType({}),
) -> str | None:
    """Return what the next build can take over of an edition; None where there is no way to keep it.

    `before` is what this one has taken over, of pages that give to each other what they gave then.
    """
    made = {"paper": asdict(kept) if kept else None, **pages_read(artefacts, before.get("pages", {}))}
    return state_of(app.env, edition, content.registry, made, before.get("shared"))


def pages_read(artefacts: EditionArtefacts, before: Mapping[str, Any] = MappingProxyType({})) -> dict[str, object]:
    """Return what the next build can take over of pages that were read back and judged; `before` are those it has."""

    def data_of(page: Page) -> Mapping[str, Any]:
        earlier = before.get(page.docname)
        return earlier if earlier and earlier["digest"] == page.digest else page_as_data(page)

    return {"pages": {page.docname: data_of(page) for page in artefacts.all_pages}}


def modules_below(root: Path) -> Iterator[str]:
    """Yield the files of the project that this process has loaded as Python, but for environments and the program."""
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    # There are some thousand modules, and few of the project: paths are made of these alone.
    for path in (Path(file) for file in files if file.startswith(f"{root}/")):
        if not path.is_relative_to(PROGRAM) and not path.is_relative_to(sys.prefix):
            yield shown(path, root)


def read_written(project: Project, language: str, stage: Path, before: ReadBefore) -> EditionArtefacts:
    """Read what was written, but for pages that are as they were `before`.

    The print edition is read in place of a brochure where there is no other.
    """
    artefacts = read_edition(project, stage / "site", language, before)
    printed = stage / "print" / project.print_name(language)
    if artefacts.brochure is None and printed.is_file():
        return replace(artefacts, brochure=read_brochure(printed))
    return artefacts


def sphinx_application(  # noqa: PLR0913, PLR0917 (what an edition is made of, and where it goes)
    edition: Edition,
    registry: Registry,
    catalogues: Mapping[str, Catalogues],
    stage: Path,
    complaints: Complaints,
    unread: Collection[str] = (),
) -> Sphinx:
    """Start Sphinx for an edition; its output is written below `stage`, and its warnings are added to `complaints`.

    `catalogues` are those of each language: Sphinx and our extension take translations from nowhere else. Pages that
    are `unread` are left out.
    """
    settings: dict[str, object] = {
        "language": edition.language,
        "locale_dirs": [],  # no catalogue is read by Sphinx: they are read, and checked, before it starts
        **translations(edition, catalogues),
        "handbook_edition": edition,
        "handbook_registry": registry,
        "handbook_assets": asset_links(asset_names(), edition.project, up="../"),
        "handbook_unread": sorted(unread),
    }
    return start_sphinx(
        edition.project,
        complaints,
        settings,
        buildername="html",
        outdir=stage / "site" / edition.language,
        doctreedir=stage / "doctrees" / edition.language,
    )


def incomplete_passages(app: Sphinx, edition: Edition, content: Content) -> Iterator[Finding]:
    """Yield a finding for each passage of an edition, on its pages and in our own strings, that is not translated.

    Of a catalogue that cannot be read, nobody knows what is.
    """
    catalogues, unread = content.catalogues.get(edition.language, {}), content.refused.unread
    if (edition.language, DOMAIN) not in unread:
        yield from incomplete_strings(catalogues.get(DOMAIN, {}), edition.project, edition.language)
    if not edition.is_source:
        for docname, wanted in sorted(wanted_messages(app.env).items()):
            if (edition.language, docname) in unread:
                continue
            yield from incomplete(docname, wanted, catalogues.get(docname, {}), edition.project, edition.language)


def places_of(app: Sphinx) -> Places:
    """Return where links can lead: the pages that were read, and the headings on each."""
    slugs = {docname: metadata.get("myst_slugs", ()) for docname, metadata in app.env.metadata.items()}
    anchors = {docname: tuple(names) for docname, names in slugs.items()}
    return Places(pages=tuple(sorted(app.env.all_docs)), anchors=anchors)


def write_brochures(
    app: Sphinx, edition: Edition, stage: Path, request: Request, kept: KeptChapters
) -> tuple[list[Finding], list[Finding], KeptChapters | None]:
    """Write the PDFs of a request from the doctrees that the HTML builder has just read, and from what is `kept`.

    Returns what is wrong with them, notices of kept files that had been changed and were made again and of a cluster
    that could not help, and what to keep of the pages.
    """
    if not {"pdf", "print"} & set(request.outputs):
        return [], [], None
    from handbook.print.executors import laid_out_by

    builder = app.registry.create_builder(app, "brochure", env=app.env)
    assert isinstance(builder, BrochureBuilder)
    builder.outdir = type(builder.outdir)(stage / "drawn" / edition.language)  # of what extensions draw for paper
    app.builder = builder  # pictures ask the application which builder they are drawn for
    builder.init()
    builder.kept_chapters = kept

    def write(executor: Executor) -> list[Finding]:
        faults: list[Finding] = []
        if "pdf" in request.outputs:
            downloads = stage / "site" / "downloads"
            downloads.mkdir(parents=True, exist_ok=True)
            faults += builder.write_downloads(downloads, executor)
        if "print" in request.outputs:
            (stage / "print").mkdir(exist_ok=True)
            faults += builder.write_print_edition(stage / "print", executor)
        return faults

    faults, notices = laid_out_by(edition, request, write)
    return faults, [*notices, *builder.kept.mended], builder.chapters_to_keep()
