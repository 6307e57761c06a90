"""Judges the texts of a TOML file, facts or settings alike: readers have to see each as it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from handbook.findings.phrase import Phrase, phrase
from handbook.texts.characters import SPELLING, unseen
from handbook.texts.links import text_fault

# Of a number that computers and readers tell from the next one, and of tables in tables: ours need six.
_MOST_DIGITS, _DEEPEST = 15, 40


def text_faults(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Phrase, str]]:
    """Yield (keys, message, rule) for each text of a TOML file that no reader could see as it is: an escape spells any.

    Keys are texts, too: some are shown. So is a number, and Python words none of too many digits; and whoever judges
    the file afterwards follows what nests by calls.
    """
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), data)]
    while waiting:  # not by calls: what nests deep would end them
        keys, value = waiting.pop()
        texts = [value] if isinstance(value, str) else list(value) if isinstance(value, dict) else []
        for text in texts:
            if fault := unseen(text, but=SPELLING):
                yield keys, fault, "invisible"
            elif fault := text_fault(text):
                yield keys, fault, "address"
        if isinstance(value, int) and abs(value) >= 10**_MOST_DIGITS:
            yield keys, phrase("the number has more than {most} digits; shorten it", most=_MOST_DIGITS), "toml"
        if isinstance(value, dict | list) and len(keys) >= _DEEPEST:
            yield keys, phrase("lists or tables stand too deep in one another; make them fewer"), "toml"
        elif isinstance(value, dict | list):
            parts = value.items() if isinstance(value, dict) else enumerate(value)
            waiting += [((*keys, key), part) for key, part in parts]
