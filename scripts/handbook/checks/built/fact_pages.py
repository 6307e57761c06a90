"""The pages of facts, and the cards that show a fact's source: that they say what is so, and of every fact.

Other rules ask of these pages what they ask of any: language, links, alternates. Two do not look at them: evidence is
chosen by hand for each language, so that neither its numbers nor its words need to agree.
"""

from collections.abc import Iterator
from posixpath import join, normpath

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.facts.model import Fact
from handbook.facts.normalise import normalise
from handbook.facts.source_passages import addresses_of
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.addresses import facts_page, page_path
from handbook.project.project import Project
from handbook.readback import EditionArtefacts
from handbook.readback.html_page import Page, ShownFact


@check
def check_fact_listed(artefacts: Artefacts) -> Iterator[Place]:
    """The pages of facts must list every fact, with the words that tell it and its sources.

    Bad: facts/subjects/tools.html without tools.opened. Good: it stands there, with “The library opened in 2012”.
    """
    project, registry = artefacts.project, artefacts.registry
    for edition in artefacts.editions:
        for fact in registry.facts.values():
            listed = edition.listed.get(fact.id)
            holds = (
                listed is not None
                and normalise(listed.evidence) == normalise(fact.evidence[edition.language])
                and listed.sources == addresses_of(fact, registry, edition.language)
            )
            if not holds:
                page = page_path(edition.language, facts_page(fact.page))
                message = phrase(
                    "{fact} does not stand in {page} with its evidence and its sources; build the handbook again",
                    fact=fact.id,
                    page=page,
                )
                yield shown(fact.path, project.root), fact.line, message


@check
def check_fact_claimed(artefacts: Artefacts) -> Iterator[Place]:
    """A page of facts may call a fact proven only where it is.

    Where a proof was looked for and missed, `fact-missing` says so, with what to do; this is about other places.

    Bad: “Found in: brochure (PDF)” of a fact for which no brochure was read. Good: it was, and tells it.
    """
    project = artefacts.project
    looked_for = {(proof.fact.id, proof.language, proof.output) for proof in artefacts.proofs}
    for edition in artefacts.editions:
        for listed in edition.listed.values():
            if not (fact := artefacts.registry.facts.get(listed.id)):
                continue
            for href in listed.proven:
                output = _output(href, fact, edition, project)
                if (listed.id, edition.language, output) not in looked_for:
                    message = phrase(
                        "{fact} is said to be found in “{output}”, which nothing has proven; build the handbook again",
                        fact=listed.id,
                        output=href,
                    )
                    yield shown(fact.path, project.root), fact.line, message


def _output(href: str, fact: Fact, edition: EditionArtefacts, project: Project) -> str | None:
    """Return the output that a link of a page of facts leads to."""
    outputs = {
        page_path(edition.language, fact.page): "html",
        f"downloads/{project.brochure_name(edition.language)}": "pdf",
        f"downloads/{project.leaflet_name(fact.page, edition.language)}": "leaflet",
    }
    return outputs.get(normpath(join(page_path(edition.language, facts_page(fact.page)), "..", href)))


@check
def check_fact_card(artefacts: Artefacts) -> Iterator[Place]:
    """A ring after a fact must open a card of its page that leads to the sources of that fact, and to its own entry.

    What rings are called tells their facts apart.

    Bad: the ring of tools.opened opens a card that leads to facts/subjects/tools.html#tools.name. Good: it leads to
    facts/subjects/tools.html#tools.opened.
    """
    for edition in artefacts.editions:
        for page in edition.pages.values():
            path, ringed = page.path, [place for place in page.shown if place.card]
            if lost := sorted(
                set(page.markers)
                - {place.card for place in ringed if _is_answered(place, page, artefacts, edition.language)}
            ):
                message = phrase(
                    "no card with the source of its fact answers to the marker “{marker}”; mend sphinx/fact_rings.py",
                    marker=lost[0],
                )
                yield shown(path, artefacts.project.root), 1, message
            facts_of: dict[str, set[str]] = {}
            for place in ringed:
                facts_of.setdefault(place.name, set()).add(place.id)
            if alike := sorted(name for name, facts in facts_of.items() if len(facts) > 1):
                message = phrase(
                    "two facts have rings that are called “{name}”; mend sphinx/fact_rings.py", name=alike[0]
                )
                yield shown(path, artefacts.project.root), 1, message


def _is_answered(place: ShownFact, page: Page, artefacts: Artefacts, language: str) -> bool:
    """Tell whether the card of a fact leads to its sources, and to its entry on the page of facts."""
    fact, links = artefacts.registry.facts.get(place.id), page.cards.get(place.card, ())
    if fact is None:
        return False
    here = page_path(language, page.docname)
    entry = f"{page_path(language, facts_page(fact.page))}#{fact.id}"
    leads_there = any(normpath(join(here, "..", link)) == entry for link in links if "://" not in link)
    return leads_there and set(addresses_of(fact, artefacts.registry, language)) <= set(links)


@check
def check_fact_sourced(artefacts: Artefacts) -> Iterator[Place]:
    """A fact that stands without a ring must stand in a panel whose line names each of its sources.

    Bad: “formed in 1947”, of another source than its panel names, without a ring. Good: a ring follows it.
    """
    for edition in artefacts.editions:
        for page in edition.pages.values():
            for place in page.shown:
                fact = artefacts.registry.facts.get(place.id)
                sources = artefacts.registry.sources_of(fact) if fact else []
                is_named = fact and {source.address_in(edition.language) for source in sources} <= set(place.line)
                if not place.card and not is_named:
                    message = phrase(
                        "{fact} stands here without its source; mend sphinx/panel_sources.py", fact=place.id
                    )
                    yield shown(page.path, artefacts.project.root), 1, message
