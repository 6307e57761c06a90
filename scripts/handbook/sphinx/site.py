"""The HTML handbook: our theme, and what its templates know of a page: sections, other languages, head.

The head tells search engines and social networks languages, address, title and description: alternates as in the HTML
Standard (``link rel=alternate hreflang``), Open Graph as on https://ogp.me.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from docutils import nodes
from lxml import html
from markupsafe import Markup, escape
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from handbook.facts.model import Registry
from handbook.languages.writing import script_of
from handbook.pictures.logo import logo_of
from handbook.project.addresses import SHARE_PICTURE, Alternate, alternates, href_from, page_path, site_url
from handbook.project.language_names import is_right_to_left, language_name, native_name
from handbook.project.project import Edition, Project
from handbook.sphinx.assets import THEME, asset_link
from handbook.sphinx.constructs import has_constructs
from handbook.sphinx.editions import edition_of, registry_of, strings_of
from handbook.sphinx.messages import untranslated
from handbook.sphinx.spacing import in_order, text_of_html

# Fewer sections than that are seen without a list; a longer list leaves out the subsections.
FEWEST, LONGEST = 3, 12


def sections_of(toc: str) -> str:
    """Return the list of links to a page's sections, from the table of its contents that Sphinx gives to templates.

    It is empty where a page has fewer than `FEWEST` sections. Subsections are listed, in lists of their own, where the
    whole has `LONGEST` entries at most; nothing below them is.
    """
    outer = html.fromstring(toc) if toc else None
    sections = outer.find("./li/ul") if outer is not None else None
    if sections is None or len(sections.findall("./li")) < FEWEST:
        return ""
    entries = [*sections.findall("./li"), *sections.findall("./li/ul/li")]
    for sublist in sections.findall("./li/ul/li/ul" if len(entries) <= LONGEST else "./li/ul"):
        sublist.drop_tree()
    for link in sections.iter("a"):
        link.attrib.pop("class", None)
    return html.tostring(sections, encoding="unicode", with_tail=False)


# More words would be a glossary of their own.
_MOST_WORDS = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageLink:
    """A link to the same page in another language, labelled in that language."""

    tag: str
    label: str
    href: str


def writing(project: Project, language: str) -> Markup:
    """Return the attributes that tell how a language is written, where that is out of the ordinary: in HTML, or ""."""
    direction = ' dir="rtl"' if is_right_to_left(project, language) else ""
    upright = "" if script_of(project.tag(language)).has_italics else ' class="upright"'
    return Markup(direction + upright)


def language_links(edition: Edition, pagename: str) -> list[LanguageLink]:
    """Return the links from a page to its other editions, relative, so that they hold without a server."""
    project, up = edition.project, "../" * (pagename.count("/") + 1)
    return [
        LanguageLink(
            tag=project.tag(language), label=native_name(project, language), href=f"{up}{language}/{pagename}.html"
        )
        for language in edition.siblings
    ]


def leaflet_link(edition: Edition, pagename: str, registry: Registry) -> str | None:
    """Return the link from the page that portrays a subject to its leaflet, where leaflets are printed."""
    if not (edition.has_brochure and edition.project.leaflets and registry.portrayed_on(pagename)):
        return None
    return _download(pagename, edition.project.leaflet_name(pagename, edition.language))


def _download(pagename: str, name: str) -> str:
    """Return the link from a page to a file of ``downloads/``."""
    return "../" * (pagename.count("/") + 1) + f"downloads/{name}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """A word of a page that the glossary explains, as it is called there, and the link to it."""

    term: str
    href: str


def words_of(doctree: nodes.document) -> list[Explained]:
    """Return the words of a page that lead to the glossary, in the order in which they stand there, a few at most."""
    words: dict[str, Explained] = {}
    for link in doctree.findall(nodes.reference):
        if any("std-term" in child["classes"] for child in link.findall(nodes.inline)):
            href = link.get("refuri") or f"#{link.get('refid', '')}"
            words.setdefault(href, Explained(term=link.astext(), href=href))
    return list(words.values())[:_MOST_WORDS]


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The head of a page: `metas`, what it says of itself; `url`, its address on the web, where there is one.

    `picture` is the address of what is shown of it where it is shared. The locales are Open Graph's.
    """

    alternates: tuple[Alternate, ...]
    url: str | None
    picture: str | None
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
        picture=site_url(project, f"{edition.language}/{SHARE_PICTURE}"),
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


def on_builder_inited(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False  # not Sphinx’s: see handbook.search
        app.env.settings["cloak_email_addresses"] = False  # else in pieces and percent signs, which stop nobody
        app.builder.templates.environment.autoescape = True  # what nobody has marked as HTML is text


def on_html_page_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    strings, edition = strings_of(app.config), edition_of(app.config)
    if doctree is not None:
        mark_html(context)
    context["title_text"] = text_of_html(context["title"]) if doctree is not None else context["title"]
    context["head"] = head_of(edition, pagename, doctree)
    context["sections"] = Markup(sections_of(context.get("toc", "")))
    context["writing"] = writing(edition.project, edition.language)
    context["script"] = script_of(edition.tag)
    context["asset"] = partial(asset_link, app.config, pagename)
    context["in_order"] = partial(in_order, edition=edition)
    context["leaflet"] = leaflet_link(edition, pagename, registry_of(app.config))
    context["words"] = words_of(doctree) if doctree is not None else ()
    context["has_constructs"] = has_constructs(doctree, app.config)
    context["has_facts"] = bool(registry_of(app.config).facts)
    context["is_incomplete"] = bool(untranslated(app.env, pagename))
    context.update(page_context(edition, pagename), translate=lambda msgid: escape(strings(msgid)))


def mark_html(context: dict[str, Any]) -> None:
    """Mark what Sphinx has made of a page and of its titles as the HTML that it is."""
    for name in ("body", "title"):
        context[name] = Markup(context.get(name, ""))
    for link in (*context.get("parents", ()), context.get("prev"), context.get("next")):
        if link:
            link["title"] = Markup(link["title"])


def page_context(edition: Edition, pagename: str) -> Mapping[str, Any]:
    """Return what the theme's templates know beside Sphinx's own variables."""
    project = edition.project
    brochure = _download(pagename, project.brochure_name(edition.language))
    return {
        "edition": edition,
        "logo": logo_of(project),
        "source_language": language_name(project.source_language, edition.language),
        "languages": language_links(edition, pagename),
        "brochure": brochure if edition.has_brochure else None,
        "offline": _download(pagename, project.offline_name(edition.language)),
    }


def setup(app: Sphinx) -> None:
    app.add_html_theme("handbook", str(THEME))
    app.connect("builder-inited", on_builder_inited)
    app.connect("html-page-context", on_html_page_context)
