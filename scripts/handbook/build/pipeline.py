"""Builds and proves a handbook: a process per language, then every check, then publication or nothing."""

import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from handbook.build.edition import BuiltEdition, build_edition
from handbook.build.offline import write_offline_copies
from handbook.build.plan import Record, digests, inputs_of, note, places_of
from handbook.build.root_pages import write_sitemap, write_welcome
from handbook.catalogs.checking import links_elsewhere, review
from handbook.catalogs.completeness import incomplete_strings
from handbook.catalogs.reader import Catalogues, compiled_catalogues, read_catalogues, stray_catalogues
from handbook.checks.artefacts import Artefacts
from handbook.checks.built import CHECKS, run_checks
from handbook.checks.built.required_facts import proofs, told_in_source
from handbook.checks.input.sources import check_sources
from handbook.facts.last_edition import read_last_edition
from handbook.facts.model import Registry
from handbook.facts.overdue import overdue
from handbook.facts.proof import Proof, counts
from handbook.facts.registry import load_registry
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.history.last_changes import History, read_days, read_history
from handbook.machine.workers import Task, run_each
from handbook.project.project import DOMAIN, SITE_OUTPUTS, Edition, Project, Request
from handbook.project.unset import unset
from handbook.publication.carry_over import carry_over, carry_over_print
from handbook.publication.inputs import Inputs, undisturbed
from handbook.publication.lock import Waiting, exclusive
from handbook.publication.publish import publish
from handbook.publication.release import standing
from handbook.publication.swap import STAGE, needs_links, recover


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What was built: the proofs of the facts, and what its publisher should know though it stops nothing."""

    proofs: list[Proof]
    notices: list[Finding]


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """An edition of the handbook that is staged and proven, with what its publisher should know of it."""

    project: Project
    request: Request
    history: History
    proofs: list[Proof]
    notices: list[Finding]
    modules: frozenset[str] = frozenset()
    record: Record | None = None


# Makes a handbook below the folder that it is given.
Make = Callable[[Path], tuple[Made, list[Finding]]]


def build(project: Project, request: Request, waiting: Waiting | None = None) -> Report:
    """Build, prove and publish. Raises HandbookError, with the published site as it was, when anything is wrong.

    `waiting` is told when another program is at work in the build folder; without it, that is an error.
    """

    def make(stage: Path, now: Project, inputs: Inputs) -> Made:
        wanted = _with_siblings(now, _still_there(now, request))
        registry, catalogues = _load(now)
        made = _make(now, wanted, inputs.history, (registry, catalogues), stage)
        return replace(made, record=_record(made, inputs, catalogues))

    with exclusive(project, waiting):
        return _publish(project, request, lambda stage: undisturbed(project, partial(make, stage)))


def build_from(project: Project, request: Request, registry: Registry, catalogues: Mapping[str, Catalogues]) -> Report:
    """Build, prove and publish what is read already: facts, and the catalogues of each language."""

    def make(stage: Path) -> tuple[Made, list[Finding]]:
        return _make(project, request, read_history(project), (registry, catalogues), stage), []

    with exclusive(project, None):
        return _publish(project, request, make)


def _publish(project: Project, request: Request, make: Make) -> Report:
    """Have `make` make a handbook, and publish that; nobody else works in the build folder meanwhile."""
    notices = recover(project)
    places = places_of(project, request)
    for place in places.values():
        needs_links(place)
    if request.force:
        shutil.rmtree(project.kept, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=project.build, ignore_cleanup_errors=True) as folder:
        made, edited = make(Path(folder))
        for name, place in places.items():
            notices += publish(place, Path(folder, name), made.history, made.project.keep_releases, request.key)
    if made.record:
        note(made.project, request, made.record)
    return Report(proofs=made.proofs, notices=[*notices, *edited, *made.notices])


def _record(made: Made, inputs: Inputs, catalogues: Mapping[str, Catalogues]) -> Record:
    """Return what a build was made of, before it is known as which releases it is published."""
    project = made.project
    return Record(
        inputs=inputs_of(project, inputs, made.modules),
        releases={},
        messages={
            shown(project.catalogue(language, domain), project.root): digests(messages.values())
            for language, by_domain in catalogues.items()
            for domain, messages in by_domain.items()
        },
        notices=tuple(made.notices),
        proofs=counts(made.proofs),
    )


def _make(
    project: Project,
    request: Request,
    history: History,
    texts: tuple[Registry, Mapping[str, Catalogues]],
    stage: Path,
) -> Made:
    """Build and prove below `stage`, which is emptied first. Raises HandbookError when anything is wrong."""
    registry, catalogues = texts
    for left in stage.iterdir():  # of a build during which something was edited
        shutil.rmtree(left)
    days = read_days(project, history) if "html" in request.outputs else {}
    editions = [replace(each, days=days) for each in _editions(project, request)]
    built = _build_editions(editions, registry, catalogues, stage, request)
    found = list(chain.from_iterable(each.findings for each in built))
    artefacts = Artefacts(
        project=project,
        registry=registry,
        editions=tuple(each.artefacts for each in built if each.artefacts),
        folders=(stage / "site", stage / "print"),
    )
    carry_over(project, standing(project.site), stage / "site", request.languages, request.outputs)
    if set(SITE_OUTPUTS) & set(request.outputs):
        write_welcome(project, stage / "site")
    # An edition that is not whole yet is still asked for its facts: whoever struck one out is told which.
    groups = ["facts"] if found else CHECKS
    excused = told_in_source(artefacts) if request.allow_incomplete else []
    checked = run_checks(artefacts, groups)
    found += [each for each in checked if each not in excused and not _is_allowed(each, request)]
    if found:
        raise HandbookError(found)
    unbound = _bind(project, stage / "print", request)
    if set(SITE_OUTPUTS) & set(request.outputs):
        if not request.allow_incomplete:
            _refuse_untranslated(project, catalogues)
        write_sitemap(project, stage / "site")
        write_offline_copies(project, stage / "site", request.languages, history)
    notices = [
        *_untranslated(built),
        *excused,
        *unbound,
        *chain.from_iterable(each.mended for each in built),
        *compiled_catalogues(project),
        *stray_catalogues(project),
        *chain.from_iterable(links_elsewhere(each, project, language) for language, each in catalogues.items()),
        *unset(project),
        *overdue(registry, history.day, project.root),
        *([history.finding] if history.finding else []),
    ]
    return Made(
        project=project,
        request=request,
        history=history,
        proofs=proofs(artefacts),
        notices=notices,
        modules=frozenset(chain.from_iterable(edition.modules for edition in built)),
    )


def _untranslated(built: Sequence[BuiltEdition]) -> Iterator[Finding]:
    """Yield a notice for each catalogue whose page is published with passages that are not translated."""
    counts = Counter(finding.path for edition in built for finding in edition.allowed)
    for path, count in sorted(counts.items()):
        message = phrase("published; the page says that messages are not translated: {count}", count=count)
        yield Finding(path=path, line=1, message=message, rule="incomplete")


def _refuse_untranslated(project: Project, catalogues: Mapping[str, Catalogues]) -> None:
    """Raise HandbookError where the pages at the root of the site show a string of ours that nobody has translated."""
    texts = ((language, each.get(DOMAIN, {})) for language, each in catalogues.items())
    if found := [finding for language, each in texts for finding in incomplete_strings(each, project, language)]:
        raise HandbookError(found)


def _still_there(project: Project, request: Request) -> Request:
    """Raise HandbookError where the settings, as they are by now, have lost a language that is asked for."""
    if gone := sorted(set(request.languages) - set(project.languages)):
        message = phrase("the project has no language {languages} any more", languages=", ".join(gone))
        raise HandbookError([Finding(path="pyproject.toml", line=1, message=message, rule="project")])
    return request


def _standing_languages(project: Project) -> list[str]:
    """Return the languages that are published."""
    published = standing(project.site)
    return [each for each in project.languages if published and (published / each).is_dir()]


def _with_siblings(project: Project, request: Request) -> Request:
    """Ask for the standing editions as well when another joins them: each page links to all of its editions."""
    others = set(_standing_languages(project))
    if not others or set(request.languages) <= others:
        return request
    wanted = {*others, *request.languages}
    return replace(request, languages=tuple(each for each in project.languages if each in wanted))


def _bind(project: Project, folder: Path, request: Request) -> list[Finding]:
    """Make the staged print edition whole. Returns why it has no bilingual booklet, if it has none."""
    if "print" not in request.outputs:
        return []
    from handbook.print.press.print_edition import bind_both_languages

    carry_over_print(project, standing(project.print_edition), folder, request.languages)
    return bind_both_languages(project, folder)


def _is_allowed(finding: Finding, request: Request) -> bool:
    return request.allow_incomplete and finding.rule == "source-left"


def _load(project: Project) -> tuple[Registry, Mapping[str, Catalogues]]:
    """Read facts and catalogues (by language) before Sphinx starts; says all that is wrong with them at once."""
    found = list(check_sources(project))
    catalogues: dict[str, Catalogues] = {}
    for language in project.languages:
        catalogues[language], unread = read_catalogues(project, language)
        found += [*unread, *review(catalogues[language], project, language)]
    try:
        registry = load_registry(project)
    except HandbookError as error:
        raise HandbookError([*found, *error.findings]) from None
    if found:
        raise HandbookError(found)
    return replace(registry, last_edition=read_last_edition(project)), catalogues


def _editions(project: Project, request: Request) -> Iterator[Edition]:
    """Yield the editions to build; each links to those that will stand beside it, built now or before."""
    published, others = standing(project.site), _standing_languages(project)
    side_by_side = [each for each in project.languages if each in request.languages or each in others]
    for language in request.languages:
        siblings = tuple(each for each in side_by_side if each != language)
        name = Path("downloads", project.brochure_name(language))
        has_brochure = "pdf" in request.outputs or bool(published and (published / name).is_file())
        yield Edition(
            project=project,
            language=language,
            siblings=siblings,
            has_brochure=has_brochure,
            proofs=_proofs(project, request),
        )


def _proofs(project: Project, request: Request) -> tuple[str, ...]:
    """Return the outputs of this build in which every fact is looked for; what is only carried over is not."""
    if "pdf" not in request.outputs:
        return ("html",)
    return ("html", "pdf", "leaflet") if project.leaflets else ("html", "pdf")


def _build_editions(
    editions: Sequence[Edition],
    registry: Registry,
    catalogues: Mapping[str, Catalogues],
    stage: Path,
    request: Request,
) -> list[BuiltEdition]:
    # Forked children share what is imported already; frozen objects are not copied by their collector.
    gc.collect()
    gc.freeze()
    # A process of its own: Sphinx keeps words of its own in the language in which it was first imported.
    tasks = [
        Task(
            name=each.language,
            call=partial(build_edition, each, registry, catalogues, stage, request),
        )
        for each in editions
    ]
    return run_each(tasks, request.jobs or len(tasks))
