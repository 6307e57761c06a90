"""The pseudo-language shows what escapes translation, what is cut off, and what has no room to be longer."""

import re

import pytest
from lxml import html
from shared_builds import OUTPUTS, on_paper
from small_handbook import replace, write_small_handbook

from handbook.build.pseudo import build_pseudo
from handbook.catalogs.pseudo_language import CLOSE, GROWTH, OPEN, PSEUDO, accented, pseudo
from handbook.project.project import load_project
from handbook.readback.pdf_text import read_brochure

# Every vowel of the pseudo-language has an accent.
ENGLISH = re.compile("[A-Za-z]*[AEIOUaeiou][A-Za-z]*")
# Written by Unicode CLDR, which does not know it; what says that it is English; and the name of another language.
OTHERS = "time", "*[@lang='en-CA']", "a[@hreflang]"
SPOKEN = ("alt", "aria-label", "placeholder", "title", "data-again")


@pytest.fixture(scope="module", params=OUTPUTS)
def built(request, tmp_path_factory):
    """Return the project of the small handbook in the pseudo-language, built with every check."""
    outputs = request.param[1::2]
    project, _ = build_pseudo(load_project(write_small_handbook(tmp_path_factory.mktemp("guide"))), outputs)
    return project


def pages(project):
    """Return the pages of the pseudo-edition as elements, without what is rightly in another language."""
    trees = {}
    for path in sorted((project.site / PSEUDO).rglob("*.html")):
        tree = html.fromstring(path.read_bytes().decode("utf-8"))
        for element in tree.xpath(" | ".join(f"//{each}" for each in ("script", "style", *OTHERS))):
            element.drop_tree()
        trees[path.relative_to(project.site / PSEUDO).as_posix()] = tree
    return trees


def english(texts):
    """Return the English words of some texts; addresses and roles are no words."""
    # Names of languages and months are those of CLDR, which has none in a language that nobody speaks.
    given = re.compile(r"https?://\S+|\S+@\S+|English|French|[A-Z][a-z]+ \d+, \d{4}")
    return sorted({word for text in texts for word in ENGLISH.findall(given.sub("", text))})


def test_no_text_of_a_page_escapes_translation(built):
    """Neither on a page nor in what is read aloud or shown on request."""
    found = pages(built)
    assert len(found) > 8
    for name, tree in found.items():
        assert english(tree.itertext()) == [], name
        assert english(value for key in SPOKEN for value in tree.xpath(f"//@{key}")) == [], name


def test_every_text_has_both_its_brackets(built):
    """One that has lost one is cut off, or put together of pieces; names and values alone have none."""
    for name, tree in pages(built).items():
        text = "".join(tree.itertext())
        assert text.count(OPEN) == text.count(CLOSE) > 10, name
        assert not re.search(f"{OPEN}[^{OPEN}{CLOSE}]*{OPEN}[^{CLOSE}]*{OPEN}", text), name
        for element in tree.xpath("//title | //h1 | //h2 | //summary"):
            assert element.text_content().strip()[:1] in (OPEN, ""), element.text_content()


@on_paper("built")
def test_no_text_of_the_brochure_escapes_translation(built):
    """Its cover, contents and panels are read as well. The glossary has the English terms, too."""
    texts = read_brochure(built.site / "downloads" / built.brochure_name(PSEUDO)).texts
    assert len(texts) > 4
    found = english(text.replace("/\n", "/").replace("\n", " ") for text in texts)
    assert [word for word in found if word not in ("credit", "union", "equitable", "member")] == []


def test_what_escapes_is_seen(tmp_path, monkeypatch):
    """So that the tests above can fail: a label of a panel that nobody can translate."""
    monkeypatch.setattr("handbook.sphinx.fact_sources.dated", lambda *_, **__: "as published")
    project, _ = build_pseudo(load_project(write_small_handbook(tmp_path)), ("html",))
    assert english(pages(project)["agencies/maple.html"].itertext()) == ["as", "published"]


@pytest.mark.whole
def test_what_has_no_room_is_a_finding(tmp_path, run):
    """The checks of every build look at it."""
    root = write_small_handbook(tmp_path)
    replace(root / "source/compare.md", "Two agencies in one table.", "x" * 200)
    outcome = run(root, "po", "pseudo", "--output", "pdf")
    assert outcome.code == 1
    assert "brochure-qps.pdf: “‹xxxx" in outcome.errors
    assert outcome.errors.rstrip().endswith("[too-wide]")


@pytest.mark.parametrize("command", [("po", "pseudo"), ("build", "--language", "qps")], ids=["desk", "build"])
def test_the_command_says_where_it_stands(tmp_path, run, command):
    """In a folder of its own: nothing that readers get is touched."""
    root = write_small_handbook(tmp_path)
    outcome = run(root, *command, "--output", "html")
    assert (outcome.code, outcome.output) == (
        0,
        "Built build/pseudo/build/site; open build/pseudo/build/site/index.html\n",
    )
    assert not (root / "build/site").exists()
    assert [each.name for each in (root / "locales").iterdir()] == ["fr"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Side by side", "‹Šíďé bý šíďé ļóřé›"),
        ("Go", "‹Ğó ļ›"),
        ("{count} of **all**", "‹{count} óf **áļļ** ļóřém›"),
        ("[a page](x.md#y) {fact}`a.b` `code`", "‹[á páğé](x.md#y) {fact}`a.b` `code` ļóřém ípšúm›"),
        ("A {term}`loan` or {term}`one <loan>`", "‹Á {term}`ļóáñ <loan>` óř {term}`óñé <loan>` ļóřém ípšúm ď›"),
    ],
)
def test_a_text_is_accented_longer_and_in_brackets(text, shown):
    """And keeps what a translation keeps."""
    assert pseudo(text) == shown


def test_it_grows_by_a_third():
    """As much as a text in another language is apt to."""
    text = "A sentence of some length, to be made longer. " * 3
    assert 0 <= len(pseudo(text)) - len(text) * GROWTH <= 4


def test_a_name_is_accented_only():
    """It stands inside other texts."""
    assert accented("Maple Fund") == "Mápļé Fúñď"
