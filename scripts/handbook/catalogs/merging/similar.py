"""What two texts have in common: the same sense in another form, or most of their words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Any

from handbook.catalogs.parity import differences

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
    """Return a text without links, emphasis, typography and capitals: two that differ only there say the same."""
    return _without_typography(_EMPHASIS.sub("", _TARGET.sub("", msgid))).casefold()


def carried(old: str, new: str, msgstr: str, references: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return (`msgstr` as a translation of `new`, what has changed), or None where that is not safe to say.

    `msgstr` translates `old`, which has the same sense; `references` are the link definitions of the page.
    """
    if _DATA.findall(old) != _DATA.findall(new):
        return None
    changes = []
    for pattern, name in ((_TARGET, "links"), (_EMPHASIS, "emphasis")):
        here, there = pattern.findall(old), pattern.findall(new)
        if here == there:
            continue
        replaced = _replaced(pattern, here, there, msgstr)
        if not replaced:  # or nothing is left of it
            return None
        msgstr = replaced
        changes.append(name)
    if old[0] != new[0] and old[0].swapcase() == new[0] and old[0].isupper() == msgstr[0].isupper():
        msgstr = msgstr[0].swapcase() + msgstr[1:]
    if any(differences(new, msgstr, references)):
        return None
    return msgstr, ", ".join([*changes, *_changes_of_letters(old, new)])


def says_the_same(old: str, new: str, msgstr: str, references: Mapping[str, Any]) -> bool:
    """Whether `new` differs from `old` in form only, and `msgstr` translates either as it is."""
    return sense(old) == sense(new) and (carried(old, new, msgstr, references) or ("", ""))[0] == msgstr


def _replaced(pattern: re.Pattern[str], here: list[str], there: list[str], msgstr: str) -> str | None:
    """Return `msgstr` with each of `here` replaced by what stands in its place `there`."""
    if Counter(pattern.findall(msgstr)) != Counter(here):
        return None
    if not there:
        return pattern.sub("", msgstr)
    replacements: dict[str, str] = dict(zip(here, there, strict=False))
    if len(here) != len(there) or [replacements[part] for part in here] != there:
        return None
    return pattern.sub(lambda match: replacements[match[0]], msgstr)


def _changes_of_letters(old: str, new: str) -> list[str]:
    """Return what has changed beside links and emphasis, in words for the comment of an entry."""
    here, there = (_EMPHASIS.sub("", _TARGET.sub("", text)) for text in (old, new))
    if here == there:
        return []
    if here.split() == there.split():
        return ["spaces"]
    return ["typography"] if _without_typography(here) == _without_typography(there) else ["capitals"]


def _without_typography(text: str) -> str:
    return " ".join(_DASHES.sub("-", text.translate(_SIGNS)).split())


# Of all words and pairs of neighbours in both texts, this part must be in both. In a paragraph of MANY words less is
# enough, since much of its translation can be used again.
ENOUGH, ENOUGH_OF_MANY, MANY = 0.65, 0.45, 12
# By how many words, the rarest, similar texts are looked for; to how many texts these may lead; how many are compared.
_RAREST, _TEXTS, _MOST = 8, 600, 12

_WORD = re.compile(r"\w+")


class Similar:
    """An index of texts by their words."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = sorted(set(texts))
        self._features: dict[int, frozenset[object]] = {}

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for word in set(_words(text)):
                places[word].append(number)
        return dict(places)

    def to(self, text: str) -> str | None:
        """Return the text most like `text`, other than that, or None where none is enough so."""
        words = _words(text)
        wanted = _features(words)
        likeness = {
            number: _likeness(wanted, self._features_of(number))
            for number in self._sharing_words(words)
            if self.texts[number] != text
        }
        # Of equals, the first by the alphabet.
        best = max(likeness, key=lambda number: (likeness[number], -number), default=None)
        enough = ENOUGH_OF_MANY if len(words) >= MANY else ENOUGH
        return self.texts[best] if best is not None and likeness[best] >= enough else None

    def _sharing_words(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the texts that share the rarest of these words, those that share most of them first."""
        by_word = sorted(
            (self._places[word] for word in set(words) if word in self._places),
            key=lambda places: (len(places), places),
        )
        shared: Counter[int] = Counter()
        for places in by_word[:_RAREST]:
            if shared and shared.total() + len(places) > _TEXTS:
                break
            shared.update(places)
        return [number for number, _ in shared.most_common(_MOST)]

    def _features_of(self, number: int) -> frozenset[object]:
        if number not in self._features:
            self._features[number] = _features(_words(self.texts[number]))
        return self._features[number]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _features(words: list[str]) -> frozenset[object]:
    return frozenset(words) | frozenset(pairwise(words))


def _likeness(one: frozenset[object], other: frozenset[object]) -> float:
    """Return Dice's coefficient of two sets: 0 when they share nothing, 1 when they are equal."""
    return 2 * len(one & other) / (len(one) + len(other))
