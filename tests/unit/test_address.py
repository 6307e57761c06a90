"""Paper tells the address of the handbook, in words and as a QR code, where there is one."""

import re
from dataclasses import replace

import pytest
import segno

from handbook.print.document import page_url, web_address
from handbook.project.project import Edition


@pytest.fixture
def edition(project):
    """Return the French edition, at an address that ends with or without a slash."""
    return Edition(project=replace(project, base_url="https://guide.example/a"), language="fr", siblings=("en",))


def test_an_address_names_language_and_page(edition):
    """One slash between them, however base_url ends."""
    assert page_url(edition) == "https://guide.example/a/fr/"
    slashed = replace(edition, project=replace(edition.project, base_url="https://guide.example/a/"))
    assert page_url(slashed, "agencies/did") == "https://guide.example/a/fr/agencies/did.html"


def test_without_base_url_there_is_no_address(edition):
    """None is invented."""
    nowhere = replace(edition, project=replace(edition.project, base_url=None))
    assert page_url(nowhere) is None
    assert web_address(nowhere, str) is None


def test_the_code_is_that_of_the_address(edition):
    """Drawn with a path, named in words, without a style that a strict policy would refuse."""
    address = web_address(edition, str, "index")
    assert f"<title>QR code of the address: {address.url}</title>" in address.qr_code
    assert "style" not in address.qr_code
    side = int(re.search(r'viewBox="0 0 (\d+)', address.qr_code)[1])
    assert side == segno.make(address.url, error="m", micro=False).symbol_size(border=0)[0]
