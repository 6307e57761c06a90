"""Links fragments to a PDF/UA-1 and PDF/A-2a: numbers filled in, one tag tree, each face and picture once."""

import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import pydyf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.document import Document
from weasyprint.matrix import Matrix
from weasyprint.pdf import generate_pdf
from weasyprint.pdf.anchors import add_outlines
from weasyprint.pdf.fonts import Font, build_fonts_dictionary
from weasyprint.pdf.metadata import DocumentMetadata

from handbook.print.linking.fragment import Fragment, Hole, Run
from handbook.print.linking.page_numbers import digits_of
from handbook.print.linking.pdf_values import Part, reference_in
from handbook.print.linking.shown_faces import parsing_types_once, unite
from handbook.print.tagging.gather import POINTS_PER_PIXEL
from handbook.print.tagging.glyph_texts import correct_glyph_texts
from handbook.print.tagging.structure_elements import LibraryEntry, complete_metadata

# The output intent decides the colour space of gradients and groups, so fragments have that of the file.
OPTIONS = {**DEFAULT_OPTIONS, "pdf_tags": True, "output_intent": "srgb", "pdf_version": "1.7"}


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """An object that is written already; a stream cannot be a part of a compressed one."""

    data, compressible = b"", True

    def __init__(self, data: bytes, stream: bytes | None) -> None:
        super().__init__()
        self.data = data if stream is None else b"%b\nstream\n%b\nendstream" % (data, stream)
        self.compressible = stream is None


@dataclass(frozen=True, kw_only=True, slots=True)
class _File:
    """A file in the making: what it has once, and what the fragments that are linked so far have added."""

    pdf: pydyf.PDF
    once: dict[str, bytes]
    faces: dict[str, Font]
    digits: dict[str, tuple[tuple[int, ...], int]]
    pages_of: dict[str, int]
    first_link: int
    pages: list[bytes] = field(default_factory=list)
    top: list[bytes] = field(default_factory=list)
    parents: list[bytes] = field(default_factory=list)
    links: list[bytes] = field(default_factory=list)
    notes: list[bytes] = field(default_factory=list)
    streams: dict[tuple[bytes, bytes], bytes] = field(default_factory=dict)


def page_numbers(fragments: Sequence[Fragment]) -> dict[str, int]:
    """Return the page of each anchor, counted from 1."""
    numbers: dict[str, int] = {}
    starts = accumulate((len(fragment.pages) for fragment in fragments), initial=1)
    for start, fragment in zip(starts, fragments, strict=False):
        for name, (page, _, _) in fragment.anchors.items():
            numbers.setdefault(name, start + page)
    return numbers


def places_without_anchor(fragments: Sequence[Fragment]) -> list[str]:
    """Return the anchors that links lead to, and that are nowhere."""
    places = page_numbers(fragments).keys()
    return sorted({anchor for fragment in fragments for _, anchor in fragment.words} - places)


def link(  # noqa: PLR0913 (all that there is of a file)
    fragments: Sequence[Fragment],
    metadata: DocumentMetadata,
    faces: Mapping[str, Font],
    target: Path,
    *,
    is_turned: bool = False,
    entry: LibraryEntry | None = None,
) -> None:
    """Write the file that consists of `fragments`; of two pages side by side the first stands right if `is_turned`.

    `entry` is what a library files it by.

    `faces` are those of the fragments at least. Raises LookupError where a link leads to no anchor, OSError where the
    disk refuses the file.
    """
    if missing := places_without_anchor(fragments):
        raise LookupError(f"links to nowhere: {missing}")
    with open_colour_profile():
        pdf = generate_pdf(
            Document([], metadata, None, None, {}, "srgb"), None, 1, **OPTIONS | {"pdf_variant": "pdf/a-2a"}
        )
    complete_metadata(pdf, entry)
    tags = pdf.objects[reference_in(pdf.catalog["StructTreeRoot"])]
    root = pdf.objects[reference_in(tags["K"][0])]
    fonts = pydyf.Dictionary()
    pdf.add_object(fonts)
    shown = unite(faces, fragments)
    profile = pdf.catalog["OutputIntents"][0]["DestOutputProfile"]
    space = next(value for value in pdf.objects if isinstance(value, pydyf.Dictionary) and "lab-d50" in value)
    file = _File(
        pdf=pdf,
        once={
            "pages": pdf.pages.reference,
            "root": root.reference,
            "fonts": fonts.reference,
            "space": space.reference,
            "profile": profile,
        },
        faces=shown,
        digits={},
        pages_of=page_numbers(fragments),
        first_link=sum(len(fragment.pages) for fragment in fragments),
    )
    for fragment in fragments:
        _add(file, fragment)
    pdf.pages["Kids"] = pydyf.Array(file.pages)
    pdf.pages["Count"] = len(file.pages)
    root["K"] = pydyf.Array(file.top)
    keys = pydyf.Array(value for key in enumerate([*file.parents, *file.links]) for value in key)
    pdf.objects[reference_in(tags["ParentTree"])]["Nums"] = keys
    if file.notes:
        notes = ((_note(number), reference) for number, reference in enumerate(file.notes))
        tags["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(value for note in notes for value in note)})
    _name_places(file, fragments)
    _add_bookmarks(file, fragments)
    if is_turned:
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
    if len(fragments) > 1:
        # Bookmarks are shown at once. The cover has no number; all other pages have the one that is printed on them.
        pdf.catalog["PageMode"] = "/UseOutlines"
        labels = [0, pydyf.Dictionary({"S": "/r"}), 1, pydyf.Dictionary({"S": "/D", "St": 2})]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})
    correct_glyph_texts(shown)
    with parsing_types_once():
        fonts.update(build_fonts_dictionary(pdf, shown, True, True, OPTIONS))
    with compressing_once(), target.open("wb") as output:
        pdf.write(output, "1.7", True, True)


@contextmanager
def open_colour_profile() -> Iterator[None]:
    """Let Python say nothing of a file that is left open.

    WORKAROUND for WeasyPrint 70.0, which leaves the file of its colour profile to the garbage collector.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "unclosed file.*sRGB2014.icc", ResourceWarning)
        yield


@contextmanager
def compressing_once() -> Iterator[None]:
    """Have what is written meanwhile compressed once.

    WORKAROUND for pydyf 0.13, which asks for the data of each stream twice and compresses it each time, at the highest
    level. It can go when it keeps them.
    """
    original, kept = pydyf.Stream.data, {}

    def data(stream: pydyf.Stream) -> bytes:
        if stream not in kept:
            kept[stream] = original.fget(stream)
        return bytes(kept[stream])

    pydyf.Stream.data = property(data)
    try:
        yield
    finally:
        pydyf.Stream.data = original


def _add(file: _File, fragment: Fragment) -> None:
    """Give the objects of a fragment their numbers, fill in what it could not know, and add them to the file."""
    references = {number: file.once[name] for number, name in fragment.shared.items()}
    first_page, first_link, first_note = len(file.pages), file.first_link + len(file.links), len(file.notes)

    def written(part: Part) -> bytes:
        if isinstance(part, str):
            return part.encode("latin-1")
        if isinstance(part, int):
            return references[part]
        kind, number = part
        assert isinstance(number, int)
        match kind:
            case "page":
                return b"%d" % (first_page + number)
            case "link":
                return b"%d" % (first_link + number)
            case "note":
                return bytes(_note(first_note + number).data)
        words, anchor = fragment.words[number]
        return bytes(pydyf.String(f"{words} (p. {file.pages_of[anchor]})").data)

    def add(number: int, data: bytes, stream: bytes | None) -> None:
        references[number] = b"%d 0 R" % len(file.pdf.objects)
        file.pdf.add_object(_Written(data, stream))

    # Pictures first: those without a reference, then those that refer to them. What another chapter has too is shared.
    for number in sorted(
        fragment.streams, key=lambda number: any(isinstance(part, int) for part in fragment.objects[number])
    ):
        parts = fragment.objects[number]
        if all(not isinstance(part, int) or part in references for part in parts):
            data = b"".join(map(written, parts))
            key = data, fragment.streams[number]
            if key not in file.streams:
                add(number, data, fragment.streams[number])
                file.streams[key] = references[number]
            references[number] = file.streams[key]
    for order, page in enumerate(fragment.pages, first_page + 1):
        content = zlib.compress(_content(file, page.runs, order), 9)
        add(page.content, b"<</Filter /FlateDecode/Length %d>>" % len(content), content)
    rest = [number for number in fragment.objects if number not in references]
    references.update({number: b"%d 0 R" % place for place, number in enumerate(rest, len(file.pdf.objects))})
    for number in rest:
        add(number, b"".join(map(written, fragment.objects[number])), fragment.streams.get(number))
    file.pages.extend(references[page.number] for page in fragment.pages)
    file.top.extend(references[number] for number in fragment.top)
    file.links.extend(references[number] for number in fragment.links)
    file.notes.extend(references[number] for number in fragment.notes)
    for page in fragment.pages:
        tags = [b"null" if number is None else references[number] for number in page.parents]
        file.parents.append(b"[%b]" % b" ".join(tags))


def _note(number: int) -> pydyf.String:
    return pydyf.String(f"note-{number + 1:05}")


def _content(file: _File, runs: Sequence[Run], page: int) -> bytes:
    """Return the operators of a page, with numbers in its holes."""
    side = "right" if page % 2 else "left"
    pieces = [piece for run in runs if run.side in (None, side) for piece in run.pieces]
    return b"".join(_number(file, piece, page) if isinstance(piece, Hole) else piece for piece in pieces)


def _number(file: _File, hole: Hole, page: int) -> bytes:
    """Return the glyphs of a number, which become part of what is shown of its face; or the room that it leaves."""
    font = file.faces[hole.font]
    if hole.font not in file.digits:
        file.digits[hole.font] = digits_of(font.file_content)
    glyphs, width = file.digits[hole.font]
    number = str(file.pages_of[hole.anchor] if hole.anchor is not None else page)
    if hole.room:
        return b"%d" % ((len(number) - hole.room) * width)
    for digit in number:
        font.to_unicode.setdefault(glyphs[int(digit)], digit)
        font.widths.setdefault(glyphs[int(digit)], width)
    return b"".join(b"%04x" % glyphs[int(digit)] for digit in number)


def _name_places(file: _File, fragments: Sequence[Fragment]) -> None:
    places: dict[str, pydyf.Array] = {}
    start = 0
    for fragment in fragments:
        for name, (page, x, y) in fragment.anchors.items():
            places.setdefault(name, pydyf.Array([file.pages[start + page], "/XYZ", x, y, 0]))
        start += len(fragment.pages)
    if places:
        ordered = sorted(places, key=_written)
        names = pydyf.Array(value for name in ordered for value in (pydyf.String(name), places[name]))
        file.pdf.catalog["Names"] = pydyf.Dictionary({"Dests": pydyf.Dictionary({"Names": names})})


def _written(name: str) -> bytes:
    """Return the bytes of a name, by which programs look for it (ISO 32000-1, 7.9.6): UTF-16 where it is not ASCII."""
    return name.encode("ascii") if name.isascii() else b"\xfe\xff" + name.encode("utf-16-be")


def _add_bookmarks(file: _File, fragments: Sequence[Fragment]) -> None:
    root: list[object] = []
    skipped: list[int] = []
    by_depth, level, number = [root], 0, 0
    for fragment in fragments:
        upright = Matrix(a=POINTS_PER_PIXEL, d=-POINTS_PER_PIXEL, f=fragment.height)
        for bookmarks in fragment.bookmarks:
            page = SimpleNamespace(bookmarks=bookmarks)
            level = make_page_bookmark_tree(page, skipped, by_depth, level, number, upright)
            number += 1
    # WORKAROUND for pydyf 0.13, whose PDF makes all references to pages anew for each bookmark.
    view = SimpleNamespace(page_references=file.pages, add_object=file.pdf.add_object, catalog=file.pdf.catalog)
    add_outlines(view, root)
