"""Finished translations that git has put beside another text than the one they were made for.

`git merge` without our driver, a rebase, a cherry-pick and the squash button of a host join catalogues by lines: the
new words of a message and the translation of its old ones then make a clean, finished entry, which no side ever had.
A change by `make po` leaves the old pair in the memory; where it stands nowhere, nobody has looked at the new one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from handbook.catalogs.merging.origin import Origin, is_like, origin
from handbook.catalogs.merging.rejoin import rejoined
from handbook.catalogs.merging.snapshot import MANY, Pair, Snapshot
from handbook.catalogs.merging.timeline import State, Step, is_ancestor, steps
from handbook.finding import HandbookError
from handbook.project import Project

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
    # What the memory held after each commit that changed it.
    memories: list[tuple[str, Snapshot]] = field(default_factory=list)
    marked: set[Pair] = field(default_factory=set)


def mispaired(project: Project, language: str, today: State, references: References) -> list[Mispaired]:
    """Return each finished pair of the catalogues of `today` that git has made, and nobody has looked at since.

    Raises HandbookError where git lacks a part of the history.
    """
    memory = f"locales/{language}/memory.po"
    links = partial(_links, references, f"locales/{language}/LC_MESSAGES/")
    try:
        past = _past(project, steps(project, language, today, is_wide=True), today, memory, links)
    except HandbookError:  # what HEAD does not come from may be damaged, and helps only where it is whole
        past = _past(project, steps(project, language, today, is_wide=False), today, memory, links)
    kept = {entry.pair for path, each in today.items() for entry in each.entries if path == memory or entry.is_obsolete}
    found = []
    for pair, origins in sorted(past.origins.items()):
        if pair in past.marked:
            continue
        whole = [each if each.hides else _seen_elsewhere(project, pair, each, past, links) for each in origins]
        if all(_is_unseen(project, each, past, kept) for each in whole):
            hides = tuple(dict.fromkeys(other for each in whole for other in each.hides))
            commits = tuple(each.commit for each in whole)
            found.append(Mispaired(pair=pair, hides=hides, previous=whole[-1].previous, commits=commits))
    return found


def _past(project: Project, history: Iterable[Step], today: State, memory: str, links: References) -> _Past:
    wanted = {pair for each in today.values() for pair in each.finished}
    texts = {msgstr for _, msgstr in wanted}
    past = _Past()
    for step in history:
        for path in step.changed:
            now = step.after[path]
            past.marked.update(now.marked)
            if path == memory:
                past.memories.append((step.commit, now))
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


def _seen_elsewhere(project: Project, pair: Pair, at: Origin, past: _Past, links: References) -> Origin:
    """Return the origin of a pair with the commit of another branch, if there is one, that the translation is from.

    A squash, a rebase or a cherry-pick leaves no trace of its own. But as long as git has the commit that was joined,
    it shows the translation, finished for the old words of the message by somebody who did not have the new ones.
    """
    msgid, msgstr = pair
    others = past.finished[msgstr]
    for other in others if len(others) <= MANY else ():
        if other not in (msgid, at.previous) and is_like(pair, other, at.after[at.path], links(at.path)):
            for step, path in others[other][-MANY:]:
                is_same = path == at.path or path not in at.after  # or has another name there
                if is_same and msgid not in step.after[path].in_use and not _follow(project, step.commit, at.commit):
                    return replace(at, hides=((other, msgstr),), previous=other)
    return at


def _follow(project: Project, one: str, other: str) -> bool:
    """Whether one of two commits comes from the other."""
    return is_ancestor(project, one, other) or is_ancestor(project, other, one)


def _is_unseen(project: Project, at: Origin, past: _Past, kept: Set[Pair]) -> bool:
    """Whether a pair hides one that is not `kept` today, nor was in the memory in the commit of its origin or later."""
    return any(pair not in kept and not _was_kept(project, pair, at, past) for pair in at.hides)


def _was_kept(project: Project, pair: Pair, at: Origin, past: _Past) -> bool:
    commits = (commit for commit, memory in reversed(past.memories) if commit and pair in memory.finished)
    return any(commit == at.commit or not is_ancestor(project, commit, at.commit) for commit in commits)


def _links(references: References, folder: str, path: str) -> Mapping[str, Any]:
    return references(path.removeprefix(folder).removesuffix(".po"))
