"""The leaflets: an agency’s chapter on one sheet, that can go alone."""

import re
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from published_pages import LANGUAGES, OTHER, each_agency
from small_handbook import append, translate, without_leaflets
from small_handbook import replace as replace_text

from handbook.build.edition import sphinx_application
from handbook.catalogs.reader import read_catalogues
from handbook.facts.normalise import normalise
from handbook.facts.registry import load_registry
from handbook.machine.workers import Task, run_each
from handbook.project.project import Edition
from handbook.publication.store import Store
from handbook.readback.pdf_text import read_brochure
from handbook.sphinx.complaints import Complaints

# Long enough for a line of its own.
NEWS = "https://www.news.example/en/news/birch-celebrates-its-49th-anniversary-269/"


@pytest.fixture
def leaflet(docname, language, editions):
    """Return (leaflet, page, language) of an agency in a language."""
    return editions[language].leaflets[docname], editions[language].pages[docname], language


def agencies_of(project):
    """Return the page of each agency."""
    return [docname for docname in project.pages() if docname.startswith("agencies/")]


def test_there_is_one_for_each_agency_and_no_other_page(published, editions):
    """Nobody hands out a glossary."""
    agencies = agencies_of(published)
    assert 1 < len(agencies) < len(published.pages())
    assert all(sorted(edition.leaflets) == agencies for edition in editions.values())


@each_agency
def test_it_is_one_sheet_with_the_whole_chapter(leaflet):
    """Its portrait, and its text below or overleaf; every paragraph of the page is there."""
    pdf, page, _ = leaflet
    assert len(pdf.texts) <= 2
    calls = r"(?<=[^\W\d])\d\b( (?=[.,;]))?"  # the numbers of footnotes
    text = re.sub(calls, "", normalise(" ".join(pdf.texts)))
    assert normalise(page.heading) in normalise(_first_page(pdf.path))  # it reaches into the margin
    text = re.sub(r" \((?:in the handbook|dans le guide)\)", "", text)
    # Paper adds an address to each source, which is no sentence.
    blocks = [normalise(each) for each in page.text.split("\n\n")]
    paragraphs = [each for each in blocks if len(each) > 60 and each.endswith(".")]
    assert len(paragraphs) > 4
    assert [each for each in paragraphs if each not in text] == []


def _first_page(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return pdf[0].get_textpage().get_text_bounded()


@each_agency
def test_it_says_what_it_belongs_to(published, leaflet):
    """The handbook, its publisher, that nobody has endorsed it, the other language, and the date of the edition."""
    pdf, page, language = leaflet
    last = normalise(pdf.texts[-1])
    native = {"en": "English", "fr": "Français"}[OTHER[language]]
    for words in (published.title[language], published.publisher[language], native, "2025"):
        assert normalise(words) in last
    assert pdf.title == f"{page.heading} – {published.title[language]}"


def destinations(path):
    """Return where the links of a PDF lead: an address, or the name of a place in it; and the names of those places."""
    with pikepdf.open(path) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
        places = set(pikepdf.NameTree(pdf.Root.Names.Dests)) if "/Names" in pdf.Root else set()
        return [str(link.A.URI) if "/A" in link and "/URI" in link.A else str(link.Dest) for link in links], places


@each_agency
def test_without_an_address_no_link_leads_to_another_chapter(leaflet):
    """There is none in this file; what was a link is words."""
    pdf, _, _ = leaflet
    found, places = destinations(pdf.path)
    assert found
    assert all(re.match(r"https?://|mailto:", each) or each in places for each in found)
    assert not re.search(r"\(p\.\s\d+\)", "".join(pdf.texts))


@pytest.fixture(scope="module")
def addressed(build_small):
    """Build the small handbook with an address, and return the folder of its PDFs."""

    def set_address(root):
        replace_text(
            root / "pyproject.toml", "[tool.handbook]\n", '[tool.handbook]\nbase_url = "https://guide.example/"\n'
        )
        append(
            root / "source/agencies/birch.md", f"[Its news]({NEWS}) are read.\n\nSee [Side by side](../compare.md).\n"
        )
        texts = {
            f"[Its news]({NEWS}) are read.": f"On lit [ses nouvelles]({NEWS}).",
            "See [Side by side](../compare.md).": "Voyez la page [Côte à côte](../compare.md).",
        }
        translate(root, "agencies/birch", texts)

    return build_small(set_address, "--output", "pdf") / "downloads"


def test_with_an_address_links_lead_to_the_web(addressed):
    """To the page of the other chapter, in the language of the leaflet."""
    found, _ = destinations(addressed / "maple-fr.pdf")
    assert any(each.startswith("https://guide.example/fr/") for each in found)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "See Side by side (in the handbook)."), ("fr", "Voyez la page Côte à côte (dans le guide).")],
)
def test_whoever_is_sent_to_another_chapter_is_told_where_that_is(addressed, language, told):
    """A leaflet has no other; where words alone lead to one they are words, and the brochure has the page."""
    leaflet, brochure = (
        normalise(" ".join(read_brochure(addressed / f"{name}-{language}.pdf").texts)) for name in ("birch", "brochure")
    )
    place = told[told.index(" (") : -1]
    assert told in leaflet
    assert leaflet.count(place) == 1
    assert place not in brochure


def write_leaflets_alone(project, language, folder):
    """Write the leaflets of a language, without the brochure beside which a build writes them."""
    edition = Edition(project=project, language=language, siblings=(OTHER[language],), has_brochure=True)
    catalogues = {language: read_catalogues(project, language)[0]}
    app = sphinx_application(edition, load_registry(project), catalogues, folder / "stage", Complaints())
    app.build(force_all=True)
    builder = app.registry.create_builder(app, "brochure", env=app.env)
    app.builder = builder
    builder.init()
    builder.kept = Store(folder=folder / "kept", root=project.root)  # that of the project belongs to all tests
    return builder.write_leaflets(folder)


@pytest.mark.parametrize("paper", ["letter", pytest.param("a4", marks=pytest.mark.whole)])
def test_with_an_address_each_still_fits_on_one_sheet(published, tmp_path, paper):
    """On either paper, with its code, in the longer language."""
    project = replace(published, paper=paper, base_url="https://guide.example/")
    # In a process of its own, as each edition is built.
    write = Task(name="fr", call=lambda _: write_leaflets_alone(project, "fr", tmp_path))
    assert run_each([write], 1) == [[]]
    paths = sorted(tmp_path.glob("*.pdf"))
    assert len(paths) == len(agencies_of(published))
    for path in paths:
        with pypdfium2.PdfDocument(path) as pdf:
            texts = [page.get_textpage().get_text_range() for page in pdf]
            assert len(texts) <= 2
            assert "https://guide.example/fr/" in texts[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_an_address_paper_bears_it_in_words_and_as_a_code(addressed, language):
    """The brochure that of the edition, a leaflet that of its page; the code has its words."""
    for name, url in (("brochure", ""), ("maple", "agencies/maple.html")):
        path = addressed / f"{name}-{language}.pdf"
        address = f"https://guide.example/{language}/{url}"
        assert address in read_brochure(path).texts[-1]
        with pikepdf.open(path) as pdf:
            alternatives = [
                str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each
            ]
        assert [each for each in alternatives if each.endswith(address)]


def test_a_handbook_may_do_without_leaflets(build_small):
    """Its agencies may then have pages of any length."""
    site = build_small(without_leaflets, "--language", "fr", "--output", "pdf")
    assert {path.name for path in (site / "downloads").iterdir()} == {"brochure-fr.pdf"}


def test_the_address_of_a_link_stands_at_the_foot_of_its_page(addressed):
    """Whoever reads paper can type it; it is no part of the sentence that it comes from."""
    path = addressed / "birch-en.pdf"
    with pypdfium2.PdfDocument(path) as pdf:
        raw = pdf[len(pdf) - 1].get_textpage().get_text_range()
    assert re.search(rf"^\d\s{re.escape(NEWS)}", raw, re.MULTILINE)
    assert NEWS not in read_brochure(path).texts[-1]
    assert "Its news" in read_brochure(path).texts[-1]
