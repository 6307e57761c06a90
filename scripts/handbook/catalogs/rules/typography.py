"""Typography that the program does not see to by itself, as the language has it; no-break spaces are its work.

What can be mended safely, ``--fix`` mends: each rule has a function that yields its edits.
"""

import re
from collections.abc import Iterator
from functools import cache

from handbook.catalogs.damage.mangled import asking_words
from handbook.catalogs.rules import Fix, TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import Edit, Prose
from handbook.findings.phrase import phrase
from handbook.languages.language import Language
from handbook.languages.typeset import SPACED, quotations
from handbook.project.language_names import month_names

_SPACE = "[ \u00a0\u202f\u2009]"
_SPACES = re.compile(r"(?<=\S)  +(?=\S)|(?<=\w) +(?=[,.](?:\s|$))")
_OPENING = "«“"


def _quotes(prose: Prose, language: Language) -> Iterator[Edit]:
    """Yield what makes its own of a pair of other quotes; inside a quotation others may stand, of the second rank."""
    own, text = language.typography, prose.text
    if own.quotes is None:
        return
    for start, end in quotations(text).outer:
        opening, closing = text[slice(*start)], text[slice(*end)]
        if opening in own.mistaken:
            behind = _space_at(text, start[1]) if opening in SPACED else 0
            before = _space_at(text, end[0] - 1) if closing in SPACED else 0
            yield start[0], start[1] + behind, own.quotes[0]
            yield end[0] - before, end[1], own.quotes[1]


def _space_at(text: str, place: int) -> int:
    return int(bool(re.match(_SPACE, text[place : place + 1])))


def _apostrophes(prose: Prose, language: Language) -> Iterator[Edit]:
    pattern = language.typography.straight
    yield from ((*match.span("mark"), "’") for match in pattern.finditer(prose.text)) if pattern else ()


def _spaces_before(prose: Prose, language: Language) -> Iterator[Edit]:
    pattern = _space_before(language.typography.unspaced)
    yield from ((match.start(), match.end(), "") for match in pattern.finditer(prose.text))


@cache
def _space_before(marks: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=\S){_SPACE}+(?=[{re.escape(marks)}]+(?!\w|-\)))")


def _spaces(prose: Prose, language: Language) -> Iterator[Edit]:
    for match in _SPACES.finditer(prose.text):
        yield match.start(), match.end(), "" if prose.text[match.end()] in ",." else " "


def _missing_spaces(prose: Prose, language: Language) -> Iterator[Edit]:
    pattern = language.typography.lacks_space
    for match in pattern.finditer(prose.text) if pattern else ():
        yield match.start(), match.end(), f"{match[0]} " if match[0] in _OPENING else f" {match[0]}"


def _months(prose: Prose, language: Language) -> Iterator[Edit]:
    pattern = _capital_months(language.tag, language.first_of_month)
    yield from ((match.start(), match.end(), match[0].lower()) for match in pattern.finditer(prose.text))


@cache
def _capital_months(tag: str, first: str | None) -> re.Pattern[str]:
    behind = rf"(?:(?<=\d )|(?<={re.escape(first)} ))" if first else r"(?<=\d )"
    return re.compile(rf"{behind}(?:{'|'.join(name.title() for name in month_names(tag))})\b")


def _capitals(prose: Prose, language: Language) -> Iterator[Edit]:
    pattern = language.typography.capitals
    yield from ((*match.span(1), match[1].lower()) for match in pattern.finditer(prose.text)) if pattern else ()


def _accents(prose: Prose, language: Language) -> Iterator[Edit]:
    for pattern, letter in language.typography.unaccented:
        yield from ((*match.span(), letter) for match in pattern.finditer(prose.text))


def _shortened(kind: str) -> Fix:
    """Return what finds one kind of words that are shortened otherwise than they should be."""

    def find(prose: Prose, language: Language) -> Iterator[Edit]:
        for pattern, ending in language.typography.shortened.get(kind, ()):
            yield from ((*match.span(), ending) for match in pattern.finditer(prose.text))

    return find


_ordinals, _etc = _shortened("ordinal"), _shortened("etc")


def _own(fix: Fix, unit: TranslationUnit, guide: Guide) -> list[Edit]:
    """Return what a fix would change of a translation, but for words that a role brings in."""
    return list(unit.target.own(fix(unit.target, guide.pair.target)))


@rule(applies=lambda language: language.typography.quotes is not None, fix=_quotes)
def quotes(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """Quotes are those of the language: « guillemets » in French.

    Bad: the word “mainly” → le mot “surtout”
    Bad: the word “mainly” → le mot "surtout"
    Bad: the word “mainly” → le mot ‘surtout’
    Bad: the word “mainly” → le mot << surtout >>
    Good: the word “mainly” → le mot « surtout »
    Good: Home › About → Accueil › À propos
    Good: He said: “the word ‘mainly’” → Il a dit : « le mot “surtout” »
    """
    own = guide.pair.target.typography
    lone = next(
        (mark for mark in quotations(unit.target.text).lone if mark[1] in own.mistaken + own.mistaken_ends), None
    )
    if own.quotes and _own(_quotes, unit, guide):
        yield phrase("these are not the quotes of the language; write {quotes}", quotes="…".join(own.quotes))
    elif own.quotes and lone:
        message = phrase("“{words}”: a quote stands alone, and is none of the language; write {quotes}")
        yield message.format(words=_around(unit.target.text, lone[0]), quotes="…".join(own.quotes))


@rule(applies=lambda language: language.typography.straight is not None, fix=_apostrophes)
def apostrophe(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """The apostrophe is curved.

    Bad: the movement’s agency → l'organisme du mouvement
    Bad: the movement’s agency → l´organisme du mouvement
    Bad: the movement’s agency → l‘organisme du mouvement
    Good: the movement’s agency → l’organisme du mouvement
    Good: run `make 'po'` → lancez `make 'po'`
    Good: Let's Encrypt is free. → Let's Encrypt est gratuit.
    """
    for start, _, _ in _own(_apostrophes, unit, guide):
        message = phrase("straight apostrophe in “{words}”; write ’")
        yield message.format(words=_around(unit.target.text, start))


@rule(applies=lambda language: bool(language.typography.unspaced), fix=_spaces_before)
def space_before(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """In Canada, no space before a semicolon, an exclamation mark or a question mark.

    Bad: Which ones? → Lesquelles ?
    Bad: one; the other → l’une\u00a0; l’autre
    Bad: What?! → Quoi ?!
    Good: Which ones? → Lesquelles?
    Good: one; the other → l’une; l’autre
    """
    for _, end, _ in _own(_spaces_before, unit, guide):
        message = phrase("space before {mark}, where the language has none; remove it")
        yield message.format(mark=unit.target.text[end])


@rule(applies=lambda language: language.typography.lacks_space is not None, fix=_missing_spaces)
def space_missing(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A space before a colon, a per cent sign or a dollar sign, and inside guillemets; a plain one will do.

    Bad: Sources: → Sources:
    Bad: the word “mainly” → le mot «surtout»
    Bad: 50% → 50%
    Good: Sources: → Sources :
    Good: 50% at 17:30 → 50 % à 17:30
    """
    for start, end, _ in _own(_missing_spaces, unit, guide):
        message = phrase("no space beside {mark}; put a plain one, the program makes it a no-break one")
        yield message.format(mark=unit.target.text[start:end])


@rule(fix=_spaces)
def spaces(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """One space between words, and none before a comma or a full stop.

    Bad: a movement → un  mouvement
    Bad: here, there → ici , là
    Good: here, there → ici, là
    """
    if _own(_spaces, unit, guide):
        yield phrase("a space too many, between words or before a comma or full stop; remove it")


@rule(applies=lambda language: language.typography.has_small_months, fix=_months)
def month(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """Months have no capital, where the language writes them small.

    Bad: March 3, 2024 → le 3 Mars 2024
    Good: March 3, 2024 → le 3 mars 2024
    """
    for start, end, small in _own(_months, unit, guide):
        message = phrase("capital in {word}; write {small}")
        yield message.format(word=unit.target.text[start:end], small=small)


@rule(applies=lambda language: language.typography.capitals is not None, fix=_capitals)
def capital(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """Days of the week and languages have no capital, where the language writes them small.

    Bad: open on Monday → ouvert le Lundi
    Bad: It is written in English. → Il est rédigé en Anglais.
    Good: on Good Friday → le Vendredi saint
    Good: The French live there. → Les Français y vivent.
    """
    own = guide.pair.target.typography
    places = [(start, end) for start, end, _ in _own(_capitals, unit, guide)]
    if own.doubtful_capitals:  # which may be a person, so that nothing is mended
        places += (match.span(1) for match in own.doubtful_capitals.finditer(unit.target.text))
    for start, end in places:
        word = unit.target.text[start:end]
        yield phrase("capital in {word}; write {small}", word=word, small=word.lower())


@rule(applies=lambda language: bool(language.typography.unaccented), fix=_accents)
def capital_accent(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """Capitals keep their accents.

    Bad: About the handbook → A propos du guide
    Bad: The State → L’Etat
    Bad: To be noted: nothing → A noter : rien
    Bad: Write to us → Ecrire à l’équipe
    Good: About the handbook → À propos du guide
    Good: The State → L’État
    """
    for start, _, letter in _own(_accents, unit, guide):
        message = phrase("capital without its accent in “{words}”; write {letter}")
        yield message.format(words=_around(unit.target.text, start), letter=letter)


@rule(applies=lambda language: "ordinal" in language.typography.shortened, fix=_ordinals)
def ordinal(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """An ordinal number ends in e, the first in er or re.

    Bad: the 2nd meeting → la 2ème réunion
    Bad: the 1st time → la 1ère fois
    Bad: the 19th century → le XIXème siècle
    Good: the 2nd meeting → la 2e réunion
    Good: the 1st time → la 1re fois
    """
    for start, end, ending in _own(_ordinals, unit, guide):
        message = phrase("“{words}” ends in “{wrong}”; write {ending}")
        text = unit.target.text
        yield message.format(words=_around(text, start), wrong=text[start:end], ending=ending)


@rule(applies=lambda language: "etc" in language.typography.shortened, fix=_etc)
def etc(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """“Etc.” has one full stop, and nothing behind it.

    Bad: trees, flowers, etc. → des arbres, des fleurs, etc...
    Bad: trees, flowers, etc. → des arbres, des fleurs, etc ...
    Good: trees, flowers, etc. → des arbres, des fleurs, etc.
    """
    if _own(_etc, unit, guide):
        yield phrase("“etc.” takes one full stop, without a space; correct it")


@rule()
def lost_letter(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """No question mark in the place of a letter.

    A program that saves in a small character set puts one for each letter that it lacks.

    Bad: that it works → qu?il fonctionne
    Bad: the co-operatives → les coop?ratives
    Good: Who works where? → Qui travaille où?
    Good: Here: https://example.org/list?page=2 → Ici : https://example.org/list?page=2
    """
    for word in asking_words(unit.target.text, unit.source.text):
        yield phrase("a question mark stands for a letter in “{word}”; write the letter", word=word)


def _around(text: str, place: int) -> str:
    """Return the word at a place of `text`."""
    start = max(text.rfind(" ", 0, place) + 1, place - 15)
    end = text.find(" ", place)
    return text[start : min(end if end > 0 else len(text), place + 15)].strip("«»“”.,;:()[]*` ")
