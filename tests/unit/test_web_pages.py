"""A translation may lead to the page of the web in its own language, and nowhere else without a reason."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_handbook import PO_HEADER, line_of, write

from handbook.catalogs.checking import links_elsewhere, pair_for
from handbook.catalogs.entries import Entry
from handbook.catalogs.grammar import parse
from handbook.catalogs.parity import differences, translated_links
from handbook.catalogs.reader import read_catalogue
from handbook.catalogs.web_pages import is_same_page
from handbook.catalogs.writer import write as written
from handbook.facts.registry import load_registry
from handbook.languages.lookup import pair_of

PAIR = replace(pair_of("en-CA", "fr-CA"), hosts=frozenset({("laws.example.gc.ca", "lois.example.gc.ca")}))
SAME = [
    ("https://www.example.ca/en/programs", "https://www.example.ca/fr/programmes"),
    ("https://example.ca/en/programs", "https://www.example.ca/fr/programmes"),
    ("https://laws.example.gc.ca/eng/acts/", "https://lois.example.gc.ca/fra/lois/"),
    ("https://notify.example.gc.ca/?lang=en", "https://notify.example.gc.ca/?lang=fr"),
    ("https://example.gc.ca/x.aspx?lang=eng&id=3", "https://example.gc.ca/x.aspx?lang=fra&id=3"),
    ("https://www.example.qc.ca/en/news/49-years/", "https://www.example.qc.ca/nouvelles/49-ans/"),
    ("https://www.example.ca/programs", "https://www.example.ca/fr/programmes"),
    ("https://example.gc.ca/services-eng.html", "https://example.gc.ca/services-fra.html"),
    ("https://en.example.org/wiki/Co-op", "https://fr.example.org/wiki/Coopérative"),
    ("https://example.ca/en-ca/help", "https://example.ca/fr-ca/aide"),
    ("https://example.ca/en_CA/help", "https://example.ca/fr_CA/aide"),
    ("https://example.ca/en/work", "https://example.ca/fr/travailler-en-afrique"),
    ("http://example.ca/en/work", "https://example.ca/fr/travail"),
    ("https://example.ca/en/work#top", "https://example.ca/fr/travail#haut"),
    ("https://github.com/coop/docs/tree/en", "https://github.com/coop/docs/tree/fr"),
    ("https://www.youtube.com/watch?v=abc&hl=en", "https://www.youtube.com/watch?v=abc&hl=fr"),
    ("https://en.example.qc.ca/x", "https://fr.example.qc.ca/y"),
    ("https://example.ca:8080/en/x", "https://example.ca:8080/fr/y"),
    ("https://example.ca:443/en/x", "https://example.ca/fr/y"),
    ("https://example.ca/en/home.do?page=x", "https://example.ca/fr/accueil.do?page=y"),
]
OTHER = [
    ("https://www.example.ca/en/give", "https://example.org/donner"),
    ("https://www.example.ca/en/give", "https://www.exаmple.ca/fr/donner"),  # a Cyrillic letter
    ("https://www.example.ca/en/give", "https://www.example.ca/en/donate"),
    ("https://www.example.ca/give", "https://www.example.ca/donner"),
    ("https://www.example.ca/fr/x", "https://www.example.ca/fr/y"),
    ("https://www.example.ca/en/give", "http://www.example.ca/fr/donner"),
    ("https://www.example.ca/en/give", "https://www.example.ca@evil.example/fr/donner"),
    ("https://www.example.ca/en/give", "https://www.example.ca.evil.example/fr/donner"),
    ("https://www.example.ca/en/give", "//www.example.ca/fr/donner"),
    ("https://www.example.ca/en/give", "javascript:alert(1)//fr/"),
    ("https://www.example.ca/en/give", "mailto:fr@example.ca"),
    ("https://en.example.org/wiki/Co-op", "https://fr.example.net/wiki/Coop"),
    ("https://en.example.org/wiki/Co-op", "https://evil.example.org/fr/wiki"),
    ("https://laws.example.gc.ca/eng/acts/", "https://droit.example.gc.ca/fra/lois/"),
    ("https://www.example.ca/en/give", "agencies/fr.md"),
    ("agencies/did.md", "agencies/cdf.md"),
    # A page that sends its readers on.
    ("https://www.example.ca/en/give", "https://www.example.ca/?lang=fr&next=https://evil.example"),
    ("https://www.example.ca/en/give", "https://www.example.ca/fr/?url=//evil.example"),
    ("https://www.example.ca/en/give", "https://www.example.ca/fr/?url=evil.example"),
    ("https://www.example.ca/en/give", "https://www.example.ca/fr/?url=https%253A%252F%252Fevil.example"),
    ("https://www.example.ca/en/give", "https://www.example.ca/fr/https://evil.example"),
    ("https://www.example.ca/en/give", "https://www.example.ca/fr/x#https://evil.example"),
    # Another server of the host, or none.
    ("https://www.example.ca/en/give", "https://www.example.ca:8443/fr/donner"),
    ("https://www.example.ca/en/give", "https://www.example.ca:x/fr/donner"),
    # A host that many share.
    ("https://github.com/coop/en/docs", "https://github.com/evil/fr/docs"),
    ("https://github.com/en/docs", "https://github.com/fr/docs"),
    ("https://bit.ly/en", "https://bit.ly/fr"),
    ("https://bit.ly/coop-en", "https://bit.ly/coop-fr"),
    ("https://sites.google.com/view/coop/en", "https://sites.google.com/view/evil/fr"),
    ("https://docs.google.com/document/d/abc?hl=en", "https://docs.google.com/document/d/xyz?hl=fr"),
    ("https://web.archive.org/web/2020/a.example/en/", "https://web.archive.org/web/2020/evil.example/fr/"),
    ("https://en.github.io/x", "https://fr.github.io/x"),
    ("https://en.qc.ca/x", "https://fr.qc.ca/x"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_page_of_the_same_site_in_the_other_language(source, target):
    """It needs no reason, and is told to those who read proofs."""
    assert is_same_page(source, target, PAIR)
    link = f"See [it]({source}).", f"Voyez [cela]({target})."
    assert [rule for rule, _ in differences(*link, {}, PAIR)] == []
    assert translated_links(*link, {}) == [(source, quote(target, safe=":/?=&#"))]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_other_way_round(source, target):
    """From French into English as well, but for what is safe in one of the two only."""
    if source.startswith("https") or target.startswith("http:"):
        turned = replace(pair_of("fr-CA", "en-CA"), hosts=frozenset((b, a) for a, b in PAIR.hosts))
        assert is_same_page(target, source, turned)


@pytest.mark.parametrize(("source", "target"), OTHER)
def test_any_other_page_is_refused(source, target):
    """By a rule that a translator may allow with a reason where both are on the web, else by that on links."""
    assert not is_same_page(source, target, PAIR)
    said = [rule for rule, _ in differences(f"See [it]({source}).", f"Voyez [cela]({target}).", {}, PAIR)]
    assert said
    assert set(said) <= {"translated-link", "link", "address", "markup", "number"}


@pytest.mark.parametrize("frame", ["See <{}>.", "See [it]({} 'title').", "Go to {} now", "[it]({}) there"])
def test_wherever_an_address_stands(frame):
    """A link, its title, an address in plain words."""
    source, target = SAME[0]
    assert [rule for rule, _ in differences(frame.format(source), frame.format(target), {}, PAIR)] == []
    other = (frame.format(address) for address in OTHER[0])
    assert {rule for rule, _ in differences(*other, {}, PAIR)} == {"translated-link"}


def test_a_link_that_is_gone_is_missing():
    """Another that has become that of the same page hides nothing."""
    here = "[a](https://example.ca/en/a) and [b](https://example.ca/en/b)"
    assert [rule for rule, _ in differences(here, "[a](https://example.ca/fr/a) et b", {}, PAIR)] == ["link"]
    more = "[a](https://example.ca/fr/a) et [b](https://example.ca/fr/b) et [c](https://example.ca/fr/c)"
    assert [rule for rule, _ in differences(here, more, {}, PAIR)] == ["link"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_is_judged(source, target):
    """Brackets, blanks, controls: no address stops it, and none of another host is the same page."""
    assert is_same_page(f"https://a.example/en/{source}", f"https://b.example/fr/{target}", PAIR) is False
    is_same_page(source, target, PAIR)


def test_hosts_are_named_once(project):
    """In the vocabulary, which says what is wrong with them."""
    vocabulary = project.vocabulary
    text = vocabulary.read_text("utf-8")
    write(vocabulary, f'{text}\n[hosts.laws]\nen = "laws.example.gc.ca"\nfr = "www.lois.example.gc.ca"\n')
    assert pair_for(project, "index", "fr").hosts == {("laws.example.gc.ca", "lois.example.gc.ca")}
    load_registry(project)


@pytest.mark.parametrize(
    "table",
    [
        'en = "laws.example.gc.ca"',
        'en = "https://laws.example"\nfr = "lois.example"',
        'en = "a.ca"\nfr = "lоis.example.ca"',
    ],
)
def test_what_is_no_host_is_named(project, refused, table):
    """A language that is left out, an address, a look-alike letter."""
    write(project.vocabulary, f"{project.vocabulary.read_text('utf-8')}\n[hosts.laws]\n{table}\n")
    assert refused(load_registry, project)


def test_a_source_may_have_an_address_per_language(project):
    """Its own is that of its language."""
    text = project.vocabulary.read_text("utf-8")
    both = 'address = { en = "https://example.ca/en/x", fr = "https://example.ca/fr/x" }'
    write(project.vocabulary, text.replace('address = "https://example.org/report"', both))
    [source] = [each for each in load_registry(project).sources.values() if each.translated]
    assert (source.address_in("en"), source.address_in("fr")) == ("https://example.ca/en/x", "https://example.ca/fr/x")
    assert source.address == source.address_in(source.language)


def test_whoever_publishes_is_told_where_readers_are_led(project):
    """With the line of the translation; what leads to the same address, and what is in doubt, is not told."""
    elsewhere, same, doubt = (f"See [it](https://example.ca/en/{name})." for name in ("a", "b", "c"))
    entries = [
        Entry(msgid=elsewhere, msgstr="Voyez [cela](https://example.ca/fr/a)."),
        Entry(msgid=same, msgstr="Voyez [cela](https://example.ca/en/b)."),
        Entry(msgid=doubt, msgstr="Voyez [cela](https://example.ca/fr/c).", flags=frozenset({"fuzzy"})),
    ]
    path = project.catalogue("fr", "compare")
    path.write_bytes(written([*parse(PO_HEADER.encode()), *entries]))
    [told] = links_elsewhere({"compare": read_catalogue(path, project.root)}, project, "fr")
    assert (told.path, told.rule) == ("locales/fr/LC_MESSAGES/compare.po", "translated-link")
    assert told.line == line_of(path, 'msgstr "Voyez [cela](https://example.ca/fr/a)')
    assert told.message == "https://example.ca/en/a is https://example.ca/fr/a for these readers"
