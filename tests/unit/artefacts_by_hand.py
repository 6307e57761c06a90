"""Artefacts made by hand: what the checks look at, without anything being built."""

import json
from dataclasses import replace

from handbook.checks.artefacts import Artefacts
from handbook.checks.built import CHECKS
from handbook.facts.registry import load_registry
from handbook.readback import EditionArtefacts
from handbook.readback.html_page import Link, ListedFact, Page, ShownFact
from handbook.readback.pdf_text import BookmarkedChapter, Brochure

TEXTS = {
    "en": "It was created in 1970, with more than 1,200 projects.",
    "fr": "Créé en 1970, avec plus de 1\u00a0200 projets.",
}
TAGS = {"en": "en-CA", "fr": "fr-CA"}


def page(project, docname, language):
    """Return a page without fault."""
    other = {"en": "fr", "fr": "en"}[language]
    up = "../" * (docname.count("/") + 1)
    heading = f"{docname} in {language}"
    return Page(
        docname=docname,
        path=project.site / language / f"{docname}.html",
        language=TAGS[language],
        title=f"{heading} – {project.title[language]}",
        heading=heading,
        text=f"{heading}\n{TEXTS[language]}",
        ids=frozenset({"content", "origin", "sources"}),
        links=(
            Link(
                href=f"{up}{other}/{docname}.html",
                language=TAGS[other],
            ),
            Link(href="#origin", language=None),
        ),
        resources=(f"{up[3:]}_static/handbook.css",),
        alternates=(
            *(Link(href=f"{up}{each}/{docname}.html", language=tag) for each, tag in TAGS.items()),
            Link(href=f"{up}index.html", language="x-default"),
        ),
        metas={"og:title": heading, "og:locale": TAGS[language].replace("-", "_")},
        data=(organization(name=heading),) if docname.startswith("agencies/") else (),
        markers=("fact_source_1",),
        cards={"fact_source_1": ("https://example.org/report", f"{up[3:]}facts/agencies/maple.html#maple.founded")},
        shown=(
            ShownFact(id="maple.founded", card="fact_source_1", name="Source: created in 1970", line=()),
            ShownFact(id="maple.projects", card="", name="", line=("https://example.org/report",)),
        ),
    )


def organization(**properties):
    """Return what a page tells machines of its agency."""
    return json.dumps({"@context": "https://schema.org", "@type": "Organization", **properties})


def listed_facts(registry, language):
    """Return every fact as the pages of facts list it, none of them said to be proven."""
    return {
        fact.id: ListedFact(
            id=fact.id,
            evidence=fact.evidence[language],
            sources=tuple(registry.sources[each.partition(":")[0]].address for each in fact.sources),
            proven=(),
        )
        for fact in registry.facts.values()
    }


def make_edition(project, language):
    """Return an edition without fault: a page for each of the project's, and a brochure with a chapter for each."""
    pages = {docname: page(project, docname, language) for docname in project.pages()}
    headings = [each.heading for each in pages.values()]
    brochure = Brochure(
        path=project.site / "downloads" / project.brochure_name(language),
        size=100_000,
        title=project.title[language],
        language=TAGS[language],
        is_tagged=True,
        texts=("cover", "contents", *(TEXTS[language] for _ in headings), "back"),
        chapters=tuple(
            BookmarkedChapter(title=heading, first=n, last=n, text=TEXTS[language])
            for n, heading in enumerate(headings, 2)
        ),
    )
    leaflets = {docname: leaflet(project, each) for docname, each in pages.items() if docname.startswith("agencies/")}
    listed = listed_facts(load_registry(project), language)
    return EditionArtefacts(language=language, pages=pages, brochure=brochure, leaflets=leaflets, listed=listed)


def leaflet(project, page):
    """Return the leaflet of a page without fault."""
    language = page.language[:2]
    return Brochure(
        path=project.site / "downloads" / project.leaflet_name(page.docname, language),
        size=30_000,
        title=page.title,
        language=page.language,
        is_tagged=True,
        texts=("portrait", TEXTS[language]),
        chapters=(BookmarkedChapter(title=page.heading, first=0, last=1, text=TEXTS[language]),),
    )


def whole(project):
    """Return artefacts in which the checks of site and brochure find nothing."""
    editions = tuple(make_edition(project, language) for language in project.languages)
    return Artefacts(project=project, registry=load_registry(project), editions=editions)


def with_page(artefacts, edition, docname, /, **changes):
    """Return the artefacts with one page changed, or without it when nothing is said of it."""

    def change(each):
        if each.language != edition:
            return each
        pages = dict(each.pages)
        old = pages.pop(docname)
        return replace(each, pages={**pages, docname: replace(old, **changes)} if changes else pages)

    return replace(artefacts, editions=tuple(map(change, artefacts.editions)))


def with_brochure(artefacts, edition, /, **changes):
    """Return the artefacts with one brochure changed."""
    return replace(
        artefacts,
        editions=tuple(
            replace(each, brochure=replace(each.brochure, **changes)) if each.language == edition else each
            for each in artefacts.editions
        ),
    )


def with_leaflet(artefacts, edition, docname, /, **changes):
    """Return the artefacts with one leaflet changed, or without it when nothing is said of it."""

    def change(each):
        if each.language != edition:
            return each
        leaflets = dict(each.leaflets)
        old = leaflets.pop(docname)
        return replace(each, leaflets={**leaflets, docname: replace(old, **changes)} if changes else leaflets)

    return replace(artefacts, editions=tuple(map(change, artefacts.editions)))


def with_listed(artefacts, edition, fact_id, /, **changes):
    """Return the artefacts with one fact listed otherwise, or not at all when nothing is said of it."""

    def change(each):
        if each.language != edition:
            return each
        listed = dict(each.listed)
        old = listed.pop(fact_id)
        return replace(each, listed={**listed, fact_id: replace(old, **changes)} if changes else listed)

    return replace(artefacts, editions=tuple(map(change, artefacts.editions)))


def rules():
    """Return the rule of every registered check, by group."""
    return {
        group: [each.__name__.removeprefix("check_").replace("_", "-") for each in found]
        for group, found in CHECKS.items()
    }
