"""A language may grow in the tree while readers get the others: ``publish`` says which."""

import re

import pytest
from published import read
from small_handbook import append, line_of, replace, write_small_handbook

from handbook.facts.registry import load_registry
from handbook.project.project import load_project

SETTINGS = 'languages = ["en", "fr", "es"]\npublish = ["en", "fr"]'


@pytest.fixture
def tree(tmp_path):
    """Return a handbook in which Spanish has been begun, and nothing of it is written."""
    root = write_small_handbook(tmp_path)
    replace(root / "pyproject.toml", 'languages = ["en", "fr"]', SETTINGS)
    return root


def test_readers_get_what_is_published(tree, run):
    """No menu, head or welcome page names the other one, and nothing of it is asked for."""
    assert run(tree, "build", "--output", "html").code == 0
    site = tree / "build/site"
    assert not (site / "es").exists()
    page = read(site, "fr", "index")
    assert {each.get("hreflang") for each in page.xpath(".//*[@hreflang]")} <= {"en-CA", "fr-CA", "x-default"}
    assert "es" not in re.findall(r'(?:href|lang|hreflang)="([\w-]+)', (site / "index.html").read_text("utf-8"))


def test_it_is_not_published_by_name_either(tree, run):
    """And the message says what to do."""
    outcome = run(tree, "build", "--language", "es")
    assert outcome.code == 2
    assert outcome.errors == (
        "handbook: es is not published yet; look at it with handbook serve, or add it to publish\n"
    )


def test_translators_are_asked_for_it(tree, run):
    """``make po`` begins its catalogues, and what is said in it is counted and checked."""
    assert "es: 24 new" in re.sub(r"\d+ new", "24 new", run(tree, "po", "update").output)
    assert (tree / "locales/es/LC_MESSAGES/agencies/birch.po").is_file()
    assert "es: Words that are done: 0\N{NO-BREAK SPACE}%" in run(tree, "po", "status").output
    assert "locales/es" not in (said := run(tree, "po", "check")).output + said.errors
    replace(
        tree / "locales/es/LC_MESSAGES/compare.po",
        'msgid "Side by side"\nmsgstr ""',
        'msgid "Side by side"\nmsgstr "de de"',
    )
    assert "[doubled]" in (said := run(tree, "po", "check")).output + said.errors


def test_what_is_said_in_it_is_kept_out_of_what_is_published(tree):
    """Facts and names may have it, whole or in part; those who translate see the source where there is nothing yet."""
    facts = tree / "source/facts/birch.toml"
    line = line_of(facts, "evidence.fr")
    lines = facts.read_text("utf-8").splitlines(keepends=True)
    facts.write_text("".join([*lines[:line], 'evidence.es = "Se llama Red del Abedul"\n', *lines[line:]]), "utf-8")
    project = load_project(tree)
    assert set(load_registry(project).facts["birch.name"].evidence) == {"en", "fr"}
    whole = load_registry(project.with_unpublished())
    assert whole.facts["birch.name"].evidence["es"] == "Se llama Red del Abedul"
    assert whole.facts["birch.founded"].evidence["es"] == whole.facts["birch.founded"].evidence["en"]


@pytest.mark.parametrize("table", ['more_than = "más de {}"', "small = 3", 'decade = "años"\nodd = 1'])
def test_words_around_values_may_be_begun(tree, table):
    """Those of the source stand for them until they are whole."""
    append(tree / "source/vocabulary.toml", f"[wording.es]\n{table}\n")
    assert "es" not in load_registry(load_project(tree)).wordings
    whole = load_registry(load_project(tree).with_unpublished())
    assert whole.wordings["es"].more_than == whole.wordings["en"].more_than


@pytest.mark.parametrize("value", ['["en", "de"]', '["fr"]', '"en"', "[]", "3", '[["en"]]'])
def test_a_list_that_cannot_be_published_is_named(tree, run, value):
    """With its line, and what to write."""
    replace(tree / "pyproject.toml", 'publish = ["en", "fr"]', f"publish = {value}")
    outcome = run(tree, "build")
    assert outcome.code == 1
    line = line_of(tree / "pyproject.toml", "publish =")
    assert outcome.errors.startswith(f"pyproject.toml:{line}: publish must be a list of those of languages")
    assert outcome.errors.count("\n") == 1
