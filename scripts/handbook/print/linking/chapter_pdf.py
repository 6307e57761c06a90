"""Takes a fragment out of the PDF that WeasyPrint makes of a chapter: all that its pages and tags refer to."""

from collections.abc import Iterable, Sequence

import pydyf
from weasyprint.document import Document

from handbook.print.linking.fragment import Fragment, FragmentPage
from handbook.print.linking.page_numbers import DrawnText, runs_of, sides_of_folios
from handbook.print.linking.pdf_values import Blank, Part, parts_of, reference_in
from handbook.print.linking.shown_faces import shown_faces
from handbook.print.tagging.divided_words import divided_words
from handbook.print.tagging.gather import POINTS_PER_PIXEL
from handbook.print.tagging.structure_elements import WrittenTags

_HEAD_ENDS = b"\nstream\n"
_STREAM_ENDS = b"\nendstream"


def fragment_of(  # noqa: PLR0913, PLR0917 (all that there is of a chapter)
    document: Document,
    pdf: pydyf.PDF,
    structure: WrittenTags,
    texts: list[DrawnText],
    root: int,
    anchors: dict[str, tuple[int, float, float]],
    words: list[tuple[str, str]],
) -> Fragment:
    """Return a document that is drawn and tagged as a fragment; `root` is the number of the tag of the document."""
    numbers = [reference_in(reference) for reference in pdf.page_references]
    contents = [reference_in(pdf.objects[number]["Contents"]) for number in numbers]
    for order, number in enumerate(numbers):
        pdf.objects[number]["StructParents"] = Blank("page", order)
    resources = pdf.objects[reference_in(pdf.objects[numbers[0]]["Resources"])]
    shared = {
        pdf.pages.number: "pages",
        root: "root",
        reference_in(resources["Font"]): "fonts",
        reference_in(resources["ColorSpace"]): "space",
        reference_in(document.color_profiles["srgb"].pdf_reference): "profile",
    }
    top = [reference_in(reference) for reference in structure.top]
    objects, streams = _reached(pdf, [*numbers, *top], {*shared, *contents})
    sides = sides_of_folios(document.pages)
    divided = divided_words(document.pages)
    by_stream: dict[int, list[DrawnText]] = {}
    for text in texts:
        by_stream.setdefault(id(text.stream), []).append(text)
    fonts = {font.hash: font.file_content for font in document.fonts.values()}
    pages = [
        FragmentPage(
            number=number,
            content=content,
            runs=runs_of(pdf.objects[content], by_stream.get(id(pdf.objects[content]), []), sides, divided, fonts),
            parents=_by_piece(parents),
        )
        for number, content, parents in zip(numbers, contents, structure.parents, strict=True)
    ]
    return Fragment(
        objects=objects,
        streams=streams,
        shared=shared,
        pages=pages,
        height=document.pages[0].height * POINTS_PER_PIXEL,
        anchors=anchors,
        bookmarks=[page.bookmarks for page in document.pages],
        top=top,
        links=[reference_in(reference) for reference in structure.links],
        notes=[reference_in(reference) for reference in structure.notes],
        words=words,
        faces=shown_faces(document),
    )


def _by_piece(parents: dict[int, bytes]) -> list[int | None]:
    """Return the tag of each marked piece of a page, by the number of the piece; none where it is no content."""
    pieces = range(max(parents, default=-1) + 1)
    return [reference_in(parents[piece]) if piece in parents else None for piece in pieces]


def _reached(pdf: pydyf.PDF, begin: Iterable[int], without: set[int]) -> tuple[dict[int, list[Part]], dict[int, bytes]]:
    """Return the objects that can be reached from those of `begin`, in their order, and the streams of some."""
    objects: dict[int, list[Part]] = {}
    streams: dict[int, bytes] = {}
    waiting = list(begin)
    while waiting:
        number = waiting.pop()
        if number in objects or number in without:
            continue
        value = pdf.objects[number]
        if isinstance(value, pydyf.Stream):
            head, streams[number] = _divided(value)
            objects[number] = parts_of(head)
        else:
            objects[number] = parts_of(value)
        waiting += references(objects[number])
    return {number: objects[number] for number in sorted(objects)}, streams


def references(parts: Sequence[Part]) -> list[int]:
    """Return the numbers of the objects that an object refers to."""
    return [part for part in parts if isinstance(part, int)]


def _divided(stream: pydyf.Stream) -> tuple[dict[str, object], bytes]:
    """Return the dictionary of a stream, and its data as it is written."""
    # Without entries of its own, what stands before the data holds no text that could look like its end.
    plain = pydyf.Stream(stream.stream, {}, stream.compress).data
    data = plain[plain.index(_HEAD_ENDS) + len(_HEAD_ENDS) : -len(_STREAM_ENDS)]
    filters = {"Filter": "/FlateDecode"} if stream.compress else {}
    return {**stream.extra, **filters, "Length": len(data)}, data
