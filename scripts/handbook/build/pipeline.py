"""Builds and proves a handbook: a process per language, then every check, then publication or nothing."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path

from handbook.build.content import led_elsewhere, load_content, untranslated_strings
from handbook.build.dropped import dropped_addresses
from handbook.build.edition import BuiltEdition, Content
from handbook.build.judging import artefacts_of, faults_of, judge
from handbook.build.last_build import LastBuild, digest_of, keep_states, last_build
from handbook.build.moved_lines import write_redirects, write_server_lines
from handbook.build.moved_pages import write_moved_pages
from handbook.build.offline import write_offline_copies
from handbook.build.plan import Record, digests, inputs_of, modules_of, note, places_of
from handbook.build.root_pages import say_sizes_at_root, write_sitemap, write_welcome
from handbook.build.side_by_side import build_editions, editions_of, standing_languages
from handbook.build.sizes import names_to_save, write_sizes
from handbook.catalogs.reader import Catalogues, compiled_catalogues, stray_catalogues
from handbook.checks.built import CHECKS
from handbook.facts.model import Registry
from handbook.facts.overdue import to_be_done
from handbook.facts.proof import Proof, counts
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.phrase import phrase
from handbook.history.last_changes import History, read_history
from handbook.machine.progress import Advance, Stage
from handbook.project.project import Project, Request
from handbook.project.redirects import right_redirects
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
        content = load_content(now, inputs.history, last.pages if last else None, request.jobs)
        staged = _stage(now, asked, content, folder, None if content.refused.findings else last)
        return replace(staged, record=record_of(staged, before, content))

    with exclusive(project, waiting):
        return publish_staged(project, request, lambda folder: undisturbed(project, partial(stage_in, folder)))


def build_from(project: Project, request: Request, registry: Registry, catalogues: Mapping[str, Catalogues]) -> Report:
    """Build, prove and publish what is read already: facts, and the catalogues of each language."""

    def stage_in(folder: Path) -> tuple[Staged, list[Finding]]:
        content = Content(history=read_history(project), registry=registry, catalogues=catalogues)
        return _stage(project, request, content, folder), []

    with exclusive(project, None):
        return publish_staged(project, request, stage_in)


def publish_staged(
    project: Project, request: Request, stage_in: Callable[[Path], tuple[Staged, list[Finding]]]
) -> Report:
    """Publish what `stage_in` builds in an empty folder; no other program works in the build folder meanwhile.

    `stage_in` also returns notices of what was edited while it did that.
    """
    notices = recover(project)
    places = places_of(project, request)
    for place in places.values():
        needs_links(place)
    with stage_of(project, request) as folder:
        staged, edited = stage_in(folder)
        request.progress(Advance(stage=Stage.PUBLISH))
        for name, place in places.items():
            notices += publish(place, folder / name, staged.history, staged.project.keep_releases, request.key)
    if "site" in places and (published := standing(project.site)):
        write_server_lines(staged.project, published, right_redirects(staged.project))
    if staged.record:
        with suppress(OSError):  # it costs the next build its time, and nothing else
            keep_states(staged.project, request, staged.states)
        note(staged.project, request, staged.record)
    return replace(staged.report, notices=[*notices, *edited, *staged.report.notices])


@contextmanager
def stage_of(project: Project, request: Request) -> Iterator[Path]:
    """Give an empty folder to build in, which is removed at the end."""
    if request.force:
        shutil.rmtree(project.kept, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=STAGE, dir=project.build, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def record_of(staged: Staged, inputs: Mapping[str, str], content: Content) -> Record:
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
    empty(stage)
    editions = editions_of(project, request, content.history)
    staged = complete(project, request, content, stage, build_editions(editions, request, content, stage, last))
    return noting(staged, led_elsewhere(project, content, last))


def empty(stage: Path) -> None:
    """Remove what is left of a build during which something was edited."""
    for left in stage.iterdir():
        shutil.rmtree(left)


def noting(staged: Staged, notices: Iterable[Finding]) -> Staged:
    """Return what is staged with more notices for its publisher."""
    return replace(staged, report=replace(staged.report, notices=[*staged.report.notices, *notices]))


def complete(
    project: Project, request: Request, content: Content, stage: Path, built: Sequence[BuiltEdition]
) -> Staged:
    """Add to the editions that stand below `stage` what is of all languages, and prove the whole from its files.

    `built` are those editions, in the order of `request`. Raises HandbookError when anything is wrong.
    """
    request.progress(Advance(stage=Stage.CHECK))
    faults = faults_of(content, built)
    artefacts = artefacts_of(project, content, stage, built)
    carry_over(project, standing(project.site), stage / "site", request.languages, request.outputs)
    redirects = right_redirects(project)  # what is wrong with them is among the faults of the content
    if "site" in request.places:
        write_moved_pages(project, stage / "site", artefacts.editions, redirects)
        write_redirects(project, stage / "site", redirects)
        write_welcome(project, stage / "site")
    wrong, excused = judge(artefacts, request, CHECKS, faults)
    if "site" in request.places and not request.allow_incomplete:
        faults += untranslated_strings(project, content)
    if faults := [*faults, *wrong]:
        raise HandbookError(faults)
    unbound = _bind(project, stage / "print", request)
    if "site" in request.places:
        write_sitemap(project, stage / "site")
        write_offline_copies(project, stage / "site", request.languages, content.history)
        names = names_to_save(project, content.registry, content.history.day)
        write_sizes(project, stage / "site", request.languages, names)
        say_sizes_at_root(project, stage / "site", names)
    history = content.history
    notices = [
        *untranslated(built),
        *excused,
        *unbound,
        *(notice for edition in built for notice in edition.mended),
        *compiled_catalogues(project),
        *stray_catalogues(project),
        *unset(project),
        *dropped_addresses(project, artefacts.editions, redirects),
        *to_be_done(content.registry, history.day, project),
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


def untranslated(built: Sequence[BuiltEdition]) -> Iterator[Finding]:
    """Yield a notice for each catalogue whose page is published with passages that are not translated."""
    counts = Counter(finding.path for edition in built for finding in edition.allowed)
    for path, count in sorted(counts.items()):
        message = phrase("published; the page says that messages are not translated: {count}", count=count)
        yield Finding(path=path, line=1, message=message, rule="incomplete")


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
