"""Judges what was built: by every check where nothing was refused, and else as far as it goes."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from handbook.build.edition import BuiltEdition, Content
from handbook.build.refused import said_of, without_consequences
from handbook.checks.artefacts import Artefacts
from handbook.checks.built import run_checks
from handbook.checks.built.required_facts import excusable_facts
from handbook.findings.finding import Finding, shown
from handbook.findings.phrase import phrase
from handbook.project.project import Project, Request


def artefacts_of(project: Project, content: Content, stage: Path, built: Sequence[BuiltEdition]) -> Artefacts:
    """Return what checks look at of editions that stand below `stage`."""
    return Artefacts(
        project=project,
        registry=content.registry,
        editions=tuple(edition.artefacts for edition in built if edition.artefacts),
        is_unsure=content.refused.spoils,
        folders=(stage / "site", stage / "print"),
    )


def faults_of(content: Content, built: Iterable[BuiltEdition]) -> list[Finding]:
    """Return what is wrong with the files of a project, and with the editions that are built of them."""
    return [*content.refused.findings, *(finding for edition in built for finding in edition.findings)]


def judge(
    artefacts: Artefacts, request: Request, groups: Iterable[str], faults: Collection[Finding]
) -> tuple[list[Finding], list[Finding]]:
    """Return what the checks of `groups` find, and facts that are not there, which the request lets pass.

    Where there are `faults` already, what is built is judged as far as it goes, without what follows from them.
    """
    try:
        excused = excusable_facts(artefacts) if request.allow_incomplete else []
        findings = run_checks(artefacts, groups, request.jobs)
    except Exception as error:  # what is left of something that was refused may be nothing that can be judged
        if not faults:
            raise
        message = phrase(
            "what was built cannot be judged ({error}); put right what else is named, and build again",
            error=said_of(error),
        )
        path = shown(artefacts.project.source, artefacts.project.root)
        return [Finding(path=path, line=1, message=message, rule="checks")], []
    findings = without_consequences(
        findings, faults, artefacts.project, _not_made(artefacts, request) if faults else ()
    )
    allowed_rules = {"source-left"} if request.allow_incomplete else set()
    return [finding for finding in findings if finding not in excused and finding.rule not in allowed_rules], excused


def _not_made(artefacts: Artefacts, request: Request) -> list[str]:
    """Return the names of the PDFs for readers that were to be made, and were not."""
    project, downloads = artefacts.project, artefacts.folders[0] / "downloads"
    if "pdf" not in request.outputs:
        return []
    leaflets = (project.leaflet_name(page, language) for page in project.pages() for language in request.languages)
    names = (*map(project.brochure_name, request.languages), *leaflets)
    return [name for name in names if not (downloads / name).is_file()]
