"""What an office printer folds to a booklet: every page in its place on every sheet, in one language or in both."""

import pypdfium2
import pytest
from print_shop import LETTER, difference, letters, picture
from published_pages import LANGUAGES

from handbook.print.press.imposition import signature_order


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


def test_the_booklet_has_each_page_in_its_half(printed, sheets, printed_in):
    """Its looks, upright, and drawn as text: half of a sheet has no tags, so that PDFium tells divided words twice."""
    for side, half, number in sides_of(printed, printed.booklet_name(printed_in), len(sheets)):
        page = sheets[number - 1]
        assert bool(letters(side, half)) == bool(letters(page, page.get_trimbox())), f"page {number}"
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
            assert bool(letters(side, half)) == bool(letters(page, page.get_trimbox())), f"page {number}"
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
