"""What the build refuses as well: a translation that loses, adds or breaks a part of its source."""

from collections.abc import Iterator

from handbook.catalogs.rules import Judge, TranslationUnit, rule
from handbook.catalogs.rules.guide import Guide

# What `parity` says of an entry, by the rule that it says it under: here is what each is for, with examples.
_TEXTS = {
    "invisible": """No character that nobody sees.

    Bad: a movement → un mou\u200bvement
    Good: a movement → un mouvement
    """,
    "nesting": """No heap of opening brackets.

    Good: see [the page](did.md) → voyez [la page](did.md)
    """,
    "block": """A paragraph stays a paragraph, a heading a heading.

    Bad: Its history → # Son histoire
    Bad: 1974 was a good year. → 1974. Une bonne année.
    Good: Its history → Son histoire
    """,
    "empty": """The translation shows something.

    Bad: Its history → …
    Good: Its history → Son histoire
    """,
    "link": """Links lead where those of the source lead.

    Bad: See [the page](did.md). → Voyez [la page](cdf.md).
    Bad: See [the page](did.md). → Voyez la page.
    Good: See [the page](did.md). → Voyez [la page](did.md).
    """,
    "translated-link": """A link to the web leads to the same page, or to that page in the language of the translation.

    Bad: [Give](https://example.ca/en/give). → [Donnez](https://example.org/donner).
    Good: [Give](https://example.ca/en/give). → [Donnez](https://example.ca/fr/donner).
    Good: [Give](https://example.ca/?lang=en). → [Donnez](https://example.ca/?lang=fr).
    """,
    "title": """A link or picture that has a title keeps one.

    Bad: [the page](did.md "A title") → [la page](did.md)
    Good: [the page](did.md "A title") → [la page](did.md "Un titre")
    """,
    "image": """Pictures are those of the source.

    Bad: ![A leaf](leaf.png) → ![Une feuille](tree.png)
    Good: ![A leaf](leaf.png) → ![Une feuille](leaf.png)
    """,
    "role": """Facts, names and terms are those of the source.

    Bad: created in {fact}`did.founded-year` → créé en {fact}`did.asked-since`
    Good: created in {fact}`did.founded-year` → créé en {fact}`did.founded-year`
    """,
    "footnote": """Footnotes are those of the source.

    Good: A movement. → Un mouvement.
    """,
    "code": """What stands between backticks is not translated.

    Bad: Run `make po`. → Lancez `faire po`.
    Good: Run `make po`. → Lancez `make po`.
    """,
    "break": """Line breaks are those of the source.

    Good: A movement. → Un mouvement.
    """,
    "markup": """Braces and other markup are those of the source.

    Bad: the land drawn dark {where} → les terres sont en foncé {où}}
    Good: the land drawn dark {where} → les terres sont en foncé {where}
    """,
    "address": """Addresses are those of the source.

    Bad: Go to www.did.qc.ca today. → Allez dès aujourd’hui sur www.did.com.
    Good: Go to www.did.qc.ca today. → Allez dès aujourd’hui sur www.did.qc.ca.
    """,
    "number": """Quantities are those of the source, in digits or in words, as the language writes them.

    Bad: It costs $40. → Cela coûte 50 $.
    Bad: It costs $40. → Cela coûte peu.
    Bad: Since March 3, 2024 → Depuis le 3 mai 2024
    Bad: a share of 40% → une part de 40
    Bad: 1,200 members → 1,200 membres
    Bad: Three agencies work there. → Deux organismes y travaillent.
    Bad: more than 700 projects → moins de 700 projets
    Bad: deleted after 5 days → supprimé après 5 mois
    Good: It costs $1,200.50. → Cela coûte 1 200,50 $.
    Good: $1.5 million → 1,5 M$
    Good: Since March 3, 2024 → Depuis le 3 mars 2024
    Good: at 5:30 p.m. → à 17 h 30
    Good: the 19th century → le XIXe siècle
    Good: the 21 members → les vingt et un membres
    Good: deleted after 7 days → supprimé après sept jours
    Good: ¾ of the members → les trois quarts des membres
    Good: a wall of 6 feet → un mur de 1,8 mètre
    """,
    "length": """The whole text is translated, and nothing added.

    Bad: The movement was there from the beginning, and it will be there at the end. → Le mouvement.
    Good: The movement was there from the beginning. → Le mouvement était là dès le début.
    """,
    "quotation": """A quotation begins and ends, and no quote stands for an apostrophe.

    Bad: the word “mainly” → le mot « surtout
    Bad: the agency → l”organisme
    Good: the word “mainly” → le mot « surtout »
    """,
}


def _refused(name: str, text: str) -> Judge:
    """Return the rule that passes on what the build says under a name."""

    def judge(unit: TranslationUnit, guide: Guide) -> Iterator[str]:
        yield from unit.problems.get(name, ())

    judge.__name__, judge.__doc__ = name, text
    return judge


for _name, _text in _TEXTS.items():
    _has_quotes = (lambda language: language.typography.quotes is not None) if _name == "quotation" else None
    rule(is_strict=True, applies=_has_quotes)(_refused(_name, _text))
