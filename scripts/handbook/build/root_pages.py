"""Writes what stands at the root of the site for all languages: welcome page, page for wrong addresses, sitemap."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from lxml import etree

from handbook.build.hosting import FAVICON, write_headers, write_robots
from handbook.build.moved_pages import is_moved_page
from handbook.build.sizes import size_of
from handbook.catalogs.strings import translator
from handbook.pictures.icon import as_ico
from handbook.pictures.logo import logo_of
from handbook.project.addresses import WELCOME, Alternate, alternates, page_path, root_path, site_url
from handbook.project.language_names import native_name
from handbook.project.project import Edition, Project
from handbook.sphinx.assets import THEME, asset_links, publish_assets, read_asset
from handbook.sphinx.site import writing
from handbook.texts.templates import templates

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
# Of the theme: see page-end.html.
_DAY = re.compile(rb'<div class="page-end">\s*<p>[^<]*<time datetime="([0-9-]{10})">')


def write_sitemap(project: Project, site: Path) -> None:
    """Write ``sitemap.xml`` for the editions that stand in `site`; none where no ``base_url`` is set."""
    languages = _languages_in(project, site)
    if project.base_url is None or not languages:
        return
    urls = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})
    for docname in [*project.pages(), *_made_pages(project, site / languages[0])]:
        pages = alternates(project, languages, docname)
        for language in languages:
            path = page_path(language, docname)
            _add(urls, project, path, pages, _last_changed(site / path))
    etree.ElementTree(urls).write(site / "sitemap.xml", encoding="utf-8", xml_declaration=True, pretty_print=True)


def _languages_in(project: Project, site: Path) -> list[str]:
    """Return the languages that have pages in `site`."""
    return [language for language in project.languages if (site / language).is_dir()]


def _made_pages(project: Project, folder: Path) -> list[str]:
    """Return the pages of an edition that are made of no source page, but for empty ones: search, old addresses."""
    names = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")}
    made = sorted(names - {*project.pages(), "search"})
    return [name for name in made if not is_moved_page((folder / f"{name}.html").read_bytes())]


def _last_changed(page: Path) -> str | None:
    """Return the day on which a published page says that it last changed, as YYYY-MM-DD; a draft says none."""
    if not page.is_file():
        return None
    footer = page.read_bytes().rpartition(b"</main>")[2]
    match = _DAY.search(footer)
    return match[1].decode() if match else None


def _add(urls: etree._Element, project: Project, path: str, pages: list[Alternate], day: str | None) -> None:
    url = etree.SubElement(urls, f"{{{SITEMAP}}}url")
    etree.SubElement(url, f"{{{SITEMAP}}}loc").text = site_url(project, path)
    if day:
        etree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = day
    for page in pages:
        attributes = {"rel": "alternate", "hreflang": page.tag, "href": site_url(project, page.path) or ""}
        etree.SubElement(url, f"{{{XHTML}}}link", attributes)


NOT_FOUND = "404.html"
# What the pages at the root ask for.
ASSETS = ("handbook.css", "icon.svg", "reader.js")


def write_welcome(project: Project, site: Path) -> None:
    """Write what stands at the root for the editions in `site`: two pages, the assets, what programs look for there."""
    languages = _languages_in(project, site)
    if not languages:
        return  # brochures alone: there is no page to welcome anybody to
    publish_assets(site, project)
    write_headers(site, languages)
    write_robots(project, site)
    (site / FAVICON).write_bytes(as_ico(read_asset("icon.svg", project.colours)))
    say_sizes_at_root(project, site)
    (site / NOT_FOUND).write_text(not_found_page(project, site, languages), encoding="utf-8")


def say_sizes_at_root(project: Project, site: Path, names: Mapping[str, str] = {}) -> None:
    """Write the welcome page, which says how large the downloads are that stand in `site` by now.

    `names` are what they are saved as, by their own.
    """
    if languages := _languages_in(project, site):
        (site / WELCOME).write_text(welcome_page(project, site, languages, names), encoding="utf-8")


def welcome_page(
    project: Project,
    site: Path,
    languages: Collection[str],
    names: Mapping[str, str] = {},
    *,
    is_offline: bool = False,
) -> str:
    """Return the page that lets readers choose one of `languages`; `is_offline` where no other copy is to be had."""
    return _render(
        project,
        "welcome.html",
        editions=_editions(project, site, languages, names),
        alternates=[
            Alternate(tag=page.tag, path=site_url(project, page.path) or page.path)
            for page in alternates(project, languages, "index")
        ],
        url=site_url(project, WELCOME),
        is_offline=is_offline,
    )


def not_found_page(project: Project, site: Path, languages: Collection[str]) -> str:
    """Return the page that a server shows for an address it does not know, in whatever folder that is.

    So its links begin at the root of the host, or at the path of ``base_url``: below another path they lead nowhere.
    """
    return _render(project, "not-found.html", editions=_editions(project, site, languages), root=root_path(project))


def _editions(
    project: Project, site: Path, languages: Collection[str], names: Mapping[str, str] = {}
) -> list[Mapping[str, object]]:
    """Return the values of each edition that the templates ask for."""
    editions: list[Mapping[str, object]] = []
    for language in languages:
        brochure, offline = (
            f"downloads/{name}" for name in (project.brochure_name(language), project.offline_name(language))
        )
        tag = project.tag(language)
        editions.append(
            {
                "edition": Edition(project=project, language=language, siblings=()),
                "native_name": native_name(project, language),
                "writing": writing(project, language),
                "brochure": brochure if (site / brochure).is_file() else None,
                "brochure_size": size_of(site / brochure, tag),
                "brochure_saved": names.get(project.brochure_name(language)),
                "offline": offline,
                "offline_saved": names.get(project.offline_name(language)),
                "offline_size": size_of(site / offline, tag),
                "translate": translator(project, language),
            }
        )
    return editions


def _render(project: Project, template: str, **context: object) -> str:
    assets = asset_links(ASSETS, project)
    return templates(THEME).get_template(template).render(assets=assets, logo=logo_of(project), **context)
