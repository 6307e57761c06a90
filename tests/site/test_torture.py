"""Whatever a page may hold stands in its place in every output, once, in both languages, beside a table or not.

The handbook is that of `constructs.py`, in its own language and in the pseudo-language, which translates every message.
"""

import re

import pytest
from constructs import MARK, marks, pages, sections, write_torture_handbook
from geometry import drawn, not_aligned, not_full, not_once, notes_elsewhere, out_of_place, overlaps, without_head
from lxml import html

from handbook.build.pseudo import build_pseudo
from handbook.catalogs.pseudo_language import PSEUDO, accented
from handbook.project.paper import MARGIN_SIDE, POINTS_PER_MM
from handbook.project.project import load_project

pytestmark = pytest.mark.whole

LANGUAGES = ("en", PSEUDO)
COLUMN = (MARGIN_SIDE + 52) * POINTS_PER_MM
# Tables that no column has room for begin where headings begin.
ACROSS = "WIDE"
# What is code, or the text of a role, is the same in every language.
CODE = "CODE"
MARKS = [mark for text in pages().values() for mark in marks(text)]
# What a picture shows is said by its tag, and drawn nowhere.
ALTERNATIVES = {
    mark for text in pages().values() for line in re.findall(r"!\[.*?\]|:alt: .*", text) for mark in marks(line)
}
PRINTED = [mark for mark in MARKS if mark not in ALTERNATIVES]
# Words of a long table, which no translation changes: of its head, and of each row.
HEAD, ROW = "longhead", "longrow"
HEADS = ("CODELEFT", "CODECENTRE", "CODERIGHT", "HEAD", "LISTED", "COMMA")
# Where the text of a page ends, in points: 18 mm above its edge.
FOOT = 51.1


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Build it in both languages, with every check."""
    root = write_torture_handbook(tmp_path_factory.mktemp("torture"))
    made, _ = build_pseudo(load_project(root), ("html", "pdf"))
    return made


@pytest.fixture(scope="module")
def paper(project):
    """Return what stands where in the PDF of a language."""
    forms = {mark: (mark, accented(mark)) for mark in MARKS} | {HEAD: (HEAD,), ROW: (ROW,)}
    downloads = project.site / "downloads"
    return {language: drawn(downloads / project.brochure_name(language), forms) for language in LANGUAGES}


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
def test_every_text_is_printed_once(paper, language):
    """As text that can be copied and searched; heads of tables again on their next page."""
    heads = [mark for mark in PRINTED if mark.startswith(HEADS)]
    assert list(not_once(paper[language].words, PRINTED, heads)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_moves_nothing_that_stands_in_its_section(paper, language):
    """Each text begins in the column, as far in as it does where there is no table."""
    alone, beside = (
        [mark for _, text, _ in sections_of(docname) for mark in marks(text)] for docname in ("alone", "beside")
    )
    twins = {mark: mark[: re.search(r"A[A-Z]{2}Q[A-Z]$", mark).start()] + "B" + mark[-4:] for mark in alone}
    assert len(twins) > 50 and set(twins.values()) <= set(beside)
    twins = {mark: twin for mark, twin in twins.items() if mark not in ALTERNATIVES}
    across = {mark: twin for mark, twin in twins.items() if mark.startswith(ACROSS)}
    in_column = {mark: twin for mark, twin in twins.items() if mark not in across}
    assert across and list(out_of_place(paper[language].words, across, None)) == []
    assert list(out_of_place(paper[language].words, in_column, COLUMN)) == []


def sections_of(docname):
    """Return the sections of one page."""
    return [section for section in sections() if section[0] == docname]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_stands_on_the_page_that_refers_to_it(paper, language):
    """At its foot."""
    with_notes = [(text, notes) for docname in ("alone", "beside") for _, text, notes in sections_of(docname) if notes]
    assert len(with_notes) == 4
    for text, notes in with_notes:
        referring = [mark for mark in marks(text) if mark.startswith(("FOOT", "BOXED"))]
        assert list(notes_elsewhere(paper[language].words, marks(notes), referring)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_lies_over_another(paper, language):
    """Of no two lines of a page."""
    by_page = {}
    for line in paper[language].lines:
        by_page.setdefault(line.page, []).append(line)
    assert [fault for lines in by_page.values() for fault in overlaps(lines)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_boxes_are_full(paper, language):
    """Whatever has a frame or a ground has no empty line at its end; one that goes on overleaf may."""
    frames = [
        frame for frame in paper[language].frames if any(_is_about(frame, line) for line in paper[language].lines)
    ]
    assert len(frames) > 20
    assert list(not_full(frames, [*paper[language].lines, *paper[language].paths])) == []


def _is_about(frame, line):
    """Whether a line stands within the height of a frame: the ground of a cover or of a picture has none."""
    return frame.page == line.page and FOOT < frame.bottom < line.bottom and line.top < frame.top < 760


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_of_a_table_stands_on_each_of_its_pages(paper, language):
    """Above the first of its rows."""
    words = paper[language].words
    assert len({row.page for row in words[ROW]}) > 2
    assert list(without_head(words[ROW], words[HEAD])) == []


def test_columns_of_a_table_are_aligned_as_the_page_says(project, paper):
    """In HTML by a class, on paper by where the words stand; the pseudo-language adds others to them."""
    for language in LANGUAGES:
        tree = html.fromstring((project.site / language / "alone.html").read_bytes())
        classes = [row.xpath("./td/@class") for row in tree.xpath("//tr[td[contains(@class, 'text-right')]]")]
        assert classes and all(row == ["text-left", "text-center", "text-right"] for row in classes)
    cells = {
        side: [paper["en"].words[mark][0] for mark in MARKS if re.fullmatch(rf"{CODE}{side}(LY)?A..Q.", mark)]
        for side in ("LEFT", "CENTRE", "RIGHT")
    }
    assert list(not_aligned(*cells.values())) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_found_by_the_search(project, language):
    """As it is spelled there."""
    index = (project.site / language / "search-index.js").read_text(encoding="utf-8")
    listed = set(MARK.findall(index)) | {mark for mark in MARKS if accented(mark) in index}
    assert set(MARKS) - ALTERNATIVES - listed == set()
