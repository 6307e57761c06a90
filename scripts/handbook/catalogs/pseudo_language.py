"""The pseudo-language: each text with accents on its letters, a third longer, in brackets.

What shows without accents has escaped translation, what shows half a bracket is cut off or glued together, what
overflows has no room for a longer language. Roles, links, code, addresses and placeholders stay, as in a translation.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from handbook.catalogs.entries import Entry
from handbook.facts.model import Fact, NameForm, Registry
from handbook.facts.wording import wording_of
from handbook.languages.lookup import PSEUDO

# With the variant that other programs know a pseudo-language by.
PSEUDO_TAG = "qps-ploc"
OPEN, CLOSE = "‹", "›"
# How much longer than the source other languages are apt to be.
GROWTH = 1.35

# All of them have a glyph in each face of the brochure’s fonts, as the brackets have.
_PLAIN = "acdegilnorstuyzACDEGILNORSTUYZ"
_ACCENTED = "áçďéğíļñóřšťúýžÁÇĎÉĞÍŁÑÓŘŠŤÚÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
_FILLING = (
    "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore et dolore "
)
# Roles, code, addresses and titles of links and pictures, references, footnotes, addresses by themselves, entities,
# placeholders of our own strings.
_KEPT = re.compile(
    r"\{[\w:-]+\}`[^`]*`|(?P<ticks>`+).+?(?P=ticks)|\]\([^)]*\)|\]\[[^\]]*\]|\[\^[^\]]*\]|<[^>]*>|&\w+;|https?://\S+"
    r"|\{\w*\}"
)
_TERM = re.compile(r"\{term\}`([^`<]+?)(?:\s*<([^`>]+)>)?`")


def outside_markup(text: str, change: Callable[[str], str]) -> str:
    """Return `text` with all changed but what a translation must keep."""
    parts, start = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join([*parts, change(text[start:])])


def accented(text: str) -> str:
    """Return a name or a value with accents and no brackets: it stands inside other texts as well as alone."""
    return _TERM.sub(_term, outside_markup(text, lambda words: words.translate(_ACCENTS)))


def pseudo(text: str) -> str:
    """Return a whole text in the pseudo-language."""
    words = accented(text)
    wanted = round(len(text) * (GROWTH - 1))
    filling = (_FILLING * (wanted // len(_FILLING) + 1))[:wanted].strip().translate(_ACCENTS)
    return f"{OPEN}{words} {filling}{CLOSE}" if filling else f"{OPEN}{words}{CLOSE}"


def _term(role: re.Match[str]) -> str:
    """Return the role of a glossary term with a text of its own: it would show that of the source."""
    return f"{{term}}`{role[1].translate(_ACCENTS)} <{role[2] or role[1]}>`"


def pseudo_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Return the messages of a template, translated."""
    return [replace(entry, msgstr=pseudo(entry.msgid)) for entry in entries]


def pseudo_registry(registry: Registry) -> Registry:
    """Return the facts with their names, words and evidence in the pseudo-language as well."""
    words = wording_of(registry, registry.source_language)
    keys = ("decade", "more_than", "equivalent", "mainly", "years", "region_lead")
    wording = replace(
        words,
        **{key: accented(getattr(words, key)) for key in keys},
        small=tuple(map(accented, words.small)),
        last=accented("{} and {}"),
    )
    source = registry.source_language

    def also(texts: Mapping[str, str], change: Callable[[str], str]) -> dict[str, str]:
        return {**texts, PSEUDO: change(texts[source])} if source in texts else dict(texts)

    def fact_of(fact: Fact) -> Fact:
        value = fact.value
        if fact.kind == "name":
            value = also(value if isinstance(value, dict) else {source: value}, accented)
        return replace(
            fact,
            evidence=also(fact.evidence, accented),
            evidence_lines={**fact.evidence_lines, PSEUDO: fact.evidence_lines[source]},
            text=also(fact.text, pseudo),
            value=value,
        )

    return replace(
        registry,
        facts={key: fact_of(fact) for key, fact in registry.facts.items()},
        names={
            key: replace(name, forms={**name.forms, PSEUDO: _form(name.forms[source])})
            for key, name in registry.names.items()
        },
        sources={
            key: replace(cited, title=also(cited.title, pseudo), publisher=also(cited.publisher, pseudo))
            for key, cited in registry.sources.items()
        },
        not_known={key: also(texts, pseudo) for key, texts in registry.not_known.items()},
        topics={key: replace(topic, label=also(topic.label, pseudo)) for key, topic in registry.topics.items()},
        regions={key: also(texts, accented) for key, texts in registry.regions.items()},
        fields={key: also(texts, pseudo) for key, texts in registry.fields.items()},
        wordings={**registry.wordings, PSEUDO: wording},
    )


def _form(form: NameForm) -> NameForm:
    return replace(form, text=accented(form.text), full=accented(form.full))
