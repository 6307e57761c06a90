"""Pages that are laid out are looked at before they are written: what is too wide, too high, too coarse, torn apart."""

import io
from itertools import pairwise

import pytest
from PIL import Image
from small_handbook import append, replace, write_small_handbook

from handbook.print.document import stylesheet
from handbook.print.fit import check_fit
from handbook.print.laid_out import sheets_of
from handbook.print.render import lay_out
from handbook.print.source_lines import Origins
from handbook.project.project import Edition, load_project

CHAPTERS = {"maple": "agencies/maple", "birch": "agencies/birch"}
MAPLE = "source/agencies/maple.md"
# Lets happen what the stylesheet of the brochure forbids.
LOOSE = "* { orphans: 1 !important; widows: 1 !important; break-after: auto !important; break-inside: auto !important }"
LONG = "x" * 200
CHAPTER = '<section class="chapter" id="maple">{}</section>'
# Thirty words, of which each may end a line.
WORDS = " and words" * 15


@pytest.fixture
def tree(tmp_path):
    """Return the sources of the small handbook."""
    return write_small_handbook(tmp_path)


@pytest.fixture
def findings(tree):
    """Return the function that lays out a chapter and looks at its pages."""

    def look(body, css="", images=None, least_dpi=None, around=CHAPTER):
        edition = Edition(project=load_project(tree), language="en", siblings=())
        origins = Origins(edition=edition, source=tree / "source", docnames=CHAPTERS, wanted={})
        html = f'<html lang="en"><body>{around.format(body)}</body></html>'
        pages, complaints = lay_out(html, stylesheet(edition) + css, images or {}, "brochure-en.pdf")
        assert complaints == []
        return check_fit(pages, "brochure-en.pdf", origins, least_dpi)

    return look


@pytest.fixture
def photograph(tmp_path):
    """Return the pictures of a handbook that has one, of 600 by 300 dots."""
    data = io.BytesIO()
    Image.new("RGB", (600, 300), "green").save(data, "PNG")
    (tmp_path / "leaf.png").write_bytes(data.getvalue())
    return {"leaf.png": tmp_path / "leaf.png"}


def img(style):
    """Return a picture as the brochure places it."""
    return f'<p data-line="9"><img src="handbook:///images/leaf.png" alt="A leaf" style="{style}"></p>'


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (f'<p data-line="9">A word {LONG} too long</p>', "“xxxx"),
        (
            f'<table class="compare"><tr><td data-line="9">a</td><td data-line="9"><p>{"x" * 90}</p></td></tr></table>',
            "“xxxx",
        ),
        ('<table data-line="9" style="table-layout: auto"><tr><td>' + "<td>xxxxxxxx" * 30 + "</table>", "a table"),
        (f'<h2 data-line="9">{"W" * 80}</h2>', "“WWWW"),
        (f'<ul><li data-line="9"><p>{LONG}</p></li></ul>', "“xxxx"),
        (f'<div style="position: absolute; width: 30mm" data-line="9">{LONG[:40]}</div>', "“xxxx"),
    ],
    ids=["word", "cell", "table", "heading", "item", "absolute"],
)
def test_what_is_too_wide_is_named_with_page_and_line(findings, body, what):
    """And by how much."""
    found = findings(f'<h1 data-line="1">Maple</h1>{body}')
    assert {(each.path, each.line, each.rule) for each in found} == {(MAPLE, 9, "too-wide")}
    assert all(each.message.startswith("page 1 of brochure-en.pdf: ") and ";" in each.message for each in found)
    assert any(f"{what}" in each.message and "mm too wide" in each.message for each in found)


COVER = """<section class="cover"><h1 class="cover-title">A Small Handbook</h1><p>English</p><div class="imprint">
<ul class="cover-names"><li>Fonds de l’Érable</li><li>Réseau du Bouleau</li></ul>
<p>Published by: The editors of the tests. 1 May 2025.</p></div></section>"""
BACK = """<section class="back-cover"><h1>This edition</h1><dl><dt>Published by:</dt>
<dd>The editors of the tests.</dd></dl><p class="edition">Edition: 1 May 2025</p></section>"""


@pytest.mark.parametrize(
    ("around", "path", "written", "text"),
    [
        (COVER, "pyproject.toml", "{}", "A Small Handbook"),
        (COVER, "pyproject.toml", "{}", "The editors of the tests"),
        (COVER, "source/facts/birch.toml", 'en = {{ text = "Birch", full = "{}', "Réseau du Bouleau"),
        (BACK, "pyproject.toml", "{}", "The editors of the tests"),
    ],
)
def test_what_a_cover_has_no_room_for_is_named_with_its_line(findings, tree, around, path, written, text):
    """A title, a name or a publisher: what goes over to another page, and what lies on something else."""
    assert findings("", around=around) == []
    long = text + WORDS * 40
    line = replace(tree / path, written.format(text), written.format(long))
    [finding] = findings("", around=around.replace(text, long))
    assert (finding.path, finding.line, finding.rule) == (path, line, "cover-full")
    assert "no room for all that stands on it; shorten “" in finding.message
    assert text[:9] in finding.message


@pytest.mark.parametrize(("count", "rules"), [(1, set()), (8, {"foot-full"})])
def test_what_the_foot_has_no_room_for_is_named_with_its_line(findings, tree, count, rules):
    """Once, however many pages have it: here the title of a chapter, of which two lines do fit."""
    line = replace(tree / MAPLE, "# Maple Fund", f"# Maple Fund{WORDS * count}")
    body = f'<h1 data-line="{line}">Maple Fund{WORDS * count}</h1><p data-line="9">Words.</p>{filler(100)}{filler(100)}'
    found = [each for each in findings(body) if each.rule != "heading-alone"]
    assert [(each.path, each.line, each.rule) for each in found] == [(MAPLE, line, rule) for rule in sorted(rules)]


@pytest.mark.parametrize(
    ("number", "after", "is_named"),
    [
        ("1,200", " projects", False),
        ("1,200,000,000", " projects", False),
        ("1,200" + ",000" * 9, ", projects", True),  # and the comma behind it is not named beside it
        ("1\u202f200" + "\u202f000" * 9, " projects", True),
        ("1,200", f" projects{WORDS * 4}", False),
        ("1,200", f" {LONG}", True),
    ],
    ids=["short", "long", "too-long", "too-long-in-french", "many-words", "a-word"],
)
def test_a_figure_too_long_for_its_place_is_named_with_the_line_of_the_fact(findings, tree, number, after, is_named):
    """Which no line of the page has; what qualifies a figure may take as many lines as it needs."""
    line = replace(
        tree / "source/facts/maple.toml",
        'text.en = "more than 1,200 projects"',
        f'text.en = "more than {number}{after}"',
    )
    found = findings(f'<p class="large-figure" data-line="5">More than <strong>{number}</strong>{after}</p>')
    named = [("source/facts/maple.toml", line, "too-wide", "page 1 of ")] if is_named else []
    assert [(each.path, each.line, each.rule, each.message[:10]) for each in found] == named


def test_the_words_of_a_figure_go_on_in_lines_of_their_own_size(tree):
    """The first line alone is as high as the number in it."""
    edition = Edition(project=load_project(tree), language="en", siblings=())
    body = f'<p class="large-figure">More than <strong>1,200</strong> projects{WORDS * 4}</p>'
    document, _ = lay_out(f'<html lang="en"><body>{body}</body></html>', stylesheet(edition), {}, "brochure-en.pdf")
    laid = sheets_of(document, {})[0].running
    heights = [part.box.height * 72 / 96 for part in laid]
    first, *others = heights
    assert first > 40
    assert len(others) > 1
    assert {round(height) for height in others} == {19}


def test_the_last_word_of_a_paragraph_is_looked_for_as_it_was_written(findings, tree):
    """Though it bears a sign that nobody sees: where no line may end."""
    line = append(tree / MAPLE, f"A paragraph of\n{LONG}\n")
    [finding] = findings(f'<p data-line="{line}">A paragraph of {LONG}</p>')
    assert finding.line == line + 1


def test_word_is_looked_for_in_its_paragraph(findings, tree):
    """A paragraph of many lines is read through by nobody."""
    line = append(tree / MAPLE, f"A paragraph of\ntwo {LONG} lines.\n")
    [finding] = findings(f'<p data-line="{line}">A paragraph of two {LONG} lines.</p>')
    assert finding.line == line + 1


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{'word ' * 300}</p>",
        f"<table><tr>{'<td><p>some words</p></td>' * 6}</tr></table>",
        '<p style="text-align: right">to the right</p>',
        f'<div style="columns: 2">{"<p>words and words</p>" * 9}</div>',
        f"<pre>short\n{'line ' * 60}\n{LONG}</pre>",
        '<dl class="glossary"><dt>Term</dt><dd><p>What it means</p></dd></dl>',
    ],
    ids=["text", "table", "right", "columns", "code", "definitions"],
)
def test_what_fits_is_not_found(findings, body):
    """A check that always complains would be switched off."""
    assert findings(f'<h1 data-line="1">Maple</h1><div data-line="9">{body}</div>') == []


@pytest.mark.parametrize("size", ["width: 250mm", "height: 300mm", "width: 400mm; height: 400mm"])
def test_a_picture_is_never_larger_than_its_place(findings, photograph, size):
    """Whatever size it is given."""
    assert findings(img(size), images=photograph) == []


def test_picture_too_wide_or_too_high_is_named(findings, photograph):
    """By its file name, where a stylesheet lets it be."""
    [wide] = findings(img("width: 250mm; height: 20mm; max-width: none"), images=photograph)
    [high] = findings(img("width: 100mm; height: 300mm; max-height: none"), images=photograph)
    assert (wide.path, wide.line, wide.rule) == (MAPLE, 9, "too-wide")
    assert (high.path, high.line, high.rule) == (MAPLE, 9, "too-high")
    assert "“leaf.png”" in wide.message
    assert "mm below the text; make it smaller" in high.message


@pytest.mark.parametrize(("width", "dpi"), [("2in", None), ("2.5in", 240), ("1in", None)])
def test_picture_is_too_coarse_for_print_only_below_300_dots_an_inch(findings, photograph, width, dpi):
    """600 dots over two inches are just enough; a screen asks for nothing."""
    found = findings(img(f"width: {width}"), images=photograph, least_dpi=300)
    assert findings(img(f"width: {width}"), images=photograph) == []
    assert len(found) == (dpi is not None)
    for finding in found:
        assert (finding.path, finding.line, finding.rule) == (MAPLE, 9, "picture-coarse")
        assert f"“leaf.png” has {dpi} dots per inch" in finding.message


def test_picture_too_coarse_in_one_direction_is_found(findings, photograph):
    """One that is stretched."""
    assert len(findings(img("width: 1in; height: 2in"), images=photograph, least_dpi=300)) == 1


def filler(height):
    """Return what takes up `height` millimetres of a new page."""
    return f'<div style="height: {height}mm; break-before: page" data-line="3">Above.</div>'


def found_at_some_height(findings, body, css=""):
    """Return all that is found when `body` stands ever lower on a page, so that it is broken at every line."""
    return findings("".join(filler(height) + body for height in range(200, 240, 3)), css)


HEADING = '<h2 data-line="9">A heading</h2><p data-line="11">Words of it.</p>'
PARAGRAPH = f'<p data-line="9">{"Some words of a paragraph. " * 20}</p>'
ROW = f'<table><tr data-line="9"><td>{"<p>Some words.</p>" * 6}</td><td>b</td></tr></table>'


@pytest.mark.parametrize(
    ("body", "rule"), [(HEADING, "heading-alone"), (PARAGRAPH, "line-alone"), (ROW, "row-torn")], ids=lambda v: v[:14]
)
def test_what_a_page_break_tears_apart_is_named(findings, body, rule):
    """Which the stylesheet of the brochure does not let happen."""
    found = found_at_some_height(findings, body, LOOSE)
    assert {(each.path, each.line, each.rule) for each in found if each.rule == rule} == {(MAPLE, 9, rule)}
    assert not found_at_some_height(findings, body)


def test_repeated_head_of_a_table_is_not_torn(findings):
    """It stands on each page of the table; and so do rows that are whole."""
    rows = "".join(f"<tr><td><p>Row {number}</p></td></tr>" for number in range(80))
    assert findings(f'<table data-line="9"><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>') == []


def test_heading_at_the_end_of_a_chapter_is_not_alone(findings):
    """A chapter may end with one, if its editor likes; what follows is another chapter."""
    ends = '<h2 data-line="9">The end</h2></section><section class="chapter" id="birch"><h1>Birch</h1>'
    assert findings(ends) == []


def test_findings_are_sorted_and_none_is_told_twice(findings):
    """Each with its page."""
    on_the_next = f'<p data-line="12" style="break-before: page">{LONG}</p><p data-line="12">{LONG}</p>'
    found = findings(f'<p data-line="9">{LONG}</p>{on_the_next}')
    assert [(each.line, each.message[:6]) for each in found] == [(9, "page 1"), (12, "page 2")]
    assert all(one < other for one, other in pairwise(found))


def test_the_bar_of_a_quotation_ends_with_what_stands_on_its_page(tree):
    """It does not run on to the end of the page where the next paragraph begins overleaf, which has a bar again."""
    edition = Edition(project=load_project(tree), language="en", siblings=())
    quoted = f'<p>Short.</p><p style="break-inside: avoid">{"Some words. " * 150}</p>'
    body = f'<div style="height: 150mm">Above.</div><blockquote>{quoted}</blockquote>'
    document, _ = lay_out(f'<html lang="en"><body>{body}</body></html>', stylesheet(edition), {}, "brochure-en.pdf")
    barred = [
        [box.position_y + box.margin_height() for box in page._page_box.descendants() if box.style["border_left_width"]]
        for page in document.pages
    ]
    assert [len(bars) for bars in barred] == [1, 1]
    line = next(box for box in document.pages[0]._page_box.descendants() if getattr(box, "text", "") == "Short.")
    assert barred[0][0] < line.position_y + 3 * line.height
