"""The copy of a language to be read without a network: whole, with no dead link, and always the same bytes."""

import os
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

import pytest
from published_pages import LANGUAGES, OTHER, TAGS, each_page, page_of, read

from handbook.build.offline import write_offline_copies
from handbook.history.last_changes import History
from handbook.project.language_names import native_name

BASE = "https://example.org/guide"


@pytest.fixture(scope="module")
def copies(published, tmp_path_factory):
    """Unpack both copies, each where nothing else is, and return their folders by language."""
    folders = {language: tmp_path_factory.mktemp(f"une copie {language}") for language in LANGUAGES}
    for language, folder in folders.items():
        with zipfile.ZipFile(published.site / "downloads" / f"handbook-{language}.zip") as archive:
            archive.extractall(folder)
    return {language: folder / f"handbook-{language}" for language, folder in folders.items()}


def links(path):
    """Return (address, file or none) of what each link and resource of an unpacked page leads to."""
    addresses = read(path).xpath("//@href | //@src | //@action")
    return [
        (each, None if urlsplit(each).scheme else (path.parent / unquote(urlsplit(each).path)).resolve())
        for each in addresses
        if urlsplit(each).path
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_copy_has_every_page_and_pdf_of_its_language(published, copies, language):
    """And nothing of the other one, nor what only tools ask for."""
    files = {path.relative_to(copies[language]).as_posix() for path in copies[language].rglob("*") if path.is_file()}
    assert {f"{language}/{docname}.html" for docname in published.pages()} < files
    assets = {path.relative_to(published.site).as_posix() for path in published.site.glob("_static/*")}
    assert {name for name in files if "_static" in name} == assets
    pdfs = {path.relative_to(published.site).as_posix() for path in published.site.glob(f"downloads/*-{language}.pdf")}
    agencies = [docname for docname in published.pages() if docname.startswith("agencies/")]
    assert len(pdfs) == 1 + len(agencies) > 2
    assert {name for name in files if name.startswith("downloads/")} == pdfs
    assert not [name for name in files if name.startswith(OTHER[language]) or "objects.inv" in name or "/." in name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_download_is_saved_under_its_title_and_a_copy_has_it_already(published, copies, language):
    """With year and language, on every page and on the one at the root; in a copy a link opens what lies there."""
    saved = f"{published.title[language]} 2025 ({native_name(published, language)})"
    expected = {f"brochure-{language}.pdf": f"{saved}.pdf", f"handbook-{language}.zip": f"{saved}.zip"}
    for path in (published.site / "index.html", *sorted((published.site / language).glob("agencies/*.html"))):
        links = {
            link.get("href").rpartition("/")[2]: link.get("download") for link in read(path).xpath("//a[@download]")
        }
        assert links.items() >= expected.items(), path
        if path.parent.name == "agencies":
            assert links[f"{path.stem}-{language}.pdf"].endswith(f" – {saved}.pdf")
    assert not [path for path in copies[language].rglob("*.html") if read(path).xpath("//a[@download]")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_a_copy_leads_somewhere(published, copies, language):
    """From a file, without a server, in a folder of its own."""
    pages = sorted(copies[language].rglob("*.html"))
    assert len(pages) > len(published.pages())
    for path in pages:
        dead = [address for address, target in links(path) if target and not target.is_file()]
        assert dead == [], path


@each_page
def test_a_page_of_a_copy_is_that_of_the_site(published, copies, docname, language):
    """But for the links to what the copy has not: the other edition, and itself."""
    copied, page = page_of(copies[language], language, docname), page_of(published.site, language, docname)
    assert copied.find(".//main").text_content() == page.find(".//main").text_content()
    there, here = ({*each.xpath("//@href")} for each in (page, copied))
    up = "../" * (docname.count("/") + 1)
    other = f"{up}{OTHER[language]}/{docname}.html"
    assert {href.partition("#")[0] for href in there - here} == {other, f"{up}downloads/handbook-{language}.zip"}
    assert here <= there
    assert copied.xpath("//head/link[@rel='alternate']/@hreflang") == [TAGS[language], "x-default"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_first_page_leads_to_its_only_edition(published, copies, language):
    """In that language alone."""
    page = read(copies[language] / "index.html")
    assert page.get("lang") == TAGS[language]
    assert page.xpath("//body//a/@href") == [f"{language}/index.html", f"downloads/brochure-{language}.pdf"]


def test_with_an_address_what_a_copy_lacks_is_on_the_web(published, tmp_path):
    """The other edition, and a newer copy."""
    site = shutil.copytree(published.site, tmp_path / "site")
    write_offline_copies(replace(published, base_url=BASE), site, ["fr"], History(day=None))
    with zipfile.ZipFile(site / "downloads/handbook-fr.zip") as archive:
        pages = {name: archive.read(f"handbook-fr/fr/{name}.html").decode() for name in published.pages()}
    for name, page in pages.items():
        assert f'href="{BASE}/en/{name}.html" lang="en-CA"' in page
        assert f'href="{BASE}/downloads/handbook-fr.zip"' in page


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 2, 3), (2026, 2, 3)), (None, (1980, 1, 1)), (date(1970, 1, 1), (1980, 1, 1))],
    ids=["dated", "without-date", "before-1980"],
)
def test_a_copy_depends_on_its_content_and_day_alone(published, tmp_path, day, expected):
    """Not on when, in which order or with which rights the files were written."""
    made = []
    for name, stamp, mode in (("once", 0, 0o600), ("again", 10**9, 0o644)):
        site = shutil.copytree(published.site, tmp_path / name)
        for path in site.rglob("*"):
            if path.is_file():
                path.chmod(mode)
                os.utime(path, (stamp, stamp))
        write_offline_copies(published, site, ["en"], History(day=day))
        made.append((site / "downloads/handbook-en.zip").read_bytes())
        with zipfile.ZipFile(site / "downloads/handbook-en.zip") as archive:
            members = archive.infolist()
        assert {member.date_time for member in members} == {(*expected, 0, 0, 0)}
        assert {member.external_attr >> 16 for member in members} == {0o100644}
        assert [member.filename for member in members] == sorted(member.filename for member in members)
    assert made[0] == made[1]


def test_a_language_that_does_not_stand_has_no_copy(published, tmp_path):
    """A build of PDFs alone publishes no page to copy."""
    write_offline_copies(published, tmp_path, LANGUAGES, History(day=None))
    assert not list(tmp_path.iterdir())
