"""The menu that readers get: all pages of a small handbook; of a large one, the way to pages that list them all."""

import pytest
from published import read, words
from small_handbook import replace

from handbook.sphinx import menu

AGENCY = "agencies/maple"


def lines(site, language, docname):
    """Return (words, address, aria-current) of each link of a page's menu."""
    links = read(site, language, docname).xpath("//*[@id='contents']/nav[@class='contents']//a")
    return [(words(each), each.get("href"), each.get("aria-current")) for each in links]


def test_a_small_handbook_lists_its_pages(small_tree):
    """The page itself is marked as such, for the eye and for a screen reader; nothing says it elsewhere."""
    site = small_tree / "build/site"
    english, french = (lines(site, language, AGENCY) for language in ("en", "fr"))
    assert [href for _, href, _ in english] == [href for _, href, _ in french]
    assert [href for _, href, current in french if current == "page"] == ["#"]
    assert french[0] == ("Accueil", "../index.html", None)
    assert [href for _, href, _ in french][1:] == ["#", "birch.html", "../compare.html", "../glossary.html"]
    assert not (site / "en/all-pages.html").exists()


def test_an_entry_may_have_a_title_of_its_own_or_lead_elsewhere(build_small):
    """What an editor writes in the contents is what readers see there, and it is text."""

    def change(root):
        replace(
            root / "source/index.md",
            "\ncompare\n",
            "\nSide <by> & side <compare>\nElsewhere <https://example.org/a?b&c>\n",
        )

    site = build_small(change, "--language", "en", "--output", "html")
    assert ("Side <by> & side", "compare.html", None) in lines(site, "en", "index")
    assert ("Elsewhere", "https://example.org/a?b&c", None) in lines(site, "en", "index")


@pytest.fixture
def cut_small(monkeypatch):
    """Have the small handbook count as a large one: two pages a list, one page of a folder in the menu."""
    for name, value in {"MOST": 3, "FEW": 1, "NEAR": 0, "_LISTED": 2}.items():
        monkeypatch.setattr(menu, name, value)


def test_a_large_handbook_leads_to_all_of_its_pages(cut_small, build_small):
    """In each language; what is built then has passed every check, dead links and languages among them."""
    site = build_small(lambda root: None, "--output", "html")
    names = ["all-pages", "all-pages-2", "all-pages-3"]
    assert ("Autres pages", "../all-pages.html", None) in lines(site, "fr", AGENCY)
    assert ("Autres pages", "#", "page") in lines(site, "fr", "all-pages")
    assert "Toutes les pages" in words(read(site, "fr", "all-pages").find(".//h1"))
    listed = [a.get("href") for name in names for a in read(site, "fr", name).findall(".//main/ul/li/a")]
    assert listed == ["index.html", f"{AGENCY}.html", "agencies/birch.html", "compare.html", "glossary.html"]
    [next_page] = read(site, "en", "all-pages").xpath("//a[@rel='next']/@href")
    assert next_page == "all-pages-2.html"
