"""All translations that are known, wherever they stand, and which of them a message may take, in whatever form."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from handbook.catalogs.entries import Entry
from handbook.catalogs.merging.similar import Similar
from handbook.catalogs.parity import differences

# How the comment above an entry that was carried over begins.
MARK = "carried over: "

_TARGET = re.compile(r"(?<=\]\()[^()\s]*(?=\))|(?<=<)https?://[^<>\s]+(?=>)")
_EMPHASIS = re.compile(r"\*+")
# Code and roles hold data: to change their spelling is to change what is said.
_DATA = re.compile(r"(?:\{[\w:-]+\})?`+[^`]*`+")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ", "'"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("–—‑‐", "-"),
        **dict.fromkeys("\u00a0\u202f", " "),
        "\u00ad": "",
        "…": "...",
    }
)
_DASHES = re.compile(r"-{2,}")


def sense(msgid: str) -> str:
    """Return what is left of a text without its form: two texts with the same sense say the same."""
    return _without_typography(_EMPHASIS.sub("", _TARGET.sub("", msgid))).casefold()


def carried(old: str, new: str, msgstr: str, references: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return (`msgstr` as a translation of `new`, what has changed), or None where that is not safe to say.

    `msgstr` translates `old`, which has the same sense; `references` are the link definitions of the page.
    """
    if _DATA.findall(old) != _DATA.findall(new):
        return None
    told = []
    for pattern, name in ((_TARGET, "links"), (_EMPHASIS, "emphasis")):
        here, there = pattern.findall(old), pattern.findall(new)
        if here == there:
            continue
        replaced = _replaced(pattern, here, there, msgstr)
        if not replaced:  # or nothing is left of it
            return None
        msgstr = replaced
        told.append(name)
    if old[0] != new[0] and old[0].swapcase() == new[0] and old[0].isupper() == msgstr[0].isupper():
        msgstr = msgstr[0].swapcase() + msgstr[1:]
    if any(differences(new, msgstr, references)):
        return None
    return msgstr, ", ".join([*told, *_changes(_EMPHASIS.sub("", _TARGET.sub("", old)), new)])


def says_the_same(old: str, new: str, msgstr: str, references: Mapping[str, Any]) -> bool:
    """Whether `new` differs from `old` in form only, and `msgstr` translates either as it is."""
    return sense(old) == sense(new) and (carried(old, new, msgstr, references) or ("", ""))[0] == msgstr


def _replaced(pattern: re.Pattern[str], here: list[str], there: list[str], msgstr: str) -> str | None:
    """Return `msgstr` with each of `here` replaced by what stands in its place `there`."""
    if Counter(pattern.findall(msgstr)) != Counter(here):
        return None
    if not there:
        return pattern.sub("", msgstr)
    table: dict[str, str] = dict(zip(here, there, strict=False))
    if len(here) != len(there) or [table[each] for each in here] != there:
        return None
    return pattern.sub(lambda match: table[match[0]], msgstr)


def _changes(old: str, new: str) -> list[str]:
    """Name what else has changed."""
    new = _EMPHASIS.sub("", _TARGET.sub("", new))
    told = []
    if old.split() == new.split() and old != new:
        told.append("spaces")
    elif _without_typography(old) != _without_typography(new):
        told.append("capitals")
    elif old != new:
        told.append("typography")
    return told


def _without_typography(text: str) -> str:
    return " ".join(_DASHES.sub("-", text.translate(_SIGNS)).split())


class Place(IntEnum):
    """Where a translation stands; the nearest is asked first."""

    GONE = 0  # the catalogue of a page that is no more
    CATALOGUE = 1
    RECORDED = 2  # in git's HEAD
    MEMORY = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """A translation, and the catalogue in which it stands."""

    entry: Entry
    domain: str
    place: Place


class Candidates:
    """The known translations, by what they translate."""

    def __init__(self, found: Iterable[Candidate]) -> None:
        self._by_msgid: dict[str, list[Candidate]] = defaultdict(list)
        self._by_domain: dict[str, list[str]] = defaultdict(list)
        self._texts: dict[str, set[str]] = defaultdict(set)
        self._similar_by_domain: dict[str, Similar] = {}
        for each in found:
            if each.entry.msgstr.strip():
                self._by_msgid[each.entry.msgid].append(each)
                self._by_domain[each.domain].append(each.entry.msgid)
                if each.entry.is_done:
                    self._texts[each.entry.msgstr].add(each.entry.msgid)

    @cached_property
    def _by_sense(self) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = defaultdict(list)
        for msgid in sorted(self._by_msgid):
            texts[sense(msgid)].append(msgid)
        return texts

    @cached_property
    def _similar(self) -> Similar:
        return Similar(self._by_msgid)

    def exact(self, msgid: str, homes: Sequence[str]) -> tuple[Candidate | None, bool]:
        """Return the nearest translation of `msgid`, and whether it is beyond doubt.

        `homes` are the catalogue of its page and those that the page had under other names. A finished translation
        comes before a draft; where other pages disagree, none of them is beyond doubt.
        """
        found = self._by_msgid.get(msgid, ())
        done = [each for each in found if each.entry.is_done]
        for home in homes:
            if near := [each for each in done if each.domain == home and each.place is not Place.MEMORY]:
                return min(near, key=_nearest), True
        if done:
            nearest = min(each.place for each in done)
            meant = {each.entry.msgstr for each in done if each.place is nearest}
            return min(done, key=_nearest), len(meant) == 1
        drafts = sorted(found, key=lambda each: (each.domain not in homes, _nearest(each)))
        return (drafts[0] if drafts else None), True

    def same_sense(self, msgid: str, homes: Sequence[str]) -> list[Candidate]:
        """Return the finished translations of texts that differ from `msgid` in form only."""
        others = [each for each in self._by_sense.get(sense(msgid), ()) if each != msgid]
        found = [self.exact(each, homes)[0] for each in others]
        return [each for each in found if each and each.entry.is_done]

    def similar(self, msgid: str, homes: Sequence[str]) -> Candidate | None:
        """Return the translation of the text most like `msgid`, on its own page if there is one."""
        near = (self._similar_on(home).to(msgid) for home in homes)
        text = next((each for each in near if each is not None), None) or self._similar.to(msgid)
        return self.exact(text, homes)[0] if text is not None else None

    def _similar_on(self, domain: str) -> Similar:
        if domain not in self._similar_by_domain:
            self._similar_by_domain[domain] = Similar(self._by_domain.get(domain, ()))
        return self._similar_by_domain[domain]

    def is_of_another(self, entry: Entry) -> bool:
        """Whether the text of a draft is the translation of another message: a program put it there, not a person."""
        meant = self._texts.get(entry.msgstr, set())
        return bool(meant) and entry.msgid not in meant


def _nearest(candidate: Candidate) -> tuple[int, str, str, str]:
    entry = candidate.entry
    return candidate.place, candidate.domain, entry.context or "", entry.msgstr
