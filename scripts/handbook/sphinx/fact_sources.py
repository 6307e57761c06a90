"""Shows where the facts of a page come from: a marker after each fact opens a card that names its source.

Roles and panels note the fact they tell, in ``node["fact"]``. Markers are added for the HTML handbook and for nothing
else, on pages that are read already: no message, title or PDF ever holds one. Cards are popovers (HTML Standard,
section 6.12), which need no script.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from handbook.facts.model import Fact, Registry, Source
from handbook.facts.source_shapes import ARCHIVED, UNDATED
from handbook.findings.phrase import Translate
from handbook.languages.typeset import spaced
from handbook.project.addresses import facts_page
from handbook.project.language_names import language_name, long_date
from handbook.project.shapes import is_day
from handbook.sphinx.doctree import lineage
from handbook.sphinx.editions import edition_of, registry_of, strings_of

# No anchor of a page has an underscore.
_CARD = "source_{}"
# What stands in these is repeated elsewhere, is the name of something, or leads somewhere already.
_UNMARKED = (nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.term, nodes.reference)

# One card for all facts of a subject that come from the same places.
Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """Where an archive keeps a copy of a source, with the words that lead there."""

    address: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A source as a reader is told it.

    `note` says that it is in another language, `dated` when it was published and read; `copy` leads to an archived one.
    """

    publisher: str
    title: str
    address: str
    note: str
    dated: str
    copy: Copy | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """Where some facts of a page come from. `entry` is the link to the first of them on the page of facts."""

    id: str
    references: tuple[Reference, ...]
    entry: str


def references_of(fact: Fact, registry: Registry, language: str, translate: Translate) -> tuple[Reference, ...]:
    """Return the sources of a fact, in the language of an edition."""
    sources = (registry.sources[reference.partition(":")[0]] for reference in fact.sources)
    return tuple(reference_of(source, registry, language, translate) for source in sources)


def reference_of(source: Source, registry: Registry, language: str, translate: Translate) -> Reference:
    """Return a source as it is told in the language of an edition. A line of it, which editors note, is not told."""
    return Reference(
        publisher=spaced(source.publisher[language], registry.tag(language)),
        title=spaced(source.title[language], registry.tag(language)),
        address=source.address_in(language),
        note=language_note(source, language, translate),
        dated=dated(source, registry.tag(language), translate, has_copy=source.archive_in(language) is not None),
        copy=_copy(source, language, translate),
    )


def _copy(source: Source, language: str, translate: Translate) -> Copy | None:
    address = source.archive_in(language)
    is_read_there = source.consulted == ARCHIVED
    label = translate("seen in an archived copy") if is_read_there else translate("archived copy")
    return Copy(address=address, label=label) if address else None


def language_note(source: Source, language: str, translate: Translate) -> str:
    """Return the words which warn that a source is in another language than the edition, if it is."""
    if language in (source.language, *source.translated):
        return ""
    return translate("(in {language})").format(language=language_name(source.language, language))


def dated(source: Source, tag: str, translate: Translate, *, has_copy: bool = False) -> str:
    """Return what is known of the days on which a source was published and read; the link to a copy says the rest."""
    published = translate("undated") if source.as_of == UNDATED else _written_out(source.as_of, tag)
    if source.consulted == ARCHIVED:
        return published if has_copy else "; ".join([published, translate("seen in an archived copy")])
    consulted = translate("consulted on {day}").replace("{day}", _written_out(source.consulted, tag))
    return "; ".join([published, consulted])


def _written_out(day: str, tag: str) -> str:
    """Return a day in words; a year, or what else is noted of a time, as it is."""
    return long_date(date.fromisoformat(day), tag) if is_day(day) else day


def mark_of(fact: Fact, registry: Registry, language: str) -> str:
    """Return what stands after a fact that does not come from the main source: who published it, and when if known."""
    publishers = dict.fromkeys(_publisher(source, language) for source in registry.elsewhere(fact))
    return f" ({'; '.join(publishers)})" if publishers else ""


def _publisher(source: Source, language: str) -> str:
    publisher = source.publisher[language]
    return publisher if source.as_of == UNDATED else f"{publisher}, {source.as_of[:4]}"


def markable_facts(document: nodes.document, registry: Registry) -> Iterator[tuple[nodes.Element, Fact]]:
    """Yield each place of a page where the value of a fact stands and can be marked, with the fact."""
    for node in document.findall(nodes.TextElement):
        fact = registry.facts.get(node.get("fact", ""))
        if fact is not None and not any(isinstance(outer, _UNMARKED) for outer in lineage(node)):
            yield node, fact


def _key(fact: Fact) -> Key:
    return fact.subject, tuple(reference.partition(":")[0] for reference in fact.sources)


def card_numbers(facts: Iterable[Fact]) -> Mapping[Key, int]:
    """Return the number of each card that the facts of a page need, in the order of reading."""
    keys = dict.fromkeys(map(_key, facts))
    return {key: number for number, key in enumerate(keys, 1)}


def cards(facts: Iterable[Fact], registry: Registry, language: str, translate: Translate, root: str) -> list[Card]:
    """Return the cards of a page that tells `facts`. `root` leads from it to the folder of its language."""
    firsts: dict[Key, Fact] = {}
    for fact in facts:
        firsts.setdefault(_key(fact), fact)
    return [
        Card(
            id=_CARD.format(number),
            references=references_of(fact, registry, language, translate),
            entry=f"{root}{facts_page(fact.page)}.html#{fact.id}",
        )
        for number, fact in enumerate(firsts.values(), 1)
    ]


def marker(number: int, label: str) -> nodes.raw:
    """Return the button that opens a card: without a text, for what it stands in may be copied and searched."""
    button = f'<button type="button" popovertarget="{_CARD.format(number)}" aria-label="{escape(label)}"></button>'
    return nodes.raw("", f'<span class="source-of">{button}</span>', format="html")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.name != StandaloneHTMLBuilder.name:
        return
    translate = strings_of(app.config)
    marked = list(markable_facts(doctree, registry_of(app.config)))
    numbers = card_numbers(fact for _, fact in marked)
    for node, fact in marked:
        node.append(marker(numbers[_key(fact)], translate("Source of this fact")))


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    registry, root = registry_of(app.config), "../" * pagename.count("/")
    facts = [fact for _, fact in markable_facts(doctree, registry)] if doctree else []
    context["cards"] = cards(facts, registry, edition_of(app.config).language, strings_of(app.config), root)


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", on_html_page_context)
