"""Canadian French typography that the program does not see to by itself; no-break spaces are its work.

After the Office québécois de la langue française and The Canadian Style, 17.07. What can be mended safely, ``--fix``
mends: each rule has a function that yields its edits.
"""

import re
from collections.abc import Iterator

from handbook.catalogs.mangled import asking_words
from handbook.catalogs.quantities import MONTHS
from handbook.catalogs.rules import Edit, Unit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import VEIL, veiled
from handbook.phrase import phrase

_QUOTES = re.compile('["“”«»]')
_APOSTROPHE = re.compile(rf"(?<=\w)'(?=[\w*\[«{VEIL}])")
_SPACE_BEFORE = re.compile(r"(?<=\S)[ \u00a0\u202f\u2009]+(?=[;!?](?:[\s\u00a0»)*_]|$))")
_SPACES = re.compile(r"(?<=\S)  +(?=\S)|(?<=\w) +(?=[,.](?:\s|$))")
_NO_SPACE = re.compile(r"(?<=[^\s:(]):(?=\s|$)|«(?=\S)|(?<=\S)»|(?<=\d)[%$](?!\w)")
_MONTHS = MONTHS["fr"].title().replace(" ", "|")
_MONTH = re.compile(rf"(?:(?<=\d )|(?<=1er ))(?:{_MONTHS})\b")
_UNACCENTED = re.compile(
    r"(?:(?<=^)|(?<=[.?!:«(] ))A(?= (?:l[’']|la |partir |propos |côté |titre |chaque ))"
    r"|\bE(?=(?:tat|cole|qui|qua|conom|tud|tap|dition|glise|lect|nerg|galement|gypt|thiop|lev|lèv|trang)\w*)"
)
_ACCENTED = {"A": "À", "E": "É"}


def _quotes(text: str) -> Iterator[Edit]:
    """Yield what makes « » of pairs of other quotes; English ones may stand inside « », being of the second rank."""
    opened: list[re.Match[str]] = []
    for mark in _QUOTES.finditer(veiled(text)):
        if not opened or mark[0] in "«“" or (mark[0] == '"' != opened[-1][0]):
            opened.append(mark)
            continue
        start = opened.pop()
        if opened or start[0] == "«":
            continue
        yield start.start(), start.end(), "« "
        yield mark.start(), mark.end(), " »"


def _apostrophes(text: str) -> Iterator[Edit]:
    yield from ((match.start(), match.end(), "’") for match in _APOSTROPHE.finditer(veiled(text)))


def _spaces_before(text: str) -> Iterator[Edit]:
    yield from ((match.start(), match.end(), "") for match in _SPACE_BEFORE.finditer(veiled(text)))


def _spaces(text: str) -> Iterator[Edit]:
    for match in _SPACES.finditer(veiled(text)):
        yield match.start(), match.end(), "" if text[match.end()] in ",." else " "


def _missing_spaces(text: str) -> Iterator[Edit]:
    for match in _NO_SPACE.finditer(veiled(text)):
        yield match.start(), match.end(), f"{match[0]} " if match[0] == "«" else f" {match[0]}"


def _months(text: str) -> Iterator[Edit]:
    yield from ((match.start(), match.end(), match[0].lower()) for match in _MONTH.finditer(veiled(text)))


def _accents(text: str) -> Iterator[Edit]:
    yield from ((match.start(), match.end(), _ACCENTED[match[0]]) for match in _UNACCENTED.finditer(veiled(text)))


@rule(language="fr", fix=_quotes)
def quotes(unit: Unit, guide: Guide) -> Iterator[str]:
    """French quotes are « guillemets ».

    Bad: the word “mainly” → le mot “surtout”
    Bad: the word “mainly” → le mot "surtout"
    Good: the word “mainly” → le mot « surtout »
    Good: He said: “the word ‘mainly’” → Il a dit : « le mot “surtout” »
    """
    if list(_quotes(unit.msgstr)) or veiled(unit.msgstr).count('"') % 2:
        yield phrase("these are not French quotes; write « … »")


@rule(language="fr", fix=_apostrophes)
def apostrophe(unit: Unit, guide: Guide) -> Iterator[str]:
    """The apostrophe is curved.

    Bad: the movement’s agency → l'organisme du mouvement
    Good: the movement’s agency → l’organisme du mouvement
    Good: run `make 'po'` → lancez `make 'po'`
    """
    for start, _, _ in _apostrophes(unit.msgstr):
        told = phrase("straight apostrophe in “{words}”; write ’")
        yield told.format(words=_around(unit.msgstr, start))


@rule(language="fr", fix=_spaces_before)
def space_before(unit: Unit, guide: Guide) -> Iterator[str]:
    """In Canada, no space before a semicolon, an exclamation mark or a question mark.

    Bad: Which ones? → Lesquelles ?
    Bad: one; the other → l’une\u00a0; l’autre
    Good: Which ones? → Lesquelles?
    Good: one; the other → l’une; l’autre
    """
    for _, end, _ in _spaces_before(unit.msgstr):
        told = phrase("space before {mark}, as in France; remove it")
        yield told.format(mark=unit.msgstr[end])


@rule(language="fr", fix=_missing_spaces)
def space_missing(unit: Unit, guide: Guide) -> Iterator[str]:
    """A space before a colon, a per cent sign or a dollar sign, and inside guillemets; a plain one will do.

    Bad: Sources: → Sources:
    Bad: the word “mainly” → le mot «surtout»
    Bad: 50% → 50%
    Good: Sources: → Sources :
    Good: 50% at 17:30 → 50 % à 17:30
    """
    for start, end, _ in _missing_spaces(unit.msgstr):
        told = phrase("no space beside {mark}; put a plain one, the program makes it a no-break one")
        yield told.format(mark=unit.msgstr[start:end])


@rule(fix=_spaces)
def spaces(unit: Unit, guide: Guide) -> Iterator[str]:
    """One space between words, and none before a comma or a full stop.

    Bad: a movement → un  mouvement
    Bad: here, there → ici , là
    Good: here, there → ici, là
    """
    if list(_spaces(unit.msgstr)):
        yield phrase("a space too many, between words or before a comma or full stop; remove it")


@rule(language="fr", fix=_months)
def month(unit: Unit, guide: Guide) -> Iterator[str]:
    """Months have no capital in French.

    Bad: March 3, 2024 → le 3 Mars 2024
    Good: March 3, 2024 → le 3 mars 2024
    """
    for start, end, small in _months(unit.msgstr):
        told = phrase("capital in {month}; write {small}")
        yield told.format(month=unit.msgstr[start:end], small=small)


@rule(language="fr", fix=_accents)
def capital_accent(unit: Unit, guide: Guide) -> Iterator[str]:
    """Capitals keep their accents.

    Bad: About the handbook → A propos du guide
    Bad: The State → L’Etat
    Good: About the handbook → À propos du guide
    Good: The State → L’État
    """
    for start, _, letter in _accents(unit.msgstr):
        told = phrase("capital without its accent in “{words}”; write {letter}")
        yield told.format(words=_around(unit.msgstr, start), letter=letter)


@rule()
def lost_letter(unit: Unit, guide: Guide) -> Iterator[str]:
    """No question mark in the place of a letter.

    A program that saves in a small character set puts one for each letter that it lacks.

    Bad: that it works → qu?il fonctionne
    Bad: the co-operatives → les coop?ratives
    Good: Who works where? → Qui travaille où?
    Good: Here: https://example.org/list?page=2 → Ici : https://example.org/list?page=2
    """
    for word in asking_words(veiled(unit.msgstr), veiled(unit.msgid)):
        yield phrase("a question mark stands for a letter in “{word}”; write the letter", word=word)


def _around(text: str, place: int) -> str:
    """Return the word at a place of `text`."""
    start = max(text.rfind(" ", 0, place) + 1, place - 15)
    end = text.find(" ", place)
    return text[start : min(end if end > 0 else len(text), place + 15)].strip("«»“”.,;:()[]*` ")
