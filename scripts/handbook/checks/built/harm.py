"""What is published does nothing but be read: no file holds more than the handbook writes.

Pages, catalogues and facts are judged when they are read; this judges what has come of them, whoever wrote it.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from handbook.checks.artefacts import Artefacts, Place, check
from handbook.findings.finding import shown
from handbook.findings.phrase import phrase
from handbook.project.addresses import SHARE_PICTURE
from handbook.publication.carry_over import STATIC
from handbook.publication.manifest import SIGNATURE
from handbook.readback.markup import markup_faults
from handbook.search.index import PARTS
from handbook.sphinx.assets import asset_names, is_asset, published_asset
from handbook.sphinx.wall.css import FUNCTIONS, reaches_out
from handbook.sphinx.wall.limits import DOWNLOADS, PICTURES
from handbook.sphinx.wall.pdf_pictures import action_faults
from handbook.sphinx.wall.svg_pictures import svg_fault

# The kinds of files, by the folder that Sphinx puts them in; what stands in none of these is a page, or beside pages.
_KINDS = {
    "": frozenset((".html", ".inv", ".json", ".pdf", ".xml", ".zip")),
    "_downloads": DOWNLOADS,
    "_images": PICTURES,
    STATIC: frozenset[str](),
}
# What servers and programs look for at the root of the site.
_AT_ROOT = frozenset(("_headers", "_redirects", "favicon.ico", "robots.txt"))
# The search, what a signed release has, and what Sphinx notes for itself and no reader gets.
_BY_NAME = frozenset(("search-index.js", SIGNATURE, ".buildinfo", ".buildinfo.bak"))
_PART_OF_INDEX = re.compile(rf"[\w-]+/{PARTS}/[0-9a-f]+/[a-z][0-9]+\.js")
# What style sheets of earlier releases ask, beside what pictures may: texts of the page, and what a browser can.
_OF_SHEETS = frozenset(("attr", "selector"))
# How a style sheet of ours, of whichever release, names a face: a file beside it, or one of the machine.
_FACE = re.compile(
    r'@font-face ?\{ ?(?:[a-z-]+: ?(?:"[\w ]+"|[\w.% ]+|(?:local\("[\w ]+"\)(?:, ?)?)+|'
    r'url\("[\w-]+-[0-9a-f]{8}\.woff2"\)(?: format\("woff2"\))?)(?:; ?|(?=\})))+\}'
)


def _files(artefacts: Artefacts, suffix: str = "") -> Iterator[tuple[Path, str, Path]]:
    """Yield each file with this suffix that is about to be published, or is: the name it is reported by, its place."""
    for folder in artefacts.folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name.lower().endswith(suffix):
                yield path, shown(path, artefacts.project.root), path.relative_to(folder)


@check
def check_file_kind(artefacts: Artefacts) -> Iterator[Place]:
    """Every file must be of a kind that the handbook publishes, or that a page may offer.

    Bad: _downloads/…/game.html, which would run on the site’s own origin. Good: _downloads/…/list.csv.
    """
    pictures = {f"{language}/{SHARE_PICTURE}" for language in artefacts.project.languages}
    for path, name, place in _files(artefacts):
        folder = next((part for part in place.parts[:-1] if part in _KINDS), "")
        is_ours = is_asset(path) if place.parent == Path(STATIC) else path.name in _BY_NAME
        is_ours |= place.as_posix() in _AT_ROOT or place.as_posix() in pictures
        is_ours |= _PART_OF_INDEX.fullmatch(place.as_posix()) is not None
        if not is_ours and path.suffix.lower() not in _KINDS[folder]:
            yield name, 1, phrase("the handbook publishes no file of this kind here; take it out of source/")


@check
def check_markup(artefacts: Artefacts) -> Iterator[Place]:
    """A page must hold nothing but the elements, attributes and addresses that the handbook writes.

    Bad: <img onerror="…">, <a href="javascript:…">, <iframe>. Good: <a href="did.html">.
    """
    for path, name, _ in _files(artefacts, ".html"):
        for fault in () if artefacts.is_judged(path) else dict.fromkeys(markup_faults(path.read_bytes())):
            message = phrase("{fault}, which the handbook does not write; look for it in what the page says")
            yield name, 1, message.format(fault=fault)


@check
def check_drawing(artefacts: Artefacts) -> Iterator[Place]:
    """An SVG must draw, and do nothing else: opened by itself it is a page of the site.

    Bad: <svg><script>…</script></svg>. Good: <svg><path d="…"/></svg>.
    """
    for path, name, _ in _files(artefacts, ".svg"):
        if fault := svg_fault(path.read_bytes()):
            yield name, 1, phrase("the picture cannot be published: {fault}", fault=fault)


@check
def check_style_sheet(artefacts: Artefacts) -> Iterator[Place]:
    """A style sheet must fetch nothing.

    Bad: background: url(https://…). Good: background: var(--paper).
    """
    colours = artefacts.project.colours
    ours = {published_asset(name, colours) for name in asset_names() if name.endswith(".css")}
    for path, name, _ in _files(artefacts, ".css"):
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.read_bytes() not in ours and reaches_out(_FACE.sub("", text), FUNCTIONS | _OF_SHEETS):
            yield name, 1, phrase("the style sheet fetches something, or brings in other rules; take that out")


@check
def check_pdf_action(artefacts: Artefacts) -> Iterator[Place]:
    """A PDF must do nothing but be read: its links lead to places in it, and to addresses of the web.

    Bad: /OpenAction with JavaScript, an embedded file, a form that is sent. Good: a link to https://….
    """
    for path, name, _ in _files(artefacts, ".pdf"):
        for fault in dict.fromkeys(action_faults(path)):
            message = phrase("{fault}, which no PDF of the handbook may; print it again without that")
            yield name, 1, message.format(fault=fault)
