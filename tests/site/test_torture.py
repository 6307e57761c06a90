"""Whatever a page may hold stands in its place in every output, once, in both languages, beside a table or not.

The handbook is that of `constructs.py`, in its own language and in the pseudo-language, which translates every message.
"""

import re
from collections import defaultdict
from itertools import combinations

import pypdfium2
import pytest
from constructs import MARK, marks, pages, sections, write_torture_handbook
from lxml import html

from handbook.build.pseudo import build_pseudo
from handbook.catalogs.pseudo_language import PSEUDO, accented
from handbook.project.paper import MARGIN_SIDE, POINTS_PER_MM
from handbook.project.project import load_project

pytestmark = pytest.mark.whole

LANGUAGES = ("en", PSEUDO)
COLUMN = (MARGIN_SIDE + 52) * POINTS_PER_MM
# In points: no list or box is set in by less, and letters before a mark may differ in their widths.
LEAST_INDENT = 6
# Tables that no column has room for begin where headings begin.
ACROSS = "WIDE"
# What is code, or the text of a role, is the same in every language.
CODE = "CODE"
MARKS = [mark for text in pages().values() for mark in marks(text)]
# What a picture shows is said by its tag, and drawn nowhere.
ALTERNATIVES = {
    mark for text in pages().values() for line in re.findall(r"!\[.*?\]|:alt: .*", text) for mark in marks(line)
}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Build it in both languages, with every check."""
    root = write_torture_handbook(tmp_path_factory.mktemp("torture"))
    made, _ = build_pseudo(load_project(root), ("html", "pdf"))
    return made


@pytest.fixture(scope="module")
def places(project):
    """Return where each mark stands in the PDF of a language: page, form, left, bottom, right, top."""
    return {language: _places(project.site / "downloads" / project.brochure_name(language)) for language in LANGUAGES}


def _places(path):
    places = defaultdict(list)
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf):
            text = page.get_textpage()
            whole = text.get_text_range()
            for mark in MARKS:
                for form in {mark, accented(mark)}:
                    for found in re.finditer(rf"(?<![^\W\d]){form}(?![^\W\d])", whole):
                        places[mark].append((number, form, *text.get_charbox(found.start())))
    return places


def page_texts(project, language):
    """Return the text of each page in HTML, with the alternatives of its pictures."""
    texts = []
    for docname in pages():
        main = html.fromstring((project.site / language / f"{docname}.html").read_bytes()).find(".//main")
        texts.append(" ".join([*main.itertext(), *main.xpath(".//img/@alt")]))
    return "\n".join(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_stands_on_its_page_once(project, language):
    """In the language of the page: what is no code is translated."""
    text = page_texts(project, language)
    for mark in MARKS:
        is_code = mark.startswith(CODE)
        forms = {mark} if language == "en" or is_code else {accented(mark)}
        assert sum(len(re.findall(rf"(?<![^\W\d]){form}(?![^\W\d])", text)) for form in forms) == 1, mark


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_printed_once(places, language):
    """As text that can be copied and searched."""
    times = {mark: len(places[language][mark]) for mark in MARKS if mark not in ALTERNATIVES}
    assert {mark: count for mark, count in times.items() if count != 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_moves_nothing_that_stands_in_its_section(places, language):
    """Each text begins in the column, as far in as it does where there is no table."""
    alone, beside = (
        [mark for _, text, _ in sections_of(docname) for mark in marks(text)] for docname in ("alone", "beside")
    )
    assert len(alone) > 50
    of = places[language]
    for mark in alone:
        twin = mark[: re.search(r"A[A-Z]{2}Q[A-Z]$", mark).start()] + "B" + mark[-4:]
        assert twin in beside
        if mark in ALTERNATIVES:
            continue
        [(_, _, left, *_)], [(_, _, left_of_twin, *_)] = of[mark], of[twin]
        assert abs(left - left_of_twin) < LEAST_INDENT, mark
        assert mark.startswith(ACROSS) or left > COLUMN - 1, mark


def sections_of(docname):
    """Return the sections of one page."""
    return [section for section in sections() if section[0] == docname]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_stands_on_the_page_that_refers_to_it(places, language):
    """At its foot."""
    of = places[language]
    for docname in ("alone", "beside"):
        for _, text, notes in sections_of(docname):
            referring, told = marks(text), marks(notes)
            for mark in told:
                pages_of = {of[each][0][0] for each in referring if each.startswith(("FOOT", "BOXED"))}
                assert of[mark][0][0] in pages_of
                assert of[mark][0][3] < min(of[each][0][3] for each in referring if of[each][0][0] == of[mark][0][0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lies_over_another(project, language):
    """Of no two lines of a page."""
    with pypdfium2.PdfDocument(project.site / "downloads" / project.brochure_name(language)) as pdf:
        for number, page in enumerate(pdf, 1):
            text = page.get_textpage()
            boxes = [text.get_rect(index) for index in range(text.count_rects())]
            for one, other in combinations(boxes, 2):
                width = min(one[2], other[2]) - max(one[0], other[0])
                height = min(one[3], other[3]) - max(one[1], other[1])
                assert width < 1 or height < 3, (number, one, other)


def test_columns_of_a_table_are_aligned_as_the_page_says(project, places):
    """In HTML by a class, on paper by where the words stand."""
    for language in LANGUAGES:
        tree = html.fromstring((project.site / language / "alone.html").read_bytes())
        classes = [row.xpath("./td/@class") for row in tree.xpath("//tr[td[contains(@class, 'text-right')]]")]
        assert classes and all(row == ["text-left", "text-center", "text-right"] for row in classes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_found_by_the_search(project, language):
    """As it is spelled there."""
    index = (project.site / language / "search-index.js").read_text(encoding="utf-8")
    listed = set(MARK.findall(index)) | {mark for mark in MARKS if accented(mark) in index}
    assert set(MARKS) - ALTERNATIVES - listed == set()
