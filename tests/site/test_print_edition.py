"""What goes to a print shop: boxes, marks and bleed on every sheet; the pages of the brochure, whole and in order."""

import json
import re

import pikepdf
import pypdfium2
import pytest
from PIL import ImageStat
from print_shop import LETTER, MM, box, files_of, letters, picture
from published_pages import LANGUAGES
from small_handbook import fingerprint

from conformance.inks import four_inks, read_inks
from handbook.facts.registry import load_registry
from handbook.pictures.tones import tone_of
from handbook.print.document import press_stylesheet
from handbook.print.press.print_edition import filled_signature, is_notes_page, notes_parts
from handbook.print.render import lay_out
from handbook.print.tagging.finish import draw
from handbook.project.project import Edition
from handbook.readback.pdf_text import read_brochure


def test_everything_is_there_and_listed(printed):
    """Two files per language and one per leaflet, one in both, and the list of their hashes."""
    assert {path.name for path in printed.print_edition.iterdir()} == files_of(printed, *LANGUAGES)
    manifest = json.loads((printed.print_edition / "manifest.json").read_text(encoding="utf-8"))
    hashes = {name: entry["sha256"] for name, entry in manifest["files"].items()}
    assert hashes | {"manifest.json": ""} == fingerprint(printed.print_edition) | {"manifest.json": ""}


def test_the_site_stays_as_it_was(to_print, printed):
    """Not a byte of it is touched."""
    assert fingerprint(printed.site) == fingerprint(to_print.site)


def test_boxes_are_right_on_every_sheet(objects):
    """Trimmed to US Letter; 3 mm of bleed, which is within the sheet; the sheet starts at 0, 0."""
    for page in objects.pages:
        left, bottom, right, top = box(page, "trimbox")
        assert (right - left, top - bottom) == pytest.approx(LETTER, abs=0.01)
        bleed = [left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM]
        assert box(page, "bleedbox") == pytest.approx(bleed, abs=0.01)
        media = box(page, "mediabox")
        assert media[:2] == [0, 0]
        assert bleed[2] < media[2] and bleed[3] < media[3]
        assert bleed[0] > 0 and bleed[1] > 0


def test_crop_marks_stand_at_the_corners_of_every_sheet(sheets):
    """Dark where the cut is, 6 mm outside the finished page, on white."""
    for index in range(len(sheets)):
        page = sheets[index]
        width, height = page.get_size()
        left, bottom, right, top = page.get_trimbox()
        places = [(x, y) for x in (left - 6 * MM, right + 6 * MM) for y in (bottom, top)]
        places += [(x, y) for x in (left, right) for y in (bottom - 6 * MM, top + 6 * MM)]
        for x, y in places:
            mark = page.render(scale=4, crop=(x - 1, y - 1, width - x - 1, height - y - 1)).to_pil().convert("L")
            assert ImageStat.Stat(mark).extrema[0][0] < 128
            assert ImageStat.Stat(mark).median[0] == 255


def test_colour_goes_on_over_every_edge(sheets):
    """What touches the cut on the inside is on its outside as well, on each page, up to the end of the bleed."""
    coloured = []
    for index in range(len(sheets)):
        page = sheets[index]
        seen = page.render(scale=2).to_pil().convert("RGB")
        left, bottom, right, top = (edge * 2 for edge in page.get_trimbox())
        height = seen.height
        inch = 144
        for along in range(5, int(top - bottom) // inch):
            y = height - bottom - along * inch
            pairs = [
                ((left + MM, y), (left - 2.5 * 2 * MM, y)),
                ((right - MM, y), (right + 2.5 * 2 * MM, y)),
            ]
            for inside, outside in pairs:
                assert seen.getpixel(_whole(inside)) == seen.getpixel(_whole(outside)), f"page {index + 1}"
        for x in (left + inch, (left + right) / 2, right - inch):
            pairs = [
                ((x, height - top + MM), (x, height - top - 2.5 * 2 * MM)),
                ((x, height - bottom - MM), (x, height - bottom + 2.5 * 2 * MM)),
            ]
            for inside, outside in pairs:
                assert seen.getpixel(_whole(inside)) == seen.getpixel(_whole(outside)), f"page {index + 1}"
                coloured.append((index, seen.getpixel(_whole(outside)) != (255, 255, 255)))
    for cover in (0, len(sheets) - 1):
        assert all(is_coloured for index, is_coloured in coloured if index == cover)


def _whole(point):
    return tuple(int(number) for number in point)


def test_text_is_of_black_ink_or_of_a_colour_of_the_handbook(printed, printed_in):
    """No grey of four inks on any page of brochure and leaflets, and no text in a colour that nobody has chosen."""
    registry = load_registry(printed)
    chosen = {tone_of(subject, registry.colours).lower() for subject in registry.portrayed()}
    edition = Edition(project=printed, language=printed_in, siblings=())
    chosen |= set(re.findall("#[0-9a-f]{6}", press_stylesheet(edition)))
    paths = sorted(printed.print_edition.glob(f"*-{printed_in}-print.pdf"))
    assert len(paths) > 1
    for path in paths:
        pages = read_inks(path)
        assert [str(finding) for finding in four_inks(pages, path.name)] == []
        paints = {each.paint for page in pages for each in page.painted if each.kind == "text"}
        assert {paint for paint in paints if paint.is_black_ink}
        coloured = {
            f"#{''.join(f'{round(part * 255):02x}' for part in paint.parts)}"
            for paint in paints
            if not paint.is_black_ink
        }
        assert coloured and coloured <= chosen, path.name


def test_nothing_but_marks_is_outside_the_bleed(sheets):
    """The corners of the slug are white, and so is what is beside the marks."""
    for index in range(len(sheets)):
        page = sheets[index]
        _, height = page.get_size()
        slug = picture(page, (0, height / 3, 5 * MM, 2 * height / 3))
        assert ImageStat.Stat(slug).extrema[0] == (255, 255)


def test_pages_fill_whole_sheets(sheets, to_print, printed_in):
    """A multiple of four: those of the brochure, pages for notes, the back cover."""
    with pypdfium2.PdfDocument(to_print.site / "downloads" / to_print.brochure_name(printed_in)) as brochure:
        notes = len(sheets) - len(brochure)
        assert len(sheets) % 4 == 0
        assert 0 <= notes <= 3
        for index in range(len(brochure)):
            page = sheets[index if index < len(brochure) - 1 else len(sheets) - 1]
            expected = letters(brochure[index], (0, 0, *LETTER))
            assert letters(page, page.get_trimbox()) == expected, f"page {index + 1}"
    for index in range(len(sheets) - 1 - notes, len(sheets) - 1):
        text = sheets[index].get_textpage().get_text_bounded()
        assert "Notes" in text.split()


def test_a_print_edition_reads_as_the_brochure_does(to_print, printed, printed_in):
    """Facts are looked for in what will be left of a sheet: chapter by chapter the same words, without the margins."""
    read = read_brochure(printed.print_edition / printed.print_name(printed_in))
    expected = read_brochure(to_print.site / "downloads" / to_print.brochure_name(printed_in))
    assert [chapter.title for chapter in read.chapters] == [chapter.title for chapter in expected.chapters]
    # Pages for notes come after the last chapter.
    for one, other in zip(read.chapters[:-2], expected.chapters[:-2], strict=True):
        assert one.text.split() == other.text.split(), one.title


def test_links_still_lead_where_they_led(objects, sheets, to_print, printed_in):
    """The rectangle over the words and the place on the page have moved with the words."""
    with pikepdf.open(to_print.site / "downloads" / to_print.brochure_name(printed_in)) as brochure:
        last = len(brochure.pages) - 1
        shift = 9 * MM
        before = {name: value for name, value in pikepdf.NameTree(brochure.Root.Names.Dests).items()}
        after = {name: value for name, value in pikepdf.NameTree(objects.Root.Names.Dests).items()}
        assert before.keys() <= after.keys()
        for name, value in before.items():
            expected = [float(number) + shift for number in value.as_list()[2:4]]
            assert [float(number) for number in after[name].as_list()[2:4]] == pytest.approx(expected, abs=0.01)
            index = _index(brochure, value[0])
            assert _index(objects, after[name][0]) == (index if index < last else len(objects.pages) - 1)
        count = 0
        for index, page in enumerate(brochure.pages[:last]):
            old, new = (each.get("/Annots", []) for each in (page, objects.pages[index]))
            assert len(old) == len(new)
            for one, other in zip(old, new, strict=True):
                expected = [float(number) + shift for number in one.Rect]
                assert [float(number) for number in other.Rect] == pytest.approx(expected, abs=0.01)
                count += 1
        assert count > 10


def _index(pdf, page):
    return next(index for index, each in enumerate(pdf.pages) if each.objgen == page.objgen)


def test_bookmarks_lead_into_the_page(sheets):
    """To the same chapters, on pages that are there."""
    marks = list(sheets.get_toc())
    assert len(marks) > 10
    for mark in marks:
        destination = mark.get_dest()
        assert destination.get_index() < len(sheets)


def test_files_are_named_and_in_their_language(printed, sheets, objects, printed_in):
    """For the title bar of a window and for voices; nothing in them comes from the clock."""
    assert sheets.get_metadata_value("Title") == printed.title[printed_in]
    with pikepdf.open(printed.print_edition / printed.booklet_name(printed_in)) as booklet:
        assert str(booklet.docinfo.Title) == printed.title[printed_in]
        assert str(booklet.Root.Lang) == str(objects.Root.Lang) == f"{printed_in}-CA"
        assert str(booklet.docinfo.get("/ModDate", "D:20251122")).startswith("D:20251122")
        assert "/CreationDate" not in booklet.docinfo
    with pikepdf.open(printed.print_edition / printed.bilingual_booklet_name) as booklet:
        assert all(printed.title[each] in str(booklet.docinfo.Title) for each in LANGUAGES)


@pytest.mark.parametrize("chapters", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_only_as_many_pages_for_notes_as_are_needed(chapters, paper):
    """They stand before the back cover, and each holds its lines on one page."""
    css = f"@page {{ size: {paper}; margin: 20mm 22mm 18mm }}"
    css += " .notes-title { height: 16mm; margin: 0 } .notes-line { height: 8mm } body { margin: 0 }"
    notes = [part.body for part in notes_parts(paper, str)]
    bodies = [*(f"<h1>Chapter {n}</h1>" for n in range(chapters)), *notes, "<h1>Back</h1>"]
    fragments = [
        draw(lay_out(f"<html lang=en><title>t</title>{body}", css, {}, "notes")[0]).fragment for body in bodies
    ]
    assert [len(fragment.pages) for fragment in fragments] == [1] * (chapters + 4)
    filled = filled_signature(fragments)
    assert len(filled) % 4 == 0
    notes = [index for index, fragment in enumerate(filled) if is_notes_page(fragment)]
    assert notes == list(range(chapters, len(filled) - 1))
    assert len(notes) <= 3
