"""What servers are told of old addresses, so that readers and search engines are led on at once.

``_redirects`` stands in the site, as Netlify, Cloudflare Pages and others read it; lines for nginx and Caddy stand in
``build/reports``, since whoever can write into a site should not configure a server.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from handbook.build.moved_pages import with_fact_pages
from handbook.project.addresses import page_path, root_path
from handbook.project.page_names import caseless
from handbook.project.project import Project
from handbook.project.redirects import GONE, Redirects

REDIRECTS = "_redirects"
NGINX, CADDY = "redirects.nginx", "redirects.caddy"
_HEADER = "# Old addresses, by source/redirects.toml; each build writes this anew."


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """An old path on the host, as it is without escapes, and the path that it leads to, as addresses write it.

    Where it `is_caseless`, a page has the same name in another case.
    """

    old: str
    new: str
    is_caseless: bool


def write_redirects(project: Project, site: Path, redirects: Redirects) -> None:
    """Write ``_redirects`` for the editions that stand in `site`; none where nothing has moved."""
    if lines := [f"{quote(line.old)} {line.new} 301" for line in _lines(project, site, redirects)]:
        (site / REDIRECTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_server_lines(project: Project, site: Path, redirects: Redirects) -> None:
    """Write the lines for nginx and Caddy for what is published in `site`.

    Where nothing has moved any more they stay, without lines: a server may ask for them when it starts.
    """
    lines = list(_lines(project, site, redirects))
    nginx = [f'location = "{line.old}" {{ return 301 {line.new}; }}' for line in lines]
    # The paths of Caddy are the same in small and capital letters: it would lead a page to itself.
    caddy = [f'redir "{line.old}" {line.new} permanent' for line in lines if not line.is_caseless]
    for name, texts in ((NGINX, nginx), (CADDY, caddy)):
        if texts or (project.reports / name).is_file():
            project.reports.mkdir(parents=True, exist_ok=True)
            (project.reports / name).write_text("\n".join([_HEADER, *texts]) + "\n", encoding="utf-8")


def _lines(project: Project, site: Path, redirects: Redirects) -> Iterator[Line]:
    """Yield a line for each old page and leaflet that leads to one that stands.

    None is for a page whose places lead elsewhere than itself, which only the page at the old address can tell apart;
    none for what is gone, which that page says.
    """
    root = root_path(project)
    for language in (language for language in project.languages if (site / language).is_dir()):
        pages = sorted(path.relative_to(site / language).as_posix() for path in (site / language).rglob("*.html"))
        names = [name.removesuffix(".html") for name in pages]
        moved = with_fact_pages(redirects.pages, names)
        live = {caseless(name) for name in names if name not in moved}
        for old, target in sorted(moved.items()):
            page, _, place = target.partition("#")
            if target == GONE or redirects.places_on(old) or page not in names:
                continue
            end = f"#{quote(place)}" if place else ""
            yield Line(
                old=root + page_path(language, old),
                new=quote(root + page_path(language, page)) + end,
                is_caseless=caseless(old) in live,
            )
            leaflets = [f"downloads/{project.leaflet_name(name, language)}" for name in (old, page)]
            if project.is_portrait(old) and [(site / name).is_file() for name in leaflets] == [False, True]:
                yield Line(old=root + leaflets[0], new=quote(root + leaflets[1]), is_caseless=False)
