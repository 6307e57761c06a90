"""A language's pages and PDFs as one ZIP file, to be read without a network once it is unpacked."""

import re
import zipfile
from collections.abc import Collection, Iterator
from datetime import date
from html import escape, unescape
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from handbook.build.root_pages import welcome_page
from handbook.build.sizes import sizes_in, with_sizes
from handbook.history.last_changes import History
from handbook.project.addresses import SHARE_PICTURE, WELCOME, site_url
from handbook.project.project import Project
from handbook.publication.carry_over import STATIC, asked_for

# A ZIP file dates its members from 1980 to 2107 (APPNOTE 4.4.6); a site without a date gets the first.
FIRST_DAY, _LAST_DAY = date(1980, 1, 1), date(2107, 12, 31)
# Files that no reader asks for, but tools do.
_FOR_TOOLS = ("objects.inv", "_sources", SHARE_PICTURE)
# The theme's links to other editions and downloads each stand in a list item of their own. What is looked for begins
# with letters, and not with the space before them: that is found ten times as fast.
_ITEM = re.compile(
    r'<li><a\b[^>]*\bhref="([^"]*)"[^>]*>(?:<span>)?[^<]*(?:</span>|<span class="size">[^<]*</span>)?</a></li>\s*'
)
# A word of a glossary that leads to the same one in another edition.
_EQUIVALENT = re.compile(r'<a href="([^"]*)">(<span [^>]*lang="[^"]*"[^>]*>[^<]*</span>)</a>')
_EMPTY_LIST = re.compile(r"<ul[^>]*>\s*</ul>\s*")
_ALTERNATE = re.compile(r'<link rel="alternate"[^>]*\bhref="([^"]*)">\s*')


def write_offline_copies(project: Project, site: Path, languages: Collection[str], history: History) -> None:
    """Write ``downloads/handbook-LANGUAGE.zip`` for each of `languages` that has pages in `site`."""
    for language in languages:
        if (site / language).is_dir():
            path = site / "downloads" / project.offline_name(language)
            path.parent.mkdir(exist_ok=True)
            _write(path, _members(project, site, language), min(max(history.day or FIRST_DAY, FIRST_DAY), _LAST_DAY))


def _members(project: Project, site: Path, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield (path, content) of each file of a copy, sorted; its welcome page is that of one language."""
    files = {path.relative_to(site).as_posix(): path for path in _files(project, site, language)}
    welcome = welcome_page(project, site, [language], is_offline=True).encode()
    pages = (path.read_bytes() for path in files.values() if path.suffix == ".html")
    assets = {f"{STATIC}/{path.name}": path for path in (site / STATIC).iterdir()}
    files |= {name: assets[name] for name in asked_for([welcome, *pages], assets, site)}
    names = {*files, WELCOME}
    sizes = {name: size for name, size in sizes_in(site).items() if not name.endswith(".zip")}  # one is being written
    for name in sorted(names):
        content = files[name].read_bytes() if name in files else welcome
        if name.endswith(".html"):
            page = with_sizes(content.decode(), sizes, project.tag(language))
            content = _without_the_rest(page, name, names, project).encode()
        yield name, content


def _files(project: Project, site: Path, language: str) -> Iterator[Path]:
    for path in (site / language).rglob("*"):
        if path.is_file() and not path.name.startswith(".") and not set(_FOR_TOOLS) & set(path.parts):
            yield path
    leaflets = (project.leaflet_name(docname, language) for docname in project.pages())
    pdfs = (site / "downloads" / name for name in {project.brochure_name(language), *leaflets})
    yield from (path for path in pdfs if path.is_file())


def _without_the_rest(page: str, name: str, names: Collection[str], project: Project) -> str:
    """Return a page whose links to what the copy lacks lead to the web or, where no address is known, are left out."""

    def on_the_web(link: re.Match[str]) -> str:
        target = urlsplit(unescape(link[1]))
        path = normpath(join(name, "..", unquote(target.path))) if target.path else name
        if target.scheme or target.netloc or path in names:
            return link[0]
        url = site_url(project, path)
        words = link[2] if link.re is _EQUIVALENT else ""
        return link[0].replace(f'href="{link[1]}"', f'href="{escape(url)}"') if url else words

    for links in (_ALTERNATE, _ITEM, _EQUIVALENT):
        page = links.sub(on_the_web, page)
    return _EMPTY_LIST.sub("", page)


def _write(path: Path, members: Iterator[tuple[str, bytes]], day: date) -> None:
    """Write a ZIP file whose bytes depend on nothing but its members and `day`."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            member = zipfile.ZipInfo(f"{path.stem}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            member.create_system, member.external_attr = 3, 0o100644 << 16  # as on Unix, readable by all
            member.compress_type = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
