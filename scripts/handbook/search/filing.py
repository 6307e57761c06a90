"""What is known of each word: the passages that have it and how much it says of them, and the names it begins.

``theme/search/memory.js`` reads what is written here, and ``ranking.js`` weighs it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from handbook.search.passages import Passage
from handbook.search.tokens import Word, WordReader, telling

# What a word of a name, a heading or the label of a row weighs beside its place in the text.
IN_TITLE, IN_NAME, IN_HEADING, IN_LABEL, IN_SYNONYM = 10.0, 8.0, 5.0, 1.15, 4.0
_USUAL_SIZE = 60  # of a passage, in words
_IMPACT = 8  # units in one: IMPACT of ranking.js
# How likely a passage is meant by its name, and by a synonym of it, in units of 20: LIKELY of phrases.js.
CALLED, SYNONYM = 5, 2
# A name that so many passages bear tells none of them apart.
_MOST_NAMESAKES = 200
_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """A name of a passage: its text, what its words weigh, and how likely it is that it is meant by the whole of it."""

    text: str
    weight: float
    likely: int = CALLED


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """All words of an edition, by form: how they are spelled, the passages that have them, the names they begin.

    `passages` holds by form the weight of each passage, in units of the index; `names` by first word the rest of the
    name, and how likely each passage is meant by it.
    """

    spellings: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    passages: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    names: defaultdict[str, defaultdict[str, dict[int, int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )

    def add(self, number: int, names: Sequence[Called], passage: Passage, reads: WordReader) -> None:
        """File a passage, with its names, by its number."""
        counts: Counter[str] = Counter()
        prominence: dict[str, float] = {}  # where it is more than nothing
        size = 0
        texts = [(called.text, called.weight) for called in names]
        texts += [(line, IN_LABEL if at in passage.labels else 0.0) for at, line in enumerate(passage.lines)]
        for text, weight in texts:
            words = reads.read(text)
            weight_of_one = weight / (len(telling(words)) or 1) if weight else 0.0
            for word in words:
                size += bool(word.whole)
                for form, spelling in word.forms:
                    counts[form] += 1
                    if spelling != form:
                        self.spellings[form].add(spelling)
                    if weight_of_one:
                        prominence[form] = max(prominence.get(form, 0.0), weight_of_one)
        for form, count in counts.items():
            often = 3 * count / (count + 0.5 + size / _USUAL_SIZE)
            self.passages[form][number] = max(1, round(_IMPACT * (prominence.get(form, 0.0) + often)))
        for called in names:
            self._call(number, telling(reads.read(called.text)), called.likely)

    def _call(self, number: int, words: Sequence[Word], likely: int) -> None:
        if words and likely:
            passages = self.names[words[0].whole][" ".join(word.whole for word in words[1:])]
            passages[number] = max(likely, passages.get(number, 0))

    def vocabulary(self) -> Iterator[tuple[str, str]]:
        """Yield each form, in the order of JavaScript, and what is written of it: itself, and other spellings."""
        for form in in_order(self.passages):
            yield form, "|".join((form, *sorted(self.spellings.get(form, ()))))

    def findable(self, starts: Sequence[int], most: int) -> Iterator[tuple[str, list[object]]]:
        """Yield each form, in that order, and what is known of it.

        `starts` are the first passages of the pages. Where more than `most` passages have a word, of each page only the
        one for which it weighs most is kept: the word tells them apart no better.
        """
        for form in in_order(self.passages):
            passages = self.passages[form]
            kept = _best_of_pages(passages, starts) if len(passages) > most else passages
            called = self.names.get(form, {}).items()
            names = [[rest, _pairs(numbers)] for rest, numbers in called if len(numbers) <= _MOST_NAMESAKES]
            yield form, [form, _pairs(kept), *names]


def in_order(forms: Iterable[str]) -> list[str]:
    """Return words in the order of their UTF-16 units, which is that of JavaScript."""
    return sorted(forms, key=lambda form: form.encode("utf-16-be", "surrogatepass"))


def _best_of_pages(passages: Mapping[int, int], starts: Sequence[int]) -> dict[int, int]:
    best: dict[int, int] = {}
    page, last = -1, -1
    for number in sorted(passages):
        while page + 1 < len(starts) and starts[page + 1] <= number:
            page += 1
            last = -1
        if last < 0:
            last = number
            best[number] = passages[number]
        elif passages[number] > passages[last]:
            del best[last]
            last = number
            best[number] = passages[number]
    return best


def _pairs(passages: Mapping[int, int]) -> str:
    """Write the numbers of passages, each as the step from the one before it, and what belongs to each."""
    text, before = [], -1
    for number in sorted(passages):
        text.append(_number(number - before) + _number(passages[number]))
        before = number
    return "".join(text)


@cache
def _number(value: int) -> str:
    """Write a number in units of five bits, the lowest first; each but the last has 32 added to it."""
    units = []
    while value >= 32:
        units.append(_SIGNS[32 + value % 32])
        value //= 32
    return "".join([*units, _SIGNS[value]])
