"""The catalogues as git has them, of a commit or of a side of a merge, and what is in them and lost today."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath

from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import GrammarError, parse
from handbook.catalogs.merging.memory import MEMORY, TIMES, joined_memory, memory_path, memory_places, read_memory
from handbook.catalogs.reader import catalogue_paths, read_entries
from handbook.catalogs.strings import own_wording
from handbook.findings.finding import Finding, HandbookError, excerpt, shown
from handbook.findings.phrase import phrase
from handbook.history.git import ask_git
from handbook.project.project import DOMAIN, Project

# The stages of git's index: what both sides come from, ours, and theirs.
BASE, OURS, THEIRS = 1, 2, 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def recorded(project: Project, commit: str = "HEAD") -> Mapping[str, bytes] | None:
    """Return each ``.po`` file of a commit by its path from the project's root; None where git has no such commit."""
    listed = ask_git(project.root, "ls-tree", "-r", "-z", commit, "--", "locales/")
    if listed is None:
        return None
    rows = [row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0")]
    places = {path: about.split()[2] for about, _, path in rows if path.endswith(".po") and about[:3] == "100"}
    blobs = read_blobs(project, places.values())
    return {path: blobs[place] for path, place in places.items() if place in blobs}


def commit_of(project: Project, since: str) -> str:
    """Return the commit that `since` names; for a day, like 2026-01-31, the last one before it began.

    Raises HandbookError where git has no such commit.
    """
    commit = ask_git(project.root, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    if not commit and _DAY.fullmatch(since):
        commit = ask_git(project.root, "rev-list", "-1", f"--before={since}T00:00:00", "HEAD")
    if not commit:
        if _DAY.fullmatch(since) and not _is_day(since):
            message = phrase("there is no day “{day}”; name another, like 2026-01-31", day=since)
            raise _refusal(message)
        message = phrase(
            "git has no commit “{commit}” of this folder, nor one before such a day; name another, or a later day",
            commit=since,
        )
        raise _refusal(message)
    return commit.decode("ascii").strip()


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def unmerged(project: Project) -> Mapping[str, Mapping[int, bytes]]:
    """Return the stages of each ``.po`` file that git has left in conflict, by its path from the project's root."""
    listed = ask_git(project.root, "ls-files", "-u", "-z", "--", "locales/") or b""
    rows = [row.partition("\t") for row in listed.decode("utf-8", "surrogateescape").split("\0")]
    places = [(path, *about.split()[1:]) for about, _, path in rows if path.endswith(".po")]
    blobs = read_blobs(project, (place for _, place, _ in places))
    stages: dict[str, dict[int, bytes]] = {}
    for path, place, stage in places:
        stages.setdefault(path, {})[int(stage)] = blobs[place]
    return stages


def versions(project: Project, path: str) -> Iterable[bytes]:
    """Return each content that a file of the project has had in the history of HEAD, the newest first."""
    changes = ask_git(project.root, "log", "--format=", "--raw", "--no-abbrev", "--no-renames", "--", path) or b""
    # Per change: modes and contents, old and new, then a letter; nothing but zeros where the file was removed.
    changed = [line.split()[3] for line in changes.decode("utf-8", "replace").splitlines() if line]
    places = [place for place in dict.fromkeys(changed) if place.strip("0")]
    blobs = read_blobs(project, places)
    return [blobs[place] for place in places if place in blobs]


def read_blobs(project: Project, places: Iterable[str]) -> Mapping[str, bytes]:
    """Return the files that git keeps under these names, in one call. Raises HandbookError where git lacks one."""
    wanted = list(dict.fromkeys(places))
    if not wanted:
        return {}
    data = ask_git(project.root, "cat-file", "--batch", stdin="".join(f"{place}\n" for place in wanted).encode())
    if data is None:  # a clone that fetches files when they are asked for, and cannot reach where it comes from
        raise _lacking(wanted[0])
    blobs: dict[str, bytes] = {}
    start = 0
    while (end := data.find(b"\n", start)) >= 0:
        place, kind, *size = data[start:end].decode("ascii").split()
        if not size:  # “missing”: told as nothing, a catalogue would look as if it had never been
            raise _lacking(place)
        length = int(size[0])
        if kind == "blob":
            blobs[place] = data[end + 1 : end + 1 + length]
        start = end + length + 2
    return blobs


def _lacking(place: str) -> HandbookError:
    return _refusal(
        phrase(
            "git lacks a catalogue of its history ({place}); fetch the whole repository, or clone it anew", place=place
        )
    )


def _refusal(message: str) -> HandbookError:
    return HandbookError([Finding(path="locales", line=1, message=message, rule="git-history")])


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
        raise _refusal(message)
    for language in project.catalogued:
        domains, memory = recorded_entries(files, language)
        yield from _missing(project, language, {**domains, MEMORY: memory}, commit)


def has_history(project: Project) -> bool:
    """Whether git has a commit of the project at all."""
    return recorded(project) is not None


def merge_heads(project: Project) -> list[str]:
    """Return the commits that a merge which is not committed yet brings in."""
    path = (ask_git(project.root, "rev-parse", "--git-path", "MERGE_HEAD") or b"").decode("utf-8", "surrogateescape")
    file = project.root / Path(path.rstrip("\n"))
    return file.read_text(encoding="ascii").split() if path and file.is_file() else []


def is_shallow(project: Project) -> bool:
    """Whether git has only the end of the history here."""
    return (ask_git(project.root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"


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
    return {name: own_wording(entries, language) if name == DOMAIN else entries for name, entries in domains.items()}


def missing(before: Mapping[str, Sequence[Entry]], now: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, Entry]]:
    """Yield (domain, entry) for each finished entry of `before` that is not in `now` any more.

    A translation that was put right in its catalogue is not lost: another finished one stands in its place.
    """
    kept = {
        (text, entry.msgstr) for entries in now.values() for entry in entries for text in (entry.msgid, entry.previous)
    }
    done = {
        domain: {entry.msgid for entry in entries if entry.is_done and not entry.is_obsolete}
        for domain, entries in now.items()
    }
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
