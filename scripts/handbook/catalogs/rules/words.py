"""Words that are there twice, or in the wrong language; and marks that come in pairs."""

import re
from collections import Counter
from collections.abc import Iterator

from handbook.catalogs.rules import TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import WORD
from handbook.findings.phrase import phrase
from handbook.languages.shared import shared_words
from handbook.languages.typeset import quotations
from handbook.texts.text_files import VEIL

# Question 7 b), item 2): what the letter or the number of an item ends with.
_ITEM = re.compile(r"(?<![\w(])(?:[a-zA-Z]|\d)\)")
_BRACKETS = {"(": ")", "[": "]"}


@rule()
def bold(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """What the source sets in bold, the translation sets in bold.

    Bad: **Where it works:** everywhere → Où elle travaille : partout
    Good: **Where it works:** everywhere → **Où elle travaille :** partout
    """
    if unit.target.bold < unit.source.bold:
        yield phrase("the bold type of the source is lost; set it with **…**")


@rule()
def emphasis(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """What the source emphasises, the translation does not leave plain.

    Bad: It is *not* a bank. → Ce n’est pas une banque.
    Good: It is *not* a bank. → Ce n’est *pas* une banque.
    Good: the *caisses* → les « caisses »
    """
    marks = unit.target.titles or unit.target.bold or quotations(unit.target.text).outer
    if unit.source.titles and not marks:
        yield phrase("the emphasis of the source is lost; set it with *…*")


@rule()
def bracket(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """What is opened is closed: ( ), [ ].

    Bad: the movement (since 1900) → le mouvement (depuis 1900
    Bad: the movement (since 1900) → le mouvement depuis 1900)
    Good: the movement (since 1900) → le mouvement (depuis 1900)
    Good: a) the movement → a) le mouvement
    Good: Question 7b → Question 7 b)
    """
    if (mark := _unpaired(unit.target.sentence)) and not _unpaired(unit.source.sentence):
        yield phrase("the bracket {mark} stands alone; write the other one, or remove it", mark=mark)


def _unpaired(text: str) -> str | None:
    """Return the first bracket of a text that has no other one."""
    opened: list[str] = []
    for mark in _ITEM.sub("", text):
        if mark in _BRACKETS:
            opened.append(mark)
        elif mark in _BRACKETS.values() and (not opened or _BRACKETS[opened.pop()] != mark):
            return mark
    return opened[-1] if opened else None


# Behind a hyphen a short word is a pronoun: « prends-le le lundi ».
_DOUBLED = re.compile(r"(?:(?<![\w-])|(?<=\w-)(?=[^\W\d_]{5}))([^\W\d_]{2,})\s+\1(?![\w’'-])", re.IGNORECASE)
_ENOUGH = 2
# What is pressed together with others, whatever the language calls those.
_KEYS = re.compile(
    r"(?<!\w)(?:Ctrl|Control|Alt|Cmd|Command|Option|Shift|⌘|⌥)(?: ?[+-] ?[^\W\d_]{2,8}){0,2} ?[+-] ?([A-Z]|F?\d{1,2})\b"
)
# The name of a file, a module, a host.
_IDENTIFIER, _JOINT = re.compile(r"[\w./@-]+"), re.compile(r"\w[./@_]\w")


@rule()
def doubled(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """No word twice in a row.

    Bad: the movement → le le mouvement
    Bad: we can → nous nous pouvons
    Bad: it lets you write → il vous vous permet d’écrire
    Good: we meet → nous nous réunissons
    Good: in Bora Bora → à Bora Bora
    """
    text, may = unit.target.text, guide.pair.target.doubled
    same = {match[1].casefold() for match in _DOUBLED.finditer(unit.source.text)}
    edges = {place for title in unit.target.titles for place in title}  # the string *string*
    for match in _DOUBLED.finditer(text):
        is_title = not edges.isdisjoint(range(match.end(1), match.end() - len(match[1]) + 1))
        if not is_title and match[1].casefold() not in same and not (may and may.match(text, match.start())):
            yield phrase("“{words}”: the same word twice; remove one", words=" ".join(match[0].split()))


@rule()
def keys(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """The keys to press are those of the source.

    Bad: Press Ctrl+C. → Appuyez sur Ctrl+X.
    Good: Press Ctrl+C. → Appuyez sur Ctrl+C.
    Good: Press Ctrl+Shift+T. → Appuyez sur Ctrl+Maj+T.
    """
    here, there = (Counter(_KEYS.findall(text.words)) for text in (unit.source, unit.target))
    for missing, extra in zip((here - there).elements(), (there - here).elements(), strict=False):
        yield phrase("the key {key} stands where the source has {source}; correct it", key=extra, source=missing)


@rule()
def copy(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """The translation is no copy of the source, but for names and words that both languages share.

    Bad: Where it works → Where it works
    Bad: Board of directors → board of directors
    Good: CDF → CDF
    Good: Sources → Sources
    Good: SOCODEVI, 1985 → SOCODEVI, 1985
    Good: Nelson Mandela → Nelson Mandela
    Good: Configuration → Configuration
    Good: Fedora → Fedora
    Good: Kenya → Kenya
    Good: GitHub → GitHub
    Good: leaf.png → leaf.png
    Good: 5 km² → 5 km²
    Good: 100 km/h → 100 km/h
    """
    source, text = unit.source.words, unit.target.words
    if source.casefold() != text.casefold() or (_IDENTIFIER.fullmatch(text) and _JOINT.search(text)):
        return
    forms = {text for pair in guide.names.values() for form in pair for text in (form.text, form.full)}
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, VEIL)
    words = WORD.findall(text)
    same = guide.same | (shared_words() if guide.pair.target.shared == guide.pair.source.base else frozenset())
    is_proper = len(words) > 1 and all(word[0].isupper() for word in words)  # a person, a place
    if not is_proper and any(len(word) > 1 and word.casefold() not in same and not _is_coined(word) for word in words):
        yield phrase(
            "the translation is a copy of the source; translate it, "
            "or add its words to `same` in `source/terminology.toml`"
        )


def _is_coined(word: str) -> bool:
    """Whether a word is an acronym, or written like GitHub or iOS, as no word of a language is."""
    return word.isupper() or any(letter.isupper() for letter in word[1:])


@rule()
def untranslated(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """No words of the source are left inside the translation.

    Bad: It shares its expertise with the partners of the network. → Il partage son expertise with the partenaires.
    Good: The Co-operative Development Foundation of Canada → La Co-operative Development Foundation of Canada
    """
    telltales = guide.pair.source.telltales - guide.pair.target.telltales
    if not telltales or unit.target.words.casefold() == unit.source.words.casefold():
        return  # another rule's matter
    text = unit.target.without_titles
    for forms in guide.names.values():
        text = text.replace(forms[1].full, VEIL).replace(forms[0].full, VEIL)
    leftovers = list(dict.fromkeys(word for word in map(str.lower, WORD.findall(text)) if word in telltales))
    if len(leftovers) >= _ENOUGH:
        message = phrase("words of the source are left in the translation ({words}); translate them")
        yield message.format(words=", ".join(leftovers))
