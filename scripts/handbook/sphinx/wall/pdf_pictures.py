"""Judges a PDF: it leads to places in it and to addresses, and does nothing else (ISO 32000-1, 12.6)."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from handbook.findings.phrase import Phrase, phrase
from handbook.texts.links import address_fault

_CATALOG = (
    "Dests Extensions Lang MarkInfo Metadata Names OpenAction Outlines OutputIntents PageLabels PageLayout PageMode "
)
_CATALOG += "Pages StructTreeRoot Type Version ViewerPreferences "
_CATALOG += "OCProperties PieceInfo Threads"  # layers, what an editor keeps for itself, articles
CATALOG = frozenset(f"/{name}" for name in _CATALOG.split())
NAMES = frozenset(("/Dests",))
# What a reader has marked or noted; each may bear an action, which is judged like a link's.
_ANNOTATIONS = "Caret Circle FreeText Highlight Ink Line Link Polygon PolyLine Popup Square Squiggly StrikeOut Text "
_ANNOTATIONS += "Underline"
ANNOTATIONS = frozenset(f"/{name}" for name in _ANNOTATIONS.split())
# Where a link of the file, or its beginning, may lead.
ACTIONS = frozenset(("/GoTo", "/URI"))
# What is raised where an object is of another kind than the standard says.
_OF_OTHER_KINDS = (AttributeError, KeyError, NotImplementedError, RuntimeError, TypeError, ValueError)
# More objects than a PDF has pages and links are a loop.
_MOST = 100_000


def action_faults(path: Path) -> Iterator[Phrase]:
    """Yield what a PDF may do beyond being read, with the page (from 1) where it is on one."""
    try:
        with pikepdf.open(path) as pdf:
            yield from _catalog_faults(pdf.Root)
            for number, page in enumerate(pdf.pages, 1):
                for fault in _page_faults(page.obj):
                    yield phrase("page {number}: {fault}", number=number, fault=fault)
            yield from _outline_faults(pdf.Root.get("/Outlines"))
    except (pikepdf.PdfError, *_OF_OTHER_KINDS) as error:
        yield phrase("it cannot be read ({reason})", reason=str(error).removeprefix(f"{path}: "))


def _catalog_faults(root: pikepdf.Object) -> Iterator[Phrase]:
    for key in sorted({*root.keys()} - CATALOG):
        yield phrase("it holds {key}", key=f"/Root{key}")
    names = root.get("/Names", pikepdf.Dictionary())
    if not isinstance(names, pikepdf.Dictionary):
        raise TypeError("/Names")
    for key in sorted({*names.keys()} - NAMES):
        yield phrase("it holds {key}", key=f"/Names{key}")
    opening = root.get("/OpenAction")
    if opening is not None and not isinstance(opening, pikepdf.Array):  # a place of the file
        yield from _action_faults(opening)


def _page_faults(page: pikepdf.Dictionary) -> Iterator[Phrase]:
    if "/AA" in page:
        yield phrase("it holds {key}", key="/AA")
    for annotation in page.get("/Annots", ()):
        kind = str(annotation.get("/Subtype", ""))
        if kind not in ANNOTATIONS:
            yield phrase("it holds an annotation of the kind {kind}", kind=kind)
        for key in sorted({*annotation.keys()} & {"/AA", "/PA"}):
            yield phrase("it holds {key}", key=key)
        if "/A" in annotation:
            yield from _action_faults(annotation.A)


def _outline_faults(outlines: pikepdf.Object | None) -> Iterator[Phrase]:
    waiting = [outlines.First] if outlines is not None and "/First" in outlines else []
    for _ in range(_MOST):
        if not waiting:
            return
        entry = waiting.pop()
        waiting += [entry[key] for key in ("/Next", "/First") if key in entry]
        if "/A" in entry:
            yield from _action_faults(entry.A)
    yield phrase("its bookmarks have no end")


def _action_faults(action: pikepdf.Object) -> Iterator[Phrase]:
    kind = str(action.get("/S", ""))
    if kind not in ACTIONS:
        yield phrase("it holds an action of the kind {kind}", kind=kind)
    elif "/Next" in action:
        yield phrase("it holds {key}", key="/Next")
    elif kind == "/URI":
        address = str(action.get("/URI", ""))
        # Beside a PDF there is no page that a relative address could lead to.
        if fault := address_fault(address if ":" in address else f"//{address}"):
            yield fault
