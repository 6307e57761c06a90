"""Words, numbers, and text without spaces between words: read as ``theme/search/words.js`` reads what is typed.

The patterns are those of that script, with its reasons beside them. The two have to agree, to which
`tests/unit/test_search_reading.py` holds them: what one files a page under is what the other looks for.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex

from handbook.search.folding import fold

_SCRIPTS = ("Han", "Hira", "Kana", "Bopo", "Hang", "Thai", "Laoo", "Khmr", "Mymr")
_OF_SCRIPT = r"\p{{scx={}}}".format
_JOINED = f"[{''.join(map(_OF_SCRIPT, _SCRIPTS))}]"
_ATTACHED = r"(?:[\u0E4D\u0ECD][\u0E32\u0EB2]|[\p{M}\u0E33\u0EB3\uFF9E\uFF9F])*"
_UNIT = rf"(?=[\p{{L}}\p{{N}}]){_JOINED}{_ATTACHED}"
_UNSEEN = r"[\u061C\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069]"
_APART = rf"(?:{_UNSEEN}|[\u00AD\u200B-\u200D])*"
_LATIN = r"[0-9A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02AF]"
_SIGN = rf"(?:{_LATIN}|(?!{_JOINED}|[\u02BB\u02BC])[\p{{L}}\p{{N}}\p{{M}}])"
_JOINT = r"(?:\.?[-\u00AD\u058A\u05BE\u200C\u200D\u2010\u2011\uFF0D]|[.&])"
# What a space is to JavaScript, which is another set than that of Python.
_SPACE = r"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"
_GAP = rf"(?:\)[{_SPACE}]?|[{_SPACE}.,'’/\u066B\u066C\u2010\u2011\u2044\uFF0C-\uFF0E-])"
_LETTERS = rf"{_SIGN}(?:{_UNSEEN}*{_SIGN})*"
_TOKEN = regex.compile(
    rf"(\p{{Nd}}+(?:{_UNSEEN}*{_GAP}{_UNSEEN}*\p{{Nd}}+)+(?!{_SIGN}))"
    rf"|(?:{_LETTERS}(?:{_JOINT}{_LETTERS})*)"
    rf"|((?:{_UNIT}{_APART})+)"
)
_UNITS, _JOINTS, _ALL_UNSEEN = regex.compile(_UNIT), regex.compile(_JOINT), regex.compile(_UNSEEN)
_GROUPS, _POINT, _DIGITS = regex.compile(r"[0-9]+"), regex.compile(r"[.,\u066B]"), regex.compile(r"\p{Nd}+")
_CAPITALS = regex.compile(r"\p{Lu}[\p{Lu}\p{N}]+")
_MOST_GROUPS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word of a text: its `whole`, folded; "" for a letter of a script without spaces that has neighbours.

    `forms` are the pairs of a form that finds it and of how that is spelled here. What `is_little` says nothing of what
    a text is about.
    """

    whole: str
    is_little: bool
    forms: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class WordReader:
    """Reads texts in a language of which the `little` words are known, folded.

    `readings` are of what was read already, by what stood there: most words stand on many pages.
    """

    little: frozenset[str]
    readings: dict[tuple[str, bool], Word] = field(default_factory=dict)

    def read(self, text: str) -> list[Word]:
        """Return the words of a text, in their order."""
        text = unicodedata.normalize("NFC", text)
        is_shouted = text == text.upper()
        words: list[Word] = []
        for match in _TOKEN.finditer(text):
            number, run = match[1], match[2]
            if run:
                words += _of_run(run)
                continue
            key = (match[0], is_shouted)
            word = self.readings.get(key)
            if word is None:
                sign = _ALL_UNSEEN.sub("", match[0])
                word = _of_number(sign) if number else self._of_word(sign, is_shouted=is_shouted)
                self.readings[key] = word
            words.append(word)
        return [word for word in words if word.whole or word.forms]

    def _of_word(self, word: str, *, is_shouted: bool) -> Word:
        whole, parts, forms, is_name = _parted(word)
        is_little = not _is_long(whole) or whole in self.little or self.little.issuperset(parts)
        return Word(whole=whole, is_little=is_little and (is_shouted or not is_name), forms=forms)


def reader(stop_words: Iterable[str]) -> WordReader:
    """Return the reader of a language that has these words that tell nothing."""
    return WordReader(little=frozenset(map(fold, stop_words)))


def telling(words: list[Word]) -> list[Word]:
    """Return the words without the little ones, unless there are no others."""
    return [word for word in words if not word.is_little] or [word for word in words if word.whole]


def _is_long(word: str) -> bool:
    return len(word) > 1 or _GROUPS.search(word) is not None


def _parted(word: str) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...], bool]:
    """Return a word as one, its parts, the forms that find it, and whether it is written like an abbreviation."""
    parts = _JOINTS.split(word)
    folded = [fold(part) for part in parts]
    whole, spelled = "".join(folded), "".join(parts)
    forms = {whole: _spelling(spelled)}
    if len(parts) > 1:
        forms |= {form: _spelling(part) for form, part in zip(folded, parts, strict=True) if _is_long(form)}
    found_by = tuple(forms.items()) if whole else ()
    return whole, tuple(folded), found_by, _is_long(whole) and bool(_CAPITALS.fullmatch(spelled))


def _spelling(word: str) -> str:
    return unicodedata.normalize("NFC", word).lower()


def _of_number(number: str) -> Word:
    """Return digits in groups: each group, and what several together may be. The last may be decimals, 1,5 as 1.5."""
    groups = _GROUPS.findall(fold(number))
    gaps = _DIGITS.split(unicodedata.normalize("NFKC", number))[1:-1]

    def joined(first: int, last: int) -> str:
        gap = gaps[last - 1] if last > first else ""
        is_point = _POINT.fullmatch(gap) and len(groups[last]) != 3
        if is_point and gap not in gaps[first : last - 1]:
            return f"{''.join(groups[first:last])}.{groups[last]}"
        return "".join(groups[first : last + 1])

    whole = joined(0, len(groups) - 1)
    starts = range(len(groups))
    spans = ((first, last) for first in starts for last in starts[first : first + _MOST_GROUPS])
    forms = dict.fromkeys([whole, *(joined(*span) for span in spans)])
    return Word(whole=whole, is_little=False, forms=tuple((form, form) for form in forms))


def _of_run(run: str) -> Iterator[Word]:
    """Yield each letter of a script without spaces, and each pair of neighbours."""
    units = [fold(unit[0]) for unit in _UNITS.finditer(run)]
    for at, unit in enumerate(units):
        whole = "" if len(units) > 1 else unit
        yield Word(whole=whole, is_little=not whole, forms=((unit, unit),))
        if at + 1 < len(units):
            pair = unit + units[at + 1]
            yield Word(whole=pair, is_little=False, forms=((pair, pair),))
