"""Builds one edition: one reading of the pages gives its HTML and its brochure."""

import gc
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from handbook.build.plan import PROGRAM
from handbook.catalogs.completeness import incomplete, incomplete_strings
from handbook.catalogs.reader import Catalogues
from handbook.facts.model import Registry
from handbook.findings.finding import Finding, shown
from handbook.findings.nearest import Places
from handbook.print.builder import BrochureBuilder
from handbook.project.project import DOMAIN, Edition, Request
from handbook.readback import EditionArtefacts, read_edition
from handbook.readback.pdf_text import read_brochure
from handbook.sphinx.complaints import Complaints, failure, findings, start_sphinx
from handbook.sphinx.messages import wanted_messages
from handbook.sphinx.wall.catalogues import translations


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltEdition:
    """What came of an edition: what is wrong with it, what was let pass on request, and what its readers would get.

    `mended` are notices of what was kept between builds and had to be made again; `modules` the files of the project
    that ``conf.py`` has loaded as Python.
    """

    findings: list[Finding]
    artefacts: EditionArtefacts | None
    allowed: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    modules: frozenset[str] = frozenset()


def build_edition(
    edition: Edition,
    registry: Registry,
    catalogues: Mapping[str, Catalogues],
    stage: Path,
    request: Request,
) -> BuiltEdition:
    """Write an edition below the empty folder `stage`: ``site/LANGUAGE``, PDFs in ``site/downloads`` and ``print``.

    `catalogues` are those of each language, as they were accepted.

    The HTML is written in any case: the chapters of the PDF are known by its titles.
    """
    gc.disable()  # a build is short and keeps what it makes: a quarter of its time would go into looking for garbage
    project = edition.project
    complaints = Complaints()
    mended: list[Finding] = []
    try:
        app = sphinx_application(edition, registry, catalogues, stage, complaints)
        app.build(force_all=True)
        found = findings(complaints.records, project, places_of(app))
        lacking = tuple(_incomplete(app, edition, catalogues.get(edition.language, {})))
        if not request.allow_incomplete:
            found += lacking
        if not found:
            wrong, mended = _write_brochures(app, edition, stage, request.outputs)
            found += wrong
            # The brochure has strings of its own.
            lacking = tuple(_incomplete(app, edition, catalogues.get(edition.language, {})))
            if not request.allow_incomplete:
                found += lacking
    except SphinxError as error:
        found = [*findings(complaints.records, project), failure(error)]
        return BuiltEdition(findings=found, artefacts=None)
    return BuiltEdition(
        findings=found,
        artefacts=_read(edition, stage),
        allowed=lacking,
        mended=tuple(mended),
        modules=frozenset(_modules_below(project.root)),
    )


def _modules_below(root: Path) -> Iterator[str]:
    """Yield the files of the project that this process has loaded as Python, but for environments and the program."""
    for module in list(sys.modules.values()):
        path = Path(getattr(module, "__file__", None) or "/")
        if path.is_relative_to(root) and not path.is_relative_to(PROGRAM) and not path.is_relative_to(sys.prefix):
            yield shown(path, root)


def _read(edition: Edition, stage: Path) -> EditionArtefacts:
    """Read what was written; where there is no other brochure, the print edition is the one to be proven."""
    artefacts = read_edition(edition.project, stage / "site", edition.language)
    printed = stage / "print" / edition.project.print_name(edition.language)
    if artefacts.brochure is None and printed.is_file():
        return replace(artefacts, brochure=read_brochure(printed))
    return artefacts


def sphinx_application(
    edition: Edition, registry: Registry, catalogues: Mapping[str, Catalogues], stage: Path, complaints: Complaints
) -> Sphinx:
    """Start Sphinx for an edition; what it writes goes below `stage`, what it warns of to `complaints`.

    `catalogues` are those of each language; Sphinx and our features know no other translation.
    """
    settings = {
        "language": edition.language,
        "locale_dirs": [],  # no catalogue is read by Sphinx: they are read, and checked, before it starts
        **translations(edition, catalogues),
        "handbook_edition": edition,
        "handbook_registry": registry,
    }
    return start_sphinx(
        edition.project,
        complaints,
        settings,
        buildername="html",
        outdir=stage / "site" / edition.language,
        doctreedir=stage / "doctrees" / edition.language,
    )


def _incomplete(app: Sphinx, edition: Edition, catalogues: Catalogues) -> Iterator[Finding]:
    yield from incomplete_strings(catalogues.get(DOMAIN, {}), edition.project, edition.language)
    if not edition.is_source:
        for docname, wanted in sorted(wanted_messages(app.env).items()):
            yield from incomplete(docname, wanted, catalogues.get(docname, {}), edition.project, edition.language)


def places_of(app: Sphinx) -> Places:
    """Return where the links of the pages that were read can lead."""
    slugs = {docname: metadata.get("myst_slugs", ()) for docname, metadata in app.env.metadata.items()}
    return Places(pages=tuple(sorted(app.env.all_docs)), anchors={name: tuple(each) for name, each in slugs.items()})


def _write_brochures(
    app: Sphinx, edition: Edition, stage: Path, outputs: Collection[str]
) -> tuple[list[Finding], list[Finding]]:
    """Write the PDFs of `outputs` from the doctrees that the HTML builder has just read.

    Returns what is wrong with them, and notices of those that were kept and had to be made again.
    """
    found: list[Finding] = []
    if not {"pdf", "print"} & set(outputs):
        return found, []
    builder = app.registry.create_builder(app, "brochure", env=app.env)
    assert isinstance(builder, BrochureBuilder)
    app.builder = builder  # pictures ask the application which builder they are drawn for
    builder.init()
    if "pdf" in outputs:
        downloads = stage / "site" / "downloads"
        downloads.mkdir(parents=True, exist_ok=True)
        found += builder.write_brochure(downloads)
        if edition.project.leaflets:
            found += builder.write_leaflets(downloads)
    if "print" in outputs:
        (stage / "print").mkdir(exist_ok=True)
        found += builder.write_print_edition(stage / "print")
    return found, builder.kept.mended
