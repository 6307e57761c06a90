"""Where to write stands on every page, on the back cover and on leaflets; where nobody answers, nobody is asked."""

import re
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pypdfium2
import pytest
from published_pages import LANGUAGES, page_of
from sampled import sampled
from small_handbook import add_page, line_of, replace, write_small_handbook

from handbook.desk.update import extract
from handbook.facts.normalise import normalise
from handbook.project.project import load_project

SET = 'contact = "editors@small.example"\n'
FORMS = 'contact = { en = "https://small.example/write", fr = "https://small.example/fr/ecrire/" }\n'
# What is set, with where the link leads and what is shown, by language.
SETTINGS = {
    "mail": (SET, dict.fromkeys(LANGUAGES, ("mailto:editors@small.example", "editors@small.example"))),
    "form": (
        FORMS,
        {
            "en": ("https://small.example/write", "small.example/write"),
            "fr": ("https://small.example/fr/ecrire/", "small.example/fr/ecrire"),
        },
    ),
    "unset": ("", dict.fromkeys(LANGUAGES)),
}
LABEL = {"en": "Questions and corrections:", "fr": "Questions et corrections\u00a0:"}
PAGE = "# Answers\n\nBefore it.\n\n:::{contact}\nTell us what is *wrong*.\n:::\n\nAfter it.\n"
SAID = {"en": "Tell us what is wrong.", "fr": "Dites-nous ce qui est faux."}
FRENCH = {
    "Answers": "Réponses",
    "Before it.": "Avant.",
    "Tell us what is *wrong*.": "Dites-nous ce qui est *faux*.",
    "After it.": "Ensuite.",
}


def with_contact(setting):
    """Return what sets a contact, or none, in a handbook that has a page with the directive."""

    def change(root):
        replace(root / "pyproject.toml", SET, setting)
        add_page(root, "answers", PAGE, FRENCH)

    return change


@pytest.fixture(scope="module", params=sampled({key: key for key in SETTINGS}, every=2))
def published(request, build_small):
    """Return (site, what is set by language) of a handbook with its PDFs."""
    setting, expected = SETTINGS[request.param]
    return build_small(with_contact(setting), "--output", "html", "--output", "pdf"), expected


def links_of(pdf):
    """Return where the links of a PDF lead outside."""
    with pikepdf.open(pdf) as opened:
        links = [link for page in opened.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
        return [str(link.A.URI) for link in links if "/A" in link and "/URI" in link.A]


def last_page(pdf):
    """Return the text of the last page of a PDF."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return normalise(opened[len(opened) - 1].get_textpage().get_text_range())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_where_to_write(published, language):
    """At its foot: pages, the search, the list of facts."""
    site, expected = published
    for docname in ("index", "agencies/maple", "answers", "search", "facts"):
        found = page_of(site, language, docname).xpath("//footer//p[@class='contact']")
        said = [(each.text_content(), each.xpath("a/@href")) for each in found]
        wanted = expected[language]
        assert said == ([(f"{LABEL[language]} {wanted[1]}", [wanted[0]])] if wanted else []), docname


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fact_can_be_reported(published, language):
    """With its id and the language filled in; nowhere, if nobody is to be told."""
    site, expected = published
    entries = page_of(site, language, "facts/agencies/maple").xpath("//ol[@class='fact-list']/li")
    links = {entry.get("id"): entry.xpath("./p[@class='report']/a/@href") for entry in entries}
    assert len(links) > 4
    if expected[language] is None:
        assert not any(links.values())
        return
    for key, (link,) in links.items():
        assert link.startswith(f"{expected[language][0]}?")
        asked = parse_qs(urlsplit(link).query)
        [about] = asked.get("subject") or [f"{asked['fact'][0]} ({asked['language'][0]})"]
        assert about.endswith(f"{key} ({language})")


@pytest.mark.parametrize("name", ["brochure", "maple"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_paper_says_where_to_write(published, language, name):
    """On the back cover and on a leaflet, in words that can be typed, and as a link."""
    site, expected = published
    pdf = site / f"downloads/{name}-{language}.pdf"
    wanted = expected[language]
    assert (normalise(LABEL[language]) in last_page(pdf)) == bool(wanted)
    if wanted:
        assert normalise(wanted[1]) in last_page(pdf)
        assert wanted[0] in links_of(pdf)
    else:
        assert not [each for each in links_of(pdf) if each.startswith("mailto:")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_for_letters_only_where_somebody_answers(published, language):
    """The passage and the address behind it stand on the page, or neither; what is around it stands there anyhow."""
    site, expected = published
    [main] = page_of(site, language, "answers").xpath("//main")
    text, wanted = re.sub(r"\s+", " ", main.text_content()), expected[language]
    assert (SAID[language] in text) == bool(wanted)
    assert main.xpath(".//a/@href") == ([wanted[0]] if wanted else [])
    assert main.xpath(".//a//span") == []  # whoever copies an address copies it whole
    assert {"en": "After it.", "fr": "Ensuite."}[language] in text


@pytest.mark.parametrize("setting", [SET, ""], ids=["set", "unset"])
def test_the_passage_is_translated_either_way(tmp_path, setting):
    """Whoever sets the address later finds the French written."""
    root = write_small_handbook(tmp_path)
    with_contact(setting)(root)
    assert {entry.msgid for entry in extract(load_project(root))["answers"]} == FRENCH.keys()


def test_the_publisher_hears_once_that_nobody_answers(small, run):
    """In one notice, at the settings; and nothing of it where somebody does."""
    replace(small / "pyproject.toml", SET, "")
    outcome = run(small, "build", "--output", "html")
    line = line_of(small / "pyproject.toml", "[tool.handbook]")
    told = [each for each in outcome.errors.splitlines() if each.endswith("[contact]")]
    assert outcome.code == 0
    assert [each.startswith(f"note: pyproject.toml:{line}: nobody can write to you") for each in told] == [True]


def test_the_publisher_hears_nothing_where_somebody_answers(small, run):
    """A notice that is always there would be read by nobody."""
    assert "[contact]" not in run(small, "build", "--output", "html").errors
