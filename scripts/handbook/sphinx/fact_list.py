"""Pages of facts: one that lists all pages with facts, and one per page with its facts, their evidence and sources.

An output is named as proof only where this build checks it before anything is published (``Edition.proofs``), and never
for a page that still shows passages in the source language: a fact that is missing there may have been excused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx

from handbook.facts.model import Fact, Registry
from handbook.facts.wording import own_words
from handbook.findings.phrase import Translate
from handbook.languages.lookup import language_of
from handbook.languages.typeset import NBSP, spaced
from handbook.project.addresses import FACTS, facts_page
from handbook.project.project import Edition
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.fact_sources import Reference, references_of
from handbook.sphinx.messages import untranslated

# What one page can list within its budget of bytes.
_PAGES = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofLink:
    """Where a fact is proven to be readable: a link, and what it leads to."""

    href: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class FactEntry:
    """A fact among all facts. `places` is empty where nothing is proven, `report` where nobody can be written to."""

    id: str
    kind: str
    evidence: str
    references: tuple[Reference, ...]
    places: tuple[ProofLink, ...]
    report: str


def fact_entry(
    fact: Fact, registry: Registry, edition: Edition, translate: Translate, places: tuple[ProofLink, ...]
) -> FactEntry:
    """Return the entry of a fact in the language of an edition. `places` are where the facts of its page are proven."""
    language = edition.language
    return FactEntry(
        id=fact.id,
        kind=kind_name(fact.kind, translate),
        evidence=spaced(fact.evidence[language], registry.tag(language)),
        references=references_of(fact, registry, language, translate),
        places=places,
        report=report_of(fact, registry, edition, translate),
    )


def report_of(fact: Fact, registry: Registry, edition: Edition, translate: Translate) -> str:
    """Return the link that begins a report on a fact, with its id and the language; "" where nobody is to be told."""
    if edition.contact is None:
        return ""
    words = spaced(own_words(fact, registry, edition.language), edition.tag)
    subject = translate("On the fact {fact} ({language})")
    subject = subject.replace("{fact}", fact.id).replace("{language}", edition.language)
    opening = translate("The handbook says: {words}").replace("{words}", words)
    return edition.contact.report(subject, [opening, "", ""], fact=fact.id, language=edition.language)


def kind_name(kind: str, translate: Translate) -> str:
    """Return what readers call a kind of fact."""
    names = {
        "name": translate("Name"),
        "year": translate("Year"),
        "count": translate("Number"),
        "duration": translate("Length of time"),
        "region-list": translate("Regions"),
        "legal-form": translate("Legal form"),
        "form": translate("Form of organization"),
        "mission": translate("Aim"),
        "method": translate("Way of working"),
        "relationship": translate("Relationship"),
        "scope": translate("Scope"),
    }
    return names[kind]


def places_of(docname: str, registry: Registry, edition: Edition, translate: Translate) -> Iterator[ProofLink]:
    """Yield where this build proves the facts of a page, as links from the page that lists them."""
    project, language = edition.project, edition.language
    root = "../" * (facts_page(docname).count("/") + 1)
    if "html" in edition.proofs:
        yield ProofLink(href=f"{root}{language}/{docname}.html", label=translate("web page"))
    if "pdf" in edition.proofs:
        yield ProofLink(href=f"{root}downloads/{project.brochure_name(language)}", label=translate("brochure (PDF)"))
    if "leaflet" in edition.proofs and registry.portrayed_on(docname):
        name = project.leaflet_name(docname, language)
        yield ProofLink(href=f"{root}downloads/{name}", label=translate("leaflet (PDF)"))


def facts_by_page(registry: Registry) -> Mapping[str, list[Fact]]:
    """Return the facts of each page, in the order of the facts files."""
    pages: dict[str, list[Fact]] = {docname: [] for docname in registry.pages.values()}
    for fact in registry.facts.values():
        pages[fact.page].append(fact)
    return {docname: facts for docname, facts in pages.items() if facts}


def contents_names(count: int) -> list[str]:
    """Return the names of the pages that list `count` pages of facts: as a rule one."""
    return [FACTS, *(f"{FACTS}-{number}" for number in range(2, -(-count // _PAGES) + 1))]


def on_html_collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    registry, edition, translate = registry_of(app.config), edition_of(app.config), strings_of(app.config)
    quotes = tuple(mark.replace(" ", NBSP) for mark in language_of(edition.tag).typography.quotes or ())
    titles = {docname: title.astext() for docname, title in app.env.titles.items()}
    # A page that could not be read has no title, and is not published.
    pages = {docname: facts for docname, facts in facts_by_page(registry).items() if docname in titles}
    if not pages:
        return
    yield from _contents([(titles[docname], docname, len(facts)) for docname, facts in pages.items()], translate)
    for docname, facts in pages.items():
        is_whole = not untranslated(app.env, docname)
        places = tuple(places_of(docname, registry, edition, translate)) if is_whole else ()
        entries = [fact_entry(fact, registry, edition, translate, places) for fact in facts]
        root = "../" * facts_page(docname).count("/")
        context = {
            "title": translate("Facts:") + f" {titles[docname]}",
            "about": docname,
            "about_title": titles[docname],
            "parents": [{"link": f"{root}{FACTS}.html", "title": translate("All facts and their sources")}],
            "entries": entries,
            "quotes": quotes,
            "is_proven": bool(places),
            "is_whole": is_whole,
        }
        yield facts_page(docname), context, "facts.html"


def _contents(
    listed: Sequence[tuple[str, str, int]], translate: Translate
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the pages that lead to the facts of each page."""
    names, title = contents_names(len(listed)), translate("All facts and their sources")
    links = [{"link": f"{name}.html", "title": f"{title} ({number})"} for number, name in enumerate(names, 1)]
    for index, name in enumerate(names):
        part = listed[index * _PAGES : (index + 1) * _PAGES]
        context = {
            "title": title if index == 0 else links[index]["title"],
            "listed": [(page_title, facts_page(docname), count) for page_title, docname, count in part],
            "count": sum(count for _, _, count in listed),
            "prev": links[index - 1] if index else None,
            "next": links[index + 1] if index + 1 < len(links) else None,
        }
        yield name, context, "facts-contents.html"


def setup(app: Sphinx) -> None:
    app.connect("html-collect-pages", on_html_collect_pages)
