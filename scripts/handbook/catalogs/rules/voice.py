"""How a handbook speaks: what a machine can see of ``docs/style.md``. Advice, which stops nothing; of pages too."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from handbook.catalogs.message_structure import parser, walk
from handbook.catalogs.rules import TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide, pattern
from handbook.catalogs.rules.sentences import SENTENCE_END
from handbook.findings.finding import excerpt
from handbook.findings.phrase import phrase
from handbook.texts.text_files import VEIL

# How many words a sentence may have.
MOST_WORDS = 35
_STAND_IN = "___"
_ISO_DATE = re.compile(r"(?<![\w-])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\w-])")
_BRACKETED = re.compile(r"\([^()]*\)")
_WORD = re.compile(r"[^\W_]+")
_ROMAN = re.compile(r"[IVXLC]+")
_MARKS = " \u00a0.,:;!?…«»“”\"'’()[]→>" + VEIL


@rule(is_advice=True)
def voice(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A page speaks of its subject, in words that the handbook uses.

    Bad: The source says that it was created in 1970. → La source dit qu’il a été créé en 1970.
    Good: It was created in 1970. → Il a été créé en 1970.
    """
    for unwanted in guide.voice:
        if match := next(filter(None, (pattern(words).search(unit.target.words) for words in unwanted.avoid)), None):
            yield phrase(
                "“{words}”: the handbook does not speak so; {instead}", words=match[0], instead=unwanted.instead
            )


@rule(is_advice=True)
def acronym(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """The title of a page spells out the name that it shortens.

    Bad: DID in the world → DID dans le monde
    Good: Rooftops Canada → Abri international
    Good: Développement international Desjardins (DID) → Développement international Desjardins (DID)
    Good: Part IV → Partie IV
    """
    if unit.msgid not in _page_titles(unit.page):
        return
    title = unit.target.words
    spelled = {
        form.text for pair in guide.names.values() for form in pair if form.full != form.text and form.full in title
    }
    for word in _WORD.findall(_BRACKETED.sub(" ", title)):
        is_short = len(word) > 1 and word.isupper() and not word.isdigit() and not _ROMAN.fullmatch(word)
        if is_short and word not in spelled:
            yield phrase(
                "“{word}” says nothing to whoever comes first; write the name out, the short one in brackets"
            ).format(word=word)


@lru_cache(maxsize=4)
def _page_titles(page: str) -> frozenset[str]:
    """Return the headings of the first level of a page."""
    if "#" not in page and "===" not in page:
        return frozenset()
    environment: dict[str, object] = {}
    tokens = [token for _, token in walk(parser().parse(page, environment), environment)]
    return frozenset(
        inside.content for begin, inside in pairwise(tokens) if begin.type == "heading_open" and begin.tag == "h1"
    )


@rule(applies=lambda language: bool(language.empty_links), is_advice=True)
def link_text(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A link says where it leads.

    Bad: See [here](did.md). → Voyez [ici](did.md).
    Bad: [Read more](did.md) → [En savoir plus](did.md)
    Good: See [what it does](did.md). → Voyez [ce qu’il fait](did.md).
    """
    for start, end in unit.target.links:
        words = " ".join(unit.target.text[start:end].split()).strip(_MARKS)
        if words.casefold() in guide.pair.target.empty_links:
            yield phrase("the link “{words}” does not say where it leads; name that", words=words)


@rule(applies=lambda language: language.has_spaces, is_advice=True)
def long_sentence(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A sentence has 35 words at most.

    Bad: It is long. → L’organisme, qui a été créé il y a longtemps, travaille avec des coopératives de beaucoup de pays, et il leur apporte ce que ses membres savent faire, de la gestion à la comptabilité, pour qu’elles vivent bien de ce qu’elles font.
    Good: It works with co-operatives. → Il travaille avec des coopératives.
    """  # noqa: E501 (an example stands on one line)
    # What is veiled counts as a word, with which a sentence may begin or end.
    for sentence in SENTENCE_END.split(unit.target.sentence.replace(VEIL, VEIL + _STAND_IN)):
        count = sum(any(letter.isalnum() or letter == VEIL for letter in word) for word in sentence.split())
        if count > MOST_WORDS:
            begin = excerpt(sentence.replace(VEIL + _STAND_IN, "…"), 40)
            yield phrase("too many words in the sentence “{begin}”: {count}; make two of it").format(
                count=count, begin=begin
            )


@rule(is_advice=True)
def iso_date(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A date is written as people read it.

    Bad: since November 16, 1970 → depuis le 1970-11-16
    Good: since November 16, 1970 → depuis le 16 novembre 1970
    """
    for match in _ISO_DATE.finditer(unit.target.words):
        yield phrase("“{day}” is a date for programs; write the day, the month in words, the year", day=match[0])
