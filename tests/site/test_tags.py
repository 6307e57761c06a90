"""The tags of the published PDFs, beside the HTML they are printed from: nothing divided, lost, swapped or mute."""

import re
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml import etree
from published_pages import LANGUAGES, TAGS

from handbook.print.line_ends import without_line_ends
from handbook.readback.pdf_tags import StructureElement, TagTree, read_tags

HEADINGS = {f"h{level}": f"H{level}" for level in range(1, 7)}


@pytest.fixture(scope="module")
def pages(html_of_pdfs) -> Mapping[str, etree._Element]:
    """Read the HTML that each PDF is printed from, by its name."""
    return {path.stem: etree.parse(path).getroot() for path in html_of_pdfs.glob("*.xml")}


@pytest.fixture(scope="module")
def downloads(published) -> Path:
    """Return the folder of the PDFs."""
    return published.site / "downloads"


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    """Return each language."""
    return request.param


@pytest.fixture(scope="module")
def path(downloads, language):
    """Return where the brochure is."""
    return downloads / f"brochure-{language}.pdf"


@pytest.fixture(scope="module")
def page(pages, language):
    """Return the HTML of the brochure."""
    return pages[f"brochure-{language}.pdf"]


@pytest.fixture(scope="module")
def tree(path) -> TagTree:
    """Return the tags of the brochure."""
    return read_tags(path)


def text_of(element: etree._Element) -> str:
    """Return the text of an HTML element, without that of drawings and of what is hidden from voices."""
    return "".join(
        element.xpath(
            ".//text()[not(ancestor::*[local-name() = 'svg' or local-name() = 'style' or @aria-hidden = 'true'])]"
        )
    )


def dense(text: str) -> str:
    """Return a text without spaces and in one case, for which a line end is nothing, nor what says where one may be."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", text).casefold()


def is_told(text: str, by: str) -> bool:
    """Tell whether `by` has all letters of `text` in their order; a stylesheet adds hyphens and page numbers."""
    letters = iter(dense(by))
    return all(letter in letters for letter in dense(text))


def pairs(page: etree._Element, tree: TagTree, path: str, *types: str):
    """Return (HTML element, tag) for each element at `path` that has text: one tag for each, with all of its text."""
    elements = [element for element in page.xpath(path) if dense(text_of(element))]
    tags = [tag for tag in tree.root.find(*types) if dense(tag.text)]
    assert elements, f"the brochure has no {path}, and this proves nothing"
    assert len(tags) == len(elements)
    found = list(zip(elements, tags, strict=True))
    assert [text_of(element) for element, tag in found if not is_told(text_of(element), tag.text)] == []
    return found


def test_every_table_is_one_table(page, tree):
    """With all its rows, one head, and all its cells."""
    for table, tag in pairs(page, tree, "//table", "Table"):
        assert len(list(tag.find("THead"))) == len(table.xpath(".//thead"))
        rows = [len(row.xpath("td | th")) for row in table.xpath(".//tr")]
        assert [len(row.children) for row in tag.find("TR")] == rows


def test_every_header_cell_says_what_it_heads(page, tree):
    """A column or a row; and no cell points to a header that is not there."""
    for cell, tag in pairs(page, tree, "//th", "TH"):
        said = {"row": "Row", "col": "Column"}.get((cell.get("scope") or "").removesuffix("group"))
        assert tag.attributes["Scope"] in ((said,) if said else ("Row", "Column"))
    assert not any("Headers" in tag.attributes for tag in tree.root.find("TD", "TH"))


def test_every_list_is_one_list(page, tree):
    """Over pages too; the contents are contents."""
    assert pairs(page, tree, "//ul | //ol | //dl", "L", "TOC")
    assert len(list(tree.root.find("TOC"))) == len(page.xpath("//section[@class='contents']//ul"))


def test_every_item_has_one_label_and_one_body(page, tree):
    """A definition list has an item per entry: its terms are labels."""
    items = [item for item in page.xpath("//li[not(ancestor::section[@class='contents'])]") if dense(text_of(item))]
    entries = page.xpath("//dt[not(preceding-sibling::*[1][self::dt])]")
    tags = list(tree.root.find("LI"))
    assert len(tags) == len(items) + len(entries)
    for tag in tags:
        types = [child.type for child in tag.children]
        assert sorted(types, reverse=True) == types, "labels first"
        assert types.count("LBody") == 1
        assert set(types) <= {"Lbl", "LBody"}


def test_every_paragraph_is_one_paragraph(page, tree):
    """Found whole, in the order of the source, in a tag of its own."""
    paragraphs = iter([tag for tag in tree.root.find("P") if dense(tag.text)])
    for paragraph in page.xpath("//p"):
        text = text_of(paragraph)
        if not dense(text):
            continue
        tag = next((tag for tag in paragraphs if is_told(text, tag.text)), None)
        assert tag is not None, f"no P has all of {text!r}"
        addresses = sum(len(a.get("href")) for a in paragraph.iter("a"))
        assert len(dense(tag.text)) <= len(dense(text)) * 1.1 + addresses + 20
    assert len(page.xpath("//p")) > 50


def test_reading_order_is_source_order(page, tree):
    """All text of the pages, from the first word to the last."""
    body = page.find("body")
    assert is_told(text_of(body), tree.root.text)
    text, words = dense(text_of(body)), dense(tree.root.text)
    assert len(words) < 1.25 * len(text)
    assert not is_told(text, words[len(words) // 2 :] + words[: len(words) // 2]), "whatever the order"


def test_nothing_is_neither_read_nor_an_artifact(tree):
    """All that is drawn is one or the other."""
    assert tree.strays == ()
    assert tree.artifacts


def test_what_is_in_the_other_language_is_spoken_in_it(page, tree, language):
    """Every name and every passage; nothing else."""
    said = [each for each in page.xpath("//body//*[@lang]") if dense(text_of(each))]
    spoken = [tag for tag in tree.root.find(*_types(tree.root)) if tag.language is not None]
    assert {each.get("lang") for each in said} == set(TAGS.values()) - {TAGS[language]}
    assert [tag.language for tag in spoken] == [each.get("lang") for each in said]
    assert all(is_told(text_of(each), tag.text) for each, tag in zip(said, spoken, strict=True))


def _types(element: StructureElement) -> set[str]:
    return {element.type}.union(*(_types(child) for child in element.children))


def test_every_link_is_one_link_and_says_where_it_leads(page, tree, path):
    """In words: those of the link, and the page or the address."""
    with pikepdf.open(path) as pdf:
        numbers = {each.objgen: number for number, each in enumerate(pdf.pages, 1)}
        anchors = {
            name: numbers[destination[0].objgen] for name, destination in pikepdf.NameTree(pdf.Root.Names.Dests).items()
        }
    for link, tag in pairs(page, tree, "//a[@href]", "Link"):
        words = without_line_ends(" ".join(text_of(link).split()))
        address = link.get("href")
        where = f"p. {anchors[address[1:]]}" if address.startswith("#") else address.removeprefix("mailto:")
        expected = {f"{words} ({where})"} | ({words} if words.endswith(where) else set())
        assert tag.links
        assert {area.contents for area in tag.links} <= expected


def test_every_picture_has_its_alternative(page, tree):
    """Maps and timelines too."""
    titles = "//*[(local-name() = 'svg' or local-name() = 'img' and not(@alt = '')) and not(@aria-hidden = 'true')]"
    expected = [_alternative(picture) for picture in page.xpath(titles)]
    assert [dense(figure.alternative or "") for figure in tree.root.find("Figure")] == list(map(dense, expected))
    assert all(expected)


def _alternative(picture: etree._Element) -> str:
    if picture.tag == "img":
        return picture.get("alt", "")
    told = picture.xpath("./*[local-name() = 'title' or local-name() = 'desc']")
    texts = [picture.get("aria-label")] if picture.get("aria-label") else ["".join(each.itertext()) for each in told]
    return ": ".join(text.strip() for text in texts)


def test_headings_are_bookmarks_are_contents(page, tree, path):
    """The title on the cover, all others below it; it alone needs no bookmark, and contents list what follows them."""
    found = pairs(page, tree, "//h1 | //h2 | //h3 | //h4 | //h5 | //h6", *HEADINGS.values())
    levels = [int(HEADINGS[heading.tag][1]) for heading, _ in found]
    assert [int(tag.type[1]) for _, tag in found] == [1, *(level + 1 for level in levels[1:])]
    headings = [(int(tag.type[1]) - 1, dense(text_of(heading))) for heading, tag in found if tag.pages[0] > 0]
    with pypdfium2.PdfDocument(path) as pdf:
        bookmarks = [(mark.level + 1, dense(mark.get_title())) for mark in pdf.get_toc()]
    assert bookmarks == headings
    listed = [dense(text_of(link)) for link in page.xpath("//section[@class='contents']//a")]
    titles = [text for level, text in bookmarks if level == 1]
    assert listed == titles[1:-1], "all but the contents and the back cover"
    assert [dense(next(item.find("Link")).text).rstrip("0123456789") for item in tree.root.find("TOCI")] == listed


def test_running_heads_and_page_numbers_are_artifacts(tree, path):
    """Of the kinds that a reader skips."""
    with pikepdf.open(path) as pdf:
        kinds = [{str(each) for each in _subtypes(sheet)} for sheet in pdf.pages]
    for number in range(2, len(kinds)):
        assert {"/Header", "/Footer"} & kinds[number - 1]
        assert any(re.search(rf"\b{number}\b", each.text) for each in tree.artifacts if each.page == number - 1)
        assert str(number) not in [tag.text.strip() for tag in tree.root.find("P") if number - 1 in tag.pages]


def _subtypes(sheet: pikepdf.Page) -> list:
    marks = (each.operands for each in pikepdf.parse_content_stream(sheet, "BDC"))
    return [properties.get("/Subtype", "") for name, properties in marks if name == "/Artifact"]


def test_leaflets_are_tagged_as_the_brochure_is(pages, downloads, language):
    """Every heading, list and picture of a leaflet stands in it, and in order."""
    names = sorted(path.name for path in downloads.glob("*.pdf") if _is_leaflet(path.name, language))
    assert len(names) > 1
    for name in names:
        tree = read_tags(downloads / name)
        for path, types in (
            ("//h1 | //h2 | //h3", HEADINGS.values()),
            ("//ul | //ol | //dl", ("L",)),
            ("//table", ("Table",)),
        ):
            expected = [text_of(each) for each in pages[name].xpath(path) if dense(text_of(each))]
            tags = [tag for tag in tree.root.find(*types) if dense(tag.text)]
            assert len(tags) == len(expected)
            assert all(is_told(text, tag.text) for text, tag in zip(expected, tags, strict=True))
        assert tree.strays == ()
        assert all(figure.alternative for figure in tree.root.find("Figure"))


def _is_leaflet(name: str, language: str) -> bool:
    return name.endswith(f"-{language}.pdf") and not name.startswith("brochure")
