"""A message as a whole: how it ends, how long it is, and whether its source is still that of the page."""

import re
from collections.abc import Iterator
from functools import lru_cache

from handbook.catalogs.rules import TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.findings.phrase import phrase
from handbook.languages.denials import undenied
from handbook.languages.letters import letters, plain_marks
from handbook.texts.text_files import VEIL

_CLOSING = "»”’\"')*_]）」』 \u00a0" + VEIL
_ENDS_SENTENCE = ".!…"
# Here a full stop may be that of the last word.
_ABBREVIATED = re.compile(r"(?:\b[ap]\.m|\betc|\bInc|\bLtd|\bltée|\bcie|\b[^\W\d_])\.$")
# Items of a list end with the one or the other.
_OF_A_LIST = {",", ";"}
# Shorter texts differ in length by nature; a longer one that is half or double is another text.
_LONG = 50
_LEAST, _MOST = 0.5, 2.0
# Where a sentence ends and another begins; an abbreviation or an initial is shorter, or goes on with a small letter.
SENTENCE_END = re.compile(rf"(?<=\w\w\w)[.?!…][»”’\"')\]]*\s+(?=[«“\"'(\[]*(?:[^\W\d_a-zà-ÿ]|{VEIL}))")
# A translation into French or out of it is hardly ever shorter than that, unless it lacks something.
_WHOLE = 0.9
# In a page, what may stand between two words of a message: the end of a line, a mark of quotation, an escape.
_BETWEEN = re.compile(r"\n\s*(?:>\s?)*|\s+")
_ESCAPES = str.maketrans("", "", "\\\"'")


@rule()
def end(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """The translation ends as its source ends: as a sentence, with a colon, a semicolon, or without any mark.

    Bad: The source gives no year. → La source ne donne pas d’année
    Bad: Where it works → Où elle travaille.
    Bad: The agencies are: → Les organismes sont
    Bad: Does the source give a year? → La source ne donne pas d’année.
    Good: The source gives no year. → La source donne-t-elle une année?
    Good: trees; → des arbres;
    Good: trees, → des arbres;
    Good: not applicable → s. o.
    Good: The source gives no year! → La source ne donne pas d’année.
    Good: Each has a page of its own: → Chacun a sa page :
    """
    texts = unit.source.sentence, unit.target.sentence
    source, target = map(_end, texts)
    if (
        source == target
        or (source, target) == (".", "?")
        or {source, target} == _OF_A_LIST
        or any(_ABBREVIATED.search(text.rstrip(_CLOSING)) for text in texts)
    ):
        return
    if source in (".", ""):
        message = phrase("the source ends with a full stop, the translation does not; add it")
        if not source:
            message = phrase("the translation ends with {found}, the source does not; remove it")
    elif target:
        message = phrase("the translation ends with {found}, the source with {source}; correct it")
    else:
        message = phrase("the source ends with {source}, the translation does not; add it")
    yield message.format(source=source, found=target)


def _end(text: str) -> str:
    """Return the mark with which `text` ends: "." for all that end a sentence but "?"; nothing for a letter."""
    last = plain_marks(text.rstrip(_CLOSING)[-1:])
    return "." if last and last in _ENDS_SENTENCE else last if last and last in "?:;," else ""


@rule()
def proportion(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A long text is neither half as long in translation nor twice.

    Bad: Its projects were carried out everywhere, and no country is named. → Ses projets sont partout.
    Good: Its projects have been carried out all over the world. → Ses projets ont été réalisés partout dans le monde.
    """
    here = letters(unit.source.words)
    there = letters(unit.target.words)
    if here > _LONG and not _LEAST <= there / here <= _MOST and "length" not in unit.problems:
        message = phrase("{there} letters for {here}; make sure that nothing is lost and nothing added")
        yield message.format(here=here, there=there)


@rule()
def sentence(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A text of several sentences has lost none of them.

    Bad: It lends money. It teaches its members. → Elle prête de l’argent.
    Good: It lends money. It teaches its members. → Elle prête de l’argent et forme ses membres.
    """
    source, text = unit.source.sentence, unit.target.sentence
    here, there = len(SENTENCE_END.findall(source)), len(SENTENCE_END.findall(text))
    if there < here and letters(text) < letters(source) * _WHOLE:
        message = phrase("{there} sentences for {here}, and a shorter text; make sure that none is lost")
        yield message.format(here=here + 1, there=there + 1)


@rule(applies=lambda language: language.denials is not None)
def negation(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """What the source denies, the translation denies.

    Bad: The source does not say who it was. → La source dit qui c’était.
    Bad: If it is not given, only one is read. → S’il est donné, un seul est lu.
    Good: The source does not say who it was. → La source ne dit pas qui c’était.
    Good: It cannot be read without a key. → Il est impossible de le lire sans clé.
    Good: It is not only a bank. → C’est une banque, et plus encore.
    """
    here, there = guide.pair.source.denials, guide.pair.target.denials
    if not here or not there:
        return
    pairs = _sentence_pairs(unit)
    for number, (source, text) in enumerate(pairs):
        denied = undenied(source, text, here, there)
        # Where sentences are divided otherwise, the one beside it says so.
        around = pairs[max(0, number - 1) : number + 2]
        if (
            denied
            and sum(
                len(here.sure.findall(original)) - len(there.sure.findall(translated))
                for original, translated in around
            )
            > 0
        ):
            message = phrase("the source says “{words}”, and the translation does not deny as much; correct it")
            yield message.format(words="”, “".join(dict.fromkeys(denied)))


def _sentence_pairs(unit: TranslationUnit) -> list[tuple[str, str]]:
    """Return the sentences with their translations, where there are as many; else the whole text."""
    sources, texts = SENTENCE_END.split(unit.source.sentence), SENTENCE_END.split(unit.target.sentence)
    if len(sources) != len(texts):
        return [(unit.source.sentence, unit.target.sentence)]
    return list(zip(sources, texts, strict=True))


@rule()
def msgid(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """The msgid is the text of the page: it is changed there, and never in a catalogue.

    Bad: DID was founded in 1871. → DID a été fondé en 1871.
    Good: DID was created in 1970. → DID a été créé en 1970.
    """
    if unit.page and _plain(unit.msgid) not in _plain(unit.page):
        yield phrase(
            "the page does not say this; take back a change of the msgid, make it in the page, and run make po"
        )


@lru_cache(maxsize=512)
def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", text.translate(_ESCAPES)).strip()
