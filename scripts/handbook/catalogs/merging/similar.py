"""Finds the text most like another among thousands: by the words they share, and how many of those stand side by side.

Words, not letters: two sentences that differ by a word are alike, two short titles that differ by one are not, and a
translator is not shown the neighbour's translation.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise

# Of all words and pairs of neighbours in both texts, this part must be in both; in a paragraph, less will do, since
# much of it can be used again.
ENOUGH, ENOUGH_OF_MANY, MANY = 0.65, 0.45, 12
# The rarest words of a text lead to those like it, and to no more than so many; the commonest lead everywhere.
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
        known = sorted((self._places[word] for word in set(words) if word in self._places), key=lambda p: (len(p), p))
        shared: Counter[int] = Counter()
        looked = 0
        for places in known[:_RAREST]:
            if looked and looked + len(places) > _TEXTS:
                break
            shared.update(places)
            looked += len(places)
        wanted = _features(words)
        near = [number for number, _ in shared.most_common(_MOST) if self.texts[number] != text]
        scored = [(_likeness(wanted, self._features_of(number)), -number) for number in near]
        likeness, number = max(scored, default=(0.0, 0))
        return self.texts[-number] if likeness >= (ENOUGH_OF_MANY if len(words) >= MANY else ENOUGH) else None

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
