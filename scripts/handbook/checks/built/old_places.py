"""Old addresses lead to places that are there."""

from collections.abc import Iterator
from difflib import get_close_matches

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.redirects import right_redirects


@check
def check_redirect(artefacts: Artefacts) -> Iterator[Place]:
    """An old address must lead to a place that is there, and be none itself.

    Bad: "about#early" = "history#begin". Good: "about#early" = "history#beginnings".
    """
    project = artefacts.project
    redirects, where = right_redirects(project), shown(project.redirects, project.root)
    edition = next((edition for edition in artefacts.editions if edition.language == project.source_language), None)
    if edition is None:
        return  # anchors are the same in all languages
    for address, target in redirects.targets.items():
        page, _, anchor = address.partition("#")
        if anchor and page in edition.pages and anchor in edition.pages[page].ids:
            again = phrase("“{address}” is on the page again; remove this line", address=address)
            yield where, redirects.lines[address], again
        page, _, anchor = target.partition("#")
        if anchor and page in edition.pages and anchor not in edition.pages[page].ids:
            near = next(iter(get_close_matches(anchor, sorted(edition.pages[page].ids), n=1)), None)
            message = phrase("the page “{page}” has no place “{anchor}”; correct it", page=page, anchor=anchor)
            if near:
                message = phrase(
                    "the page “{page}” has no place “{anchor}”, but “{near}”; write that",
                    page=page,
                    anchor=anchor,
                    near=near,
                )
            yield where, redirects.lines[address], message
