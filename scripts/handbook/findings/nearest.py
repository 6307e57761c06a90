"""Suggests what a dead link may have meant: the page, or the heading of a page, with the most similar name."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from posixpath import basename, dirname, join, normpath, relpath

# The least similarity of two names, from 0 to 1, for one to be suggested for the other.
_LIKE = 0.6


@dataclass(frozen=True, kw_only=True, slots=True)
class Places:
    """Where links can lead: the pages, and the anchors on each of them."""

    pages: tuple[str, ...]
    anchors: Mapping[str, tuple[str, ...]]


def nearest(dead: Mapping[str, str], docname: str, places: Places) -> str | None:
    """Return the target that a dead link of the page `docname` may have meant, as it would be written there.

    `dead` is the target of the link: a `page`, with or without an `anchor` on it, or the `target` as it was written.
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
    """Return the page of the same name in another folder, or else the page with the most similar name."""
    names = {basename(page): page for page in sorted(pages, reverse=True)}
    similar = _most_similar(basename(wanted), names)
    return names.get(basename(wanted)) or _most_similar(wanted, pages) or names.get(similar or "")


def _anchor(name: str, anchors: Iterable[str]) -> str | None:
    similar = _most_similar(name, anchors)
    return similar and f"#{similar}"


def _from(docname: str, link: str) -> str:
    """Return the page that a link names: relative to ``source/`` with a slash, else to the folder of its own page."""
    return link.lstrip("/") if link.startswith("/") else normpath(join(dirname(docname), link))


def _most_similar(name: str, names: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=_LIKE)), None)
