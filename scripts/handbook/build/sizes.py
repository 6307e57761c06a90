"""Says on published pages how large each download is, and what it is called once it is saved, when all are written.

A page leaves room behind the link, ``<span class="size"></span>``, since its PDFs are made after it, and the offline
copy of it. What stands there is made anew from the files each time: the same however a page came to the stage, and
in whichever year.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from html import escape
from pathlib import Path

from babel.units import format_unit

from handbook.facts.model import Registry
from handbook.facts.wording import capitalized
from handbook.languages.writing import script_of
from handbook.project.language_names import locale_of, native_name
from handbook.project.project import Project
from handbook.project.saved_names import saved_name

# The theme's link to a file of ``downloads/``, what that is saved as, and the room behind its words.
_ROOM = re.compile(
    r'(href="(?:\.\./)*downloads/([^"/]+)")(?: download="[^"]*")?([^>]*>[^<]*<span class="size">)[^<]*(?=</span>)'
)
_KILO = 1000
# Megabytes from which on no decimal is said.
_WHOLE = 10


def size_text(size: int, tag: str) -> str:
    """Return how large a file of `size` bytes is, in the units of a language: ``0.8 MB``, ``0,8 Mo``.

    Units are decimal, as where a browser or a telephone shows them; a file has one kilobyte at least.
    """
    kilobytes, megabytes = max(1, round(size / _KILO)), size / _KILO**2
    if kilobytes < _KILO / 10:
        text = format_unit(kilobytes, "digital-kilobyte", length="short", format="0", locale=locale_of(tag))
    else:
        pattern = "0.0" if megabytes < _WHOLE else "0"
        text = format_unit(megabytes, "digital-megabyte", length="short", format=pattern, locale=locale_of(tag))
    return text.replace(" ", "\u00a0")


def with_sizes(page: str, sizes: Mapping[str, int], tag: str, names: Mapping[str, str] = {}) -> str:
    """Return a page that says how large each of its downloads is, and what it is saved as; both are known by name."""

    def filled(room: re.Match[str]) -> str:
        size, name = sizes.get(room[2]), names.get(room[2])
        if size is None:
            return room[1] + room[3]
        saved = f' download="{escape(name)}"' if name else ""
        return f"{room[1]}{saved}{room[3]}{escape(script_of(tag).comma + size_text(size, tag))}"

    return _ROOM.sub(filled, page)


def size_of(path: Path, tag: str) -> str:
    """Return what stands behind the words of a link to a download; nothing where the file is not there."""
    return script_of(tag).comma + size_text(path.stat().st_size, tag) if path.is_file() else ""


def without_sizes(folder: Path) -> None:
    """Take from the pages below a folder what they say of downloads, as they were before they said it."""
    _rewrite(folder, partial(with_sizes, sizes={}, tag=""))


def write_sizes(project: Project, site: Path, languages: Collection[str], names: Mapping[str, str]) -> None:
    """Have the pages of `languages` in `site` say how large each of their downloads is, and what it is saved as."""
    sizes = sizes_in(site)
    for language in languages:
        _rewrite(site / language, partial(with_sizes, sizes=sizes, tag=project.tag(language), names=names))


def names_to_save(project: Project, registry: Registry, day: date | None) -> dict[str, str]:
    """Return what each download is saved as, by its name; `day` is that of the edition, where one is known."""
    names, year = {}, str(day.year) if day else ""
    for language in project.languages:
        title, own = project.title[language], native_name(project, language)
        names[project.brochure_name(language)] = saved_name(title, year, own, ".pdf")
        names[project.offline_name(language)] = saved_name(title, year, own, ".zip")
        for subject in registry.portrayed():
            name = capitalized(registry.names[subject].forms[language].text)
            leaflet = project.leaflet_name(registry.pages[subject], language)
            names[leaflet] = saved_name(f"{name} – {title}", year, own, ".pdf")
    return names


def sizes_in(site: Path) -> dict[str, int]:
    """Return the size in bytes of each download of a site, by its name."""
    return {path.name: path.stat().st_size for path in sorted((site / "downloads").glob("*")) if path.is_file()}


def _rewrite(folder: Path, change: Callable[[str], str]) -> None:
    for path in sorted(folder.rglob("*.html")):
        before = path.read_bytes()
        if b'class="size"' in before and (after := change(before.decode()).encode()) != before:
            path.write_bytes(after)
