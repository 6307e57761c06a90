"""Names of organizations in a sentence, their article, gender and language; and words of the project's field."""

import re
from collections.abc import Iterator

from handbook.catalogs.rules import TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide, pattern
from handbook.catalogs.rules.prose import prose
from handbook.facts.model import NameForm
from handbook.findings.phrase import Phrase, listed, phrase
from handbook.languages.language import Language


@rule()
def term(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A term is translated by one of its own words.

    Bad: projects in South America → des projets en Amérique latine
    Bad: a credit union → une union de crédit
    Good: projects in South America → des projets en Amérique du Sud
    Good: the credit unions → les coopératives de crédit
    Good: a caisse, that is a credit union → une caisse
    """
    source, text = unit.source.words, unit.target.words
    for concept in guide.terms:
        match = next(filter(None, (pattern(words).search(source) for words in concept.source)), None)
        if match and concept.use and not any(pattern(words).search(text) for words in concept.use):
            one = phrase("“{source}” is translated by {words}; use that")
            several = phrase("“{source}” is translated by {words}; use one of these")
            yield (several if concept.use[1:] else one).format(source=match[0], words=_listed(concept.use))


@rule()
def avoid(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """No calques, and no words that the field has given up.

    Bad: domestic development → le développement domestique
    Bad: delivers programs → livre des programmes
    Bad: funders → des bailleurs de fonds
    Good: domestic development → le développement au pays
    Good: delivers programs → exécute des programmes
    """
    source, text = unit.source.words, unit.target.words
    for concept in guide.terms:
        if concept.source and not any(pattern(words).search(source) for words in concept.source):
            continue
        if match := next(filter(None, (pattern(words).search(text) for words in concept.avoid)), None):
            message = phrase("“{words}” is to be avoided; write {instead}")
            yield message.format(words=match[0], instead=concept.instead or _listed(concept.use))


def _listed(words: tuple[str, ...]) -> Phrase:
    *others, last = (f"« {word.replace('*', '')} »" for word in words)
    return phrase("{words} or {last}", words=", ".join(others), last=last) if others else listed([last])


def _has_names(language: Language) -> bool:
    return language.names is not None


def _pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}(?<![\w-]){re.escape(name)}(?![\w-]){after}")


def _forms(guide: Guide, text: str) -> Iterator[NameForm]:
    """Yield the names that stand in `text` in their everyday form."""
    yield from (form for _, form in guide.names.values() if form.text in text and _pattern(form.text).search(text))


@rule(applies=_has_names)
def article(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A name has the article that the facts give it, or none.

    Bad: CDF’s projects → les projets du CDF
    Bad: CDF works here. → CDF travaille ici.
    Bad: {name}`did` was created → le {name}`did` a été créé
    Bad: SOCODEVI is a network → La SOCODEVI est un réseau
    Bad: from {name}`desjardins` → de {name}`desjardins`
    Good: CDF’s projects → les projets de la CDF
    Good: {name}`did` was created → {name}`did` a été créé
    Good: SOCODEVI’s projects → les projets de SOCODEVI
    Good: from {name}`desjardins` → du {name}`desjardins`
    Good: {name}`cdf` → {name}`cdf`
    """
    text = unit.target.words
    if not (grammar := guide.pair.target.names):
        return
    for form in _forms(guide, text):
        if form.article is None:
            continue
        wrong = _pattern(form.text, rf"(?<![\w’'-])(?i:{grammar.wrong_articles[form.article]}) ").search(text)
        bare = text[-1] in ".?!…" and _pattern(form.text, r"(?:^|(?<=[.?!] ))", r" [a-zà-ÿ]").match(text)
        if wrong and form.article:
            message = phrase("“{words}”: this name takes the article {article}; correct it")
            yield message.format(words=wrong[0], article=form.article)
        elif wrong:
            yield phrase("“{words}”: this name takes no article; remove it").format(words=wrong[0])
        elif bare and form.article:
            message = phrase("“{name}” begins a sentence without its article; write “{article}” before it")
            yield message.format(name=form.text, article=form.article.title())


@rule(applies=_has_names)
def elision(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """Before a name that begins with a vowel, « de » and « que » lose theirs; before others they keep it.

    Bad: Rooftops Canada’s goals → les buts de Abri international
    Bad: from {name}`socodevi` → d’{name}`socodevi`
    Good: Rooftops Canada’s goals → les buts d’Abri international
    Good: from {name}`socodevi` → de {name}`socodevi`
    """
    text = unit.target.words
    if not (grammar := guide.pair.target.names):
        return
    for form in _forms(guide, text):
        begins = form.text[0]
        if begins.lower() in grammar.vowels:
            wrong = _pattern(form.text, rf"(?<![\w’'-])(?i:{grammar.elided}) ").search(text)
            message = phrase("“{words}” before a vowel; write d’ or qu’")
        else:
            wrong = _pattern(form.text, f"(?i:{grammar.elisions})").search(text)
            message = phrase("“{words}” before a consonant; write de or que")
            wrong = None if form.text.isupper() and begins in grammar.doubtful and not _is_word(form) else wrong
        if wrong:
            yield message.format(words=wrong[0])


def _is_word(form: NameForm) -> bool:
    """Whether an acronym is read as a word, as its length tells: SOCODEVI is, FHCC is not."""
    return len(form.text) > 5


@rule(applies=_has_names)
def gender(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """What is said of a name agrees with its gender.

    Bad: CDF was founded → La CDF a été fondé
    Bad: [{name}`did`](did.md), created in 1970 → [{name}`did`](did.md), créée en 1970
    Good: CDF was founded → La CDF a été fondée
    Good: [{name}`did`](did.md), created in 1970 → [{name}`did`](did.md), créé en 1970
    """
    text = unit.target.words
    if not (grammar := guide.pair.target.names):
        return
    for form in _forms(guide, text):
        pattern = _pattern(form.text, after=f"(?:{grammar.verb}|{grammar.apposed})")
        for match in pattern.finditer(text) if form.gender else ():
            is_feminine = bool(match[1] or match[2])
            if is_feminine and form.gender == "m":
                yield phrase("“{words}”: this name is masculine; correct it").format(words=match[0])
            elif not is_feminine and form.gender == "f":
                yield phrase("“{words}”: this name is feminine; correct it").format(words=match[0])


@rule()
def name(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
    """A name that the source spells out stands in the translation, in the form of that language.

    Bad: Rooftops Canada is a program. → Rooftops Canada est un programme.
    Bad: the Government of Canada → le gouvernement
    Good: Rooftops Canada is a program. → Abri international est un programme.
    Good: the Government of Canada → le gouvernement du Canada
    """
    source = prose(unit.msgid, unit.references).words
    text = unit.target.words
    for here, there in guide.names.values():
        is_there = any(form.casefold() in text.casefold() for form in {there.text, there.full})
        if here.text in source and not is_there and _pattern(here.text).search(source):
            message = phrase("the name “{source}” is missing; write “{name}”")
            yield message.format(source=here.text, name=there.text)
