"""What goes to a print shop or an office printer: boxes, marks and bleed; every page in its place on every sheet."""

import json
import shutil
from collections import Counter
from functools import cache

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageStat
from published_pages import LANGUAGES
from small_handbook import fingerprint, replace, write_small_handbook

from handbook.build import pipeline as build_module
from handbook.commands import cli
from handbook.findings.finding import Finding, HandbookError
from handbook.print.press.imposition import signature_order
from handbook.print.press.print_edition import fill_signature, is_notes_page, notes_pages
from handbook.print.render import lay_out
from handbook.project.project import load_project
from handbook.readback.pdf_text import read_brochure

LETTER = (612, 792)
MM = 72 / 25.4
FILES = {
    "brochure-bilingual-booklet.pdf",
    "brochure-en-booklet.pdf",
    "brochure-en-print.pdf",
    "brochure-fr-booklet.pdf",
    "brochure-fr-print.pdf",
    "manifest.json",
}


@pytest.fixture(scope="module", params=["small", pytest.param("real", marks=pytest.mark.whole)])
def published(request):
    """Return the small handbook and the real one, their sites published."""
    if request.param == "small":
        return load_project(request.getfixturevalue("small_brochures"))
    return request.getfixturevalue("real")


@pytest.fixture(scope="module")
def print_once(tmp_path_factory):
    """Return the function that prints a handbook the first time it is asked to, in a copy of its folder."""

    @cache
    def print_copy(root):
        return _print(shutil.copytree(root, tmp_path_factory.mktemp("imprimerie") / "un guide", symlinks=True))

    return print_copy


@pytest.fixture(scope="module")
def printed(print_once, published):
    """Print a handbook."""
    return print_once(published.root)


@pytest.fixture(scope="module")
def small_printed(print_once, small_brochures):
    """Print the small handbook, of which tests work on copies."""
    return print_once(small_brochures)


def _print(root, *arguments):
    """Build the print edition of the handbook in `root`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert cli.main(["build", "--output", "print", *arguments]) == 0
    return load_project(root)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    """Return each language."""
    return request.param


@pytest.fixture(scope="module")
def sheets(printed, language):
    """Open what a print shop gets, to look at."""
    with pypdfium2.PdfDocument(printed.print_edition / printed.print_name(language)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def objects(printed, language):
    """Open what a print shop gets, to take apart."""
    with pikepdf.open(printed.print_edition / printed.print_name(language)) as pdf:
        yield pdf


def box(page, name):
    """Return a box of a page, in points."""
    return [float(edge) for edge in getattr(page, name)]


def letters(page, bounds):
    """Return how often each letter stands between (left, bottom, right, top), in whatever order it is drawn."""
    text = page.get_textpage().get_text_bounded(*bounds)
    return Counter(letter for letter in text if letter.isalnum())


def picture(page, bounds):
    """Return what is seen between (left, bottom, right, top) as a grey picture, coarse enough to be compared."""
    width, height = page.get_size()
    left, bottom, right, top = bounds
    crop = (left, bottom, width - right, height - top)
    return page.render(crop=crop).to_pil().convert("L").reduce(4)


def difference(one, other):
    """Return how much two pictures differ on average: 0 not at all, 255 as black and white do."""
    return ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean[0]


def test_everything_is_there_and_listed(printed):
    """Two files per language, one in both, and the list of their hashes."""
    assert {path.name for path in printed.print_edition.iterdir()} == FILES
    manifest = json.loads((printed.print_edition / "manifest.json").read_text(encoding="utf-8"))
    hashes = {name: entry["sha256"] for name, entry in manifest["files"].items()}
    assert hashes | {"manifest.json": ""} == fingerprint(printed.print_edition) | {"manifest.json": ""}


def test_the_site_stays_as_it_was(published, printed):
    """Not a byte of it is touched."""
    assert fingerprint(printed.site) == fingerprint(published.site)


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


def test_nothing_but_marks_is_outside_the_bleed(sheets):
    """The corners of the slug are white, and so is what is beside the marks."""
    for index in range(len(sheets)):
        page = sheets[index]
        _, height = page.get_size()
        slug = picture(page, (0, height / 3, 5 * MM, 2 * height / 3))
        assert ImageStat.Stat(slug).extrema[0] == (255, 255)


def test_pages_fill_whole_sheets(sheets, published, language):
    """A multiple of four: those of the brochure, pages for notes, the back cover."""
    with pypdfium2.PdfDocument(published.site / "downloads" / published.brochure_name(language)) as brochure:
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


def test_a_print_edition_reads_as_the_brochure_does(published, printed, language):
    """Facts are looked for in what will be left of a sheet: chapter by chapter the same words, without the margins."""
    read = read_brochure(printed.print_edition / printed.print_name(language))
    expected = read_brochure(published.site / "downloads" / published.brochure_name(language))
    assert [chapter.title for chapter in read.chapters] == [chapter.title for chapter in expected.chapters]
    # Pages for notes come after the last chapter.
    for one, other in zip(read.chapters[:-2], expected.chapters[:-2], strict=True):
        assert one.text.split() == other.text.split(), one.title


def test_links_still_lead_where_they_led(objects, sheets, published, language):
    """The rectangle over the words and the place on the page have moved with the words."""
    with pikepdf.open(published.site / "downloads" / published.brochure_name(language)) as brochure:
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


def sides_of(project, name, pages):
    """Yield (page of the booklet, left or right half, number of the page that belongs there) for a booklet."""
    with pypdfium2.PdfDocument(project.print_edition / name) as booklet:
        order = signature_order(pages)
        assert len(booklet) == len(order)
        for index, numbers in enumerate(order):
            side = booklet[index]
            assert side.get_size() == pytest.approx((2 * LETTER[0], LETTER[1]), abs=0.01)
            for half, number in enumerate(numbers):
                yield side, (half * LETTER[0], 0, (half + 1) * LETTER[0], LETTER[1]), number


def test_the_booklet_has_each_page_in_its_half(printed, sheets, language):
    """Its text and its looks, upright."""
    for side, half, number in sides_of(printed, printed.booklet_name(language), len(sheets)):
        page = sheets[number - 1]
        assert letters(side, half) == letters(page, page.get_trimbox()), f"page {number}"
        here, there = picture(side, half), picture(page, page.get_trimbox())
        assert difference(here, there) < 3, f"page {number}"


def test_the_bilingual_booklet_has_each_language_from_its_own_cover(printed):
    """English upright from the first page on, French upside down from the last one back."""
    volumes = [printed.print_edition / printed.print_name(each) for each in LANGUAGES]
    with pypdfium2.PdfDocument(volumes[0]) as english, pypdfium2.PdfDocument(volumes[1]) as french:
        total = len(english) + len(french)
        differences = []
        for side, half, number in sides_of(printed, printed.bilingual_booklet_name, total):
            is_turned = number > len(english)
            page = french[total - number] if is_turned else english[number - 1]
            assert letters(side, half) == letters(page, page.get_trimbox()), f"page {number}"
            here, there = picture(side, half), picture(page, page.get_trimbox())
            turned = there.rotate(180)
            right, wrong = (turned, there) if is_turned else (there, turned)
            assert difference(here, right) < 3, f"page {number}"
            differences.append(difference(here, wrong) - difference(here, right))
        assert sum(differences) / len(differences) > 3


def test_turned_over_the_bilingual_booklet_is_the_same_in_the_other_language(printed):
    """A reader who turns it by 180° holds the other cover, and finds as many pages behind it."""
    with pypdfium2.PdfDocument(printed.print_edition / printed.bilingual_booklet_name) as booklet:
        cover = booklet[0].render(scale=0.5).to_pil().convert("L")
        width, height = cover.size
        french, english = cover.crop((0, 0, width // 2, height)), cover.crop((width // 2, 0, width, height))
        # Both covers have the same green and their imprint at the foot; only titles differ.
        assert difference(english, french.rotate(180)) < difference(english, french)


def test_fonts_are_not_copied_per_page(printed):
    """A booklet is not much larger than what it is made from."""
    folder = printed.print_edition
    size = {path.name: path.stat().st_size for path in folder.iterdir()}
    for language in LANGUAGES:
        assert size[printed.booklet_name(language)] < 2 * size[printed.print_name(language)]
    both = sum(size[printed.print_name(each)] for each in LANGUAGES)
    assert size[printed.bilingual_booklet_name] < 2 * both


def test_files_are_named_and_in_their_language(printed, sheets, objects, language):
    """For the title bar of a window and for voices; nothing in them comes from the clock."""
    assert sheets.get_metadata_value("Title") == printed.title[language]
    with pikepdf.open(printed.print_edition / printed.booklet_name(language)) as booklet:
        assert str(booklet.docinfo.Title) == printed.title[language]
        assert str(booklet.Root.Lang) == str(objects.Root.Lang) == f"{language}-CA"
        assert str(booklet.docinfo.get("/ModDate", "D:20251122")).startswith("D:20251122")
        assert "/CreationDate" not in booklet.docinfo
    with pikepdf.open(printed.print_edition / printed.bilingual_booklet_name) as booklet:
        assert all(printed.title[each] in str(booklet.docinfo.Title) for each in LANGUAGES)


@pytest.mark.parametrize("chapters", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_only_as_many_pages_for_notes_as_are_needed(chapters, paper):
    """They stand before the back cover, and each holds its lines on one page."""
    parts = [f"<section><h1>Chapter {n}</h1></section>" for n in range(chapters)]
    html = f"<html lang=en><title>t</title>{''.join(parts)}{notes_pages(paper, str)}<section><h1>Back</h1></section>"
    css = f"@page {{ size: {paper}; margin: 20mm 22mm 18mm }} section {{ break-before: page }}"
    css += " .notes-title { height: 16mm; margin: 0 } .notes-line { height: 8mm } body { margin: 0 }"
    document, _ = lay_out(html, css, {}, "notes")
    assert len(document.pages) == chapters + 4
    filled = fill_signature(document)
    assert len(filled.pages) % 4 == 0
    notes = [index for index, page in enumerate(filled.pages) if is_notes_page(page)]
    assert notes == list(range(chapters, len(filled.pages) - 1))
    assert len(notes) <= 3


@pytest.mark.whole
def test_the_same_handbook_gives_the_same_bytes(small_printed, tmp_path):
    """In another folder, with a space in its name."""
    again = _print(write_small_handbook(tmp_path / "encore une fois"))
    assert set(fingerprint(again.print_edition)) == FILES
    assert fingerprint(again.print_edition) == fingerprint(small_printed.print_edition)


@pytest.mark.whole
def test_a4_is_imposed_on_a3(tmp_path):
    """The paper of the project is that of the finished page."""
    root = write_small_handbook(tmp_path / "a4")
    replace(root / "pyproject.toml", 'outputs = ["html", "pdf"]', 'outputs = ["print"]\npaper = "a4"')
    project = _print(root, "--language", "fr")
    with pikepdf.open(project.print_edition / project.print_name("fr")) as pdf:
        left, bottom, right, top = box(pdf.pages[0], "trimbox")
        assert ((right - left) / MM, (top - bottom) / MM) == pytest.approx((210, 297), abs=0.1)
    with pikepdf.open(project.print_edition / project.booklet_name("fr")) as pdf:
        assert [edge / MM for edge in box(pdf.pages[0], "mediabox")] == pytest.approx([0, 0, 420, 297], abs=0.1)


@pytest.mark.whole
def test_one_language_alone_has_no_bilingual_booklet_and_a_note_says_so(run, tmp_path):
    """It needs both; once both stand, either may be printed again alone."""
    root = write_small_handbook(tmp_path / "un")
    first = run(root, "build", "--output", "print", "--language", "fr")
    folder = root / "build/print"
    assert first.code == 0
    assert (
        "note: build/print:1: no brochure-bilingual-booklet.pdf, since there is no print edition in English; "
        "build both languages with --output print [booklet]" in first.errors
    )
    assert {path.name for path in folder.iterdir()} == {
        "brochure-fr-booklet.pdf",
        "brochure-fr-print.pdf",
        "manifest.json",
    }
    second = run(root, "build", "--output", "print", "--language", "en")
    assert second.code == 0
    assert "[booklet]" not in second.errors
    assert {path.name for path in folder.iterdir()} == FILES


@pytest.mark.whole
def test_two_papers_are_not_bound_together(run, small_printed, tmp_path):
    """A note says which part is missing, and why."""
    root = shutil.copytree(small_printed.root, tmp_path / "deux", symlinks=True)
    replace(root / "pyproject.toml", 'outputs = ["html", "pdf"]', 'outputs = ["print"]\npaper = "a4"')
    done = run(root, "build", "--language", "fr")
    assert done.code == 0
    assert "its two languages stand on different paper" in done.errors
    assert not (root / "build/print/brochure-bilingual-booklet.pdf").exists()


@pytest.mark.whole
def test_other_outputs_leave_the_print_edition_alone(run, small_printed, tmp_path):
    """Whoever builds the site does not lose what goes to print."""
    root = shutil.copytree(small_printed.root, tmp_path / "site", symlinks=True)
    before = fingerprint(root / "build/print")
    assert run(root, "build", "--output", "html").code == 0
    assert run(root, "build", "--output", "pdf", "--language", "fr").code == 0
    assert fingerprint(root / "build/print") == before


def test_a_print_edition_alone_is_proven_too(run, small_printed, tmp_path):
    """A fact that its page no longer tells stops it, and the old print edition stays."""
    root = shutil.copytree(small_printed.root, tmp_path / "faute", symlinks=True)
    before = fingerprint(root / "build/print")
    replace(root / "source/facts/maple.toml", "Maple was created in 1970", "Maple was dreamt of in 1970")
    done = run(root, "build", "--output", "print", "--language", "en")
    assert done.code == 1
    assert "“Maple was dreamt of in 1970” cannot be read on agencies/maple (en, html, pdf)" in done.errors
    assert fingerprint(root / "build/print") == before
    assert [path.name for path in (root / "build").iterdir() if path.name.startswith("stage")] == []


def test_when_binding_fails_nothing_is_published(small_printed, tmp_path, monkeypatch):
    """Neither the print edition nor the site that was built with it."""
    root = shutil.copytree(small_printed.root, tmp_path / "reliure", symlinks=True)
    before = fingerprint(root / "build/print"), fingerprint(root / "build/site")

    def refuse(*_):
        raise HandbookError([Finding(path="build/print", line=1, message="the glue is dry", rule="glue")])

    monkeypatch.setattr(build_module, "_bind", refuse)
    monkeypatch.chdir(root)
    assert cli.main(["build", "--output", "print", "--output", "html"]) == 1
    assert (fingerprint(root / "build/print"), fingerprint(root / "build/site")) == before
