"""A page that has another address is reached by its old one, in every language, by whatever serves it."""

import re
import zipfile

from published import read
from small_handbook import replace, write

HTML = ("build", "--output", "html")
MOVED = """[moved]
"agencies/old" = "compare"
"agencies/old#once" = "agencies/birch#sources"
"compare#once" = "agencies/birch#sources"
"gone" = ""
"""


def files(site):
    """Return what readers get, by its path."""
    names = (path for path in site.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in names}


def test_old_addresses_lead_on(small, run):
    """With a sentence in the language and a link; search and sitemap have none of them, the offline copy all."""
    replace(small / "pyproject.toml", "[tool.handbook]", '[tool.handbook]\nbase_url = "https://example.org/guide/"')
    write(small / "source/redirects.toml", MOVED)
    assert run(small, *HTML).code == 0
    site = small / "build/site"
    for language, heading in (("en", "This page has moved"), ("fr", "Cette page a changé d’adresse")):
        page = read(site, language, "agencies/old")
        assert page.findtext(".//h1") == heading
        assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../compare.html"]
        assert page.xpath("//link[@rel='canonical']/@href") == [f"https://example.org/guide/{language}/compare.html"]
        assert page.xpath("//a[@class='enter moved-to']/@href") == ["../compare.html"]
        assert page.xpath("//*[@id='once']//a/@href") == ["../agencies/birch.html#sources"]
        assert read(site, language, "compare").xpath("//aside[@id='once']/a/@href") == ["agencies/birch.html#sources"]
        gone = read(site, language, "gone")
        assert gone.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert not gone.xpath("//meta[@http-equiv='refresh']")
        with zipfile.ZipFile(site / f"downloads/handbook-{language}.zip") as archive:
            assert f"handbook-{language}/{language}/agencies/old.html" in archive.namelist()
    assert "old.html" not in (site / "sitemap.xml").read_text("utf-8")
    assert all("agencies/old" not in path.read_text("utf-8") for path in site.glob("*/search-index*"))
    # An edit of one page takes the rest over, old addresses as well; the same as all of it built from nothing.
    with (small / "source/agencies/maple.md").open("a", encoding="utf-8") as file:
        file.write("\n% a note that nobody reads\n")
    assert run(small, *HTML).code == 0
    edited = files(site.resolve())
    assert run(small, *HTML, "--force").code == 0
    assert files(site.resolve()) == edited


def test_a_build_says_which_addresses_it_drops(small, run):
    """And what to write; it stops nothing, and is quiet once that is written."""
    (small / "source/compare.md").rename(small / "source/comparison.md")
    (small / "locales/fr/LC_MESSAGES/compare.po").rename(small / "locales/fr/LC_MESSAGES/comparison.po")
    for name in ("index", "agencies/birch", "agencies/maple"):
        for path in (small / f"source/{name}.md", small / f"locales/fr/LC_MESSAGES/{name}.po"):
            path.write_text(re.sub(r"compare\b(?!-)", "comparison", path.read_text("utf-8")), encoding="utf-8")
    outcome = run(small, *HTML)
    assert outcome.code == 0, outcome.errors
    [line] = [line for line in outcome.errors.splitlines() if "[dropped-address]" in line]
    assert "source/redirects.toml:1: readers have the page “compare”" in line
    assert '"compare" = "comparison"' in line
    write(small / "source/redirects.toml", '[moved]\n"compare" = "comparison"\n')
    assert "[dropped-address]" not in run(small, *HTML).errors
