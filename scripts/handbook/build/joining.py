"""A handbook that several machines build: each a part, and one joins them, proves the whole and publishes it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from handbook.build.content import led_elsewhere, load_content
from handbook.build.edition import BuiltEdition, pages_read, read_written
from handbook.build.judging import artefacts_of, faults_of, judge
from handbook.build.part import (
    PRINT,
    SITE,
    STATES,
    BuiltPart,
    PartEdition,
    part_folder,
    read_part,
    take_part,
    write_part,
    wrong_part,
)
from handbook.build.pipeline import (
    Report,
    Staged,
    complete,
    empty,
    noting,
    publish_staged,
    record_of,
    stage_of,
    untranslated,
)
from handbook.build.plan import PROGRAM_INPUT, differences, inputs_of, modules_of
from handbook.build.side_by_side import build_editions, editions_of
from handbook.findings.finding import Finding, HandbookError
from handbook.findings.phrase import phrase, some
from handbook.machine.progress import Advance, Stage
from handbook.project.project import Project, Request
from handbook.publication.inputs import Inputs, undisturbed
from handbook.publication.lock import Waiting, exclusive
from handbook.publication.publish import remove_by_products
from handbook.publication.release import standing
from handbook.publication.swap import recover
from handbook.readback import EditionArtefacts, ReadBefore


@dataclass(frozen=True, kw_only=True, slots=True)
class _Built:
    """Editions that stand in a stage without a fault: what a part says of them, and what is told to whoever builds."""

    part: BuiltPart
    report: Report


def build_part(project: Project, request: Request, folder: Path, waiting: Waiting | None = None) -> Report:
    """Build the editions of `request` into the new or empty `folder`, and publish nothing.

    They link to all languages of the project, whatever is published here. Raises HandbookError, with nothing written,
    when anything is wrong with them; what only all languages together can show is proven where they are joined.
    """
    with part_folder(project, folder), exclusive(project, waiting):
        notices = recover(project)
        with stage_of(project, request) as stage:
            built, edited = undisturbed(project, partial(_stage_part, request, stage))
            write_part(folder, stage, built.part)
    return replace(built.report, notices=[*notices, *edited, *built.report.notices])


def _stage_part(request: Request, stage: Path, project: Project, inputs: Inputs) -> _Built:
    """Build the editions of a part below `stage`. Raises HandbookError when anything is wrong with them."""
    request.progress(Advance(stage=Stage.LOAD))
    empty(stage)
    before = inputs_of(project, inputs)
    content = load_content(project, inputs.history)
    editions = build_editions(editions_of(project, request, inputs.history, is_part=True), request, content, stage)
    request.progress(Advance(stage=Stage.CHECK))
    faults = faults_of(content, editions)
    artefacts = artefacts_of(project, content, stage, editions)
    wrong, excused = judge(artefacts, request, ["facts", "pdf"], faults)
    if faults := [*faults, *wrong]:
        raise HandbookError(faults)
    remove_by_products(stage / SITE)
    (stage / STATES).mkdir()
    for language, edition in zip(request.languages, editions, strict=True):
        if edition.state is not None:
            (stage / STATES / f"{language}.json").write_text(edition.state, encoding="utf-8")
    mended = [notice for edition in editions for notice in edition.mended]
    unproven = [inputs.history.finding] if inputs.history.finding else []
    modules = {name for edition in editions for name in edition.modules}
    part = BuiltPart(
        outputs=request.outputs,
        allow_incomplete=request.allow_incomplete,
        editions={
            language: PartEdition(modules=tuple(sorted(edition.modules)), allowed=edition.allowed)
            for language, edition in zip(request.languages, editions, strict=True)
        },
        inputs={**modules_of(project, modules), **before},
    )
    return _Built(
        part=part,
        report=Report(proofs=artefacts.proofs, notices=[*untranslated(editions), *excused, *mended, *unproven]),
    )


def assemble(project: Project, request: Request, folders: Sequence[Path], waiting: Waiting | None = None) -> Report:
    """Join the parts in `folders` to what a build of `request` gives, prove that from its files, and publish it.

    Raises HandbookError, with the published site as it was, when anything is wrong with a part or with the whole.
    """

    def stage_in(stage: Path, now: Project, inputs: Inputs) -> Staged:
        request.progress(Advance(stage=Stage.LOAD))
        empty(stage)
        before = inputs_of(now, inputs)
        parts = _read_parts(now, request, folders, before)
        content = load_content(now, inputs.history)
        if content.refused.findings:
            raise HandbookError(content.refused.findings)
        for folder, part in parts.items():
            take_part(folder, part, now.root, stage)
        editions = {language: edition for part in parts.values() for language, edition in part.editions.items()}
        built = [_as_built(now, language, editions[language], stage) for language in request.languages]
        staged = noting(complete(now, request, content, stage, built), led_elsewhere(now, content))
        return replace(staged, record=record_of(staged, before, content))

    with exclusive(project, waiting):
        return publish_staged(project, request, lambda stage: undisturbed(project, partial(stage_in, stage)))


def _as_built(project: Project, language: str, edition: PartEdition, stage: Path) -> BuiltEdition:
    """Return an edition as if it had been built here: all that readers get is read from its files."""
    artefacts = read_written(project, language, stage, ReadBefore())
    return BuiltEdition(
        findings=[],
        artefacts=artefacts,
        allowed=edition.allowed,
        modules=frozenset(edition.modules),
        state=_own_state(stage / STATES / f"{language}.json", artefacts),
    )


def _own_state(path: Path, artefacts: EditionArtefacts) -> str | None:
    """Return what the next build can take over: the words of whoever built it, but of pages what was read here."""
    try:
        state = json.loads(path.read_bytes())
        return json.dumps({**state, **pages_read(artefacts)}, separators=(",", ":"), sort_keys=True)
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _read_parts(
    project: Project, request: Request, folders: Sequence[Path], inputs: Mapping[str, str]
) -> dict[Path, BuiltPart]:
    """Return the parts that make up what `request` asks for. Raises HandbookError with a line for each that does not.

    `inputs` are those of this checkout.
    """
    parts: dict[Path, BuiltPart] = {}
    faults: list[Finding] = []
    for folder in folders:
        try:
            part = read_part(folder, project)
            _hold_to(project, request, folder, part, inputs)
            parts[folder] = part
        except HandbookError as error:
            faults += error.findings
    if not faults:
        faults = _of_all(project, request, parts)
    if faults:
        raise HandbookError(faults)
    return parts


def _hold_to(project: Project, request: Request, folder: Path, part: BuiltPart, inputs: Mapping[str, str]) -> None:
    """Raise HandbookError where a part is not of what is asked for, or not made of what lies here."""
    modules = {name for edition in part.editions.values() for name in edition.modules}
    differing = [reason.input for reason in differences({**modules_of(project, modules), **inputs}, part.inputs)]
    lacking = [name for name in _least(project, request, part) if name not in part.files]
    if PROGRAM_INPUT in differing:
        message = phrase("another version of the program has built this; use the same one everywhere")
    elif differing:
        message = phrase("this was not made of what lies here; other are: {inputs}", inputs=some(sorted(differing)))
    elif set(part.outputs) != set(request.outputs):
        asked, there = ", ".join(request.outputs), ", ".join(part.outputs)
        message = phrase("this holds {there}, and what is asked for is {asked}", there=there, asked=asked)
    elif part.allow_incomplete != request.allow_incomplete:
        message = phrase("this was built with --allow-incomplete, or assemble is called with it: both, or neither")
    elif lacking:
        message = phrase("missing, or not as it was built; build the part again: {files}", files=some(lacking))
    else:
        return
    raise wrong_part(folder, project.root, message)


def _least(project: Project, request: Request, part: BuiltPart) -> list[str]:
    """Return the files without which an edition is none."""
    return [
        name
        for language in part.editions
        for name, is_asked in (
            (f"{SITE}/{language}/index.html", True),
            (f"{SITE}/downloads/{project.brochure_name(language)}", "pdf" in request.outputs),
            (f"{PRINT}/{project.print_name(language)}", "print" in request.outputs),
        )
        if is_asked
    ]


def _of_all(project: Project, request: Request, parts: Mapping[Path, BuiltPart]) -> list[Finding]:
    """Return what is wrong with the parts together: a language that stands in two of them, or in none."""
    counts = Counter(language for part in parts.values() for language in part.editions)
    twice = sorted(language for language, count in counts.items() if count > 1)
    lacking = [language for language in request.languages if language not in counts]
    last = list(parts)[-1]
    faults: list[Finding] = []
    if twice:
        message = phrase("more than one part holds {languages}; name one of them", languages=", ".join(twice))
        faults += wrong_part(last, project.root, message).findings
    if lacking:
        message = phrase("no part holds {languages}, which is published too", languages=", ".join(lacking))
        faults += wrong_part(last, project.root, message).findings
    if "html" in request.outputs and _carries_brochures(project, request):
        message = phrase("readers have brochures that these pages do not lead to; build the parts with pdf as well")
        faults += wrong_part(last, project.root, message).findings
    return faults


def _carries_brochures(project: Project, request: Request) -> bool:
    """Whether brochures that are published would stay beside pages that know nothing of them."""
    published = standing(project.site)
    if published is None or "pdf" in request.outputs:
        return False
    return any((published / "downloads" / project.brochure_name(language)).is_file() for language in project.languages)
