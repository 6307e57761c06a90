"""Markup in any text of any file is a text everywhere: in pages, data, the search, PDFs, archives."""

import json
import re
import zipfile
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import tinyhtml5
from canaries import HIDDEN, write_canaries
from lxml import etree, html
from shared_builds import OUTPUTS, on_paper

from handbook.checks.artefacts import Artefacts
from handbook.checks.built import harm
from handbook.commands import cli
from handbook.project.project import load_project
from handbook.readback.markup import markup_faults

SEEN = re.compile(r"<script>alert\((\w+)\)</script>")


@pytest.fixture(scope="module", params=OUTPUTS)
def published_canaries(request, tmp_path_factory):
    """Build the handbook of canaries in both languages, past every check of what it says."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (
            "catalogs.checking.review",
            "build.judging.run_checks",
            "build.edition.findings",
            "build.edition.incomplete_passages",
            "facts.registry.check_held",
            "print.preflight.faults_of",
        ):
            patch.setattr(f"handbook.{name}", lambda *arguments: [])
        patch.setattr("handbook.print.fragment_job.fits", lambda *arguments: True)
        patch.setattr("handbook.build.pipeline.untranslated_strings", lambda *arguments: [])
        root, labels = write_canaries(tmp_path_factory.mktemp("volière"))
        patch.chdir(root)
        assert cli.main(["build", *request.param]) == 0
    return root, labels


def labels_in(text):
    """Return the labels of the canaries that a text holds, as a text."""
    return set(SEEN.findall(re.sub(r"\s+", "", text)))


def pages(root):
    """Yield (name, bytes) of each page: those of the site, and those of its archives."""
    site = load_project(root).site
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_bytes()
    for path in sorted(site.rglob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".html"):
                    yield f"{path.name}/{name}", archive.read(name)


def test_no_page_has_an_element_of_a_field(published_canaries):
    """As two parsers read it: the one of the checks, and one that reads as browsers do."""
    root, _ = published_canaries
    for name, page in pages(root):
        assert list(markup_faults(page)) == [], name
        tree = tinyhtml5.parse(page, namespace_html_elements=False)
        scripts = [element for element in tree.iter("script") if "alert" in (element.text or "")]
        assert [each for each in scripts if each.get("type") != "application/ld+json"] == [], name
        assert [each for each in tree.iter("b")] == [], name
        assert [each.tag for each in tree.iter() if any(key.startswith("on") for key in each.attrib)] == [], name


def test_every_check_of_harm_is_content(published_canaries):
    """The lists of what the handbook writes hold whatever its texts say."""
    root, _ = published_canaries
    project = load_project(root)
    artefacts = Artefacts(project=project, registry=None, editions=(), folders=(project.site,))
    checks = (
        harm.check_file_kind,
        harm.check_markup,
        harm.check_drawing,
        harm.check_style_sheet,
        harm.check_pdf_action,
    )
    assert [finding for check in checks for finding in check(artefacts)] == []


def test_data_of_pages_are_what_the_fields_say(published_canaries):
    """JSON-LD and the search index can be read, and tell the canaries as texts."""
    root, _ = published_canaries
    site, data, index = load_project(root).site, set(), set()
    for _, page in pages(root):
        for block in html.document_fromstring(page.decode()).xpath("//script[@type='application/ld+json']/text()"):
            data |= labels_in(json.dumps(json.loads(block), ensure_ascii=False))
    for path in site.rglob("search-index.js"):
        data_line, _, _ = path.read_text("utf-8").partition("\n")  # the stemmer of the language stands behind it
        _, _, text = data_line.partition(" = ")
        index |= labels_in(json.dumps(json.loads(text.rstrip(";")), ensure_ascii=False))
    assert any("MAPLE" in label for label in data), data
    assert {"PAGETITLE", "POCANARY"} <= index, index


@on_paper("published_canaries")
def test_pdfs_are_what_the_fields_say(published_canaries):
    """Their metadata, bookmarks and texts; XMP is XML."""
    root, _ = published_canaries
    metadata, bookmarks, texts = set(), set(), set()
    for path in load_project(root).site.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            metadata |= labels_in(str(pdf.docinfo.get("/Title", "")))
            xmp = etree.fromstring(pdf.Root.Metadata.read_bytes())
            assert not xmp.xpath("//*[local-name()='script' or local-name()='b']")
            metadata |= labels_in("".join(xmp.itertext()))
            with pdf.open_outline() as outline:
                bookmarks |= labels_in("".join(item.title for item in outline.root))
        with pypdfium2.PdfDocument(BytesIO(path.read_bytes())) as pdf:
            texts |= labels_in("".join(page.get_textpage().get_text_range() for page in pdf))
    assert any("SETTINGS" in label for label in metadata), metadata
    assert "PAGETITLE" in bookmarks, bookmarks
    assert {"PARAGRAPH", "POCANARY"} <= texts, texts


def test_every_field_is_read_somewhere(published_canaries):
    """A canary that nobody has seen proves nothing."""
    root, labels = published_canaries
    seen = set()
    for _, page in pages(root):
        tree = html.document_fromstring(page.decode())
        seen |= labels_in(" ".join(tree.itertext()))
        seen |= labels_in(" ".join(str(value) for value in tree.xpath("//@*")))
    assert " ".join(sorted(labels - seen - HIDDEN)) == ""
    assert seen & HIDDEN == set()
