"""``[tool.handbook]`` says what a project is, and what is wrong with it is named by line."""

import pytest
from small_handbook import SMALL, line_of, replace, write

from handbook.project import find_root, load_project

TABLE = (SMALL / "pyproject.toml").read_text(encoding="utf-8")


def test_a_project_knows_its_names_and_paths(tree):
    """Every path is spelled once, below the root."""
    project = load_project(tree)
    assert (project.languages, project.outputs, project.paper) == (("en", "fr"), ("html", "pdf"), "letter")
    assert (project.base_url, project.repository_url) == (None, None)
    assert project.title["fr"] == "Un petit guide"
    assert project.page("agencies/did") == tree / "source/agencies/did.md"
    assert project.catalogue("fr", "agencies/did") == tree / "locales/fr/LC_MESSAGES/agencies/did.po"
    assert project.site == tree / "build/site"
    assert project.print_edition == tree / "build/print"
    assert project.print_name("fr") == "brochure-fr-print.pdf"
    assert project.booklet_name("fr") == "brochure-fr-booklet.pdf"
    assert project.bilingual_booklet_name == "brochure-bilingual-booklet.pdf"
    assert project.pages() == ["agencies/birch", "agencies/maple", "compare", "glossary", "index"]


@pytest.mark.parametrize(
    ("line", "outputs"),
    [
        ('outputs = ["html", "pdf", "print"]', ("html", "pdf", "print")),
        ('outputs = ["print"]', ("print",)),
        ("", ("html", "pdf")),
    ],
    ids=["with-print", "print-alone", "unsaid"],
)
def test_a_project_may_ask_for_the_print_edition(tree, line, outputs):
    """It is made only where someone asks for it."""
    replace(tree / "pyproject.toml", 'outputs = ["html", "pdf"]', line)
    assert load_project(tree).outputs == outputs


def test_the_root_is_found_from_any_folder_below(tree):
    """A command works wherever in the project its caller stands."""
    assert find_root(tree / "source" / "facts") == tree


def test_the_nearest_project_counts(tree):
    """A handbook inside another folder with a pyproject.toml is found first."""
    inner = tree / "inner"
    write(inner / "pyproject.toml", TABLE)
    write(inner / "docs" / "pyproject.toml", "[project]\nname = 'other'\n")
    assert find_root(inner / "docs") == inner


def test_outside_a_project_the_remedy_is_named(tmp_path, refused):
    """No table here or above is a finding."""
    [found] = refused(find_root, tmp_path)
    assert "run the command inside a handbook project" in found


@pytest.mark.parametrize(
    ("old", "new", "remedy"),
    [
        ('languages = ["en", "fr"]', 'languages = ["en", "de"]', "languages must be a list of one or more of en, fr"),
        ('languages = ["en", "fr"]', "languages = []", "languages must be a list"),
        ('languages = ["en", "fr"]', 'languages = "en"', "languages must be a list"),
        ('languages = ["en", "fr"]', 'languages = [["en"]]', "languages must be a list"),
        ('languages = ["en", "fr"]', "# no languages", "languages must be a list"),
        ('outputs = ["html", "pdf"]', 'outputs = ["epub"]', "one or more of html, pdf, print"),
        ('outputs = ["html", "pdf"]', 'paper = "legal"', "paper must be one of letter, a4"),
        ('outputs = ["html", "pdf"]', 'paper = ["a4"]', "paper must be one of letter, a4"),
        ('outputs = ["html", "pdf"]', 'pape = "a4"', "unknown key 'pape' in [tool.handbook]; the keys are"),
        ('outputs = ["html", "pdf"]', 'base_url = "example.org"', "base_url must be a full address"),
        ('outputs = ["html", "pdf"]', "repository_url = 3", "repository_url must be a full address"),
        (
            'title = { en = "A Small Handbook", fr = "Un petit guide" }',
            'title = "A Small Handbook"',
            "title needs a text for each",
        ),
        (', fr = "Un petit guide" }', " }", "title needs a text for each language"),
        ('fr = "L’équipe des essais" }', 'fr = "" }', "publisher needs a text for each language"),
        ('subtitle = { en = "Two agencies, briefly", fr = "Deux organismes, en bref" }', "", "subtitle needs a text"),
    ],
    ids=[
        "language-unknown",
        "no-language",
        "languages-text",
        "languages-nested",
        "languages-missing",
        "output-unknown",
        "paper-unknown",
        "paper-list",
        "key-unknown",
        "address-short",
        "address-number",
        "title-text",
        "title-french",
        "publisher-empty",
        "subtitle-missing",
    ],
)
def test_a_value_that_cannot_be_used_is_named(tree, refused, old, new, remedy):
    """The message says which values there are."""
    replace(tree / "pyproject.toml", old, new)
    found = refused(load_project, tree)
    assert any(remedy in each and each.startswith("pyproject.toml:") and each.endswith("[project]") for each in found)


@pytest.mark.parametrize("wrong", ['languages = ["de"]', 'outputs = ["epub"]'])
def test_the_line_of_the_key_is_named(tree, refused, wrong):
    """Whoever reads the report goes straight to it."""
    key = wrong.partition(" ")[0]
    [old] = [line for line in TABLE.splitlines() if line.startswith(key)]
    replace(tree / "pyproject.toml", old, wrong)
    [found] = refused(load_project, tree)
    assert found.startswith(f"pyproject.toml:{line_of(tree / 'pyproject.toml', wrong)}: ")


def test_an_unknown_key_is_not_taken_for_another(tree, refused):
    """``out`` is not found on the line of ``outputs``."""
    write(tree / "pyproject.toml", f'{TABLE}out = "html"\n')
    [found] = refused(load_project, tree)
    assert found.startswith(f"pyproject.toml:{TABLE.count(chr(10)) + 1}: unknown key 'out'")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"# about [tool.handbook]\n[project]\nname = 'x'\n", 1),
        (b"[tool.handbook]\ntitle =\n", 2),
        (b"[tool.handbook]\n\ntitle = 'd\xe9j\xe0'\n", 3),
    ],
    ids=["only-mentioned", "malformed", "not-utf-8"],
)
def test_a_pyproject_that_cannot_be_read_is_a_finding(tmp_path, refused, data, line):
    """Neither a mention in a comment nor a broken file ends in a traceback."""
    (tmp_path / "pyproject.toml").write_bytes(data)
    [found] = refused(lambda: load_project(find_root(tmp_path)))
    assert found.endswith("[project]")
    assert line == 1 or found.startswith(f"pyproject.toml:{line}: ")


def test_the_real_pyproject_is_read():
    """What the project ships can be used."""
    assert load_project(SMALL.parent.parent).title["fr"] == "Les coopératives canadiennes dans le monde"
