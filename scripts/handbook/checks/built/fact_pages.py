"""The pages of facts, and the cards that show a fact's source: that they say what is so, and of every fact.

Other rules ask of these pages what they ask of any: language, links, alternates. Two do not look at them: evidence is
chosen by hand for each language, so that neither its numbers nor its words need to agree.
"""

from collections.abc import Iterator
from posixpath import join, normpath

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.facts.model import Fact
from handbook.facts.normalise import normalise
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.addresses import facts_page, page_path
from handbook.project.project import Project
from handbook.readback import EditionArtefacts


@check
def check_fact_listed(artefacts: Artefacts) -> Iterator[Place]:
    """The pages of facts must list every fact, with the words that tell it and its sources.

    Bad: facts/agencies/did.html without did.founded-year. Good: it stands there, with “DID was created in 1970”.
    """
    project, sources = artefacts.project, artefacts.registry.sources
    for edition in artefacts.editions:
        for fact in artefacts.registry.facts.values():
            listed = edition.listed.get(fact.id)
            addresses = tuple(
                sources[reference.partition(":")[0]].address_in(edition.language) for reference in fact.sources
            )
            holds = (
                listed is not None
                and normalise(listed.evidence) == normalise(fact.evidence[edition.language])
                and listed.sources == addresses
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
    """A marker after a fact must open a card of its page, and a card must name a source of the vocabulary.

    Bad: a button with popovertarget="source-9" and no such card. Good: the card is there, with a link to the source.
    """
    for edition in artefacts.editions:
        addresses = {source.address_in(edition.language) for source in artefacts.registry.sources.values()}
        for page in edition.pages.values():
            lost = sorted(set(page.markers) - {key for key, links in page.cards.items() if addresses & set(links)})
            if lost:
                message = phrase(
                    "no card with a source answers to the marker “{marker}”; mend sphinx/fact_sources.py",
                    marker=lost[0],
                )
                yield shown(page.path, artefacts.project.root), 1, message
