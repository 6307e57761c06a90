"""A handbook whose pages are in French, and translated into English: everything follows the language of the pages."""

import re
import shutil

import pytest
from conftest import built
from published import read, words
from shared_builds import OUTPUTS
from small_handbook import CONF, ROOT, replace
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from handbook.catalogs.grammar import parse

FRENCH = ROOT / "tests" / "french"
ENGLISH_PAGE = "locales/en/LC_MESSAGES/agencies/birch.po"


def write_french_handbook(root):
    """Write the whole tree below `root`, and return that."""
    shutil.copytree(FRENCH, root, dirs_exist_ok=True)
    shutil.copy(CONF, root / "source")
    return root


@pytest.fixture(scope="module", params=OUTPUTS)
def handbook(request, tmp_path_factory):
    """Build it whole: HTML and PDF, in both languages, with every fact proven."""
    root = write_french_handbook(tmp_path_factory.mktemp("guide"))
    built(root, *request.param)
    return root


@pytest.fixture
def tree(tmp_path):
    """Return a copy of its sources."""
    return write_french_handbook(tmp_path)


def test_the_pages_are_in_both_languages(handbook):
    """The French ones as they are written, the English ones as they are translated; each says its language."""
    for language, tag, heading in (("fr", "fr-CA", "D’où il vient"), ("en", "en-CA", "Where it comes from")):
        page = read(handbook / "build/site", language, "agencies/birch")
        assert page.get("lang") == tag
        assert words(page.find(".//h2")).startswith(heading)


def test_anchors_are_those_of_the_pages(handbook):
    """In all languages."""
    ids = [
        {each.get("id") for each in read(handbook / "build/site", language, "agencies/birch").findall(".//section")}
        for language in ("fr", "en")
    ]
    assert ids[0] == ids[1]
    assert "dou-il-vient" in ids[0]


def test_our_own_strings_are_said_in_the_language_of_the_pages(handbook):
    """By the package: there is no catalogue of them."""
    assert not list((handbook / "locales").rglob("handbook.po"))
    assert "Aller au contenu principal" in words(read(handbook / "build/site", "fr", "index").find("body"))
    assert "Skip to main content" in words(read(handbook / "build/site", "en", "index").find("body"))


def test_catalogues_are_those_of_the_translation(tree, run):
    """And ``make po`` finds nothing to do; nor is there anything to check."""
    before = {path: path.read_bytes() for path in (tree / "locales").rglob("*.po")}
    assert run(tree, "po", "update").output == "en: 24 kept\n"
    assert {path: path.read_bytes() for path in (tree / "locales").rglob("*.po")} == before
    for command in (("po", "check"), ("po", "format", "--check")):
        outcome = run(tree, *command)
        assert (outcome.code, outcome.output, outcome.errors) == (0, "", "")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("Where it comes from", "« Where » it comes from", "quotes"),
        ("Where it comes from", "Where it comes from ;", "space-before"),
        ("Where it comes from", "Where le réseau est avec", "untranslated"),
        ("Where it comes from", "Where it it comes from", "doubled"),
        ("Where it comes from", "Where it comes from, since 1974", "number"),
    ],
)
def test_english_is_held_to_the_rules_of_english(tree, run, old, new, rule):
    """As it is translated from French."""
    replace(tree / ENGLISH_PAGE, f'msgstr "{old}"', f'msgstr "{new}"')
    outcome = run(tree, "po", "check")
    assert outcome.code == 1
    assert f"[{rule}]" in outcome.output + outcome.errors


def test_quotes_are_mended_into_english_ones(tree, run):
    """With the spaces that belong to the French ones."""
    replace(tree / ENGLISH_PAGE, 'msgstr "Where it comes from"', 'msgstr "« Where » it comes from"')
    run(tree, "po", "check", "--fix")
    assert "“Where” it comes from" in {each.msgstr for each in parse((tree / ENGLISH_PAGE).read_bytes())}


def test_what_is_not_translated_is_shown_in_french(tree, run):
    """And says so, to readers in their language."""
    replace(tree / ENGLISH_PAGE, 'msgstr "Where it comes from"', 'msgstr ""')
    refused = run(tree, "build", "--output", "html")
    assert refused.code == 1
    assert re.search(r"“D’où il vient” has no en translation .* \[untranslated\]", refused.errors)
    assert run(tree, "build", "--output", "html", "--allow-incomplete").code == 0
    page = read(tree / "build/site", "en", "agencies/birch")
    assert "what is missing is shown in French." in words(page.find(".//*[@class='notice']"))
    assert page.xpath(".//h2//*[@lang='fr-CA']")[0].text_content() == "D’où il vient"


def test_sphinx_by_itself_reads_the_pages_in_their_language(tree):
    """`conf.py` names none: the settings of the handbook do."""
    out = tree / "build/stock"
    with docutils_namespace():
        app = Sphinx(tree / "source", tree / "source", out, out, "html", status=None, warning=None)
    assert (app.config.language, app.config.project) == ("fr", "Un petit guide")


def test_a_proof_and_the_cost_are_of_the_translation(tree, run):
    """Both languages say what they are."""
    assert run(tree, "po", "proof").output.splitlines() == ["build/reports/proof-en.html", "build/reports/proof-en.pdf"]
    proof = (tree / "build/reports/proof-en.html").read_text("utf-8")
    assert 'lang="fr-CA"' in proof
    assert 'lang="en-CA"' in proof
    assert "en: Words that are done: 100%" in run(tree, "po", "status").output
