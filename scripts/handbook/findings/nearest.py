"""What a dead link may have meant: the page or the place on a page whose name is nearest to the one it asks for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import basename, dirname, join, normpath, relpath

# How alike two names are, from 0 to 1, for one to be taken for the other.
_LIKE = 0.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where links can lead: the pages, and the places on each of them."""

    pages: tuple[str, ...]
    anchors: Mapping[str, tuple[str, ...]]


def nearest(dead: Mapping[str, str], docname: str, places: Places) -> str | None:
    """Return what a dead link of the page `docname` may have meant, as it would be written.

    `dead` is what the link names: the `page`, the `anchor` on it, or the `target` as it was written.
    """
    if anchor := dead.get("anchor"):
        return _anchor(anchor, places.anchors.get(dead["page"], ()))
    if page := dead.get("page"):
        near = nearest_page(page, places.pages)
        return near and relpath(near, dirname(docname) or ".")
    path = dead.get("target", "").partition("#")[0]
    if path.endswith(".md"):
        near = nearest_page(_from(docname, path.removesuffix(".md")), places.pages)
        return near and f"{relpath(near, dirname(docname) or '.')}.md"
    if path and not {".", "/"} & set(path):
        return _anchor(path, places.anchors.get(docname, ()))
    return None


def nearest_page(wanted: str, pages: Collection[str]) -> str | None:
    """Return the page that was moved from `wanted`, or whose name is like it."""
    names = {basename(page): page for page in sorted(pages, reverse=True)}
    like = _first_like(basename(wanted), names)
    return names.get(basename(wanted)) or _first_like(wanted, pages) or names.get(like or "")


def _anchor(name: str, anchors: Iterable[str]) -> str | None:
    like = _first_like(name, anchors)
    return like and f"#{like}"


def _from(docname: str, link: str) -> str:
    """Return the page that a link names: from ``source/`` with a slash, else from the folder of its own page."""
    return link.lstrip("/") if link.startswith("/") else normpath(join(dirname(docname), link))


def _first_like(name: str, names: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=_LIKE)), None)
