"""The glossary stands in each language's own order, with the equivalent in the other language."""

import pytest
from docutils import nodes
from published import by_class, read, words
from small_handbook import append, replace, translate

from handbook.sphinx.glossary import initials

ENGLISH = ["credit union", "equitable", "member"]
FRENCH = ["coopérative de crédit", "équitable", "membre"]


@pytest.fixture(scope="module")
def site(small_tree):
    """Return the small handbook, as it is published."""
    return small_tree / "build/site"


def entries(site, language):
    """Return the terms of the glossary as they stand, each with its definition."""
    page = read(site, language, "glossary")
    return {words(dt): dt.getnext() for dt in page.findall(".//main//dt")}


@pytest.mark.parametrize(("language", "expected"), [("en", ENGLISH), ("fr", FRENCH)])
def test_terms_stand_in_the_order_of_their_language(site, language, expected):
    """An accent does not send a word to the end."""
    assert list(entries(site, language)) == expected


@pytest.mark.parametrize(
    ("language", "other", "pairs"),
    [
        ("en", "fr-CA", dict(zip(ENGLISH, FRENCH, strict=True))),
        ("fr", "en-CA", dict(zip(FRENCH, ENGLISH, strict=True))),
    ],
    ids=["en", "fr"],
)
def test_each_term_has_its_equivalent_in_the_other_language(site, language, other, pairs):
    """Marked as being in that language; nobody writes it twice."""
    for term, definition in entries(site, language).items():
        [equivalent] = definition.xpath(".//*[@lang]")
        assert (equivalent.get("lang"), words(equivalent)) == (other, pairs[term])


def test_a_term_has_one_anchor_in_both_languages(site):
    """A link to a word holds in either edition."""
    anchors = [
        {dt.get("id") for dt in read(site, language, "glossary").findall(".//main//dt")} for language in ("en", "fr")
    ]
    assert anchors[0] == anchors[1]
    assert len(anchors[0]) == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_term_in_the_text_leads_to_its_entry(site, language):
    """In either edition, to an anchor that is there."""
    [link] = [
        each
        for each in read(site, language, "agencies/maple").findall(".//main//a")
        if "glossary.html#" in each.get("href")
    ]
    anchor = link.get("href").partition("#")[2]
    assert read(site, language, "glossary").get_element_by_id(anchor) is not None
    assert words(link) == {"en": "credit union", "fr": "coopérative de crédit"}[language]


def test_a_term_without_translation_has_no_equivalent(build_small):
    """Nothing is made up; what is published meanwhile is English."""

    def change(root):
        replace(root / "locales/fr/LC_MESSAGES/glossary.po", 'msgstr "membre"', 'msgstr ""')

    site = build_small(change, "--output", "html", "--allow-incomplete")
    assert entries(site, "en")["member"].xpath(".//*[@lang]") == []


def test_hyphens_case_and_accents_do_not_count_in_the_order(build_small):
    """“co-op” stands before “cooper”, “Égal” before “équitable”."""

    def change(root):
        path = root / "source/glossary.md"
        replace(
            path,
            "member\n   Someone",
            "Zebra\n   An animal.\n\nco-operate\n   To work together.\n\ncool\n   Not warm.\n\nmember\n   Someone",
        )
        translate(
            root,
            "glossary",
            {
                "Zebra": "Zèbre",
                "An animal.": "Un animal.",
                "co-operate": "ça alors",
                "To work together.": "Travailler ensemble.",
                "cool": "Égal",
                "Not warm.": "Frais.",
            },
        )
        append(path, "")

    site = build_small(change)
    assert list(entries(site, "en")) == ["cool", "co-operate", "credit union", "equitable", "member", "Zebra"]
    assert list(entries(site, "fr")) == ["ça alors", "coopérative de crédit", "Égal", "équitable", "membre", "Zèbre"]


def test_equivalents_are_dressed_as_such(site):
    """So that a stylesheet can set them apart."""
    assert len(by_class(read(site, "en", "glossary").find(".//main"), "equivalent")) == 3


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_a_term_is_a_link_to_itself_and_its_equivalent_one_to_the_other_edition(site, language, other):
    """So that either can be copied and sent, or read on in the other language at the same word."""
    page = read(site, language, "glossary")
    for dt in page.findall(".//main//dt"):
        assert [a.get("href") for a in dt.findall("a")] == [f"#{dt.get('id')}"]
        [link] = dt.getnext().xpath(".//a[*[@lang]]/@href")
        assert link == f"../{other}/glossary.html#{dt.get('id')}"


def _term(text):
    node = nodes.term("", text, ids=[f"term-{text}"])
    return nodes.definition_list_item("", node, nodes.definition())


# Terms behind the first of their letter.
EXCESS = {"fr-CA": {"épargne", "étude", "orge"}, "en-CA": {"aim", "east"}}


@pytest.mark.parametrize(
    ("tag", "terms", "letters"),
    [
        ("fr-CA", ["abri", "bail", "école", "épargne", "étude", "œuvre", "orge", *"pqrst"], "ABEOPQRST"),
        ("en-CA", ["Aid", "aim", "by-laws", "e-mail", "east", *"fghijkl"], "ABEFGHIJKL"),
        ("es-MX", ["nación", "ñame", *"opqrstuvwx"], "NÑOPQRSTUVWX"),
    ],
)
def test_letters_lead_to_the_first_term_of_each(tag, terms, letters):
    """As readers of the language look words up: an accent makes no letter of its own, unless the language says so."""
    shown = initials([_term(text) for text in terms], tag)
    assert "".join(letter for letter, _ in shown) == letters
    firsts = [anchor.removeprefix("term-") for _, anchor in shown]
    assert firsts == sorted(firsts, key=terms.index)
    assert set(terms) - set(firsts) == EXCESS.get(tag, set())


def test_a_short_glossary_and_one_of_too_many_signs_have_no_letters():
    """There they would help nobody."""
    assert initials([_term(text) for text in "abcdefghijk"], "en-CA") == []
    assert initials([_term(chr(0x4E00 + number)) for number in range(40)], "ja-JP") == []
