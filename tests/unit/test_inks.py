"""What is black or grey on a press file is black ink alone, wherever it is drawn; else its page is named."""

from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from conformance import inks
from conformance.inks import check_inks, four_inks, plates, read_inks
from conformance.tools import ConformanceError
from handbook.print.press.sheets import prepare_for_press

GREEN = b"0.06 0.35 0.3 rg "
TEXT = b"BT /F0 12 Tf (a) Tj ET "
FORM = b"0.2 0.2 0.2 rg " + TEXT
# What is drawn, and what of it is grey but not of black ink alone.
DRAWN = {
    "black": (b"0 g " + TEXT, []),
    "nothing-said": (TEXT, []),
    "black-of-cmyk": (b"0 0 0 1 k " + TEXT, []),
    "green": (GREEN + TEXT, []),
    "black-of-rgb": (b"0 0 0 rg " + TEXT, ["text"]),
    "nearly-black": (b"0.12 0.15 0.14 rg " + TEXT, ["text"]),
    "set-as-a-space": (b"/DeviceRGB cs 0 0 0 sc " + TEXT, ["text"]),
    "a-space-alone": (b"/DeviceRGB cs " + TEXT, ["text"]),
    "profile": (b"/Ours cs 0.5 0.5 0.5 scn " + TEXT, ["text"]),
    "only-the-outline": (b"0 0 0 rg 1 Tr " + TEXT, []),
    "outlined-in-rgb": (b"0 0 0 RG 1 Tr " + TEXT, ["text"]),
    "unseen": (b"0 0 0 rg 3 Tr " + TEXT, []),
    "given-back": (b"q 0 0 0 rg Q " + TEXT, []),
    "still-there": (b"0 0 0 rg q 1 g Q " + TEXT, ["text"]),
    "rule": (b"0.8 0.8 0.8 RG 0 0 m 9 9 l S", ["line"]),
    "ground": (b"0.9 0.9 0.9 rg 0 0 9 9 re f", ["area"]),
    "both": (b"0.9 0.9 0.9 rg 0.1 0.1 0.1 RG 0 0 9 9 re B", ["area", "line"]),
    "clipped-alone": (b"0 0 0 rg 0 0 9 9 re W n", []),
    "in-a-group": (b"/X0 Do", ["text"]),
    "in-a-tile": (b"/Pattern cs /P0 scn 0 0 9 9 re f", ["text"]),
}


def write_sheet(path, content):
    """Write a page as WeasyPrint does, with a group and a tile of a pattern that hold grey text."""
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 500))
        page.trimbox = Array([0, 0, 400, 500])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        own = Dictionary(Font=Dictionary(F0=font))
        form, tile = pdf.make_stream(FORM), pdf.make_stream(FORM)
        form.Subtype, form.BBox, form.Resources = Name.Form, Array([0, 0, 9, 9]), own
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 9, 9]), 9, 9, own
        profile = Array([Name.ICCBased, pdf.make_indirect(pdf.make_stream(b"", N=3))])
        page.Resources = Dictionary(
            Font=own.Font, XObject=Dictionary(X0=form), Pattern=Dictionary(P0=tile), ColorSpace=Dictionary(Ours=profile)
        )
        page.Contents = pdf.make_stream(content)
        pdf.save(path)
    return path


@pytest.mark.parametrize(("content", "greys"), DRAWN.values(), ids=DRAWN)
def test_a_grey_of_four_inks_is_found_wherever_it_is_painted(tmp_path, content, greys):
    """Text, lines and areas, in whatever way a colour is said; what is not painted is not there."""
    findings = list(four_inks(read_inks(write_sheet(tmp_path / "sheet.pdf", content)), "sheet.pdf"))
    assert [finding.message.split()[2] for finding in findings] == greys
    assert all(finding.message.startswith("p. 1: ") and finding.rule == "black-ink" for finding in findings)


@pytest.mark.parametrize(
    "content", [b"0 0 0 rg\n" + TEXT, b"0.8 0.8 0.8 RG\n0 0 m 9 9 l S", b"/X0 Do", b"/Pattern cs /P0 scn 0 0 9 9 re f"]
)
def test_what_goes_to_press_is_of_black_ink_wherever_it_is_drawn(tmp_path, content):
    """On the page, in a group of its own, in a tile of a pattern."""
    path = write_sheet(tmp_path / "sheet.pdf", content.replace(FORM, b"0.2 0.2 0.2 rg\n" + TEXT))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for drawn in (pdf.pages[0].Resources.XObject.X0, pdf.pages[0].Resources.Pattern.P0):
            drawn.write(b"0.2 0.2 0.2 rg\n" + TEXT)
        pdf.save(path)
    assert list(four_inks(read_inks(path), "before"))
    prepare_for_press(path)
    [page] = read_inks(path)
    assert list(four_inks([page], "after")) == []
    assert {each.kind for each in page.painted} >= {"line"}  # the marks


def test_a_page_is_without_a_colour_where_neither_text_nor_line_nor_picture_has_one(tmp_path):
    """These are the pages that Ghostscript is asked about; a picture of pixels has inks of its own."""
    drawn = {"black": b"0 0 0 rg " + TEXT, "green": GREEN + TEXT, "unused": GREEN + b"0 g " + TEXT}
    pages = {name: read_inks(write_sheet(tmp_path / "sheet.pdf", content))[0] for name, content in drawn.items()}
    assert {name: page.is_colourless for name, page in pages.items()} == {"black": True, "green": False, "unused": True}
    assert not replace(pages["black"], has_pixels=True).is_colourless


class _Said:
    """What a program has said."""

    def __init__(self, text, returncode=0):
        self.stdout, self.stderr, self.returncode = text.encode(), b"not a PDF", returncode


SEPARATED = " 0.00000  0.00000  0.00000  0.05120 CMYK OK\n {}  0.00000  0.00000  0.05120 CMYK OK\n"


@pytest.mark.parametrize("said", [_Said("", 1), _Said(""), _Said(SEPARATED, 1)])
def test_ghostscript_that_reads_nothing_is_no_verdict(tmp_path, monkeypatch, said):
    """Neither good nor bad: nobody knows."""
    monkeypatch.setattr(inks.subprocess, "run", lambda *_, **__: said)
    with pytest.raises(ConformanceError, match=r"cannot read sheet\.pdf: not a PDF"):
        plates(tmp_path / "sheet.pdf")


@pytest.mark.parametrize(("cyan", "broken"), [("0.00000", 0), ("0.04100", 1)])
def test_a_page_without_a_colour_that_has_other_inks_is_named(tmp_path, monkeypatch, cyan, broken):
    """The second of two pages."""
    (tmp_path / "print").mkdir()
    write_sheet(tmp_path / "print" / "brochure-en-print.pdf", TEXT)
    with pikepdf.open(tmp_path / "print" / "brochure-en-print.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(tmp_path / "print" / "brochure-en-print.pdf")
    monkeypatch.setattr(inks, "require", lambda *_: None)
    monkeypatch.setattr(inks.subprocess, "run", lambda *_, **__: _Said(SEPARATED.format(cyan)))
    project = type("Handbook", (), {"root": tmp_path, "print_edition": tmp_path / "print"})()
    black, separated = check_inks(project, {})
    assert (black.passed, black.broken) == (1, ())
    assert (separated.passed, len(separated.broken)) == (2 - broken, broken)
    assert all(finding.message.startswith("p. 2: ") for finding in separated.broken)


@pytest.mark.parametrize("content", [None, GREEN + TEXT])
def test_without_a_page_to_look_at_there_is_no_verdict(tmp_path, monkeypatch, content):
    """No file, or no page without a colour."""
    (tmp_path / "print").mkdir()
    if content:
        write_sheet(tmp_path / "print" / "brochure-en-print.pdf", content)
    monkeypatch.setattr(inks, "require", lambda *_: None)
    project = type("Handbook", (), {"root": tmp_path, "print_edition": tmp_path / "print"})()
    with pytest.raises(ConformanceError):
        check_inks(project, {})
