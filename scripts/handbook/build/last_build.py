"""What a build takes from the last one: where only the text of some pages was edited, the rest of an edition stands."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from handbook.build.plan import (
    GIT,
    HEAD,
    Record,
    differences,
    modules_of,
    places_of,
    read_record,
    record_path,
    write_whole,
)
from handbook.findings.finding import Finding, shown
from handbook.project.project import DOMAIN, Project, Request


@dataclass(frozen=True, kw_only=True, slots=True)
class LastBuild:
    """What can be taken over: the `release` that readers get, and what is kept of each edition (see `state_of`).

    `files` were edited since, paths from the root, and `pages` are the docnames of what they belong to; editions in
    languages that are `untouched` show nothing of them. `links` are the notices of links that lead elsewhere in the
    catalogues of all other pages, and `modules` the files that ``conf.py`` has loaded as Python.
    """

    release: Path
    files: frozenset[str]
    pages: frozenset[str]
    untouched: frozenset[str]
    states: Mapping[str, str]
    links: tuple[Finding, ...]
    modules: frozenset[str]


def last_build(project: Project, request: Request, inputs: Mapping[str, str]) -> LastBuild | None:
    """Return what of the last build that was asked for so can be taken over; None where all has to be built."""
    record = read_record(record_path(project, request))
    # Strings of ours that are not translated are noted when they are asked for, and so by a whole build alone.
    if record is None or request.force or request.allow_incomplete or request.places != ("site",):
        return None
    modules = [name for name in record.inputs if name.endswith(".py")]
    edited = edited_files(project, record.inputs, {**modules_of(project, modules), **inputs})
    current = places_of(project, request)["site"].current()
    states = dict(_states(project, request, record))
    if edited is None or current is None or current.name != record.releases.get("site"):
        return None
    if set(states) != set(request.languages):
        return None
    pages = frozenset(edited.values())
    judged = {shown(path, project.root) for docname in pages for path in _catalogues(project, docname)}
    links = (notice for notice in record.notices if notice.rule == "translated-link" and notice.path not in judged)
    return LastBuild(
        release=current.folder,
        files=frozenset(edited),
        pages=pages,
        untouched=frozenset(request.languages) - concerned_languages(project, request, edited),
        states=states,
        links=tuple(links),
        modules=frozenset(modules),
    )


def concerned_languages(project: Project, request: Request, names: Iterable[str]) -> frozenset[str]:
    """Return the languages of a request whose editions show something of these inputs.

    A catalogue says what a page of its language is made of, and of no other but where that shows translations.
    """
    languages = (*project.languages, *project.unpublished)
    catalogues = {
        shown(project.catalogue(language, docname), project.root): (language, docname)
        for language in languages
        for docname in project.pages()
        if docname != DOMAIN
    }
    concerned: set[str] = set()
    for name in names:
        language, docname = catalogues.get(name, ("", ""))
        concerned |= {language} if language and not _shows_others(project, docname) else {*request.languages}
    return frozenset(concerned & {*request.languages})


def _shows_others(project: Project, docname: str) -> bool:
    """Whether a page may show translations into other languages, as a glossary does."""
    try:
        return b"glossary" in project.page(docname).read_bytes().lower()
    except OSError:  # the build says what is wrong with it
        return True


def edited_files(project: Project, before: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str] | None:
    """Return the edited texts of pages and their catalogues: path to docname. None where anything else is another."""
    files = {
        shown(path, project.root): docname
        for docname in project.pages()
        if docname != DOMAIN
        for path in (project.page(docname), *_catalogues(project, docname))
    }
    differing = {reason.input for reason in differences(before, now)} - {GIT, HEAD}
    if differing <= files.keys() & before.keys() & now.keys():
        return {name: files[name] for name in differing}
    return None


def _catalogues(project: Project, docname: str) -> Iterable[Path]:
    return (project.catalogue(language, docname) for language in (*project.languages, *project.unpublished))


def digest_of(state: str) -> str:
    """Return what the record of a build knows the state of an edition by."""
    return sha256(state.encode()).hexdigest()


def _state_path(project: Project, request: Request, language: str) -> Path:
    return project.kept / "editions" / f"{record_path(project, request).stem}-{language}.json"


def _states(project: Project, request: Request, record: Record) -> Iterable[tuple[str, str]]:
    """Yield what is kept of each edition, by language, such as the build of the record has left it."""
    for language, digest in record.states.items():
        with suppress(OSError, ValueError):
            state = _state_path(project, request, language).read_text(encoding="utf-8")
            if digest_of(state) == digest:
                yield language, state


def keep_states(project: Project, request: Request, states: Mapping[str, str]) -> None:
    """Keep what the next build can take over of each edition."""
    for language, state in states.items():
        write_whole(_state_path(project, request, language), state)
