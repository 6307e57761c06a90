"""What the head of a page tells search engines and social networks: languages, address, title, description.

Alternates as in the HTML Standard (``link rel=alternate hreflang``); Open Graph as on https://ogp.me.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from handbook.project.addresses import Alternate, alternates, href_from, page_path, site_url
from handbook.project.project import Edition, Project


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head of a page: `metas`, what it says of itself; `url`, its address on the web, where there is one.

    The locales are Open Graph's.
    """

    alternates: tuple[Alternate, ...]
    url: str | None
    metas: tuple[Mapping[str, str], ...]
    description: str
    locale: str
    other_locales: tuple[str, ...]


def head_of(edition: Edition, pagename: str, doctree: nodes.document | None) -> Head:
    """Return the head of a page. The alternates' paths are links: in full with a ``base_url``, else relative."""
    project, metas = edition.project, metas_of(doctree)
    languages = [
        language for language in project.languages if language == edition.language or language in edition.siblings
    ]
    links = (
        Alternate(tag=alternate.tag, path=href_from(project, pagename, alternate.path))
        for alternate in alternates(project, languages, pagename)
    )
    return Head(
        alternates=tuple(links),
        url=site_url(project, page_path(edition.language, pagename)),
        metas=metas,
        description=next((meta["content"] for meta in metas if meta.get("name") == "description"), ""),
        locale=_locale(project, edition.language),
        other_locales=tuple(_locale(project, language) for language in languages if language != edition.language),
    )


def metas_of(doctree: nodes.document | None) -> tuple[Mapping[str, str], ...]:
    """Return the attributes of what a page says of itself: ``html_meta``, in its own language."""
    metas = doctree.findall(nodes.meta) if doctree else ()
    return tuple(dict(sorted(meta.non_default_attributes().items())) for meta in metas)


def _locale(project: Project, language: str) -> str:
    return project.tag(language).replace("-", "_")
