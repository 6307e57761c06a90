"""A folded pile of sheets reads from its first page to its last; turned over, the bilingual one reads in French."""

from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from handbook.print.press.imposition import (
    BookletPage,
    Volume,
    booklet_pages,
    impose,
    signature_order,
)
from handbook.print.press.print_edition import bind_both_languages

FOURS = st.integers(1, 100).map(lambda sheets: 4 * sheets)


def fold(sides):
    """Return the pages as they come to a reader who folds the printed pile: each sheet inside the one before."""
    outside, inside = sides[::2], sides[1::2]
    first_half = [page for front, back in zip(outside, inside, strict=True) for page in (front[1], back[0])]
    second_half = [page for front, back in zip(outside, inside, strict=True) for page in (front[0], back[1])]
    return first_half + second_half[::-1]


def test_eight_pages_are_on_two_sheets():
    """What anyone finds out with two pieces of paper."""
    assert signature_order(8) == [(8, 1), (2, 7), (6, 3), (4, 5)]


@given(FOURS)
def test_folded_sheets_are_in_order(count):
    """No page is missing, none twice, none out of place."""
    assert fold(signature_order(count)) == list(range(1, count + 1))


@given(FOURS)
def test_two_pages_of_a_side_sum_to_one_more_than_all(count):
    """The rule by which printers check a sheet; and there are two sides to a sheet of four pages."""
    sides = signature_order(count)
    assert len(sides) == count // 2
    assert {left + right for left, right in sides} == {count + 1}


@given(FOURS)
def test_odd_pages_are_on_the_right(count):
    """As in every book."""
    assert all(left % 2 == 0 and right % 2 == 1 for left, right in signature_order(count))


@pytest.mark.parametrize("count", [-4, 0, 1, 2, 3, 5, 6, 21])
def test_pages_that_fill_no_sheet_are_refused(count):
    """Whoever imposes them has to fill them up first."""
    with pytest.raises(ValueError, match=f"{count} pages do not fill sheets of 4"):
        signature_order(count)


@given(st.integers(1, 60), st.integers(1, 60))
def test_a_booklet_with_two_covers_is_the_same_from_both(first, second):
    """Turned by 180°, the last page comes first and what stood upside down stands upright."""
    pages = booklet_pages(first, second)
    turned = [
        BookletPage(volume=1 - page.volume, number=page.number, is_turned=not page.is_turned) for page in pages[::-1]
    ]
    assert turned == booklet_pages(second, first)


@given(st.integers(1, 60), st.integers(1, 60))
def test_both_volumes_are_whole_and_their_covers_outside(first, second):
    """Upright from one cover, upside down from the other."""
    pages = booklet_pages(first, second)
    assert [page.number for page in pages if page.volume == 0] == list(range(1, first + 1))
    assert [page.number for page in pages if page.volume == 1] == list(range(second, 0, -1))
    assert all(page.is_turned == (page.volume == 1) for page in pages)
    assert (pages[0], pages[-1]) == (
        BookletPage(volume=0, number=1),
        BookletPage(volume=1, number=1, is_turned=True),
    )


def test_a_booklet_with_one_cover_has_its_pages_upright():
    """And in their order."""
    assert booklet_pages(3) == [BookletPage(volume=0, number=number) for number in (1, 2, 3)]


@pytest.fixture
def volume(tmp_path):
    """Write a volume of pages of 200 by 300 points with a trim box inside; each draws its number as a grey."""

    def write(name: str, count: int) -> Volume:
        path = tmp_path / f"{name}.pdf"
        with Pdf.new() as pdf:
            shared = pdf.make_stream(b"shared by all pages" * 1000)
            for number in range(1, count + 1):
                page = pdf.add_blank_page(page_size=(220, 320))
                page.trimbox = Array([10, 10, 210, 310])
                page.Contents = pdf.make_stream(b"%.2f g 0 0 60 60 re f" % (number / 100))
                page.Resources = Dictionary(Properties=Dictionary(Shared=shared))
            pdf.docinfo.Title = name
            pdf.save(path, static_id=True, compress_streams=False)
        return Volume(path=path, tag="en-CA")

    return write


def placed(path: Path) -> list[list[tuple[str, tuple[float, ...]]]]:
    """Return what each side of a booklet shows from left to right: (the content of a page, its matrix)."""
    with pikepdf.open(path) as pdf:
        sides = []
        for page in pdf.pages:
            steps = pikepdf.parse_content_stream(page)
            matrices = [tuple(float(n) for n in step.operands) for step in steps if str(step.operator) == "cm"]
            names = [str(step.operands[0]) for step in steps if str(step.operator) == "Do"]
            forms = [page.Resources.XObject[name].read_bytes().decode() for name in names]
            sides.append(list(zip([form.split()[0] for form in forms], matrices, strict=True)))
        return sides


def test_pages_stand_side_by_side_cut_to_their_trim(volume, tmp_path):
    """A sheet is as large as two finished pages; what is outside them is gone."""
    impose([volume("one", 4)], tmp_path / "booklet.pdf")
    left, right = (1, 0, 0, 1, -10, -10), (1, 0, 0, 1, 190, -10)
    assert placed(tmp_path / "booklet.pdf") == [
        [("0.04", left), ("0.01", right)],
        [("0.02", left), ("0.03", right)],
    ]
    with pikepdf.open(tmp_path / "booklet.pdf") as pdf:
        for page in pdf.pages:
            assert page.mediabox.as_list() == [0, 0, 400, 300]
            assert [form.BBox.as_list() for form in page.Resources.XObject.values()] == [[10, 10, 210, 310]] * 2


def test_pages_of_the_other_volume_stand_upside_down(volume, tmp_path):
    """Each in its own half of the sheet."""
    impose([volume("one", 4), volume("two", 4)], tmp_path / "booklet.pdf")
    sides = placed(tmp_path / "booklet.pdf")
    assert sides[0] == [("0.01", (-1, 0, 0, -1, 210, 310)), ("0.01", (1, 0, 0, 1, 190, -10))]
    assert sides[1] == [("0.02", (1, 0, 0, 1, -10, -10)), ("0.02", (-1, 0, 0, -1, 410, 310))]


def test_what_pages_share_is_copied_once(volume, tmp_path):
    """Else a booklet would carry its fonts once per page."""
    source = volume("one", 40)
    impose([source], tmp_path / "booklet.pdf")
    with pikepdf.open(tmp_path / "booklet.pdf") as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        assert sum(item.read_bytes().startswith(b"shared") for item in streams) == 1


def test_a_booklet_says_what_it_is_and_how_it_is_printed(volume, tmp_path):
    """Printing programs offer to print both sides over the short edge, at full size."""
    impose([volume("one", 4), volume("two", 4)], tmp_path / "booklet.pdf")
    with pikepdf.open(tmp_path / "booklet.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "one / two"
        assert str(pdf.Root.Lang) == "en-CA"
        assert pdf.Root.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge
        assert pdf.Root.ViewerPreferences.PrintScaling == Name("/None")
        assert not {"/CreationDate", "/ModDate"} & set(pdf.docinfo.keys())


def test_the_same_pages_give_the_same_bytes(volume, tmp_path):
    """Under any name."""
    source = volume("one", 8)
    for name in ("first.pdf", "second one.pdf"):
        impose([source], tmp_path / name)
    assert (tmp_path / "first.pdf").read_bytes() == (tmp_path / "second one.pdf").read_bytes()


def test_a_handbook_in_one_language_needs_no_bilingual_booklet(project, tmp_path):
    """Nor a note that it has none."""
    assert bind_both_languages(replace(project, languages=("en",)), tmp_path) == []
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(("language", "lacking"), [("en", "Français"), ("fr", "English")])
def test_a_booklet_that_waits_for_the_other_language_says_for_which(project, volume, language, lacking):
    """By the language's own name."""
    path = volume(f"brochure-{language}-print", 4).path
    [notice] = bind_both_languages(project, path.parent)
    assert f"there is no print edition in {lacking}; build both languages" in notice.message


def test_a_full_disk_is_an_error_that_python_tells(volume):
    """Not the end of the process."""
    with pytest.raises(OSError, match="No space left"):
        impose([volume("one", 4)], Path("/dev/full"))
