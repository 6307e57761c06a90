"""Where an address leads on the site that pages were written for: by what a page says of its own, or by its end."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath

# What names the address of a page in what stands above it (Jekyll, Eleventy, Hugo), in its line or as a list below it.
_ABOVE = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.MULTILINE | re.DOTALL)
_SAYS = re.compile(r"^(?:permalink|redirect_from|aliases|url):[ \t]*(.*(?:\n[ \t]*- .*)*)", re.MULTILINE)
_ADDRESS = re.compile(r"(?!-\s)[^\s\"'\[\],]+")
# What stands above a page is short; nobody reads more of it.
_MOST = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Ways:
    """What an address from the root of a site (`/travel/leave/`) leads to, if that is one thing and not several."""

    pages: Mapping[str, str]
    files: Mapping[str, str]

    def page(self, address: str) -> str:
        """Return the file of the page that an address leads to, or ""."""
        return self.pages.get(_bare(address), "")

    def file(self, address: str) -> str:
        """Return the file that an address leads to, or ""."""
        return self.files.get(normpath(address).lstrip("/"), "")


def ways_of(folder: Path, pages: Sequence[str], files: Sequence[str]) -> Ways:
    """Return the ways to the `pages` and other `files` of a folder, all by their paths in it."""
    own = [(_bare(address), page) for page in pages for address in _own_addresses(folder / page)]
    by_end = [(end, page) for page in pages for end in _ends(_without_index(page))]
    return Ways(
        pages={**_single(by_end), **_single(own)},
        files=_single((end, file) for file in files for end in _ends(file)),
    )


def _bare(address: str) -> str:
    return normpath(address).strip("/").removesuffix(".html").removesuffix(".md")


def _own_addresses(path: Path) -> list[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            above = _ABOVE.match(file.read(_MOST))
    except OSError:
        return []
    return [address for says in _SAYS.findall(above[1] if above else "") for address in _ADDRESS.findall(says)]


def _without_index(page: str) -> str:
    path = PurePosixPath(page).with_suffix("")
    return (path.parent if path.name.lower() in ("index", "readme") else path).as_posix()


def _ends(path: str) -> list[str]:
    """Return a path, and what is left of it without its first folders: the site may begin in any of them."""
    parts = PurePosixPath(path).parts
    return ["/".join(parts[start:]) for start in range(len(parts))]


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each name stands for, of those that stand for one thing."""
    single: dict[str, str] = {}
    for name, thing in pairs:
        single[name] = thing if single.get(name, thing) == thing else ""
    return single
