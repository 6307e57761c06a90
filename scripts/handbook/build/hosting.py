"""What servers are told of the site: ``_headers``, as Netlify, Cloudflare and others read it.

docs/publishing.md says the same to nginx and to Caddy; ``scripts/conformance/serving.py`` holds both to it.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handbook.project.addresses import site_url
from handbook.project.project import Project
from handbook.publication.carry_over import STATIC

HEADERS = "_headers"
# What programs look for at the root of a host.
ROBOTS, FAVICON = "robots.txt", "favicon.ico"
# Of every file. Only a header can say who may put it in a frame: nobody.
FRAMES = "frame-ancestors 'none'"
ANY_FILE: Mapping[str, str] = {
    "Content-Security-Policy": FRAMES,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
# Of pages, which carry most of it themselves too. They connect to nothing: Lighthouse fetches robots.txt as pages do.
# A PDF has none of this: viewers of browsers are programs.
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; script-src 'self'; "
    f"connect-src 'self'; form-action 'self'; base-uri 'none'; {FRAMES}"
)
# A page is asked for anew each time, which costs little where it is the same; what is named by its content never is.
FRESH, FOR_EVER = "no-cache", "public, max-age=31536000, immutable"


def write_headers(site: Path, languages: Iterable[str]) -> None:
    """Write ``_headers`` for the editions that stand in `site`."""
    (site / HEADERS).write_text("\n".join(_lines(languages)) + "\n", encoding="utf-8")


def write_robots(project: Project, site: Path) -> None:
    """Write ``robots.txt``: everybody may read all of it, and where its address is known the sitemap is named."""
    sitemap = site_url(project, "sitemap.xml")
    lines = ["User-agent: *", "Allow: /", *([f"Sitemap: {sitemap}"] if sitemap else [])]
    (site / ROBOTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(languages: Iterable[str]) -> Iterator[str]:
    """Yield the lines: each pattern, then its headers.

    Where two patterns are those of a file, hosts join what both say of one header, or take one of the two: so only
    policies overlap, of which the longer says all that the shorter does.
    """
    page = {"Content-Security-Policy": PAGE_POLICY, "Cache-Control": FRESH}
    yield from _rule("/*", ANY_FILE)
    yield from _rule(f"/{STATIC}/*", {"Cache-Control": FOR_EVER})
    yield from _rule("/downloads/*", {"Cache-Control": FRESH})
    for path in (f"/{ROBOTS}", f"/{FAVICON}"):
        yield from _rule(path, {"Cache-Control": FRESH})
    for path in ("/", "/index.html", "/404.html", *(f"/{language}/*" for language in languages)):
        yield from _rule(path, page)


def _rule(pattern: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield pattern
    yield from (f"  {name}: {value}" for name, value in headers.items())
