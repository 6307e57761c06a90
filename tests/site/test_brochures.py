"""The brochures: every page a chapter, page numbers right, links alive, tagged, in the bundled fonts."""

import re

import pypdfium2
import pytest
from published_pages import LANGUAGES, TAGS, page_of
from pypdfium2 import raw

from handbook.print import document
from handbook.project.paper import MARGIN_BOTTOM
from handbook.project.paper import POINTS_PER_MM as MM

LETTER = (612, 792)


@pytest.fixture(scope="module", params=LANGUAGES)
def brochure(request, editions):
    """Return the brochure of each language."""
    return editions[request.param].brochure


@pytest.fixture(scope="module")
def language(brochure):
    """Return the language of the brochure, as its file is named."""
    return brochure.path.stem.rpartition("-")[2]


@pytest.fixture(scope="module")
def pdf(brochure):
    """Open the brochure."""
    with pypdfium2.PdfDocument(brochure.path) as document:
        yield document


def reading_order(published, language):
    """Return the heading of every page as the menu of the start page lists them."""
    menu = page_of(published.site, language, "index").xpath("//*[@id='contents']/nav[@class='contents']//a/@href")
    docnames = ["index" if href == "#" else href.removesuffix(".html") for href in menu]
    assert sorted(docnames) == sorted(published.pages())
    return [" ".join(page_of(published.site, language, name).find(".//h1").text_content().split()) for name in docnames]


def plain(text):
    """Return a text with plain single spaces."""
    return " ".join(text.split())


def test_every_page_is_a_chapter_in_reading_order(published, brochure, language):
    """The bookmarks name contents, chapters and back cover, and nothing twice."""
    titles = [plain(chapter.title) for chapter in brochure.chapters]
    assert titles[1:-1] == reading_order(published, language)
    assert len(set(titles)) == len(titles)


def test_contents_tell_the_pages_on_which_chapters_begin(brochure):
    """The number printed beside a title is the one at which its bookmark leads, and at which the page is numbered."""
    contents, *chapters, _ = brochure.chapters
    titles = "|".join(re.escape(plain(chapter.title)) for chapter in chapters)
    listed = re.findall(rf"^({titles})\s+(\d+)\s*$", contents.text, flags=re.MULTILINE)
    assert [(plain(title), int(number)) for title, number in listed] == [
        (plain(chapter.title), chapter.first + 1) for chapter in chapters
    ]


def test_every_page_bears_its_number_at_its_outer_edge(pdf):
    """Right pages are odd. The first one and the last one are covers, and bear none."""
    for index in range(1, len(pdf) - 1):
        left, right = (0, 90) if index % 2 else (522, 612)
        foot = pdf[index].get_textpage().get_text_bounded(left=left, bottom=0, right=right, top=MARGIN_BOTTOM * MM)
        numbers = re.findall(r"\d+", foot)  # the title of the chapter may begin with one
        assert numbers[0 if index % 2 else -1] == str(index + 1)


def test_running_feet_name_the_chapter(pdf, brochure):
    """Beside the number."""
    for chapter in brochure.chapters[1:-1]:
        for index in range(chapter.first, chapter.last + 1):
            foot = pdf[index].get_textpage().get_text_bounded(left=0, bottom=0, right=612, top=MARGIN_BOTTOM * MM)
            assert plain(foot).replace(str(index + 1), "").strip() == plain(chapter.title)


def test_the_covers_bear_no_number(pdf):
    """Nor a running foot."""
    for index in (0, len(pdf) - 1):
        foot = pdf[index].get_textpage().get_text_bounded(left=0, bottom=0, right=612, top=MARGIN_BOTTOM * MM - 10)
        assert not foot.strip()


def test_an_agency_has_a_spread_of_its_own(published, registry, brochure, editions, language):
    """Its portrait on a left page, its text on the right one beside it; or all of it on one page, where it is short."""
    pages = editions[language].pages
    agencies = {plain(pages[registry.pages[subject]].heading) for subject in registry.portrayed()}
    spreads = [chapter for chapter in brochure.chapters if plain(chapter.title) in agencies]
    assert len(spreads) == len(agencies)
    long = [chapter for chapter in spreads if chapter.last != chapter.first]
    assert long
    assert [(chapter.first % 2, chapter.last - chapter.first) for chapter in long] == [(1, 1)] * len(long)


def test_cover_names_handbook_publisher_and_independence(published, brochure, language):
    """On the first page, before anything else is read; and once more at the end."""
    notice = {"en": "neither reviewed nor endorsed", "fr": "ni relu ni approuvé"}[language]
    for text in (brochure.texts[0], brochure.texts[-1]):
        words = plain(text)
        for expected in (
            published.title[language],
            published.subtitle[language],
            published.publisher[language],
            notice,
        ):
            assert expected in words


def test_sheets_are_us_letter(pdf):
    """All of them."""
    assert {tuple(round(side) for side in pdf[index].get_size()) for index in range(len(pdf))} == {LETTER}


def test_file_is_named_tagged_and_in_its_language(published, brochure, language):
    """For the title bar of a window, and for voices."""
    assert (brochure.title, brochure.language, brochure.is_tagged) == (published.title[language], TAGS[language], True)


def links(pdf):
    """Yield (page, link) for each link annotation."""
    for index in range(len(pdf)):
        position, link = raw.ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(pdf[index], position, link):
            yield index, link


def target(pdf, link):
    """Return (page, None) or (None, address) of where a link leads."""
    if destination := raw.FPDFLink_GetDest(pdf, link):
        return raw.FPDFDest_GetDestPageIndex(pdf, destination), None
    action = raw.FPDFLink_GetAction(link)
    kind = raw.FPDFAction_GetType(action)
    if kind == raw.PDFACTION_GOTO:
        return raw.FPDFDest_GetDestPageIndex(pdf, raw.FPDFAction_GetDest(pdf, action)), None
    assert kind == raw.PDFACTION_URI
    size = raw.FPDFAction_GetURIPath(pdf, action, None, 0)
    buffer = raw.ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(pdf, action, buffer, size)
    return None, buffer.value.decode()


def test_links_lead_to_pages_or_to_the_web(pdf):
    """No destination is missing, and nothing leads to a file."""
    found = [target(pdf, link) for _, link in links(pdf)]
    assert sum(page is not None for page, _ in found) > 20
    for page, address in found:
        assert 0 <= page < len(pdf) if address is None else re.match(r"(https?://|mailto:)\w", address)


def text_of(page, link):
    """Return the words over which a link lies."""
    rect = raw.FS_RECTF()
    assert raw.FPDFLink_GetAnnotRect(link, rect)
    text = page.get_textpage().get_text_bounded(rect.left, rect.bottom - 1, rect.right, rect.top + 1)
    return plain(text)


def test_cross_references_tell_the_page_they_lead_to(pdf):
    """On paper “(p. 12)” is all there is of a link."""
    told = []
    for index, link in links(pdf):
        page, address = target(pdf, link)
        number = re.search(r"\(p\.\s(\d+)\)", text_of(pdf[index], link))
        if address is None and number:
            told.append((int(number[1]), page + 1))
    assert len(told) > 10
    assert all(printed == real_one for printed, real_one in told)


def test_only_the_bundled_fonts_are_embedded(pdf):
    """No machine lends the brochure a font of its own."""
    names = set()
    for index in range(len(pdf)):
        for item in pdf[index].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            font = raw.FPDFTextObj_GetFont(item)
            size = raw.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = raw.ctypes.create_string_buffer(size)
            raw.FPDFFont_GetBaseFontName(font, buffer, size)
            assert raw.FPDFFont_GetIsEmbedded(font)
            names.add(buffer.value.decode().partition("+")[2])
    css = (document.HERE / "brochure.css").read_text(encoding="utf-8")
    families = {name.replace(" ", "-") for name in re.findall(r'@font-face \{ font-family: "([^"]+)"', css)}
    assert names
    assert all(name.startswith(tuple(families)) for name in names), names
