"""Builds and proves a handbook: a process per language, then every check, then publication or nothing."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from handbook.build.edition import BuiltEdition, Content
from handbook.build.last_build import LastBuild, digest_of, keep_states, last_build
from handbook.build.offline import write_offline_copies
from handbook.build.plan import Record, digests, inputs_of, modules_of, note, places_of
from handbook.build.root_pages import write_sitemap, write_welcome
from handbook.build.side_by_side import build_editions, standing_languages
from handbook.catalogs.checking import incomplete_strings, links_elsewhere, review
from handbook.catalogs.reader import Catalogues, compiled_catalogues, read_catalogues, stray_catalogues
from handbook.checks.artefacts import Artefacts
from handbook.checks.built import CHECKS, run_checks
from handbook.checks.built.required_facts import excusable_facts
from handbook.checks.input.sources import check_sources
from handbook.facts.last_edition import read_last_edition
from handbook.facts.model import Registry
from handbook.facts.overdue import overdue
from handbook.facts.proof import Proof, counts
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.history.last_changes import History, read_history
from handbook.machine.progress import Advance, Stage
from handbook.project.project import DOMAIN, Project, Request
from handbook.project.unset import unset
from handbook.publication.carry_over import carry_over, carry_over_print
from handbook.publication.inputs import Inputs, undisturbed
from handbook.publication.lock import Waiting, exclusive
from handbook.publication.publish import publish
from handbook.publication.release import standing
from handbook.publication.swap import STAGE, needs_links, recover


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a build tells its publisher: the proofs of the facts, and notices, which stop nothing."""

    proofs: list[Proof]
    notices: list[Finding]


@dataclass(frozen=True, kw_only=True, slots=True)
class Staged:
    """A handbook that is built and proven below a folder, but not published yet."""

    project: Project
    history: History
    report: Report
    modules: frozenset[str] = frozenset()
    record: Record | None = None
    states: Mapping[str, str] = field(default_factory=dict)


def build(project: Project, request: Request, waiting: Waiting | None = None) -> Report:
    """Build, prove and publish. Raises HandbookError, with the published site as it was, when anything is wrong.

    `waiting` is called where another program works in the build folder; without it, that is an error.
    """

    def stage_in(folder: Path, now: Project, inputs: Inputs) -> Staged:
        request.progress(Advance(stage=Stage.LOAD))
        before = inputs_of(now, inputs)
        asked = _with_siblings(now, request)
        last = last_build(now, asked, before) if asked == request else None
        content = _load(now, inputs.history, last.pages if last else None)
        staged = _stage(now, asked, content, folder, last)
        return replace(staged, record=_record(staged, before, content))

    with exclusive(project, waiting):
        return _publish(project, request, lambda folder: undisturbed(project, partial(stage_in, folder)))


def build_from(project: Project, request: Request, registry: Registry, catalogues: Mapping[str, Catalogues]) -> Report:
    """Build, prove and publish what is read already: facts, and the catalogues of each language."""

    def stage_in(folder: Path) -> tuple[Staged, list[Finding]]:
        content = Content(history=read_history(project), registry=registry, catalogues=catalogues)
        return _stage(project, request, content, folder), []

    with exclusive(project, None):
        return _publish(project, request, stage_in)


def _publish(project: Project, request: Request, stage_in: Callable[[Path], tuple[Staged, list[Finding]]]) -> Report:
    """Publish what `stage_in` builds in an empty folder; no other program works in the build folder meanwhile.

    `stage_in` also returns notices of what was edited while it did that.
    """
    notices = recover(project)
    places = places_of(project, request)
    for place in places.values():
        needs_links(place)
    if request.force:
        shutil.rmtree(project.kept, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=project.build, ignore_cleanup_errors=True) as folder:
        staged, edited = stage_in(Path(folder))
        request.progress(Advance(stage=Stage.PUBLISH))
        for name, place in places.items():
            notices += publish(place, Path(folder, name), staged.history, staged.project.keep_releases, request.key)
    if staged.record:
        with suppress(OSError):  # it costs the next build its time, and nothing else
            keep_states(staged.project, request, staged.states)
        note(staged.project, request, staged.record)
    return replace(staged.report, notices=[*notices, *edited, *staged.report.notices])


def _record(staged: Staged, inputs: Mapping[str, str], content: Content) -> Record:
    """Return what a build was made of, before it is known as which releases it is published."""
    project = staged.project
    return Record(
        inputs={**modules_of(project, staged.modules), **inputs},
        releases={},
        messages={
            shown(project.catalogue(language, domain), project.root): digests(messages.values())
            for language, by_domain in content.catalogues.items()
            for domain, messages in by_domain.items()
        },
        notices=tuple(staged.report.notices),
        proofs=counts(staged.report.proofs),
        states={language: digest_of(state) for language, state in staged.states.items()},
    )


def _stage(project: Project, request: Request, content: Content, stage: Path, last: LastBuild | None = None) -> Staged:
    """Build and prove below `stage`, which is emptied first. Raises HandbookError when anything is wrong.

    Where `last` is given, it is built of what the last build has left and of what was edited since.
    """
    for left in stage.iterdir():  # of a build during which something was edited
        shutil.rmtree(left)
    built = build_editions(project, request, content, stage, last)
    request.progress(Advance(stage=Stage.CHECK))
    faults = [finding for edition in built for finding in edition.findings]
    artefacts = Artefacts(
        project=project,
        registry=content.registry,
        editions=tuple(edition.artefacts for edition in built if edition.artefacts),
        folders=(stage / "site", stage / "print"),
    )
    carry_over(project, standing(project.site), stage / "site", request.languages, request.outputs)
    if "site" in request.places:
        write_welcome(project, stage / "site")
    # The facts are looked for even where an edition has faults: so that whoever has removed one learns which.
    findings = run_checks(artefacts, ["facts"] if faults else CHECKS)
    excused = excusable_facts(artefacts) if request.allow_incomplete else []
    allowed_rules = {"source-left"} if request.allow_incomplete else set()
    faults += [finding for finding in findings if finding not in excused and finding.rule not in allowed_rules]
    if faults:
        raise HandbookError(faults)
    unbound = _bind(project, stage / "print", request)
    if "site" in request.places:
        if not request.allow_incomplete:
            _refuse_untranslated(project, content.catalogues)
        write_sitemap(project, stage / "site")
        write_offline_copies(project, stage / "site", request.languages, content.history)
    history = content.history
    notices = [
        *_untranslated(built),
        *excused,
        *unbound,
        *(notice for edition in built for notice in edition.mended),
        *compiled_catalogues(project),
        *stray_catalogues(project),
        *_links_elsewhere(project, content, last),
        *unset(project),
        *overdue(content.registry, history.day, project.root),
        *([history.finding] if history.finding else []),
    ]
    return Staged(
        project=project,
        history=history,
        report=Report(proofs=artefacts.proofs, notices=notices),
        modules=frozenset(chain.from_iterable(edition.modules for edition in built)),
        states={
            language: edition.state
            for language, edition in zip(request.languages, built, strict=True)
            if edition.state is not None
        },
    )


def _links_elsewhere(project: Project, content: Content, last: LastBuild | None) -> list[Finding]:
    """Return the notices of links that lead readers of a language elsewhere: of what was edited, and as they were."""
    pages = last.pages if last else None
    notices = chain.from_iterable(
        links_elsewhere(_of_pages(texts, pages), project, language) for language, texts in content.catalogues.items()
    )
    return sorted([*(last.links if last else ()), *notices])


def _of_pages(catalogues: Catalogues, pages: Collection[str] | None) -> Catalogues:
    """Return the catalogues of some pages, or of all."""
    return {domain: texts for domain, texts in catalogues.items() if pages is None or domain in pages}


def _untranslated(built: Sequence[BuiltEdition]) -> Iterator[Finding]:
    """Yield a notice for each catalogue whose page is published with passages that are not translated."""
    counts = Counter(finding.path for edition in built for finding in edition.allowed)
    for path, count in sorted(counts.items()):
        message = phrase("published; the page says that messages are not translated: {count}", count=count)
        yield Finding(path=path, line=1, message=message, rule="incomplete")


def _refuse_untranslated(project: Project, catalogues: Mapping[str, Catalogues]) -> None:
    """Raise HandbookError where the pages at the root of the site show a string of ours that nobody has translated."""
    strings = {language: texts.get(DOMAIN, {}) for language, texts in catalogues.items()}
    if findings := [
        finding for language in strings for finding in incomplete_strings(strings[language], project, language)
    ]:
        raise HandbookError(findings)


def _with_siblings(project: Project, request: Request) -> Request:
    """Ask for the published editions as well when another joins them: each page links to all of its editions.

    Raises HandbookError where the settings, as they are by now, no longer have a language that is asked for.
    """
    if gone := sorted(set(request.languages) - set(project.languages)):
        message = phrase("the project has no language {languages} any more", languages=", ".join(gone))
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="project")])
    others = set(standing_languages(project))
    if not others or set(request.languages) <= others:
        return request
    wanted = {*others, *request.languages}
    return replace(request, languages=tuple(language for language in project.languages if language in wanted))


def _bind(project: Project, folder: Path, request: Request) -> list[Finding]:
    """Complete the staged print edition. Returns why it has no bilingual booklet, if it has none."""
    if "print" not in request.outputs:
        return []
    from handbook.print.press.print_edition import bind_both_languages

    carry_over_print(project, standing(project.print_edition), folder, request.languages)
    return bind_both_languages(project, folder)


def _load(project: Project, history: History, pages: Collection[str] | None = None) -> Content:
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
