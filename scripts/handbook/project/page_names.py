"""Which files an edition is made of, and what a page may be called: a name that is one file on every system."""

import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path, PurePosixPath

from handbook.findings.finding import Finding
from handbook.findings.phrase import Phrase, phrase
from handbook.project.addresses import ALL_PAGES, FACTS
from handbook.project.project import DOMAIN, Project

# A change elsewhere does not make a new edition.
CONTENT = ("source", "locales", "pyproject.toml")

# What is read wherever it lies, in a hidden folder too.
_READ = (".md", ".po", ".toml")
# Compiled files, catalogues before they are whole, copies that editors keep.
_BY_PRODUCTS = (".pyc", ".mo", ".po.new", "~")


def is_content(name: str) -> bool:
    """Whether a file below `CONTENT`, by its path from the root of the project, can be part of an edition."""
    path = PurePosixPath(name)
    if "__pycache__" in path.parts or name.endswith(_BY_PRODUCTS) or (path.name[0] == path.name[-1] == "#"):
        return False
    return path.suffix in _READ or not any(part.startswith(".") for part in path.parts)


def content_files(project: Project) -> list[Path]:
    """Return every file that an edition can be made of, sorted."""
    settings, folders = project.root / "pyproject.toml", (project.source, project.locales)
    paths = [settings, *(path for folder in folders for path in folder.rglob("*"))]
    return sorted(path for path in paths if is_content(path.relative_to(project.root).as_posix()) and path.is_file())


# File systems take 255 bytes for a name, and endings may be longer than that of the page: ``name.doctree``.
MOST_BYTES = 240
# Windows takes 260 characters for a path: the project's folder and ``locales/fr/LC_MESSAGES`` stand before the name.
MOST_CHARACTERS = 160

# Letters, the marks on them, and numbers, in any script (general categories of Unicode).
_BEGIN, _END = "LN", "LMN"
_BETWEEN = " .-_"
# Devices, whatever stands behind the first dot: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICE = re.compile(r"(aux|con|nul|prn|(?:com|lpt)[0-9¹²³]) *(\..*)?", re.IGNORECASE)
# Folders that would stand where a file of a page does, or that Sphinx leaves out (of Apple's translations).
_FOLDER_ENDINGS = (".doctree", ".html", ".lproj", ".md", ".po", ".pot")
# Domains by which a catalogue would speak for Sphinx, docutils or an extension instead of a page.
_FOREIGN = {"sphinx", "sphinxcontrib", "docutils", "myst_parser", "myst-parser"}
# What the build writes itself or keeps facts in, what Sphinx does, and what a toctree takes for something else.
_TAKEN = re.compile(
    rf"{DOMAIN}|(?:{FACTS}|{ALL_PAGES})(?:-\d+)?|{FACTS}/.*|genindex|modindex|py-modindex|search|self", re.DOTALL
)
_DASHES = re.compile(r"[ ._-]*-[ ._-]*")


def refusal(name: str) -> Phrase | None:
    """Return why nothing can be called `name`, a docname like ``subjects/tools``, or None where it can."""
    parts = name.split("/")
    reason, values = None, {}
    if not all(map(_is_well_formed, parts)):
        reason = phrase(
            "a name is made of letters, digits, spaces, “.”, “-” and “_”, and begins and ends with a letter or a digit"
        )
    elif not unicodedata.is_normalized("NFC", name):
        reason = phrase("the accents of the name are stored apart from their letters, as old Macs do; type it anew")
    elif devices := [part for part in parts if is_device(part)]:
        reason, values = phrase("Windows keeps the name “{name}” for a device"), {"name": devices[0]}
    elif endings := [end for end in _FOLDER_ENDINGS for part in parts[:-1] if caseless(part).endswith(end)]:
        reason, values = phrase("a folder whose name ends in “{ending}” is taken for a file"), {"ending": endings[0]}
    elif len(name) > MOST_CHARACTERS or any(len(part.encode()) > MOST_BYTES for part in parts):
        reason = phrase("the name is too long for some systems")
    elif caseless(name).partition(".")[0] in _FOREIGN:
        reason = phrase("a catalogue of this name would replace the words of {name} on every page")
        values = {"name": name}
    elif _TAKEN.fullmatch(caseless(name)):
        reason, values = phrase("the name “{name}” is taken by the handbook itself"), {"name": name}
    return reason.format(**values) if reason and values else reason


def is_device(name: str) -> bool:
    """Whether Windows keeps a name for a device, whatever stands behind its first dot."""
    return _DEVICE.fullmatch(name) is not None


def caseless(name: str) -> str:
    """Return what names have in common that are one file on Windows or macOS: Unicode's canonical caseless match."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def safe_name(name: str, taken: Collection[str] = ()) -> str:
    """Return `name` if nothing speaks against it, or else the nearest one that can be had.

    `taken` are the names of others, as `caseless` gives them.
    """
    parts = [_safe_part(part, is_folder=False) for part in name.split("/")]
    parts = [*(_safe_part(part, is_folder=True) for part in parts[:-1]), parts[-1]]
    whole = "/".join(parts) if len("/".join(parts)) <= MOST_CHARACTERS else parts[-1]
    flat = whole.replace("/", "-")
    safe = next(choice for choice in (whole, flat, f"page-{flat}") if refusal(choice) is None)
    if caseless(safe) not in taken:
        return safe
    numbered = (f"{_cut(safe, MOST_CHARACTERS - 10)}-{number}" for number in range(2, len(taken) + 3))
    return next(choice for choice in numbered if caseless(choice) not in taken)


def check_names(project: Project) -> Iterator[Finding]:
    """Yield a finding for each page that cannot be called as it is, and for each file of ``source/`` that another one
    would replace: on Windows or macOS, or as a leaflet. Each says the name to use.
    """
    pages, taken = project.pages(), set(map(caseless, project.pages()))
    refused = {page: reason for page in pages if (reason := refusal(page)) is not None}
    for page, reason in refused.items():
        name = safe_name(page, taken)
        taken.add(caseless(name))
        message = phrase("{reason}; call the page “{name}.md”", reason=reason, name=name)
        yield Finding(path=f"source/{page}.md", line=1, message=message, rule="page-name")
    for path, other, name in _clashes(_files(project.source), {f"{page}.md" for page in refused}):
        message = phrase("Windows and macOS take it for “{other}”; call it “{name}”", other=other, name=name)
        yield Finding(path=f"source/{path}", line=1, message=message, rule="name-clash")
    for page, name in _taken_leaflets(project, pages):
        message = phrase(
            "the leaflet of this page would replace another file for readers; call the page “{name}.md”", name=name
        )
        yield Finding(path=f"source/{page}.md", line=1, message=message, rule="name-clash")


def _taken_leaflets(project: Project, pages: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each portrait whose leaflet has the name of another file among the downloads, and what to call it."""
    leaflets = {"brochure", "handbook"}
    for page in pages:
        folder, _, name = page.rpartition("/")
        if project.is_portrait(page):
            if caseless(name) in leaflets:
                yield page, f"{folder}/{safe_name(name, leaflets)}"
            leaflets.add(caseless(name))


def _is_well_formed(part: str) -> bool:
    kinds = [unicodedata.category(sign)[0] for sign in part]
    return (
        bool(part)
        and kinds[0] in _BEGIN
        and kinds[-1] in _END
        and all(kind in _END or sign in _BETWEEN for kind, sign in zip(kinds, part, strict=True))
    )


def _safe_part(part: str, *, is_folder: bool) -> str:
    """Return a folder's or a page's own name as it can be had; it may still be one that is taken."""
    part = unicodedata.normalize("NFC", part)
    if not _is_well_formed(part):
        signs = (sign if sign in _BETWEEN or unicodedata.category(sign)[0] in _END else "-" for sign in part)
        part = _trimmed(_DASHES.sub("-", "".join(signs))) or "page"
    if device := _DEVICE.fullmatch(part):
        part = f"{device[1]}-page{device[2] or ''}"
    if is_folder and caseless(part).endswith(_FOLDER_ENDINGS):
        part = part.replace(".", "-")
    return part if len(part.encode()) <= MOST_BYTES and len(part) <= MOST_CHARACTERS else _cut(part, MOST_BYTES // 4)


def _cut(part: str, characters: int) -> str:
    return _trimmed(part[:characters])


def _trimmed(part: str) -> str:
    """Return a name without what it may not begin or end with."""
    while part and unicodedata.category(part[0])[0] not in _BEGIN:
        part = part[1:]
    while part and unicodedata.category(part[-1])[0] not in _END:
        part = part[:-1]
    return part


def _files(folder: Path) -> Iterator[str]:
    """Yield the path of every file below a folder, from there on."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name).relative_to(folder).as_posix() for name in names)


def _clashes(paths: Iterable[str], refused: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Yield (path, the file or folder that it is taken for, the path to use) for each one that cannot stay."""
    listed = sorted(paths)
    spellings = _spellings(listed)
    homes = {path: _spelled(path.split("/")[:-1], spellings) for path in listed}
    stay = {caseless(path): path for path in listed if path == _spelled(path.split("/"), spellings)}
    taken = set(stay)
    # Thousands may be taken for one file; each begins where the one before it ended.
    first: Counter[str] = Counter()
    for path in listed:
        if path == stay.get(caseless(path)) or path in refused:
            continue
        home, name = homes[path], path.rpartition("/")[2]
        wanted = f"{home}/{name}" if home else name
        stem, dot, ending = wanted.rpartition(".") if "." in name else (wanted, "", "")
        key = caseless(wanted)
        names = ((n, f"{stem}-{n}{dot}{ending}" if n > 1 else wanted) for n in count(max(1, first[key])))
        first[key], free = next((n, choice) for n, choice in names if caseless(choice) not in taken)
        taken.add(caseless(free))
        yield path, stay.get(caseless(path)) or home, free


def _spellings(paths: Sequence[str]) -> Mapping[str, str]:
    """Return how most of `paths` spell each file and folder, by its path as `caseless` gives it."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        parts = path.split("/")
        for depth, part in enumerate(parts, 1):
            counts[caseless("/".join(parts[:depth]))][part] += 1
    return {key: max(spelled, key=lambda part: (spelled[part], part)) for key, spelled in counts.items()}


def _spelled(parts: Sequence[str], spellings: Mapping[str, str]) -> str:
    return "/".join(spellings[caseless("/".join(parts[:depth]))] for depth in range(1, len(parts) + 1))
