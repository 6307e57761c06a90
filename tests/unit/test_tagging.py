"""The tag tree of documents made to be difficult: whatever a page break divides is one thing to who hears it."""

import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from small_handbook import LEAF
from weasyprint.pdf import tags as weasyprint_tags

from handbook.print.render import lay_out, write
from handbook.print.tagging.finish import reading_boxes
from handbook.readback.pdf_tags import StructureElement, read_tags

SVG = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'
# So small a page that anything is divided.
CSS = """
@font-face { font-family: Test; src: url(handbook:///fonts/HandbookSans-Regular.ttf) }
@page { size: 90mm 60mm; margin: 12mm }
html { font: 10pt/14pt Test }
ul { list-style-type: disc } /* the only bullet of the face */
"""
# Two pages of words.
LONG = " ".join(f"word{number}" for number in range(150))


@pytest.fixture
def lay_out_body(tmp_path):
    """Return the function that lays out a document with this body."""
    leaf = tmp_path / "leaf.png"
    leaf.write_bytes(LEAF)

    def pages(body, css="", name="document.pdf"):
        html = f'<!DOCTYPE html><html lang="en-CA"><head><title>Test</title></head><body>{body}</body></html>'
        document, findings = lay_out(html, CSS + css, {"leaf.png": leaf}, name)
        assert findings == []
        return document

    return pages


@pytest.fixture
def tagged(lay_out_body, tmp_path):
    """Return the function that writes a document with this body and reads its tags."""

    def tags(body, css=""):
        target = tmp_path / "document.pdf"
        assert write(lay_out_body(body, css), target) == []
        tree = read_tags(target)
        assert tree.strays == ()
        return tree

    return tags


@pytest.fixture
def problems(lay_out_body, tmp_path):
    """Return the function that tells what is wrong with a document."""

    def messages(body, css=""):
        findings = write(lay_out_body(body, css), tmp_path / "document.pdf")
        assert {(each.path, each.rule) for each in findings} <= {("document.pdf", "pdf-tags")}
        return [each.message for each in findings]

    return messages


def shape(element: StructureElement) -> str:
    """Return an element as its type and those of what it holds: ``L(LI(Lbl LBody(P)))``."""
    inside = " ".join(shape(child) for child in element.children)
    return f"{element.type}({inside})" if inside else element.type


def words(element):
    """Return the text of an element in single spaces."""
    return " ".join(element.text.split())


def only(tree, *types):
    """Return the one element of these types."""
    (found,) = tree.root.find(*types)
    return found


# What is divided by a page break, or by the end of a line.


def test_a_paragraph_over_pages_is_one(tagged):
    """With all its words, in order."""
    paragraph = only(tagged(f"<p>{LONG}</p>"), "P")
    assert words(paragraph) == LONG
    assert len(paragraph.pages) > 1


def test_a_table_over_pages_is_one_with_one_header(tagged):
    """The header that stands on each page is read once; the foot of the table comes last."""
    rows = "".join(f"<tr><th scope=row>row{n}</th><td>cell{n}</td><td></td></tr>" for n in range(25))
    head = "<thead><tr><th></th><th colspan=2>Head</th></tr></thead><tfoot><tr><td colspan=3>foot</td></tr></tfoot>"
    tree = tagged(f"<table><caption>Title</caption>{head}<tbody>{rows}</tbody></table>")
    table = only(tree, "Table")
    assert [child.type for child in table.children] == ["Caption", "THead", "TBody", "TFoot"]
    assert words(table) == "Title Head " + " ".join(f"row{n} cell{n}" for n in range(25)) + " foot"
    assert len(table.pages) > 1
    assert [shape(row) for row in table.find("TR")] == ["TR(TH TH)", *["TR(TH TD TD)"] * 25, "TR(TD)"]
    assert [each.text for each in tree.artifacts].count("Head") == len(table.pages) - 1


def test_lists_over_pages_are_one_each(tagged):
    """One item per item too, with one label and one body."""
    items = "".join(f"<li><p>item{n} {LONG[:200]}</p><p>more</p></li>" for n in range(9))
    tree = tagged(f"<ol>{items}</ol>")
    numbers = only(tree, "L")
    assert len(numbers.pages) > 1
    assert [shape(item) for item in numbers.children] == ["LI(Lbl LBody(P P))"] * 9
    assert [words(label) for label in numbers.find("Lbl")] == [f"{n}." for n in range(1, 10)]


def test_a_link_over_lines_and_pages_is_one(tagged):
    """Each of its areas says the whole of it."""
    link = only(tagged(f'<p>{LONG} <a href="https://example.org/">one <em>long</em> link {LONG}</a></p>'), "Link")
    assert words(link) == f"one long link {LONG}"
    assert {area.page for area in link.links} == set(link.pages)
    assert len(link.links) > 3
    assert {area.contents for area in link.links} == {f"one long link {LONG} (https://example.org/)"}


def test_the_foot_of_a_table_is_read_last(tagged):
    """On the first page it stands above what follows on the next ones."""
    parts = "".join(f"<tbody>{f'<tr><td>row{n}</td></tr>' * 9}</tbody>" for n in range(2))
    table = only(tagged(f"<table><tfoot><tr><td>foot</td></tr></tfoot>{parts}</table>"), "Table")
    assert [child.type for child in table.children] == ["TBody", "TBody", "TFoot"]
    assert len(table.pages) > 1


def test_sections_over_pages_are_one_each(tagged):
    """As deep as they stand in each other."""
    inner = f"<section><h2>B</h2><p>{LONG}</p><blockquote>{LONG}</blockquote></section>"
    assert (
        shape(tagged(f"<main><article><h1>A</h1>{inner}</article></main>").root)
        == "Document(Part(Art(H1 Sect(H2 P BlockQuote(P)))))"
    )


# What each thing is.


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li>bare</li></ul>", "L(LI(Lbl LBody))"),
        ("<ul style='list-style: none'><li><p>none</p></li></ul>", "L(LI(LBody(P)))"),
        ("<ul><li><img src='handbook:///images/leaf.png' alt=''></li></ul>", "L(LI(Lbl))"),
        ("<ul><li>a<ul><li>b</li></ul>c</li></ul>", "L(LI(Lbl LBody(L(LI(Lbl LBody)))))"),
        ("<ul style='list-style-position: inside'><li>in</li></ul>", "L(LI(Lbl LBody))"),
        ("<style>li { display: inline }</style><ul><li><p>in</p></li><li>line</li></ul>", "L(LI(LBody(P)) LI(LBody))"),
        ("<dl><dt>t</dt><dd>d</dd><dt>u</dt><dd>e</dd></dl>", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("<dl><div><dt>t</dt><dd><p>d</p></dd></div></dl>", "L(LI(Lbl LBody(P)))"),
        ("<dl><dt>t</dt><dt>u</dt><dd>d</dd><dd>e</dd></dl>", "L(LI(Lbl Lbl LBody LBody))"),
        ("<dl style='display: grid; grid-template-columns: 1fr 1fr'><dt>t</dt><dd>d</dd></dl>", "L(LI(Lbl LBody))"),
        ("<div>bare <em>words</em><p>p</p>more</div>", "Div(P P P)"),
        ("<div><div></div><p> </p><span id=x></span></div><p>p</p>", "P"),
        ("<p><b>b</b> <code>c</code> <q>q</q> <a id=x>a</a></p>", "P(Code Quote)"),
        ("<figure><img src='handbook:///images/leaf.png' alt=A><figcaption>c</figcaption></figure>",
            "Figure(Caption)",
        ),
        ("<p style='float: right'>f</p><p style='position: absolute'>a</p><pre>p</pre>", "P P P"),
        ("<div style='columns: 2'><p>a</p><p>b</p></div>", "Div(P P)"),
    ],
)  # fmt: skip
def test_shape(tagged, body, expected):
    """Types and places that ISO 32000-1 allows, whatever the stylesheet does with the boxes."""
    assert " ".join(shape(child) for child in tagged(body).root.children) == expected


def test_contents_are_a_table_of_contents(tagged):
    """An item is a reference that links, and may hold contents of its own; leaders are not read."""
    tree = tagged(
        "<h1>T</h1><section class=contents><ul><li><a href='#a'>One</a><ul><li><a href='#b'>Two</a></li></ul></li></ul>"
        "</section><h1 id=a>One</h1><h2 id=b>Two</h2><ul><li>an ordinary list</li></ul>",
        ".contents a::after { content: leader('.') target-counter(attr(href), page) } h1 { break-before: page }",
    )
    contents = next(tree.root.find("TOC"))
    assert shape(contents) == "TOC(TOCI(Lbl Reference(Link) TOC(TOCI(Lbl Reference(Link)))))"
    assert "." not in contents.text
    assert words(next(contents.find("Link"))) == "One 2"
    assert len(list(tree.root.find("L"))) == 1


def test_lists_say_how_they_count(tagged):
    """Voices announce it."""
    kinds = {"ul": "Disc", "ol": "Decimal", "ol style='list-style: upper-roman'": "UpperRoman"}
    for kind, numbering in {
        **kinds,
        "ul style='list-style: none'": "None",
        "ul style=\"list-style:'–'\"": "Disc",
    }.items():
        found = only(tagged(f"<{kind}><li>item</li></{kind[:2]}>"), "L")
        assert found.attributes["ListNumbering"] == numbering


def test_every_header_cell_has_a_scope(tagged):
    """What it says, else what HTML takes for granted."""
    head = "<thead><tr><th>c</th><th scope=colgroup colspan=2>c</th></tr></thead>"
    tree = tagged(
        f"<table>{head}<tr><th>r</th><td rowspan=2>1</td><td>1</td></tr><tr><th scope=row>r</th><td>2</td></tr></table>"
    )
    assert [(words(cell), cell.attributes["Scope"]) for cell in tree.root.find("TH")] == [
        ("c", "Column"),
        ("c", "Column"),
        ("r", "Row"),
        ("r", "Row"),
    ]
    spans = [
        dict(cell.attributes) for cell in tree.root.find("TH", "TD") if len(cell.attributes) > 1 or cell.type == "TD"
    ]
    assert spans == [{"ColSpan": 2, "Scope": "Column"}, {"RowSpan": 2}, {}, {}]


def test_a_table_is_one_though_it_is_laid_out_otherwise(tagged):
    """As on a narrow sheet, where each row is a block; empty cells keep their place."""
    css = "table, thead, tbody, tr, th, td { display: block }"
    tree = tagged("<table><thead><tr><th>a<th>b</thead><tr><th>c<td></td></tr></table>", css)
    assert shape(tree.root) == "Document(Table(THead(TR(TH TH)) TBody(TR(TH TD))))"
    assert [cell.attributes["Scope"] for cell in tree.root.find("TH")] == ["Column", "Column", "Row"]


@pytest.mark.parametrize(
    "body",
    [
        "<p>En <span lang=fr-CA>français</span></p>",
        "<p lang=fr-CA>français</p>",
        "<section lang=fr-CA><p>français</p></section>",
        "<ul><li lang=fr-CA>français</li></ul>",
        "<dl><dt lang=fr-CA>français</dt><dd>d</dd></dl>",
        "<dl><dt>t</dt><dd lang=fr-CA>français</dd></dl>",
        "<table><tr><td lang=fr-CA>français</td></tr></table>",
        "<p>En <a href='https://example.org' lang=fr-CA>français</a></p>",
        "<p>En <em lang=fr-CA>français</em></p>",
        "<p>En <cite><i lang=fr-CA>fran</i></cite><span lang=fr-CA>çais</span></p>",
    ],
)
def test_what_is_in_another_language_is_spoken_in_it(tagged, body):
    """Any element may say so."""
    spoken = [each for each in tagged(body).root.find(*_ALL_TYPES) if each.language]
    assert {each.language for each in spoken} == {"fr-CA"}
    assert "".join(words(each) for each in spoken).lstrip("•").strip() == "français"


_ALL_TYPES = ("Span", "P", "Sect", "LI", "Lbl", "LBody", "TD", "Link")


def test_abbreviations_are_written_out(tagged, tmp_path):
    """For voices that would spell them."""
    assert (
        shape(tagged("<p><abbr title='Canadian Co-operative Association'>CCA</abbr></p>").root) == "Document(P(Span))"
    )
    with pikepdf.open(tmp_path / "document.pdf") as pdf:
        assert [str(each.E) for each in pdf.objects if "/E" in _dictionary(each)] == [
            "Canadian Co-operative Association"
        ]


def _dictionary(item):
    return item if isinstance(item, pikepdf.Dictionary) else {}


def test_pictures_have_their_alternative_and_their_place(tagged):
    """A drawing has a title and a description instead."""
    tree = tagged(
        "<p><img src='handbook:///images/leaf.png' alt='A leaf'></p>"
        f"<svg {SVG} width=30 height=30><title> A  map </title><desc>of regions</desc><text y=9>Africa</text></svg>"
        f"<svg {SVG} width=30 height=30 aria-label='A line'><rect width=9 height=9 /></svg>"
    )
    assert [figure.alternative for figure in tree.root.find("Figure")] == ["A leaf", "A map: of regions", "A line"]


def test_the_place_of_a_picture_is_told_in_points(tagged):
    """From the lower left corner of the page, which is 60 mm high."""
    style = "position: absolute; left: 0; top: 0; width: 20pt; height: 10pt"
    figure = only(tagged(f"<img src='handbook:///images/leaf.png' alt='A leaf' style='{style}'>"), "Figure")
    left, top = (side / 25.4 * 72 for side in (12, 60 - 12))
    assert [float(side) for side in figure.attributes["BBox"]] == pytest.approx(
        [left, top - 10, left + 20, top], abs=0.01
    )


def test_decoration_is_not_read(tagged):
    """Whatever says itself that it is none of the text, and what comes from the stylesheet as a picture."""
    tree = tagged(
        "<p>text<img src='handbook:///images/leaf.png' alt=''><span aria-hidden=true>→</span></p>"
        f"<svg {SVG} width=9 height=9 aria-hidden=true><text y=9>x</text></svg><ul><li>item</li></ul>"
        "<p style='visibility: hidden'>unseen</p>",
        "p::before { content: url(handbook:///images/leaf.png) }"
        "ul { list-style-image: url(handbook:///images/leaf.png) }",
    )
    assert shape(tree.root) == "Document(P L(LI(LBody)))"
    assert tree.root.text == "text\nitem"


def test_footnotes_are_read_where_they_are_called(tagged):
    """Not where the foot of a page happens to be."""
    tree = tagged(
        f"<p>before<span class=web-address>the <b>note</b></span> after {LONG}</p><p>next</p>",
        ".web-address { float: footnote }",
    )
    assert shape(tree.root) == "Document(P(Reference Note(Lbl)) P)"
    assert words(tree.root).startswith("before 1 1. the note after word0")


def test_footnotes_of_docutils_are_notes(tagged):
    """With their labels."""
    body = "<aside role=doc-footnote><span class=label>[1]</span><p>A note</p></aside>"
    assert shape(tagged(body).root) == "Document(Note(Lbl P))"


def test_running_heads_and_feet_are_artifacts(tagged, tmp_path):
    """Headers and footers of the page, also where an element of the document is taken for one."""
    tree = tagged(
        f"<div class=head>Handbook <a href='https://example.org/'>here</a></div><h1>Title</h1><p>{LONG}</p>",
        "@page { @top-left { content: string(title) } @top-right { content: element(head) }"
        " @bottom-right { content: counter(page) } @left-middle { content: 'side' } }"
        "h1 { string-set: title content() } .head { position: running(head) }",
    )
    assert words(tree.root) == f"Title {LONG}"
    assert shape(tree.root) == "Document(H1 P)"
    heads = {words.strip() for page, words in ((each.page, each.text) for each in tree.artifacts) if page == 1}
    assert heads == {"Title", "2", "side", "Handbook", "here"}
    with pikepdf.open(tmp_path / "document.pdf") as pdf:
        assert "/Annots" not in pdf.pages[0] or len(pdf.pages[0].Annots) == 0
        marks = [each.operands for each in pikepdf.parse_content_stream(pdf.pages[1], "BDC")]
    kinds = [(str(mark.Type), str(mark.get("/Subtype", ""))) for name, mark in marks if name == "/Artifact"]
    assert kinds.count(("/Pagination", "/Header")) == 3
    assert kinds.count(("/Pagination", "/Footer")) == 1
    assert kinds.count(("/Pagination", "")) == 1


def test_what_is_fixed_to_every_page_is_read_once(tagged):
    """As what stands in a repeated header of a table is."""
    tree = tagged(f"<p>{LONG}</p><p style='position: fixed; bottom: 0'>stamp</p>")
    assert words(tree.root).count("stamp") == 1
    assert [each.text for each in tree.artifacts] == ["stamp"] * (len(tree.root.pages) - 1)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<a href='#there'>the chapter</a>", "the chapter (p. 2)"),
        ("<a href='#there'><span>the</span> <em>chapter</em></a>", "the chapter (p. 2)"),
        ("<a href='https://example.org/x'>a page</a>", "a page (https://example.org/x)"),
        ("<a href='https://example.org/'>https://example.org/</a>", "https://example.org/"),
        ("<a href='mailto:a@example.org'>a@example.org</a>", "a@example.org"),
        ("<a href='tel:+1-613-555-0100'>Telephone</a>", "Telephone (+1-613-555-0100)"),
        ("<a href='https://example.org/'><img src='handbook:///images/leaf.png' alt='Logo'></a>", "Logo (https://example.org/)"),
        ("<a href='https://example.org/' style='display: block'><span>A</span> block</a>", "A block (https://example.org/)"),
    ],
)  # fmt: skip
def test_links_say_in_words_where_they_lead(tagged, link, expected):
    """One link each, whatever it is made of."""
    tree = tagged(f"<p>{link}</p><p id=there style='break-before: page'>there</p>")
    assert {area.contents for area in only(tree, "Link").links} == {expected}


def test_a_link_has_one_area_on_a_line(tagged):
    """Whatever it is made of; a picture that is higher than the line has one of its own."""
    words = "<a href='https://example.org/'>a <em>link</em> of <span lang=fr>trois</span> <code>parts</code></a>"
    assert len(only(tagged(f"<p>{words}</p>", "a::after { content: ' (p. 1)' }"), "Link").links) == 1
    picture = (
        "<a href='https://example.org/'>a <img src='handbook:///images/leaf.png' alt='leaf' style='width: 60px'></a>"
    )
    assert len(only(tagged(f"<p>{picture}</p>"), "Link").links) == 2


def test_text_without_blanks_between_is_kept_in_its_order(tagged):
    """Content before and after, generated or not."""
    tree = tagged("<p>a<b>b</b>c</p>", "b::before { content: '[' } b::after { content: ']' }")
    assert tree.root.text == "a\n[\nb\n]\nc"


# What must not be.


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h2>Two</h2>", "page 1: “Two” is a heading of level 2; begin with level 1"),
        ("<h1>A</h1><h3>B</h3>", "page 1: “B” is a heading of level 3 after one of level 1; skip no level"),
        (
            f"<p>p</p><div style='break-before: page'><svg {SVG} width=9 height=9></svg></div>",
            "page 2: a drawing has no alternative text; describe it, or mark it as decoration",
        ),
        (
            "<p><img src='handbook:///images/leaf.png'></p>",
            "page 1: leaf.png has no alternative text; describe it, or mark it as decoration",
        ),
        (
            "<p><a href='https://example.org/'><img src='handbook:///images/leaf.png' alt=''></a></p>",
            "page 1: the link to https://example.org/ has no words; give it a text",
        ),
        (
            "<p style='opacity: .5'>pale</p>",
            "page 1 shows something with an opacity, which no tag can reach; use a solid colour instead",
        ),
    ],
)
def test_what_no_tag_can_mend_is_told(problems, body, message):
    """With the page, before anything is published."""
    assert problems(body) == [message]


def test_a_sound_document_has_no_problems(problems):
    """Up again by any number of levels, and several titles."""
    assert problems("<h1>1</h1><h2>2</h2><h3>3</h3><h2>2</h2><h1>1</h1><h2>2</h2>") == []


# The file.


def test_the_file_claims_both_standards(tagged, tmp_path):
    """Once each, and describes the claim that PDF/A does not know."""
    tagged("<h1>Title</h1>")
    with pikepdf.open(tmp_path / "document.pdf") as pdf:
        metadata = pdf.open_metadata()
        assert metadata.pdfa_status == "2A"
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Test"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-CA"


def test_content_leads_back_to_its_tag(tagged, tmp_path):
    """For whoever points at a word (ISO 32000-1, 14.7.4.4)."""
    tagged(f"<h1>T</h1><ul><li><a href='#x'>x</a> {LONG}</li></ul><p id=x><a href='#x'>y</a> {LONG}</p>")
    with pikepdf.open(tmp_path / "document.pdf") as pdf:
        parents = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        pieces = 0
        for page in pdf.pages:
            for operands, _ in pikepdf.parse_content_stream(page, "BDC"):
                if "/MCID" in operands[1]:
                    pieces += 1
                    element = parents[int(page.StructParents)][int(operands[1].MCID)]
                    assert _holds(element, page, int(operands[1].MCID))
            for annotation in page.get("/Annots", []):
                element = parents[int(annotation.StructParent)]
                assert element.S == "/Link"
                assert any(getattr(kid, "Obj", None) == annotation for kid in element.K if not isinstance(kid, int))
        assert pieces > 20


def _holds(element, page, mcid):
    for kid in element.K:
        if isinstance(kid, int):
            number, home = kid, element.Pg
        elif kid.get("/Type") == "/MCR":
            number, home = int(kid.MCID), kid.Pg
        else:
            continue
        if (number, home.objgen) == (mcid, page.objgen):
            return True
    return False


def test_pictures_are_not_smoothed(tagged, tmp_path):
    """PDF/A forbids it."""
    tagged("<img src='handbook:///images/leaf.png' alt='A leaf'>")
    with pikepdf.open(tmp_path / "document.pdf") as pdf:
        pictures = [
            each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"
        ]
        assert [bool(each.get("/Interpolate", False)) for each in pictures] == [False]


def test_a_leaflet_is_tagged_like_a_document(lay_out_body, tmp_path):
    """Pages cut from a longer document, each time anew."""
    document = lay_out_body("<h1>One</h1><h1 style='break-before: page'>Two</h1><p>text</p>")
    for number, expected in ((0, "Document(H1)"), (1, "Document(H1 P)")):
        assert write(document.copy([document.pages[number]]), tmp_path / "leaflet.pdf") == []
        assert shape(read_tags(tmp_path / "leaflet.pdf").root) == expected


HARD = f"""<h1 id=t>T</h1><ul><li><a href='#t'>x</a> {LONG}</li></ul><dl><dt lang=fr>t</dt><dd>d</dd></dl>
<table><thead><tr><th>h</th></tr></thead>{"<tr><td>c</td></tr>" * 20}</table>"""


def test_written_twice_the_bytes_are_the_same(lay_out_body, tmp_path):
    """From the same pages, and from pages laid out anew."""
    document = lay_out_body(HARD)
    for number, pages in enumerate((document, document, lay_out_body(HARD))):
        assert write(pages, tmp_path / f"{number}.pdf") == []
    assert len({(tmp_path / f"{number}.pdf").read_bytes() for number in range(3)}) == 1


@pytest.mark.parametrize(
    "environ",
    [pytest.param({"PYTHONHASHSEED": "1"}, marks=pytest.mark.whole), {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}],
)
def test_the_bytes_depend_on_no_hash_and_no_clock(lay_out_body, tmp_path, environ):
    """Another process writes them too."""
    assert write(lay_out_body(HARD), tmp_path / "here.pdf") == []
    script = (
        "import sys; from pathlib import Path; from handbook.print.render import lay_out, write;"
        "html = sys.stdin.buffer.read().decode();"
        f"write(lay_out(html, {CSS!r}, {{}}, 'document.pdf')[0], Path('there.pdf'))"
    )
    body = f'<!DOCTYPE html><html lang="en-CA"><head><title>Test</title></head><body>{HARD}</body></html>'
    path = os.pathsep.join([str(Path(weasyprint_tags.__file__).parents[2]), *sys.path])
    subprocess.run(
        [sys.executable, "-c", script],
        input=body.encode(),
        cwd=tmp_path,
        check=True,
        env=os.environ | environ | {"PYTHONPATH": path},
    )
    assert (tmp_path / "here.pdf").read_bytes() == (tmp_path / "there.pdf").read_bytes()


def test_weasyprint_is_left_as_it_was():
    """Also when something goes wrong."""
    original = weasyprint_tags._build_box_tree
    with pytest.raises(ZeroDivisionError), reading_boxes():
        assert weasyprint_tags._build_box_tree is not original
        raise ZeroDivisionError
    assert weasyprint_tags._build_box_tree is original


ENTRIES = "<ul><li>first<ul><li><p>inner</ul><li>second</ul><ol><li>first</ol><p>after"


def copied(path):
    """Return what MuPDF copies."""
    with pymupdf.open(path) as pdf:
        return "".join(page.get_text() for page in pdf)


@pytest.mark.parametrize(
    ("begins", "numbers"),
    [
        ("<ol>", ["1.", "2."]),
        ('<ol start="7">', ["7.", "8."]),
        ('<ol class="arabic simple" start="0">', ["0.", "1."]),
        ('<ol class="loweralpha" start="3">', ["c.", "d."]),
        ('<ol class="upperalpha">', ["A.", "B."]),
        ('<ol class="lowerroman simple">', ["i.", "ii."]),
        ('<ol class="upperroman" start="9">', ["IX.", "X."]),
        ('<ol start="no">', ["1.", "2."]),
    ],
)
def test_lists_count_as_they_were_written(lay_out_body, tmp_path, begins, numbers):
    """From their first number, in their signs; a list inside counts for itself."""
    body = f"{begins}<li>one<ol><li>inner</ol><li>two</ol>"
    assert write(lay_out_body(body), tmp_path / "a.pdf") == []
    assert copied(tmp_path / "a.pdf").split() == [numbers[0], "one", "1.", "inner", numbers[1], "two"]


def test_markers_come_before_their_entries(lay_out_body, tmp_path):
    """In the content of the page, from which most programs copy."""
    assert write(lay_out_body(ENTRIES), tmp_path / "a.pdf") == []
    assert copied(tmp_path / "a.pdf").split() == ["•", "first", *_INNER, "•", "second", "1.", "first", "after"]


_INNER = ("•", "inner")
NARROW = "p { width: 34mm; hyphens: auto; hyphenate-character: '\u2010'; hyphenate-limit-chars: 7 3 3 }"
DIVIDED = "A responsible organization, internationally well-established; see https://a.example/long-name/longer-name/a."


def test_divided_words_are_copied_whole(lay_out_body, tmp_path):
    """With the hyphen that was written, and no other; and so are addresses."""
    document = lay_out_body(f"<p>{DIVIDED}</p><p>end", NARROW)
    assert write(document, tmp_path / "a.pdf") == []
    lines = copied(tmp_path / "a.pdf").strip().splitlines()
    assert len(lines) > 4
    assert " ".join(" ".join(lines).split()) == f"{DIVIDED} end"
