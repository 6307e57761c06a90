"""The sitemap: every page with its address in each language (https://www.sitemaps.org, with ``xhtml:link``)."""

from pathlib import Path

from lxml import etree

from handbook.project.addresses import Alternate, alternates, page_path, site_url
from handbook.project.project import Project

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"


def write_sitemap(project: Project, site: Path) -> None:
    """Write ``sitemap.xml`` for the editions that stand in `site`; none where no ``base_url`` is set."""
    languages = [each for each in project.languages if (site / each).is_dir()]
    if project.base_url is None or not languages:
        return
    urls = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})
    for docname in [*project.pages(), *_made_pages(project, site / languages[0])]:
        pages = alternates(project, languages, docname)
        for language in languages:
            _add(urls, project, page_path(language, docname), pages)
    etree.ElementTree(urls).write(site / "sitemap.xml", encoding="utf-8", xml_declaration=True, pretty_print=True)


def _made_pages(project: Project, folder: Path) -> list[str]:
    """Return the pages of an edition that no source page stands behind, but for the search, which holds nothing."""
    names = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")}
    return sorted(names - {*project.pages(), "search"})


def _add(urls: etree._Element, project: Project, path: str, pages: list[Alternate]) -> None:
    url = etree.SubElement(urls, f"{{{SITEMAP}}}url")
    etree.SubElement(url, f"{{{SITEMAP}}}loc").text = site_url(project, path)
    for page in pages:
        attributes = {"rel": "alternate", "hreflang": page.tag, "href": site_url(project, page.path) or ""}
        etree.SubElement(url, f"{{{XHTML}}}link", attributes)
