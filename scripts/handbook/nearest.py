"""What a dead link may have meant: the page or the place on a page whose name is nearest to the one it asks for."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import basename, dirname, join, normpath, relpath

# How Sphinx 9.0 and MyST-Parser 5.2 tell of links to a page, and to a place on one.
_NO_PAGE = re.compile(
    r"'myst' cross-reference target not found: '(?P<link>[^'#]+)\.md(?:#[^']*)?'"
    r"|(?:unknown document: |reference to nonexisting document |Unknown source document )'(?P<name>[^']+)'"
)
_NO_ANCHOR = re.compile(
    r"local id not found in doc '(?P<page>[^']+)': '(?P<anchor>[^']+)'"
    r"|'myst' cross-reference target not found: '(?P<here>[^'./]+)'"
)
# How alike two names are, from 0 to 1, for one to be taken for the other.
_LIKE = 0.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where links can lead: the pages, and the places on each of them."""

    pages: tuple[str, ...]
    anchors: Mapping[str, tuple[str, ...]]


def nearest(message: str, docname: str, places: Places) -> str | None:
    """Return what a link of the page `docname`, whose end `message` bewails, may have meant, as it would be written."""
    if found := _NO_PAGE.search(message):
        wanted = _from(docname, found["link"]) if found["link"] else found["name"]
        page = nearest_page(wanted, places.pages)
        return page and relpath(page, dirname(docname) or ".") + (".md" if found["link"] else "")
    if found := _NO_ANCHOR.search(message):
        anchors = places.anchors.get(found["page"] or docname, ())
        anchor = _first_like(found["anchor"] or found["here"], anchors)
        return anchor and f"#{anchor}"
    return None


def nearest_page(wanted: str, pages: Collection[str]) -> str | None:
    """Return the page that was moved from `wanted`, or whose name is like it."""
    names = {basename(page): page for page in sorted(pages, reverse=True)}
    like = _first_like(basename(wanted), names)
    return names.get(basename(wanted)) or _first_like(wanted, pages) or names.get(like or "")


def _from(docname: str, link: str) -> str:
    """Return the page that a link names: from ``source/`` with a slash, else from the folder of its own page."""
    return link.lstrip("/") if link.startswith("/") else normpath(join(dirname(docname), link))


def _first_like(name: str, names: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=_LIKE)), None)
