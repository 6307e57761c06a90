"""How a finished pair came into a catalogue: somebody wrote it, or git has put it together from what it had.

Git joins lines. What one side translated may come to stand with what the other side has made of the message since, and
of two translations of a long message it may make one. A pair is git's work where the translation stood for another
message that is gone now, or where git's own joining of the lines gives it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from handbook.catalogs.merging.carry import says_the_same
from handbook.catalogs.merging.similar import Similar
from handbook.catalogs.merging.snapshot import Pair, Snapshot
from handbook.catalogs.merging.timeline import Step

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
