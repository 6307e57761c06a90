"""What the head of a page tells search engines and social networks: languages, address, title, description.

Alternates as in the HTML Standard (``link rel=alternate hreflang``); Open Graph as on https://ogp.me.
"""

from dataclasses import dataclass

from docutils import nodes

from handbook.addresses import Alternate, alternates, href_from, page_path, site_url
from handbook.project import LANGUAGE_TAGS, Edition


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head of a page. `url` is its address on the web, where there is one; the locales are Open Graph's."""

    alternates: tuple[Alternate, ...]
    url: str | None
    description: str
    locale: str
    other_locales: tuple[str, ...]


def head_of(edition: Edition, pagename: str, description: str) -> Head:
    """Return the head of a page. The alternates' paths are links: in full with a ``base_url``, else relative."""
    project = edition.project
    languages = [each for each in project.languages if each == edition.language or each in edition.siblings]
    links = (
        Alternate(tag=each.tag, path=href_from(project, pagename, each.path))
        for each in alternates(languages, pagename)
    )
    return Head(
        alternates=tuple(links),
        url=site_url(project, page_path(edition.language, pagename)),
        description=description,
        locale=_locale(edition.language),
        other_locales=tuple(_locale(each) for each in languages if each != edition.language),
    )


def description_of(doctree: nodes.document | None) -> str:
    """Return how a page describes itself, ``html_meta`` in its own language; nothing where it does not."""
    metas = doctree.findall(nodes.meta) if doctree else ()
    return next((each["content"] for each in metas if each.get("name") == "description"), "")


def _locale(language: str) -> str:
    return LANGUAGE_TAGS[language].replace("-", "_")
