"""Whether a translation denies what its source denies."""

import re
import unicodedata
from collections import Counter
from functools import cache

from handbook.languages.language import Denials

# These deny whatever else the other text says.
_ALWAYS = frozenset({"not", "bare_not"})
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONG, _BEGINNING = 4, 5


def undenied(source: str, text: str, here: Denials, there: Denials) -> list[str]:
    """Return the words by which a source surely says no, where a text in the other language says so less often.

    A word that is in both texts, or means what another word of the source means, is no answer: « seul » to “only”.
    """
    denied = here.sure.findall(source)
    if not denied:
        return []
    beside = here.sure.sub("", source)
    begins = {_beginning(word) for word in _WORD.findall(beside)}
    shared: set[str] = set()
    answers_by_way: Counter[str] = Counter()
    for match in _ways(there).finditer(text):
        way = str(match.lastgroup)
        if way not in _ALWAYS and len(match[0]) > _LONG and _beginning(match[0]) in begins:
            shared.add(_beginning(match[0]))
        else:
            answers_by_way[way] += 1
    beside = _WORD.sub(lambda word: "" if _beginning(word[0]) in shared else word[0], beside)
    answers = sum(
        count if way in _ALWAYS or way not in here.ways else max(0, count - len(_way(here, way).findall(beside)))
        for way, count in answers_by_way.items()
    )
    return denied if len(denied) > answers else []


def _beginning(word: str) -> str:
    """Return how a word begins, without case and accents, by which one of the other language is known."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(sign))[
        :_BEGINNING
    ]


@cache
def _compiled(ways: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?P<{way}>(?<!\w)(?:{pattern})(?!\w))" for way, pattern in ways), re.IGNORECASE)


def _ways(denials: Denials) -> re.Pattern[str]:
    return _compiled(tuple(denials.ways.items()))


def _way(denials: Denials, way: str) -> re.Pattern[str]:
    return _compiled(((way, denials.ways[way]),))
