"""A sheet for a print shop: the page where programs look for it, and all that belongs to it moved along."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from handbook.print.press.sheets import crop_marks, prepare_for_press

MM = 72 / 25.4


@pytest.fixture
def sheet(tmp_path):
    """Write a page as WeasyPrint writes one with a bleed of 3 mm: its trim at the origin, links, figure and pattern."""
    path = tmp_path / "sheet.pdf"
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 500))
        page = pdf.pages[0]
        page.mediabox = Array([-8.5, -8.5, 408.5, 508.5])
        page.trimbox = Array([0, 0, 400, 500])
        page.bleedbox = Array([-1, -1, 401, 501])
        page.Contents = pdf.make_stream(b"0 1 0 rg -50 -50 600 700 re f")
        pattern = pdf.make_indirect(Dictionary(PatternType=2, Matrix=Array([1, 0, 0, 1, 5, 6])))
        page.Resources = pdf.make_indirect(Dictionary(Pattern=Dictionary(P0=pattern)))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 20, 30, 40]), Dest=String("here"))
        page.Annots = Array([pdf.make_indirect(link)])
        names = pikepdf.NameTree.new(pdf)
        names["here"] = Array([page.obj, Name.XYZ, 10, 300, 0])
        pdf.Root.Names = Dictionary(Dests=names.obj)
        figure = Dictionary(Type=Name.StructElem, S=Name.Figure, Pg=page.obj, A=Dictionary(BBox=Array([1, 2, 3, 4])))
        pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Array([pdf.make_indirect(figure)])))
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Here", 0, "XYZ", left=10, top=300, zoom=0))
        # A second page shares the resources of the first.
        second = pdf.add_blank_page(page_size=(400, 500))
        second.trimbox, second.Resources = page.trimbox, page.Resources
        pdf.save(path, static_id=True)
    prepare_for_press(path)
    with pikepdf.open(path) as pdf:
        yield pdf


def moved(*numbers):
    """Return coordinates as they are on the sheet: 3 mm of bleed and 6 mm of slug further right and up."""
    return pytest.approx([number + 9 * MM for number in numbers], abs=0.001)


def floats(array):
    """Return an array of numbers as a list."""
    return [float(number) for number in array]


def test_boxes_are_those_of_a_print_shop(sheet):
    """The sheet starts at 0, 0; the bleed is 3 mm all round, the slug 6 mm more."""
    for page in sheet.pages:
        assert floats(page.mediabox) == pytest.approx([0, 0, 400 + 18 * MM, 500 + 18 * MM], abs=0.001)
        assert floats(page.trimbox) == moved(0, 0, 400, 500)
        assert floats(page.bleedbox) == moved(-3 * MM, -3 * MM, 400 + 3 * MM, 500 + 3 * MM)


def test_what_belongs_to_a_page_moves_with_it(sheet):
    """Links, where links and bookmarks lead, the place of a figure."""
    page = sheet.pages[0]
    assert floats(page.Annots[0].Rect) == moved(10, 20, 30, 40)
    destination = pikepdf.NameTree(sheet.Root.Names.Dests)["here"]
    assert destination[0].objgen == page.objgen
    assert floats(destination.as_list()[2:4]) == moved(10, 300)
    assert floats(sheet.Root.Outlines.First.Dest.as_list()[2:4]) == moved(10, 300)
    assert floats(sheet.Root.StructTreeRoot.K[0].A.BBox) == moved(1, 2, 3, 4)


def test_a_pattern_moves_once_however_many_pages_share_it(sheet):
    """It does not start where the page does, but where the sheet does."""
    matrix = floats(sheet.pages[1].Resources.Pattern.P0.Matrix)
    assert matrix[:4] == [1, 0, 0, 1]
    assert matrix[4:] == moved(5, 6)


def test_nothing_of_a_page_is_drawn_outside_the_bleed(sheet):
    """The page is cut at the bleed box before it is moved; after it come the marks, as artefacts."""
    content = sheet.pages[0]
    steps = [(str(step.operator), step.operands) for step in pikepdf.parse_content_stream(content)]
    operators = [operator for operator, _ in steps]
    assert operators[:5] == ["q", "re", "W", "n", "cm"]
    left, bottom, right, top = floats(content.bleedbox)
    assert floats(steps[1][1]) == pytest.approx([left, bottom, right - left, top - bottom], abs=0.001)
    assert floats(steps[4][1])[4:] == moved(0, 0)
    assert operators.index("BDC") > operators.index("Q")
    assert operators.count("S") == 8
    assert str(steps[operators.index("BDC")][1][0]) == "/Artifact"
    assert operators.count("q") == operators.count("Q")


def test_crop_marks_point_at_the_corners_from_outside_the_bleed():
    """Eight lines, each on the prolongation of an edge, 5 mm long, none on what is printed."""
    trim = (100, 200, 300, 600)
    marks = crop_marks(trim)
    assert len(set(marks)) == 8
    for x1, y1, x2, y2 in marks:
        assert (x1 == x2 and x1 in (100, 300)) or (y1 == y2 and y1 in (200, 600))
        assert abs(x2 - x1) + abs(y2 - y1) == pytest.approx(5 * MM)
        outside = [max(100 - x, x - 300, 200 - y, y - 600) for x, y in ((x1, y1), (x2, y2))]
        assert min(outside) == pytest.approx(3 * MM)
