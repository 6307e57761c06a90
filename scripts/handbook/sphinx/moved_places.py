"""Places that were once on a page: who comes by the old address of one is led to where it is now."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx

from handbook.project.redirects import Redirects, right_redirects
from handbook.sphinx.editions import edition_of


@dataclass(frozen=True, kw_only=True, slots=True)
class MovedPlace:
    """An anchor that a page had: the link to where it is now, and the title of the page that it is on."""

    anchor: str
    href: str
    title: str


def moved_places(redirects: Redirects, docname: str, titles: Mapping[str, str]) -> list[MovedPlace]:
    """Return the places that were once on a page, by the titles of all pages."""
    places = []
    for anchor, target in sorted(redirects.places_on(docname).items()):
        page, _, place = target.partition("#")
        if page in titles:
            way = "" if page == docname and place else quote(f"{relpath(page, dirname(docname) or '.')}.html")
            href = way + (f"#{quote(place)}" if place else "")
            places.append(MovedPlace(anchor=anchor, href=href, title=titles[page]))
    return places


def on_builder_inited(app: Sphinx) -> None:
    app.config.handbook_redirects = right_redirects(edition_of(app.config).project)


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    redirects: Redirects = app.config.handbook_redirects
    if redirects.targets:
        titles = (
            {name: title.astext() for name, title in app.env.titles.items()} if redirects.places_on(pagename) else {}
        )
        context["moved_places"] = moved_places(redirects, pagename, titles)


def setup(app: Sphinx) -> None:
    app.add_config_value("handbook_redirects", None, "", types=(Redirects,))
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", on_html_page_context)
