"""A report on a fact begins with the fact: in the subject of a mail, or among the parameters of a form."""

from urllib.parse import parse_qs, urlsplit

import pytest

from handbook.project.contact import Contact, contact_faults
from handbook.texts.links import address_fault

ADDRESSES = [
    "editors@small.example",
    "https://small.example/write",
    "https://small.example/write?list=3",
    "https://small.example/write?fact=#top",
]
LINES = ["Le guide dit : « 50 % & plus »", "", "Où?"]


def report(address):
    """Return the link of a report to an address."""
    return Contact(address=address).report("Fact a.b, c&d", LINES, fact="a.b&c=d", language="fr")


def test_a_mail_has_a_subject_and_lines():
    """As RFC 6068 writes them: encoded, with CR LF between lines, and no plus for a space."""
    scheme, _, path, query, fragment = urlsplit(report("editors@small.example"))
    assert (scheme, path, fragment) == ("mailto", "editors@small.example", "")
    assert "+" not in query
    assert parse_qs(query) == {"subject": ["Fact a.b, c&d"], "body": ["\r\n".join(LINES)]}


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_a_form_keeps_what_its_address_has(address):
    """The fact and the language stand behind it, before a fragment."""
    before, after = urlsplit(address), urlsplit(report(address))
    assert (before.netloc, before.path, before.fragment) == (after.netloc, after.path, after.fragment)
    asked = {**parse_qs(before.query), "fact": ["a.b&c=d"], "language": ["fr"]}
    assert parse_qs(after.query) == asked


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_report_is_an_address_that_pages_may_have(address):
    """By the judge of all links."""
    assert not list(contact_faults(address, ["en"]))
    assert not address_fault(report(address))
