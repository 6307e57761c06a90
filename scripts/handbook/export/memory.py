"""A language's finished translations as TMX 1.4b, which every program for translators reads.

Texts stand in it as they do in catalogues, roles and Markdown too: they are found again where the same text comes back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from handbook.catalogs.entries import Entry
from handbook.catalogs.reviewed import reviews
from handbook.export.xml import LANGUAGE, add, document
from handbook.languages.lookup import OWN_LANGUAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A text and its translation, with the catalogues that have it, and who has reviewed it."""

    source: str
    target: str
    files: tuple[str, ...]
    reviewers: tuple[str, ...]


def units(catalogues: Mapping[str, Iterable[Entry]]) -> list[Unit]:
    """Return each finished pair of `catalogues`, by their files, once, in the order in which it is met."""
    found: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for file, entries in catalogues.items():
        for entry in entries:
            if entry.msgid and entry.is_done:
                files, reviewers = found.setdefault(entry.pair, ({}, {}))
                files[file] = None
                reviewers |= {review.name: None for review in reviews(entry) if review.is_current}
    return [
        Unit(source=msgid, target=msgstr, files=tuple(files), reviewers=tuple(reviewers))
        for (msgid, msgstr), (files, reviewers) in found.items()
    ]


def as_tmx(pairs: Sequence[Unit], source: str, target: str) -> bytes:
    """Return a translation memory; `source` and `target` are BCP 47 tags."""
    root = etree.Element("tmx", version="1.4")
    header = {"creationtool": "handbook", "creationtoolversion": "1", "segtype": "paragraph", "o_tmf": "po"}
    add(root, "header", **header, adminlang=OWN_LANGUAGE, srclang=source, datatype="plaintext")
    body = add(root, "body")
    for pair in pairs:
        unit = add(body, "tu")
        for file in pair.files:
            add(unit, "prop", file, type="x-file")
        for name in pair.reviewers:
            add(unit, "prop", name, type="x-reviewed-by")
        for tag, text in ((source, pair.source), (target, pair.target)):
            variant = add(unit, "tuv")
            variant.set(LANGUAGE, tag)
            add(variant, "seg", text)
    return document(root)
