"""Shows where each fact of a page comes from: a ring after it opens a card that names the fact and its source.

Roles and panels note the fact they tell, in ``node["fact"]``. Rings are added for the HTML handbook and for nothing
else, on pages that are read already: no message, title or PDF ever holds one. A fact for which the line below its panel
speaks has none (`handbook.sphinx.panel_sources`). Cards are popovers (HTML Standard, section 6.12), without a script.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import capitalized, own_words
from handbook.findings.phrase import Translate
from handbook.languages.typeset import spaced
from handbook.project.addresses import facts_page
from handbook.sphinx.doctree import lineage
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_sources import Reference, references_of
from handbook.sphinx.panel_sources import SourceLine, line, lines_of, links_to, panels_of

# No anchor of a page has an underscore.
_CARD = "source_{}"
# When a page loses what its readers do not get, so that no ring or card is made for it: see Sphinx’s events.
BEFORE_RINGS = 400
# What stands in these is repeated elsewhere, is the name of something, or leads somewhere already.
_UNMARKED = (nodes.title, nodes.subtitle, nodes.rubric, nodes.caption, nodes.term, nodes.reference)


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """Where a fact of a page comes from. `title` is what it says, `entry` the link to it among all facts."""

    id: str
    title: str
    references: tuple[Reference, ...]
    entry: str


def markable_facts(document: nodes.Element, registry: Registry) -> Iterator[tuple[nodes.Element, Fact]]:
    """Yield each place where a fact stands and can be marked, with the fact."""
    for node in document.findall(nodes.TextElement):
        fact = registry.facts.get(node.get("fact", ""))
        if fact is not None and not any(isinstance(outer, _UNMARKED) for outer in lineage(node)):
            yield node, fact


def fact_names(facts: Iterable[Fact], docname: str, registry: Registry, language: str) -> Mapping[str, str]:
    """Return what the facts of a page are called, by their ids: no two alike.

    Beside those of other subjects, the name of its subject stands before a fact; what is still alike is told by the
    words of its evidence, and by its id where two facts share those.
    """
    tag = registry.tag(language)
    names: dict[str, str] = {}
    for fact in dict.fromkeys(fact.id for fact in facts):
        one = registry.facts[fact]
        about = "" if one.page == docname else _subject(one, registry, language)
        words = (own_words(one, registry, language), one.evidence[language], one.id)
        ways = (spaced(about + wording, tag) for wording in words)
        names[fact] = next(way for way in ways if way not in names.values())
    return names


def _subject(fact: Fact, registry: Registry, language: str) -> str:
    name = registry.names.get(fact.subject)
    return spaced(f"{name.forms[language].text} – " if name else "", registry.tag(language))


def cards(names: Mapping[str, str], registry: Registry, language: str, translate: Translate, root: str) -> list[Card]:
    """Return the cards of the facts with these names. `root` leads from their page to the folder of its language."""
    return [
        Card(
            id=_CARD.format(number),
            title=capitalized(name),
            references=references_of(fact := registry.facts[key], registry, language, translate),
            entry=f"{root}{facts_page(fact.page)}.html#{fact.id}",
        )
        for number, (key, name) in enumerate(names.items(), 1)
    ]


def ring(number: int, label: str) -> nodes.raw:
    """Return the button that opens a card: without a text, for what it stands in may be copied and searched."""
    button = f'<button type="button" popovertarget="{_CARD.format(number)}" aria-label="{escape(label)}"></button>'
    return nodes.raw("", f'<span class="source-of">{button}</span>', format="html")


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    if app.builder.name != StandaloneHTMLBuilder.name:
        return
    registry, language, translate = registry_of(app.config), edition_of(app.config).language, strings_of(app.config)
    spoken_for = _add_lines(app, doctree, docname)
    places = [(node, fact) for node, fact in markable_facts(doctree, registry)]
    ringed = [(node, fact) for node, fact in places if id(node) not in spoken_for]
    names = fact_names([fact for _, fact in ringed], docname, registry, language)
    numbers = {key: number for number, key in enumerate(names, 1)}
    for node, fact in places:
        node["shows"] = fact.id
        if id(node) not in spoken_for:
            node.append(ring(numbers[fact.id], f"{translate('Source:')} {names[fact.id]}"))
    doctree["ringed"] = names


def _add_lines(app: Sphinx, doctree: nodes.document, docname: str) -> set[int]:
    """Add the lines below the panels of a page; return the places that they speak for."""
    registry, edition, translate = registry_of(app.config), edition_of(app.config), strings_of(app.config)
    root, spoken_for = "../" * docname.count("/"), set[int]()
    for panel in panels_of(doctree):
        places = list(markable_facts(panel, registry))
        lines = lines_of(panel, [fact for _, fact in places])
        for keys, facts in lines.items():
            titles = {fact.page: _page_name(fact, registry, edition.language, app.env) for fact in facts}
            about = list(titles.values()) if panel.get("apart") and len(lines) > 1 else []
            spoken = SourceLine(keys=keys, links=links_to(facts, root, titles, translate), about=about)
            panel.append(line(spoken, registry, edition, translate))
            ids = {fact.id for fact in facts}
            spoken_for |= {id(node) for node, fact in places if fact.id in ids}
    return spoken_for


def _page_name(fact: Fact, registry: Registry, language: str, env: BuildEnvironment) -> str:
    """Return what the page of a fact is called in a link: the everyday name of whom it portrays, or its title."""
    name = registry.names.get(fact.subject) if fact.page in registry.portraits else None
    return name.forms[language].text if name else env.titles[fact.page].astext()


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    registry, root = registry_of(app.config), "../" * pagename.count("/")
    names: Mapping[str, str] = doctree.get("ringed", {}) if doctree else {}
    context["cards"] = cards(names, registry, edition_of(app.config).language, strings_of(app.config), root)


def setup(app: Sphinx) -> None:
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("html-page-context", on_html_page_context)
