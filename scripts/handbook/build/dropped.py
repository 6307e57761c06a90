"""Which addresses readers had, and would lose by this build: as the releases that are kept tell."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from lxml import etree, html

from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.nearest import nearest_page
from handbook.findings.phrase import phrase
from handbook.project.addresses import ALL_PAGES, FACTS
from handbook.project.project import Project
from handbook.project.redirects import GONE, Redirects
from handbook.publication.manifest import read_manifest
from handbook.publication.release import site_place
from handbook.readback import EditionArtefacts

RULE = "dropped-address"
# Pages that no editor names; those of facts follow the pages that they are of.
_OWN = re.compile(rf"search|(?:{FACTS}|{ALL_PAGES})(?:-\d+)?|{FACTS}/.*", re.DOTALL)


def dropped_addresses(
    project: Project, editions: Iterable[EditionArtefacts], redirects: Redirects
) -> Iterator[Finding]:
    """Yield a notice for each page of a release that is kept, and each heading of the published one, that is no more
    and leads nowhere.

    What is kept decides nothing but these notices. A build without a release knows of none.
    """
    edition = next((edition for edition in editions if edition.language == project.source_language), None)
    if edition is None:
        return  # addresses are the same in all languages
    live = {page.docname for page in edition.all_pages}
    where = shown(project.redirects, project.root)
    try:
        place = site_place(project)
    except HandbookError:  # publication says what is in its way
        return
    names = {name for release in place.releases() for name in _published(release.folder, project, edition.language)}
    for old in sorted(names - live - redirects.targets.keys()):
        near = nearest_page(old, sorted(edition.pages))
        message = phrase(
            "readers have the page “{old}”, which this build drops; so that its address leads on, write {line} below "
            "[moved], or {gone} where it is gone on purpose",
            old=old,
            line=f'"{old}" = "{near or "index"}"',
            gone=f'"{old}" = ""',
        )
        yield Finding(path=where, line=1, message=message, rule=RULE)
    current = place.current()
    if current is not None:
        yield from _dropped_places(current.folder / edition.language, where, edition, redirects)


def _published(release: Path, project: Project, language: str) -> Iterator[str]:
    """Yield the pages of a release that editors name."""
    try:
        manifest = read_manifest(release, project.root)
    except HandbookError:  # publication says so
        return
    for name in manifest.own:
        folder, _, page = name.partition("/")
        if folder == language and page.endswith(".html") and not _OWN.fullmatch(page.removesuffix(".html")):
            yield page.removesuffix(".html")


def _dropped_places(folder: Path, where: str, edition: EditionArtefacts, redirects: Redirects) -> Iterator[Finding]:
    """Yield a notice for each heading of a published page whose anchor is no more."""
    for docname, page in sorted(edition.pages.items()):
        if docname in edition.judged:
            continue  # it is as it was published
        for anchor in sorted(_anchors(folder / f"{docname}.html") - page.ids):
            if f"{docname}#{anchor}" in redirects.targets:
                continue
            near = next(iter(get_close_matches(anchor, sorted(page.ids), n=1)), None)
            message = phrase(
                "readers have links to “{old}”, a heading that this build drops; so that they lead on, write {line} "
                "below [moved], or {gone} where it is gone on purpose",
                old=f"{docname}#{anchor}",
                line=f'"{docname}#{anchor}" = "{docname}{f"#{near}" if near else ""}"',
                gone=f'"{docname}#{anchor}" = "{GONE}"',
            )
            yield Finding(path=where, line=1, message=message, rule=RULE)


def _anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a published page, but for its title, which leads to its top anyway."""
    try:
        tree = html.document_fromstring(page.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, etree.ParserError):  # there was no such page, or it was harmed
        return set()
    return set(tree.xpath("//section[@id]/@id")[1:])
