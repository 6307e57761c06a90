"""How each finished translation of today came into the catalogues, as the history of git tells.

Whether somebody wrote a pair of message and translation, or git put it together from what it had, is found out by
joining the sides of each merge once more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any

from handbook.catalogs.merging.commits import (
    MANY,
    Pair,
    Revision,
    Snapshot,
    SnapshotReader,
    State,
    is_ancestor,
    revisions,
)
from handbook.catalogs.merging.conflicts import divide
from handbook.catalogs.merging.memory import memory_places
from handbook.catalogs.merging.similar import Similar, says_the_same
from handbook.findings.finding import HandbookError
from handbook.history.git import ask_git, merge_lines
from handbook.project.project import Project

# Gives the link definitions of a page.
References = Callable[[str], Mapping[str, Any]]
# Gives what git's joining of the lines of a catalogue comes to, where a revision has two parents.
Rejoined = Callable[[], Iterable[Snapshot]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Appearance:
    """Where a pair appeared: in which revision of the history, and in the catalogue of which path.

    `hides` are the pairs in whose place it stands: none where somebody wrote it, itself where it was a draft.
    `previous` is the text that the translation was made for, or that its translator was shown as such.
    """

    revision: Revision
    path: str
    hides: tuple[Pair, ...] = ()
    previous: str | None = None


def _appearance(
    pair: Pair, revision: Revision, path: str, references: Mapping[str, Any], rejoined: Rejoined
) -> Appearance:
    """Return how a pair that none of the parents had came into the catalogue `path` in this revision."""
    now, sides = revision.after[path], revision.sides(path)
    drafts = [side.in_use[pair[0]] for side in sides if pair[0] in side.in_use]
    previous = next((draft.previous for draft in drafts if draft.is_fuzzy and draft.msgstr == pair[1]), None)
    hides: tuple[Pair, ...] = ()
    if len(sides) > 1:
        hides = _of_others(pair, now, sides, references)
        is_draft = any(draft.pair == pair for draft in drafts)
        if (is_draft or not hides) and any(pair in snapshot.finished for snapshot in rejoined()):
            hides = (*(hides or _mixed(pair, now, sides)), *((pair,) if is_draft else ()))
    elif not drafts:
        hides = _reworded(pair, now, sides, references)
    made_for = next((msgid for msgid, _ in hides if msgid != pair[0]), previous)
    return Appearance(revision=revision, path=path, hides=hides, previous=made_for)


def _is_like(pair: Pair, other: str, now: Snapshot, references: Mapping[str, Any]) -> bool:
    """Whether a pair may hold the translation of `other`: a text like its own, which is gone and said another thing."""
    msgid, msgstr = pair
    return (
        _is_gone((other, msgstr), now)
        and Similar([other]).to(msgid) is not None
        and not says_the_same(other, msgid, msgstr, references)
    )


def _rewordings(revision: Revision, path: str, messages: Set[str]) -> Mapping[str, str]:
    """Return which of these messages are new in a catalogue, in the place of one like them that is gone."""
    now, sides = revision.after[path].in_use, revision.sides(path)
    if len(sides) != 1:
        return {}
    gone = Similar(sides[0].in_use.keys() - now.keys())
    nearest = ((msgid, gone.to(msgid)) for msgid in (messages & now.keys()) - sides[0].in_use.keys())
    return {new: old for new, old in nearest if old is not None}


def _reworded(pair: Pair, now: Snapshot, sides: Sequence[Snapshot], references: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Return what the pair was while its message had other words."""
    gone = [text for side in sides for text in side.messages(pair[1]) if _is_like(pair, text, now, references)]
    nearest = Similar(gone).to(pair[0])
    return () if nearest is None else ((nearest, pair[1]),)


def _of_others(pair: Pair, now: Snapshot, sides: Sequence[Snapshot], references: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Return the pair of a side from which a merge has the translation, however unlike the messages are."""
    msgid, msgstr = pair
    gone = [text for side in sides for text in side.messages(msgstr) if _is_gone((text, msgstr), now)]
    if not gone or any(says_the_same(text, msgid, msgstr, references) for text in gone):
        return ()
    return ((Similar(gone).to(msgid) or gone[0], msgstr),)


def _mixed(pair: Pair, now: Snapshot, sides: Sequence[Snapshot]) -> tuple[Pair, ...]:
    """Return what the sides had finished, where git has made a pair of both."""
    finished = [other for side in sides for other in sorted(side.finished)]
    if any(pair[0] in side.in_use for side in sides):
        return tuple(dict.fromkeys(other for other in finished if other[0] == pair[0]))
    gone = {other[0]: other for other in finished if _is_gone(other, now)}
    near = Similar(gone).to(pair[0])
    return (gone[near],) if near is not None else ()


def _is_gone(pair: Pair, now: Snapshot) -> bool:
    return pair[0] not in now.in_use and pair not in now.finished


def _rejoined(project: Project, revision: Revision, path: str) -> Sequence[Snapshot]:
    """Return what git's joining of a catalogue gives, for each commit both parents come from; of a conflict both sides.

    Returns nothing for merges of more than two branches, and where a side has no file of that name.
    """
    if len(revision.before) != 2 or not all(path in state and state[path].blob for state in revision.before):
        return ()
    ours, theirs = (ask_git(project.root, "cat-file", "blob", state[path].blob) or b"" for state in revision.before)
    bases = (ask_git(project.root, "merge-base", "--all", *revision.parents) or b"").decode("ascii").split()
    contents = (ask_git(project.root, "cat-file", "blob", f"{base}:./{path}") for base in bases)
    joined = (merge_lines(content, ours, theirs) for content in contents if content is not None)
    sides = dict.fromkeys(side for data in joined for side in divide(data))
    reader = SnapshotReader()
    return [snapshot for side in sides if (snapshot := reader.read(side))]


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueHistory:
    """What git tells about the translations of today; `links` gives the link definitions for the path of a catalogue.

    `finished` holds, by translation and message, in which revisions and catalogues the one was finished for the other;
    `reworded`, by message, in which revisions and catalogues it took the place of which other; `memories`, what the
    memory held after each commit that changed it; `marked`, the pairs that somebody was once asked to look at.
    """

    project: Project
    links: References
    appearances: dict[Pair, list[Appearance]] = field(default_factory=lambda: defaultdict(list))
    finished: dict[str, dict[str, list[tuple[Revision, str]]]] = field(default_factory=lambda: defaultdict(dict))
    reworded: dict[str, list[tuple[Revision, str, str]]] = field(default_factory=lambda: defaultdict(list))
    memories: list[tuple[str, Snapshot]] = field(default_factory=list)
    marked: set[Pair] = field(default_factory=set)


def memory_paths(language: str) -> frozenset[str]:
    """Return where the memory of a language lies in the project, or has lain."""
    return frozenset(map(str, memory_places(PurePosixPath("locales"), language)))


def history_of(project: Project, language: str, today: State, references: References) -> CatalogueHistory:
    """Return what git knows about the translations of `today`.

    Raises HandbookError where git lacks a part of the history.
    """

    def links(path: str) -> Mapping[str, Any]:
        return references(path.removeprefix(f"locales/{language}/LC_MESSAGES/").removesuffix(".po"))

    def read(*, is_wide: bool) -> CatalogueHistory:
        history = CatalogueHistory(project=project, links=links)
        _gather(history, revisions(project, language, today, is_wide=is_wide), today, memory_paths(language))
        return history

    try:
        return read(is_wide=True)
    except HandbookError:  # what HEAD does not come from may be damaged, and helps only where it is whole
        return read(is_wide=False)


def _gather(history: CatalogueHistory, steps: Iterable[Revision], today: State, memory: Set[str]) -> None:
    wanted = {pair for snapshot in today.values() for pair in snapshot.finished}
    messages, texts = {msgid for msgid, _ in wanted}, {msgstr for _, msgstr in wanted}
    for revision in steps:
        for path in revision.changed:
            now = revision.after[path]
            history.marked.update(now.marked)
            if path in memory:
                history.memories.append((revision.commit, now))
            for new, old in _rewordings(revision, path, messages).items():
                history.reworded[new].append((revision, path, old))
            rejoined = cache(partial(_rejoined, history.project, revision, path))
            for pair in sorted(now.finished.difference(*(side.finished for side in revision.sides(path)))):
                msgid, msgstr = pair
                if msgstr in texts and revision.commit:
                    history.finished[msgstr].setdefault(msgid, []).append((revision, path))
                if pair in wanted:
                    appearance = _appearance(pair, revision, path, history.links(path), rejoined)
                    # What has moved here from another catalogue is no older or newer for that.
                    if not ((appearance.hides or pair in history.appearances) and revision.had(pair)):
                        history.appearances[pair].append(appearance)


def with_evidence(history: CatalogueHistory, pair: Pair, at: Appearance) -> Appearance:
    """Return where a pair appeared, with the message that the translation was made for, if another commit tells so.

    A squash, a rebase or a cherry-pick leaves no trace of its own. But a commit that was rebased or picked is still as
    old as it was: what it translates was not there yet. And as long as git has the commits of a branch, they show the
    translation, finished for the old words of the message by somebody who did not have the new ones.
    """
    msgid, msgstr = pair
    now, others = at.revision.after[at.path], history.finished[msgstr]
    texts = [*(old for *_, old in history.reworded[msgid]), *(others if len(others) <= MANY else ())]
    for text in dict.fromkeys(texts):
        if (
            text not in (msgid, at.previous)
            and _is_like(pair, text, now, history.links(at.path))
            and (_is_older(history, msgid, text, at) or _is_from_elsewhere(history, pair, text, at))
        ):
            return replace(at, hides=((text, msgstr),), previous=text)
    return at


def _is_older(history: CatalogueHistory, msgid: str, old: str, at: Appearance) -> bool:
    """Whether a pair was made before its message came in the place of `old`."""
    return any(
        text == old
        and at.revision.written < revision.written
        and _is_same(path, at)
        and is_ancestor(history.project, revision.commit, at.revision.commit)
        for revision, path, text in history.reworded[msgid]
    )


def _is_from_elsewhere(history: CatalogueHistory, pair: Pair, text: str, at: Appearance) -> bool:
    """Whether the translation was finished for `text` on another branch, which did not have the message of the pair."""
    msgid, msgstr = pair
    return any(
        _is_same(path, at)
        and msgid not in revision.after[path].in_use
        and not is_ancestor(history.project, revision.commit, at.revision.commit)
        and not is_ancestor(history.project, at.revision.commit, revision.commit)
        for revision, path in history.finished[msgstr].get(text, [])[-MANY:]
    )


def _is_same(path: str, at: Appearance) -> bool:
    """Whether a catalogue is that of an appearance, or has another name there."""
    return path == at.path or path not in at.revision.after
