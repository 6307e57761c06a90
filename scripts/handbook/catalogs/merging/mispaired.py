"""Finished translations that git has put beside another text than the one they were made for.

Whether somebody wrote a pair, or git put it together from what it had, is told by joining the sides once more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import PurePosixPath
from typing import Any

from handbook.catalogs.merging.candidates import says_the_same
from handbook.catalogs.merging.commits import State, Step, is_ancestor, steps
from handbook.catalogs.merging.conflicts import divide
from handbook.catalogs.merging.memory import memory_places
from handbook.catalogs.merging.recorded import MANY, Pair, Snapshot, SnapshotReader
from handbook.catalogs.merging.similar import Similar
from handbook.findings.finding import HandbookError
from handbook.history.git import ask_git, merge_lines
from handbook.project.project import Project

# Gives what git's joining of the lines of a catalogue comes to, where a step has two parents.
Rejoined = Callable[[], Iterable[Snapshot]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where a pair appeared: a step of the history, and the path of a catalogue.

    `hides` are the pairs in whose place it stands: none where somebody wrote it, itself where it was a draft.
    `previous` is the text that the translation was made for, or that its translator was shown as such.
    """

    step: Step
    path: str
    hides: tuple[Pair, ...] = ()
    previous: str | None = None


def origin(pair: Pair, step: Step, path: str, references: Mapping[str, Any], rejoined: Rejoined) -> Origin:
    """Return how a pair that none of the parents had came into the catalogue `path` in this step."""
    now, sides = step.after[path], step.sides(path)
    drafts = [side.in_use[pair[0]] for side in sides if pair[0] in side.in_use]
    previous = next((each.previous for each in drafts if each.is_fuzzy and each.msgstr == pair[1]), None)
    hides: tuple[Pair, ...] = ()
    if len(sides) > 1:
        hides = _of_others(pair, now, sides, references)
        is_draft = any(each.pair == pair for each in drafts)
        if (is_draft or not hides) and any(pair in each.finished for each in rejoined()):
            hides = (*(hides or _mixed(pair, now, sides)), *((pair,) if is_draft else ()))
    elif not drafts:
        hides = _reworded(pair, now, sides, references)
    made_for = next((msgid for msgid, _ in hides if msgid != pair[0]), previous)
    return Origin(step=step, path=path, hides=hides, previous=made_for)


def is_like(pair: Pair, other: str, now: Snapshot, references: Mapping[str, Any]) -> bool:
    """Whether a pair may hold the translation of `other`: a text like its own, which is gone and said another thing."""
    msgid, msgstr = pair
    return (
        _is_gone((other, msgstr), now)
        and Similar([other]).to(msgid) is not None
        and not says_the_same(other, msgid, msgstr, references)
    )


def rewordings(step: Step, path: str, messages: Set[str]) -> Mapping[str, str]:
    """Return which of these messages are new in a catalogue, in the place of one like them that is gone."""
    now, sides = step.after[path].in_use, step.sides(path)
    if len(sides) != 1:
        return {}
    gone = Similar(sides[0].in_use.keys() - now.keys())
    found = ((each, gone.to(each)) for each in (messages & now.keys()) - sides[0].in_use.keys())
    return {new: old for new, old in found if old is not None}


def _reworded(pair: Pair, now: Snapshot, sides: Sequence[Snapshot], references: Mapping[str, Any]) -> tuple[Pair, ...]:
    """Return what the pair was while its message had other words."""
    gone = [text for side in sides for text in side.messages(pair[1]) if is_like(pair, text, now, references)]
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
    if any(pair[0] in side.in_use for side in sides):
        return tuple(dict.fromkeys(each for side in sides for each in sorted(side.finished) if each[0] == pair[0]))
    gone = {each[0]: each for side in sides for each in sorted(side.finished) if _is_gone(each, now)}
    near = Similar(gone).to(pair[0])
    return (gone[near],) if near is not None else ()


def _is_gone(pair: Pair, now: Snapshot) -> bool:
    return pair[0] not in now.in_use and pair not in now.finished


def rejoined(project: Project, step: Step, path: str) -> Sequence[Snapshot]:
    """Return what git's joining of a catalogue gives, for each commit both parents come from; of a conflict both sides.

    Returns nothing for merges of more than two branches, and where a side has no file of that name.
    """
    if len(step.before) != 2 or not all(path in state and state[path].blob for state in step.before):
        return ()
    ours, theirs = (ask_git(project.root, "cat-file", "blob", state[path].blob) or b"" for state in step.before)
    bases = (ask_git(project.root, "merge-base", "--all", *step.parents) or b"").decode("ascii").split()
    before = (ask_git(project.root, "cat-file", "blob", f"{base}:./{path}") for base in bases)
    sides = dict.fromkeys(
        side for each in before if each is not None for side in divide(merge_lines(each, ours, theirs))
    )
    reader = SnapshotReader()
    return [snapshot for side in sides if (snapshot := reader.read(side))]


# The link definitions of a page.
References = Callable[[str], Mapping[str, Any]]


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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Past:
    """What the history says of the translations of today."""

    origins: dict[Pair, list[Origin]] = field(default_factory=lambda: defaultdict(list))
    # By translation and message: the steps in which it was finished for that, and in which catalogue.
    finished: dict[str, dict[str, list[tuple[Step, str]]]] = field(default_factory=lambda: defaultdict(dict))
    # By message: the steps in which it came in place of another, in which catalogue, and of which message.
    reworded: dict[str, list[tuple[Step, str, str]]] = field(default_factory=lambda: defaultdict(list))
    # What the memory held after each commit that changed it.
    memories: list[tuple[str, Snapshot]] = field(default_factory=list)
    marked: set[Pair] = field(default_factory=set)


def mispaired(project: Project, language: str, today: State, references: References) -> list[Mispaired]:
    """Return each finished pair of the catalogues of `today` that git has made, and nobody has looked at since.

    Raises HandbookError where git lacks a part of the history.
    """
    memory = frozenset(map(str, memory_places(PurePosixPath("locales"), language)))
    links = partial(_links, references, f"locales/{language}/LC_MESSAGES/")
    try:
        past = _past(project, steps(project, language, today, is_wide=True), today, memory, links)
    except HandbookError:  # what HEAD does not come from may be damaged, and helps only where it is whole
        past = _past(project, steps(project, language, today, is_wide=False), today, memory, links)
    kept = {entry.pair for path, each in today.items() for entry in each.entries if path in memory or entry.is_obsolete}
    found = []
    for pair, origins in sorted(past.origins.items()):
        if pair in past.marked:
            continue
        whole = [each if each.hides else _with_evidence(project, pair, each, past, links) for each in origins]
        if all(_is_unseen(project, each, past, kept) for each in whole):
            hides = tuple(dict.fromkeys(other for each in whole for other in each.hides))
            commits = tuple(each.step.commit for each in whole)
            found.append(Mispaired(pair=pair, hides=hides, previous=whole[-1].previous, commits=commits))
    return found


def _past(project: Project, history: Iterable[Step], today: State, memory: Set[str], links: References) -> _Past:
    wanted = {pair for each in today.values() for pair in each.finished}
    messages, texts = {msgid for msgid, _ in wanted}, {msgstr for _, msgstr in wanted}
    past = _Past()
    for step in history:
        for path in step.changed:
            now = step.after[path]
            past.marked.update(now.marked)
            if path in memory:
                past.memories.append((step.commit, now))
            for new, old in rewordings(step, path, messages).items():
                past.reworded[new].append((step, path, old))
            joined = cache(partial(rejoined, project, step, path))
            for pair in sorted(now.finished.difference(*(side.finished for side in step.sides(path)))):
                msgid, msgstr = pair
                if msgstr not in texts:
                    continue
                if step.commit:
                    past.finished[msgstr].setdefault(msgid, []).append((step, path))
                if pair in wanted:
                    found = origin(pair, step, path, links(path), joined)
                    # What has moved here from another catalogue is no older or newer for that.
                    if not ((found.hides or pair in past.origins) and step.had(pair)):
                        past.origins[pair].append(found)
    return past


def _with_evidence(project: Project, pair: Pair, at: Origin, past: _Past, links: References) -> Origin:
    """Return the origin of a pair with the message that the translation was made for, if another commit tells so.

    A squash, a rebase or a cherry-pick leaves no trace of its own. But a commit that was rebased or picked is still as
    old as it was: what it translates was not there yet. And as long as git has the commits of a branch, they show the
    translation, finished for the old words of the message by somebody who did not have the new ones.
    """
    msgid, msgstr = pair
    now, others = at.step.after[at.path], past.finished[msgstr]
    texts = [*(old for *_, old in past.reworded[msgid]), *(others if len(others) <= MANY else ())]
    for text in dict.fromkeys(texts):
        if (
            text not in (msgid, at.previous)
            and is_like(pair, text, now, links(at.path))
            and (_is_older(project, msgid, text, at, past) or _is_from_elsewhere(project, pair, text, at, past))
        ):
            return replace(at, hides=((text, msgstr),), previous=text)
    return at


def _is_older(project: Project, msgid: str, old: str, at: Origin, past: _Past) -> bool:
    """Whether a pair was made before its message came in the place of `old`."""
    return any(
        text == old
        and at.step.written < step.written
        and _is_same(path, at)
        and is_ancestor(project, step.commit, at.step.commit)
        for step, path, text in past.reworded[msgid]
    )


def _is_from_elsewhere(project: Project, pair: Pair, text: str, at: Origin, past: _Past) -> bool:
    """Whether the translation was finished for `text` on another branch, which did not have the message of the pair."""
    msgid, msgstr = pair
    return any(
        _is_same(path, at)
        and msgid not in step.after[path].in_use
        and not is_ancestor(project, step.commit, at.step.commit)
        and not is_ancestor(project, at.step.commit, step.commit)
        for step, path in past.finished[msgstr].get(text, [])[-MANY:]
    )


def _is_same(path: str, at: Origin) -> bool:
    """Whether a catalogue is that of an origin, or has another name there."""
    return path == at.path or path not in at.step.after


def _is_unseen(project: Project, at: Origin, past: _Past, kept: Set[Pair]) -> bool:
    """Whether a pair hides one that is not `kept` today, nor was in the memory in the commit of its origin or later."""
    return any(pair not in kept and not _was_kept(project, pair, at, past) for pair in at.hides)


def _was_kept(project: Project, pair: Pair, at: Origin, past: _Past) -> bool:
    commits = (commit for commit, memory in reversed(past.memories) if commit and pair in memory.finished)
    return any(commit == at.step.commit or not is_ancestor(project, commit, at.step.commit) for commit in commits)


def _links(references: References, folder: str, path: str) -> Mapping[str, Any]:
    return references(path.removeprefix(folder).removesuffix(".po"))
