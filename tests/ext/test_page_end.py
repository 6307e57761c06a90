"""The end of a page: when it last changed, and where to mend it; outside its text, and from the sources alone."""

import pytest
from published_pages import LANGUAGES, page_of
from small_handbook import append

URL = "https://github.com/org/guide"
TITLES = {"en": "Error%20on%20the%20page%3A%20", "fr": "Erreur%20dans%20la%20page%C2%A0%3A%20"}
EDITED = {"en": "source/agencies/maple.md", "fr": "locales/fr/LC_MESSAGES/agencies/maple.po"}


@pytest.fixture(scope="module")
def site(build_small):
    """Return the site of a handbook that says where its repository is."""
    return build_small(lambda root: append(root / "pyproject.toml", f'repository_url = "{URL}"\n'))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_when_it_last_changed(site, language):
    """In its language, and for programs too; not as part of its text, whose numbers are the same in every language."""
    [time] = page_of(site, language, "agencies/maple").xpath("//footer//time")
    told = {"en": "November 22, 2025", "fr": "22\u00a0novembre 2025"}
    assert (time.get("datetime"), time.text_content()) == ("2025-11-22", told[language])
    assert not page_of(site, language, "agencies/maple").xpath("//main//time")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_where_to_mend_it(site, language):
    """The page itself in English, its catalogue in French; a report bears the title of the page."""
    edit, report = page_of(site, language, "agencies/maple").xpath("//*[@class='page-end']//a/@href")
    assert edit == f"{URL}/edit/main/{EDITED[language]}"
    assert report.startswith(f"{URL}/issues/new?title={TITLES[language]}")
    assert report.endswith(f"%20%28{language}%29")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_without_a_source_says_neither(site, language):
    """There is nothing to be edited, and nobody changed it."""
    assert not page_of(site, language, "search").xpath("//*[@class='page-end']")


def test_no_address_is_invented(small):
    """Without `repository_url` there is the day alone."""
    page = page_of(small / "build/site", "en", "agencies/maple")
    assert page.xpath("//*[@class='page-end']//time")
    assert not page.xpath("//*[@class='page-end']//a")


def test_without_a_date_a_page_says_none(build_small, monkeypatch):
    """Neither that of the day on which it was built, nor a word before nothing."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    page = page_of(build_small(), "en", "agencies/maple")
    assert not page.xpath("//*[@class='page-end']")
