"""Chapters laid out alone and linked: the same file however it was made, and whatever their texts look like."""

import io
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pikepdf
import pydyf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.pdf.fonts import ffi
from weasyprint.pdf.metadata import DocumentMetadata

from handbook.print.fragment_job import FragmentJob, HereExecutor, lay_out_fragment, press_of
from handbook.print.linking import linker, shown_faces
from handbook.print.linking.fragment import fragment_bytes, read_fragment
from handbook.print.linking.pdf_values import Blank, parts_of
from handbook.print.tagging.finish import draw

CSS = """
@font-face { font-family: Test; src: url(handbook:///fonts/HandbookSans-Regular.ttf) }
@page { size: 90mm 60mm; margin: 12mm; @bottom-left { width: 100%; content: "000\\00a0\\00a0\\00a0" string(t) }
  @bottom-right { width: 100%; text-align: right; content: string(t) "\\00a0\\00a0\\00a0" "000" } }
html { font: 10pt/14pt Test }
h1 { string-set: t content(); bookmark-level: 1 }
a::after { content: " (p. " attr(data-page) ")" }
"""
HEAD = '<!DOCTYPE html><html lang="en"><head><title>.</title></head><body>'


def job(name, target, digits=1):
    """Return a chapter of two pages that refers to another."""
    body = f'<h1 id="{name}">{name}</h1><p>12 0 R, <a href="#{target}">to {target}</a></p>'
    body += '<p style="break-before: page">000   more'
    return FragmentJob(html=HEAD + body, css=CSS, pictures={}, digits={target: digits}, docnames={})


def linked(data, target):
    """Link fragments, as bytes, to a file."""
    fragments = [read_fragment(fragment) for fragment in data]
    document, _ = press_of(CSS).lay_out(shown_faces.specimen(fragments), {}, {})
    draw(document)
    faces = shown_faces.faces_of(document)
    linker.link(fragments, DocumentMetadata(title="t", lang="en"), faces, target)
    return target.read_bytes()


JOBS = [job("one", "six", 2), *(job(name, "one") for name in ("two", "three", "four", "five")), job("six", "two")]


def test_the_bytes_are_the_same_whoever_lays_out(tmp_path):
    """In this process, in threads' stead one after the other backwards, in a pool, and from bytes that were kept."""
    here = [lay_out_fragment(each) for each in JOBS]
    backwards = [lay_out_fragment(each) for each in reversed(JOBS)][::-1]
    with HereExecutor() as executor:
        submitted = [executor.submit(lay_out_fragment, each).result() for each in JOBS]
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        pooled = list(pool.map(lay_out_fragment, JOBS))
    kept = [fragment_bytes(read_fragment(data)) for data in here]
    files = {linked(data, tmp_path / f"{n}.pdf") for n, data in enumerate((here, backwards, submitted, pooled, kept))}
    assert len(files) == 1
    assert here == kept


def test_faces_are_cut_with_one_type_of_lists(tmp_path, monkeypatch):
    """Else cffi parses one for each length, of each face of each file."""
    kinds, new = set(), ffi.new
    monkeypatch.setattr(ffi, "new", lambda kind, *values: kinds.add(kind) or new(kind, *values))
    linked([lay_out_fragment(each) for each in JOBS], tmp_path / "a.pdf")
    assert {kind for kind in kinds if kind.startswith("hb_codepoint_t")} == {"hb_codepoint_t[]"}


def test_numbers_are_those_of_the_whole(tmp_path):
    """At the foot on the outer side, and in references; a text that looks like either stays what it is."""
    data = linked([lay_out_fragment(each) for each in JOBS], tmp_path / "a.pdf")
    with pypdfium2.PdfDocument(data) as pdf:
        texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    assert len(texts) == 12
    for number, text in enumerate(texts, 1):
        name = ("one", "two", "three", "four", "five", "six")[(number - 1) // 2]
        folio = f"{name} {number}" if number % 2 else f"{number} {name}"
        assert text.endswith(folio), text
        assert text.count(str(number)) >= 1
        assert ("12 0 R" in text) == bool(number % 2)
        assert ("000 more" in text) == (not number % 2)
    assert "to six (p. 11)" in texts[0]
    assert "to one (p. 1)" in texts[2]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [str(item.title) for item in pdf.open_outline().root] == ["one", "two", "three", "four", "five", "six"]
        words = [str(page.Annots[0].Contents) for page in pdf.pages if "/Annots" in page]
        assert words == ["to six (p. 11)", *["to one (p. 1)"] * 4, "to two (p. 3)"]
        keys = [int(page.Annots[0].StructParent) for page in pdf.pages if "/Annots" in page]
        assert keys == list(range(12, 18))


def test_places_stand_in_the_order_of_the_bytes_of_their_names(tmp_path):
    """Programs look for one by halves (ISO 32000-1, 7.9.6); with an accent in it, it begins with a byte above ASCII."""
    data = linked(
        [lay_out_fragment(job(*names)) for names in (("one", "née"), ("née", "two"), ("two", "one"))],
        tmp_path / "a.pdf",
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = [bytes(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
        assert len(names) == 3
        assert names == sorted(names)
        assert {bytes(page.Annots[0].Dest) for page in pdf.pages if "/Annots" in page} == set(names)


def test_a_link_to_nowhere_is_no_file(tmp_path):
    """Whoever links asks before."""
    with pytest.raises(LookupError, match="nowhere"):
        linked([lay_out_fragment(job("one", "none"))], tmp_path / "a.pdf")


def test_what_has_something_wrong_is_not_sound():
    """A text too wide for its place."""
    assert read_fragment(lay_out_fragment(JOBS[0])).is_sound
    wide = replace(JOBS[0], html=f"{HEAD}<h1>{'x' * 200}</h1>")
    assert not read_fragment(lay_out_fragment(wide)).is_sound


LEAVES = st.one_of(
    st.text("0123456789 R()\\<>[]/é合", max_size=12).map(pydyf.String),
    st.from_regex(r"\A[0-9]{1,3} 0 R\Z").map(pydyf.String),
    st.integers(-9, 9),
    st.integers(1, 99).map(lambda number: b"%d 0 R" % number),
    st.integers(0, 9).map(lambda number: Blank("page", number)),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(pydyf.Array),
        st.dictionaries(st.sampled_from("ABC"), inner).map(pydyf.Dictionary),
    ),
)


def plain(value, found):
    """Return the value as pydyf writes it, every reference one higher, and note those."""
    if isinstance(value, Blank):
        return b"%d" % value.number_of_kind
    if isinstance(value, bytes):
        found.append(int(value.split()[0]))
        return b"%d 0 R" % (found[-1] + 1)
    if isinstance(value, dict):
        return pydyf.Dictionary({key: plain(inner, found) for key, inner in value.items()})
    if isinstance(value, list):
        return pydyf.Array([plain(inner, found) for inner in value])
    return value


@given(VALUES)
def test_references_get_other_numbers_and_texts_stay(value):
    """A text that reads “12 0 R” is no reference."""
    found = []
    expected = pydyf.Array([plain(value, found)]).data[1:-1]
    parts = json.loads(json.dumps(parts_of(value)))
    assert [part for part in parts if isinstance(part, int)] == found
    written = [
        part.encode("latin-1")
        if isinstance(part, str)
        else b"%d 0 R" % (part + 1)
        if isinstance(part, int)
        else b"%d" % part[1]
        for part in parts
    ]
    assert b"".join(written) == expected


@given(st.data())
def test_bytes_that_are_no_fragment_are_refused(data):
    """Cut off, or with another byte in what tells where streams are: a ValueError, and nothing else."""
    whole = FRAGMENT
    place = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ValueError, match="no fragment"):
        read_fragment(whole[:place])


FRAGMENT = lay_out_fragment(JOBS[1])
