"""Pages at old addresses, which lead readers on without a server and without a script, or say that a page is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from handbook.catalogs.strings import translator
from handbook.project.addresses import facts_page, href_from, page_path
from handbook.project.page_names import caseless
from handbook.project.project import Edition, Project
from handbook.project.redirects import GONE, Redirects
from handbook.readback import EditionArtefacts
from handbook.sphinx.assets import THEME, asset_links
from handbook.sphinx.site import writing
from handbook.texts.templates import templates

# What such a page asks for; and that by which it is known among others.
_ASSETS = ("handbook.css", "icon.svg", "reader.js")
_MARK = b'<body class="welcome moved">'


@dataclass(frozen=True, kw_only=True, slots=True)
class OldAddress:
    """Where an old address leads: the link to it, and its address on the web where that is known; `anchor` is the old
    one, of a place on a page.
    """

    href: str
    url: str
    title: str
    anchor: str = ""


def write_moved_pages(project: Project, site: Path, editions: Iterable[EditionArtefacts], redirects: Redirects) -> None:
    """Write a page for each old address into the folders of the `editions`, which are those of this build."""
    template = templates(THEME).get_template("moved.html")
    for artefacts in editions:
        edition = Edition(project=project, language=artefacts.language, siblings=())
        titles = {page.docname: page.heading for page in artefacts.all_pages}
        live = {caseless(page) for page in titles}
        for old, target in sorted(with_fact_pages(redirects.pages, titles).items()):
            path = site / page_path(edition.language, old)
            if caseless(old) in live:
                continue  # one file on Windows and macOS, where it would stand in place of the page itself
            path.parent.mkdir(parents=True, exist_ok=True)
            text = template.render(
                edition=edition,
                writing=writing(project, edition.language),
                translate=translator(project, edition.language),
                assets=asset_links(_ASSETS, project, up="../" * (old.count("/") + 1)),
                home=_link(old, "index"),
                target=None if target == GONE else _place(edition, old, target, titles),
                places=[
                    _place(edition, old, place, titles, anchor)
                    for anchor, place in sorted(redirects.places_on(old).items())
                ],
            )
            path.write_text(text, encoding="utf-8")


def is_moved_page(page: bytes) -> bool:
    """Whether a page of the site only leads on from an old address."""
    return _MARK in page


def with_fact_pages(pages: Mapping[str, str], titles: Iterable[str]) -> Mapping[str, str]:
    """Return old pages with where they lead, those of their facts among them."""
    live = set(titles)
    facts = {facts_page(old): facts_page(target.partition("#")[0]) for old, target in pages.items()}
    return {**{old: target for old, target in facts.items() if target in live}, **pages}


def _place(edition: Edition, old: str, target: str, titles: Mapping[str, str], anchor: str = "") -> OldAddress:
    page, _, place = target.partition("#")
    end = f"#{quote(place)}" if place else ""
    url = href_from(edition.project, old, page_path(edition.language, page))
    return OldAddress(href=_link(old, page) + end, url=url, title=titles.get(page, page), anchor=anchor)


def _link(old: str, page: str) -> str:
    """Return the link from a page to another one of the same language."""
    return "../" * old.count("/") + quote(f"{page}.html")
