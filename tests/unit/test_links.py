"""Addresses that a page may link to, and names of hosts that pass for others."""

import time

import pytest

from handbook.texts.links import address_fault, addresses_in, link_fault, text_fault
from handbook.texts.text_files import SPELLING

FINE = (
    "québec.ca",
    "łódź.pl",
    "правда.example",
    "例え.jp",
    "αθήνα.gr",
    "www.example.org",
    "node.js",
    "so.It goes",
    "p.ex.",
)


@pytest.mark.parametrize("text", FINE)
def test_a_host_in_its_own_script_is_fine(text):
    """Letters with accents, and names of other scripts that nobody takes for Latin ones."""
    assert text_fault(f"Read {text} today") is None


@pytest.mark.parametrize(
    "host",
    [
        "аррӏе.com",
        "xn--80ak6aa92e.com",
        "canаda.ca",
        "g००gle.com",
        "ɡoogle.com",
        "ᎪᏢᏢᏞᎬ.com",
        "ꓮꓑꓑꓡꓰ.com",
        "ᴘᴀʏᴘᴀʟ.com",
        "раураӏ。com",
    ],
)
@pytest.mark.parametrize("form", ["{}", "www.{}", "https://{}/x", "a@{}", "«{}»", "_{}_", "...{}..."])
def test_a_host_that_passes_for_another_is_named(host, form):
    """However a text names it."""
    assert text_fault(form.format(host)), form.format(host)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("canada.ca", "https://www.canada.ca/en"),
        ("www.canada.ca", "https://international.canada.ca/x"),
        ("the report of 2024", "https://example.org/"),
        ("README.md", "https://example.org/x/README.md"),
        ("plan.pdf", "https://example.org/1"),
        ("p.ex. un rapport", "https://example.org/"),
        ("bank.example", "page.md"),
        ("Québec.ca", "https://www.quebec.ca/"),
        ("straße.de", "https://xn--strae-oqa.de/"),
        ("canada.ca", "https://www.canada.ca/redirect?u=https://other.example/"),
        ("a@canada.ca", "mailto:a@canada.ca?body=see%20https://other.example/%20or%20b@other.example"),
        ("https://canada.ca:443/a", "https://canada.ca/a"),
        ("ASP.NET", "https://learn.microsoft.com/"),
        ("J.P.Morgan", "https://example.org/"),
        ("Node.js", "https://example.org/"),
        ("The U.S.Government", "https://example.org/"),
    ],
)
def test_a_link_that_says_no_other_host_is_fine(text, address):
    """A part of a site, the name of a file, plain words."""
    assert link_fault(text, address) is None


EVIL = "https://evil.example"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.canada.ca/", f"{EVIL}/?u=https://www.canada.ca/"),
        ("www.canada.ca", f"{EVIL}/#://canada.ca"),
        ("www.canada.ca", f"{EVIL}/a@canada.ca"),
        ("canada.ca", f"{EVIL}/canada.ca"),
        ("canada.ca/@evil.example", EVIL),
        ("https://canada.ca/://evil.example", EVIL),
        ("a@canada.ca", "mailto:x@evil.example?subject=see://canada.ca"),
        ("a@canada.ca", "mailto:x@evil.example?cc=y@canada.ca"),
        ("a@canada.ca", "mailto:a@canada.ca?bcc=x%40evil.example"),
        ("a@canada.ca", "mailto:a@canada.ca,x@evil.example"),
        ("a@canada.ca", "mailto:a%40canada.ca%2Cx%40evil.example"),
        ("Canada.Ca", EVIL),
        ("CANADA.CA", EVIL),
        ("www.canada.net", EVIL),
        ("WWW.CANADA.NET", EVIL),
        ("canada.morgan", EVIL),
        *((f"canada{unseen}.ca", EVIL) for unseen in SPELLING),
        *((f"www.canada.{unseen}ca", EVIL) for unseen in SPELLING),
    ],
)
def test_a_link_that_says_another_host_is_named(text, address):
    """Wherever the address hides the one that is said, and whatever nobody sees in the text."""
    assert link_fault(text, address), (text, address)


@pytest.mark.parametrize("behind", ["/://canada.ca", "?u=https://canada.ca/", "#a@canada.ca", "/a@canada.ca"])
def test_what_stands_behind_a_host_hides_nothing(behind):
    """The host is the first one."""
    assert text_fault(f"see https://аррӏе.com{behind} now")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "java\tscript:x",
            "\x01javascript:x",
            "JAVASCRIPT:x",
            "data:text/html,x",
            "vbscript:x",
        ),
        *(
            "file:///etc/passwd",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "https:evil.example",
            "https:///x",
        ),
        *(
            "https://canada.ca@evil.example/",
            "https://%65vil.example",
            "https://[::1]/",
            "irc://x",
            "blob:x",
            "ftp://x",
        ),
    ],
)
def test_no_other_address_is_linked_to(address):
    """As a browser reads it."""
    assert address_fault(address)


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c#d", "http://example.org:80", "mailto:a@b.example", "a.md#b"]
)
def test_addresses_of_the_web_are_linked_to(address):
    """And pages."""
    assert address_fault(address) is None


@pytest.mark.parametrize(
    "piece", ["a.", "a@", "a-", "a_.", "a..b", "[.a", "www.", "https://", "xn--", "а.", "a.com", "é", "://", "a@b."]
)
def test_no_text_takes_long(piece):
    """Each is looked at once, from its beginning to its end."""
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    addresses_in(text)
    text_fault(text)
    link_fault(text, "https://example.org/")
    assert time.process_time() - start < 5
