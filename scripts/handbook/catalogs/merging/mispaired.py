"""Finished translations that git has put beside another text than the one they were made for: reported, and marked.

Marked ones are fuzzy, so that somebody looks at them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from handbook.catalogs.entries import Entry, united
from handbook.catalogs.merging.appearances import (
    Appearance,
    CatalogueHistory,
    References,
    history_of,
    memory_paths,
    with_evidence,
)
from handbook.catalogs.merging.candidates import Domains
from handbook.catalogs.merging.commits import MARK, Pair, Snapshot, State, is_ancestor
from handbook.catalogs.merging.conflicts import decision
from handbook.catalogs.merging.memory import MEMORY
from handbook.catalogs.merging.merge import Event
from handbook.catalogs.merging.recorded import current_entries, is_shallow, path_of
from handbook.findings.finding import Finding, excerpt, shown
from handbook.findings.phrase import Phrase, phrase
from handbook.project.project import Project

_NOTE = f"{MARK}git has put this translation beside another text"
_LED_IN = 3  # so many words stand before the first that differs


@dataclass(frozen=True, kw_only=True, slots=True)
class Mispaired:
    """A finished pair that git has made; `hides` are those that people made, in whose place it stands.

    `previous` is the message that the translation was made for, unless it was made of several, or was a draft of which
    nobody knows. `commits` are those in which the pair appeared; an empty one is what is there today and not committed.
    """

    pair: Pair
    hides: tuple[Pair, ...]
    previous: str | None
    commits: tuple[str, ...]


def mispaired(project: Project, language: str, today: State, references: References) -> Iterator[Mispaired]:
    """Yield each finished pair of the catalogues of `today` that git has made, and nobody has looked at since.

    Raises HandbookError where git lacks a part of the history.
    """
    history = history_of(project, language, today, references)
    memory = memory_paths(language)
    kept = {
        entry.pair
        for path, snapshot in today.items()
        for entry in snapshot.entries
        if path in memory or entry.is_obsolete
    }
    for pair, appearances in sorted(history.appearances.items()):
        if pair in history.marked:
            continue
        proven = [at if at.hides else with_evidence(history, pair, at) for at in appearances]
        if all(_is_unseen(history, at, kept) for at in proven):
            hides = tuple(dict.fromkeys(other for at in proven for other in at.hides))
            commits = tuple(at.revision.commit for at in proven)
            yield Mispaired(pair=pair, hides=hides, previous=proven[-1].previous, commits=commits)


def _is_unseen(history: CatalogueHistory, at: Appearance, kept: Set[Pair]) -> bool:
    """Whether a pair hides one that no memory has: not today (`kept`), nor in the commit of its appearance or later."""
    return any(pair not in kept and not _was_kept(history, pair, at.revision.commit) for pair in at.hides)


def _was_kept(history: CatalogueHistory, pair: Pair, since: str) -> bool:
    commits = (commit for commit, memory in reversed(history.memories) if commit and pair in memory.finished)
    return any(commit == since or not is_ancestor(history.project, commit, since) for commit in commits)


def wrongly_joined(project: Project, references: References, since: str | None = None) -> Iterator[Finding]:
    """Yield a finding for each finished entry that git has made of several, in any commit or in those after `since`.

    Where git has not the whole history nobody can tell; that is a finding for whoever has asked `since` when.
    Raises HandbookError when a catalogue cannot be read, or git lacks a part of the history.
    """
    if is_shallow(project):
        if since is not None:
            yield Finding(path="locales", line=1, message=SHALLOW, rule="git-history")
        return
    for language in project.catalogued:
        catalogues, memory = current_entries(project, language)
        domains = {**catalogues, MEMORY: memory}
        for mispairing in find_mispaired(project, language, domains, references).values():
            if since is None or not all(
                commit and is_ancestor(project, commit, since) for commit in mispairing.commits
            ):
                yield from _findings(project, language, domains, mispairing)


def find_mispaired(
    project: Project, language: str, domains: Domains, references: References
) -> Mapping[Pair, Mispaired]:
    """Return the finished pairs of these catalogues, the memory among them, that git has made.

    Nothing is returned where git has not the whole history to tell from.
    """
    if is_shallow(project):
        return {}
    today = {
        shown(path_of(project, language, domain), project.root): Snapshot(entries=tuple(entries[1:]))
        for domain, entries in domains.items()
    }
    return {mispairing.pair: mispairing for mispairing in mispaired(project, language, today, references)}


def marked(domains: Domains, mispairings: Mapping[Pair, Mispaired]) -> Domains:
    """Return the catalogues with these pairs fuzzy, mispairing with the text that it translates."""
    if not mispairings:
        return domains
    finished = {entry.pair for entries in domains.values() for entry in entries if entry.is_done}
    return {
        domain: [
            _marked(entry, mispairings[entry.pair], finished) if entry.is_done and entry.pair in mispairings else entry
            for entry in entries
        ]
        for domain, entries in domains.items()
    }


def doubted(recorded: Domains, today: Domains, mispairings: Mapping[Pair, Mispaired]) -> Domains:
    """Return the catalogues of a commit with those pairs fuzzy that are so today: no page is given them as finished."""
    drafts = {entry.pair for entries in today.values() for entry in entries if entry.is_fuzzy} | mispairings.keys()
    return {
        domain: [replace(entry, flags=entry.flags | {"fuzzy"}) if entry.pair in drafts else entry for entry in entries]
        for domain, entries in recorded.items()
    }


def marked_memory(memory: Sequence[Entry], mispairings: Mapping[Pair, Mispaired], header: Entry) -> Sequence[Entry]:
    """Return the memory with the pairs that people made and git has lost; `header` is for one that is empty."""
    if not mispairings:
        return memory
    first, *entries = marked({MEMORY: memory or [replace(header, comments=())]}, mispairings)[MEMORY]
    lost = dict.fromkeys(
        pair for mispairing in mispairings.values() for pair in mispairing.hides if pair not in mispairings
    )
    return [first, *entries, *(Entry(msgid=msgid, msgstr=msgstr) for msgid, msgstr in lost)]


def with_mispaired(events: Iterable[Event], mispairings: Mapping[Pair, Mispaired]) -> list[Event]:
    """Return what became of the messages, and which of those that wait do so since git has put them together."""
    texts = {msgid: mispairing.previous or "" for (msgid, _), mispairing in mispairings.items()}
    return [
        replace(event, kind="mispaired", source=texts[event.msgid])
        if event.kind in ("waiting", "undecided") and event.msgid in texts
        else event
        for event in events
    ]


def _marked(entry: Entry, mispairing: Mispaired, finished: set[Pair]) -> Entry:
    notes = [decision(msgstr) for msgstr in _choices(mispairing)]
    # It was a draft, or another page says the text: the memory will not tell that somebody was asked.
    if not finished.isdisjoint(mispairing.hides):
        notes.append(_NOTE)
    comments = united(entry.comments, notes)
    return replace(entry, flags=entry.flags | {"fuzzy"}, previous=mispairing.previous, comments=comments)


def _findings(project: Project, language: str, domains: Domains, mispairing: Mispaired) -> Iterator[Finding]:
    for domain, entries in domains.items():
        name = shown(path_of(project, language, domain), project.root)
        for entry in entries[1:]:
            if entry.is_done and entry.pair == mispairing.pair:
                yield Finding(path=name, line=entry.line, message=_message(mispairing), rule="po-mispaired")


def _choices(mispairing: Mispaired) -> list[str]:
    """Return the translations of the message that git has mixed."""
    return [
        msgstr for msgid, msgstr in mispairing.hides if msgid == mispairing.pair[0] and msgstr != mispairing.pair[1]
    ]


def _message(mispairing: Mispaired) -> Phrase:
    commit = mispairing.commits[-1][:10]
    place = phrase("in commit {commit}", commit=commit) if commit else phrase("in files that are not committed yet")
    if _choices(mispairing):
        return phrase(
            "git has made one translation of “{message}” out of two {place}; run make po, which marks it, and choose",
            message=excerpt(mispairing.pair[0]),
            place=place,
        )
    if mispairing.previous is None:
        return phrase(
            "git has taken “{message}” for finished {place}; run make po, which marks it, and look at it",
            message=excerpt(mispairing.pair[0]),
            place=place,
        )
    old, new = _apart(mispairing.previous, mispairing.pair[0])
    return phrase(
        "this translates “{old}”, and git has put it beside “{new}” {place}; run make po, which marks it, and correct "
        "it",
        old=old,
        new=new,
        place=place,
    )


def _apart(one: str, other: str) -> tuple[str, str]:
    """Return two texts as reports quote them, from a little before the first word in which they differ."""
    words, others = one.split(), other.split()
    same = next((number for number, pair in enumerate(zip(words, others, strict=False)) if pair[0] != pair[1]), 0)
    start = max(0, same - _LED_IN)
    lead = "… " if start else ""
    return lead + excerpt(" ".join(words[start:])), lead + excerpt(" ".join(others[start:]))


SHALLOW = phrase(
    "git has only the end of the history here, so nobody can tell which translations it has put beside another text; "
    "run git fetch --unshallow"
)
