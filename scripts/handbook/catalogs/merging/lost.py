"""Nothing is lost: every finished translation that git has is still in a catalogue, or in the memory."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.merging.memory import MEMORY, TIMES, joined_memory, memory_path, memory_places, read_memory
from handbook.catalogs.merging.recorded import recorded
from handbook.catalogs.reader import catalogue_paths, read_entries
from handbook.catalogs.strings import own_wording
from handbook.findings.finding import Finding, HandbookError, excerpt, shown
from handbook.findings.phrase import phrase
from handbook.project.project import DOMAIN, Project


def lost(project: Project, commit: str = "HEAD") -> Iterator[Finding]:
    """Yield a finding for each finished pair of `commit` that the catalogues of today do not hold.

    Raises HandbookError when a catalogue cannot be read, or git has no such commit. Without any, nothing can be lost.
    """
    files = recorded(project, commit)
    if files is None:
        if not has_history(project):
            return
        message = phrase(
            "git has no commit {commit} of this folder, so nobody can tell whether a translation is lost", commit=commit
        )
        raise HandbookError([Finding(path="locales", line=1, message=message, rule="git-history")])
    for language in project.catalogued:
        domains, memory = recorded_entries(files, language)
        yield from _missing(project, language, {**domains, MEMORY: memory}, commit)


def has_history(project: Project) -> bool:
    """Whether git has a commit of the project at all."""
    return recorded(project) is not None


def recorded_entries(
    files: Mapping[str, bytes], language: str
) -> tuple[Mapping[str, Sequence[Entry]], Sequence[Entry]]:
    """Return the catalogues of a commit by domain, and its memory; what is no catalogue is left out."""
    folder = PurePosixPath("locales", language)
    domains: dict[str, Sequence[Entry]] = {}
    memories: list[Sequence[Entry]] = []
    for name, data in files.items():
        path = PurePosixPath(name)
        try:
            if path in memory_places(folder.parent, language):
                memories.append(parse(data, times=TIMES))
            elif path.is_relative_to(folder / "LC_MESSAGES"):
                domains[path.relative_to(folder / "LC_MESSAGES").as_posix().removesuffix(".po")] = parse(data)
        except GrammarError:
            continue
    return _without_ours(domains, language), joined_memory(memories)


def current_entries(project: Project, language: str) -> tuple[Mapping[str, Sequence[Entry]], Sequence[Entry]]:
    """Return the catalogues of today by domain, and the memory. Raises HandbookError for all that cannot be read."""
    paths, findings = catalogue_paths(project, language)
    domains: dict[str, Sequence[Entry]] = {}
    for domain, path in paths.items():
        try:
            domains[domain] = read_entries(path, project.root)
        except HandbookError as error:
            findings += error.findings
    if findings:
        raise HandbookError(findings)
    return _without_ours(domains, language), read_memory(project, language)


def path_of(project: Project, language: str, domain: str) -> Path:
    """Return where the catalogue of a domain lies, or the memory."""
    return memory_path(project, language) if domain == MEMORY else project.catalogue(language, domain)


def _without_ours(domains: Mapping[str, Sequence[Entry]], language: str) -> Mapping[str, Sequence[Entry]]:
    """Return catalogues without the strings that the package brings along in the same words: they cannot be lost."""
    return {name: own_wording(each, language) if name == DOMAIN else each for name, each in domains.items()}


def missing(before: Mapping[str, Sequence[Entry]], now: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, Entry]]:
    """Yield (domain, entry) for each finished entry of `before` that is not in `now` any more.

    A translation that was put right in its catalogue is not lost: another finished one stands in its place.
    """
    kept = {
        (text, entry.msgstr) for entries in now.values() for entry in entries for text in (entry.msgid, entry.previous)
    }
    done = {domain: {e.msgid for e in entries if e.is_done and not e.is_obsolete} for domain, entries in now.items()}
    for domain, entries in before.items():
        for entry in entries[1:]:
            if (
                entry.is_done
                and entry.pair not in kept
                and (domain == MEMORY or entry.msgid not in done.get(domain, ()))
            ):
                yield domain, entry


def _missing(project: Project, language: str, before: Mapping[str, Sequence[Entry]], commit: str) -> Iterator[Finding]:
    domains, memory = current_entries(project, language)
    for domain, entry in missing(before, {**domains, MEMORY: memory}):
        message = phrase(
            "the translation of “{message}” is in {commit} and nowhere else; run make po to bring it back",
            message=excerpt(entry.msgid),
            commit=commit,
        )
        name = shown(path_of(project, language, domain), project.root)
        yield Finding(path=name, line=entry.line, message=message, rule="po-lost")
