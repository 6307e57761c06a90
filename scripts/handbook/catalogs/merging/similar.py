"""Finds the text most like another among thousands, and the catalogue that a page had under another name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from handbook.catalogs.entries import Entry, fields, header_of, united
from handbook.catalogs.header import canonical_header

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


Domains = Mapping[str, Sequence[Entry]]


def homes_of(templates: Domains, catalogues: Domains, recorded: Domains) -> dict[str, list[str]]:
    """Return for each page the names it had before, most likely first.

    A page that git knows has had no other. A page that was divided gives its name to all of its parts.
    """
    gone = {
        domain: {
            entry.msgid for entry in [*catalogues.get(domain, ())[1:], *recorded.get(domain, ())[1:]] if entry.is_done
        }
        for domain in sorted({*catalogues, *recorded} - templates.keys())
    }
    found: dict[str, list[str]] = {}
    for domain, template in templates.items():
        wanted = {entry.msgid for entry in template}
        shared = [] if domain in recorded else sorted((-len(wanted & texts), name) for name, texts in gone.items())
        found[domain] = [name for minus, name in shared if -minus * 2 >= min(len(wanted), len(gone[name])) and minus]
    return found


def header_for(homes: Sequence[str], catalogues: Domains, recorded: Domains, new: Entry) -> Entry:
    """Return the header of a page: its own, with the credits of those that it had under other names."""
    if homes[0] in catalogues and len(homes) == 1:
        return catalogues[homes[0]][0]
    found = [
        canonical_header(domains[home][0]) for home in homes for domains in (catalogues, recorded) if home in domains
    ]
    if not found:
        return new
    values: dict[str, str] = {}
    for header in reversed(found):
        values |= fields(header.msgstr)
    comments = united(*(header.comments for header in found))
    return replace(found[0], msgstr=header_of(values), comments=comments)
