"""What a text written by hand says of a value: whether it shows it, and which numbers and regions stand in it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from handbook.facts.model import Fact, Registry
from handbook.facts.normalise import normalise, numbers
from handbook.facts.wording import word, wording_of

_DASHES = re.compile("[\u2010\u2011-]")
# "More than four" may be said of anything.
_CHANCE = 10
# What a number stands under in the values of kinds that have one.
_NUMBERS = ("year", "decade", "n")


def shows(text: str, fact: Fact, registry: Registry, language: str) -> bool:
    """Whether a text written by hand says the value of `fact`, and no more; any text does, if only prose can say it."""
    words = word(fact, registry, language)
    if words is None:
        return True
    written = WrittenText.of(text)
    if any(written.says(word(more, registry, language) or "") for more in _larger(fact)):
        return False
    if fact.kind == "region-list" and any(regions_in(text, registry, language, but=fact.value["regions"])):
        return False
    number, small = _number_of(fact), wording_of(registry, language).small
    if number is None or "n" not in fact.value or number >= len(small):
        return written.says(words)
    # In digits or spelled; and languages have many words for none and for one.
    forms = (words, words.replace(str(number), small[number]), words.replace(small[number], str(number)))
    is_open = number < 2 and not numbers(text) and not _small_in(text, small)
    return is_open or any(written.says(form) for form in forms)


def _larger(fact: Fact) -> Iterator[Fact]:
    """Yield the facts in whose words those of `fact` stand: "more than 700" and not 700, the 1970s and not 1970."""
    value = fact.value
    if fact.kind == "count" and value["op"] == "=":
        yield replace(fact, value={**value, "op": ">"})
    elif fact.kind == "duration" and "qualifier" not in value:
        yield replace(fact, value={**value, "qualifier": "equivalent"})
    elif fact.kind == "region-list" and "qualifier" not in value:
        yield replace(fact, value={**value, "qualifier": "mainly"})
    elif fact.kind == "year" and "year" in value:
        yield replace(fact, value={"decade": value["year"]})


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenText:
    """A text that many facts are looked for in: in one spelling, and the numbers in it."""

    plain: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what there is to look at in a text."""
        return cls(plain=_plain(text), numbers=frozenset(numbers(text)))

    def says(self, words: str) -> bool:
        """Whether `words` stand in it in any spelling, and each number of theirs as a number: not 200 in 1,200."""
        return _holds(self.plain, _plain(words)) and set(numbers(words)) <= self.numbers


def typed_words(text: WrittenText, fact: Fact, registry: Registry, language: str) -> str | None:
    """Return the words of a value that a text types by hand, if they are such as stand in no text by chance."""
    value = fact.value
    is_qualified = fact.kind in ("count", "duration") and (value.get("op") == ">" or "qualifier" in value)
    is_long_list = fact.kind == "region-list" and len(value["regions"]) > 1
    if not (is_long_list or (is_qualified and value["n"] >= _CHANCE)):
        return None
    words = word(fact, registry, language) or ""
    return words if text.says(words) else None


def _small_in(text: str, small: Sequence[str]) -> list[str]:
    """Return the words for two to nine that stand in a text; "one" may be no number."""
    return [name for name in small[2:] if _holds(_plain(text), _plain(name))]


def states_quantity(literal: str, fact: Fact, registry: Registry, language: str) -> bool:
    """Whether what is written by hand says something of the kind that the value is: a number, a region, a name."""
    if fact.kind == "region-list":
        return any(regions_in(literal, registry, language))
    small = wording_of(registry, language).small if fact.kind in ("count", "duration") else ()
    return fact.kind == "name" or bool(numbers(literal) or _small_in(literal, small))


def regions_in(text: str, registry: Registry, language: str, but: Collection[str] = ()) -> Iterator[str]:
    """Yield the names of the regions that stand in a text, but for some: "Asia" does not stand in "Eastern Asia"."""
    plain = _plain(text)
    names = {code: _bare(phrases[language]) for code, phrases in registry.regions.items()}
    for code, name in sorted(names.items(), key=lambda item: -len(item[1])):
        if _holds(plain, _plain(name)):
            plain = plain.replace(_plain(name), "\n")
            if code not in but:
                yield name


def _bare(phrase: str) -> str:
    """Return the name in the phrase of a region, without the small words that lead to it: « en Asie »."""
    words = phrase.split()
    first = next((index for index, part in enumerate(words) if part[:1].isupper()), 0)
    return " ".join(words[first:])


def _number_of(fact: Fact) -> int | None:
    """Return the number that a value is, if it is one: a year, a decade, or how many."""
    numbers_of = [fact.value[key] for key in _NUMBERS if key in fact.value] if isinstance(fact.value, dict) else []
    return numbers_of[0] if numbers_of else None


def numbers_in(value: Any) -> Iterator[str]:
    """Yield the numbers of a value, in one spelling: its own, and those in its words (``agenda-2030``)."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from numbers_in(part)
    elif not isinstance(value, bool):
        yield from numbers(str(value))


def _holds(text: str, words: str) -> bool:
    """Whether `words` stand in a text by themselves: neither "700" in "1700" nor "Africa" in "African"."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not _runs_on(text[start - 1 : start], words[:1]) and not _runs_on(words[-1:], text[end : end + 1]):
            return True
        start = text.find(words, start + 1)
    return False


def _runs_on(before: str, after: str) -> bool:
    """Whether two neighbours are of one number or one word; scripts without capitals may write words together."""
    is_digits = before.isdigit() and after.isdigit()
    return is_digits or all(letter.lower() != letter.upper() for letter in (before, after))


def _plain(text: str) -> str:
    return normalise(_DASHES.sub(" ", text)).casefold()
