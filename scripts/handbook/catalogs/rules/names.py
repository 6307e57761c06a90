"""Names of organizations in a sentence: their article, elision, gender and language, as ``source/facts`` has them."""

import re
from collections.abc import Iterator

from handbook.catalogs.rules import Unit, rule
from handbook.catalogs.rules.guide import Guide
from handbook.catalogs.rules.prose import readable
from handbook.facts.model import NameForm
from handbook.phrase import phrase

# What may not stand before a name that takes this article; "" is a name that takes none.
_WRONG = {
    "": "le|la|les|du|des|au|aux|un|une",
    "la": "le|les|du|des|au|aux|un|de|à",
    "le": "la|les|une|de|à|de le|à le",
}
_ELIDED = "de|que|lorsque|puisque|quoique|jusque"
_VOWELS = "aeiouyâàéèêëîïôöûüœ"
# Letters whose own name begins with a vowel: before such an acronym usage decides (« l’OSBL », « le SME »).
_DOUBTFUL = "FHLMNRSX"
# Participles that follow a name directly: behind a comma, only those that are never nouns.
_VERB = (
    r" (?:n’)?(?:est|était|fut|sera|a été|avait été|aurait été)(?: (?:aussi|donc|d’abord|ensuite|\w+ment))? \w*é(e?)\b"
)
_APPOSED = r", (?:cré|fond|n|lanc|form|bas|situ|appuy|financ|dirig|appel|constitu|install|vou)é(e?)\b"


def _pattern(name: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}(?<![\w-]){re.escape(name)}(?![\w-]){after}")


def _forms(guide: Guide, text: str) -> Iterator[NameForm]:
    """Yield the names that stand in `text` in their everyday form."""
    yield from (form for _, form in guide.names.values() if form.text in text and _pattern(form.text).search(text))


@rule(language="fr")
def article(unit: Unit, guide: Guide) -> Iterator[str]:
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
    text = readable(unit.msgstr, guide)
    for form in _forms(guide, text):
        if form.article is None:
            continue
        wrong = _pattern(form.text, rf"(?<![\w’'-])(?i:{_WRONG[form.article]}) ").search(text)
        bare = text[-1] in ".?!…" and _pattern(form.text, r"(?:^|(?<=[.?!] ))", r" [a-zà-ÿ]").match(text)
        if wrong and form.article:
            told = phrase("“{words}”: this name takes the article {article}; correct it")
            yield told.format(words=wrong[0], article=form.article)
        elif wrong:
            yield phrase("“{words}”: this name takes no article; remove it").format(words=wrong[0])
        elif bare and form.article:
            told = phrase("“{name}” begins a sentence without its article; write “{article}” before it")
            yield told.format(name=form.text, article=form.article.title())


@rule(language="fr")
def elision(unit: Unit, guide: Guide) -> Iterator[str]:
    """Before a name that begins with a vowel, « de » and « que » lose theirs; before others they keep it.

    Bad: Rooftops Canada’s goals → les buts de Abri international
    Bad: from {name}`socodevi` → d’{name}`socodevi`
    Good: Rooftops Canada’s goals → les buts d’Abri international
    Good: from {name}`socodevi` → de {name}`socodevi`
    """
    text = readable(unit.msgstr, guide)
    for form in _forms(guide, text):
        begins = form.text[0]
        if begins.lower() in _VOWELS:
            wrong = _pattern(form.text, rf"(?<![\w’'-])(?i:{_ELIDED}) ").search(text)
            told = phrase("“{words}” before a vowel; write d’ or qu’")
        else:
            wrong = _pattern(form.text, r"(?i:\b(?:d|l|n|s|qu|lorsqu|puisqu|quoiqu|jusqu)[’'])").search(text)
            told = phrase("“{words}” before a consonant; write de or que")
            wrong = None if form.text.isupper() and begins in _DOUBTFUL and not _is_word(form) else wrong
        if wrong:
            yield told.format(words=wrong[0])


def _is_word(form: NameForm) -> bool:
    """Whether an acronym is read as a word, as its length tells: SOCODEVI is, FHCC is not."""
    return len(form.text) > 5


@rule(language="fr")
def gender(unit: Unit, guide: Guide) -> Iterator[str]:
    """What is said of a name agrees with its gender.

    Bad: CDF was founded → La CDF a été fondé
    Bad: [{name}`did`](agencies/did.md), created in 1970 → [{name}`did`](agencies/did.md), créée en 1970
    Good: CDF was founded → La CDF a été fondée
    Good: [{name}`did`](agencies/did.md), created in 1970 → [{name}`did`](agencies/did.md), créé en 1970
    """
    text = readable(unit.msgstr, guide)
    for form in _forms(guide, text):
        for match in _pattern(form.text, after=f"(?:{_VERB}|{_APPOSED})").finditer(text) if form.gender else ():
            is_feminine = bool(match[1] or match[2])
            if is_feminine and form.gender == "m":
                yield phrase("“{words}”: this name is masculine; correct it").format(words=match[0])
            elif not is_feminine and form.gender == "f":
                yield phrase("“{words}”: this name is feminine; correct it").format(words=match[0])


@rule()
def name(unit: Unit, guide: Guide) -> Iterator[str]:
    """A name that the source spells out stands in the translation, in the form of that language.

    Bad: Rooftops Canada is a program. → Rooftops Canada est un programme.
    Bad: the Government of Canada → le gouvernement
    Good: Rooftops Canada is a program. → Abri international est un programme.
    Good: the Government of Canada → le gouvernement du Canada
    """
    source = readable(unit.msgid.replace("{name}", "{fact}"), guide, is_source=True)
    text = readable(unit.msgstr, guide)
    for here, there in guide.names.values():
        is_there = any(each.casefold() in text.casefold() for each in {there.text, there.full})
        if here.text in source and not is_there and _pattern(here.text).search(source):
            told = phrase("the name “{source}” is missing; write “{name}”")
            yield told.format(source=here.text, name=there.text)
