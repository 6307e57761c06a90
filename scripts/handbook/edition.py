"""Builds one edition: one reading of the pages gives its HTML and its brochure."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from handbook.artefacts import EditionArtefacts, read_edition
from handbook.catalogs.completeness import incomplete, incomplete_strings
from handbook.catalogs.reader import Catalogues
from handbook.catalogs.strings import DOMAIN
from handbook.ext.messages import wanted_messages
from handbook.facts.model import Registry
from handbook.finding import Finding
from handbook.project import SOURCE_LANGUAGE, Edition, Request
from handbook.upstream import WarningStream, findings


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltEdition:
    """What came of an edition: what is wrong with it, what was let pass on request, and what its readers would get."""

    findings: list[Finding]
    artefacts: EditionArtefacts | None
    allowed: tuple[Finding, ...] = ()


def build_edition(
    edition: Edition,
    registry: Registry,
    catalogues: Catalogues,
    stage: Path,
    request: Request,
) -> BuiltEdition:
    """Write an edition below the empty folder `stage`: HTML in ``site/LANGUAGE``, the PDF in ``site/downloads``.

    The HTML is written in any case: the chapters of the PDF are known by its titles.
    """
    gc.disable()  # a build is short and keeps what it makes: a quarter of its time would go into looking for garbage
    project, language = edition.project, edition.language
    warnings = WarningStream()
    try:
        app = _sphinx(edition, registry, catalogues, stage, warnings)
        app.build(force_all=True)
        found = findings(warnings.records, project, language)
        lacking = tuple(_incomplete(app, edition, catalogues))
        if not request.allow_incomplete:
            found += lacking
        if "pdf" in request.outputs and not found:
            found += _write_brochure(app, stage / "site" / "downloads" / project.brochure_name(language))
    except SphinxError as error:
        raised = Finding(path="source", line=1, message=str(error), rule="sphinx")
        return BuiltEdition(findings=[*findings(warnings.records, project, language), raised], artefacts=None)
    return BuiltEdition(findings=found, artefacts=read_edition(project, stage / "site", language), allowed=lacking)


def _sphinx(
    edition: Edition, registry: Registry, catalogues: Catalogues, stage: Path, warnings: WarningStream
) -> Sphinx:
    source = edition.project.source
    return Sphinx(
        srcdir=source,
        confdir=source,
        outdir=stage / "site" / edition.language,
        doctreedir=stage / "doctrees" / edition.language,
        buildername="html",
        confoverrides={
            "language": edition.language,
            "locale_dirs": [],  # no catalogue is read by Sphinx: they are read, and checked, before it starts
            "handbook_translations": _translations(edition, catalogues),
            "nitpicky": True,
            "handbook_edition": edition,
            "handbook_registry": registry,
        },
        status=None,
        warning=warnings,
        freshenv=True,
    )


def _translations(edition: Edition, catalogues: Catalogues) -> dict[str, dict[str, str]] | None:
    """Return the finished messages of each page, or None for the language the pages are written in."""
    if edition.language == SOURCE_LANGUAGE:
        return None
    return {
        domain: {message.msgid: message.msgstr for message in messages.values() if message.is_done}
        for domain, messages in catalogues.items()
    }


def _incomplete(app: Sphinx, edition: Edition, catalogues: Catalogues) -> Iterator[Finding]:
    if edition.language != SOURCE_LANGUAGE:
        yield from incomplete_strings(catalogues.get(DOMAIN, {}), edition.project, edition.language)
        for docname, wanted in sorted(wanted_messages(app.env).items()):
            yield from incomplete(docname, wanted, catalogues.get(docname, {}), edition.project, edition.language)


def _write_brochure(app: Sphinx, target: Path) -> list[Finding]:
    """Write the brochure from the doctrees that the HTML builder has just read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    builder = app.registry.create_builder(app, "brochure", env=app.env)
    app.builder = builder  # post-transforms ask the application which builder they work for
    builder.init()
    return builder.write_brochure(target)
