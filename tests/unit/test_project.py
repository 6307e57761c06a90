"""``[tool.handbook]`` says what a project is, and what is wrong with it is named by line."""

import re

import pytest
from small_handbook import SMALL, line_of, replace, write

from handbook.project.project import find_root, load_project

TABLE = (SMALL / "pyproject.toml").read_text(encoding="utf-8")

# As the small handbook sets it.
CONTACT = 'contact = "editors@small.example"'


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
        ('languages = ["en", "fr"]', 'languages = ["en", "fr-CA"]', "“fr-CA” is a tag; write “fr” here, and tags"),
        ('languages = ["en", "fr"]', 'languages = ["en", "en"]', "a language stands twice"),
        ('languages = ["en", "fr"]', 'languages = ["en", "es"]', 'publisher = { en = "…", es = "…" }'),
        ('outputs = ["html", "pdf"]', 'tags = "es-MX"', "tags must hold a text per language"),
        ('outputs = ["html", "pdf"]', 'tags = { es = "es MX" }', "“es MX” is no tag of a language"),
        ('outputs = ["html", "pdf"]', 'tags = { fr = "en-CA" }', "the tag “en-CA” is not one of “fr”"),
        ('outputs = ["html", "pdf"]', 'tags = { fr = "xx-QQ" }', "the tag “xx-QQ” is not one of “fr”"),
        ('outputs = ["html", "pdf"]', "native_names = { iu = 3 }", "native_names must hold a text per language"),
        ('languages = ["en", "fr"]', "languages = []", "languages must be a list"),
        ('languages = ["en", "fr"]', 'languages = "en"', "languages must be a list"),
        ('languages = ["en", "fr"]', 'languages = [["en"]]', "languages must be a list"),
        ('languages = ["en", "fr"]', "# no languages", "languages must be a list"),
        ('outputs = ["html", "pdf"]', 'source_language = "es"', "source_language must be one of languages"),
        ('outputs = ["html", "pdf"]', "source_language = []", "source_language must be one of languages"),
        ('outputs = ["html", "pdf"]', 'outputs = ["epub"]', "one or more of html, pdf, print"),
        ('outputs = ["html", "pdf"]', 'paper = "legal"', "paper must be one of letter, a4"),
        ('outputs = ["html", "pdf"]', 'paper = ["a4"]', "paper must be one of letter, a4"),
        ('outputs = ["html", "pdf"]', 'pape = "a4"', "unknown key “pape” in [tool.handbook]; the keys are"),
        ('outputs = ["html", "pdf"]', 'base_url = "example.org"', "base_url must be a full address"),
        ('outputs = ["html", "pdf"]', "repository_url = 3", "repository_url must be a full address"),
        ('outputs = ["html", "pdf"]', 'base_url = "https://"', "base_url must be a full address"),
        ('outputs = ["html", "pdf"]', 'base_url = "https://[x"', "base_url must be a full address"),
        (
            'outputs = ["html", "pdf"]',
            'repository_url = "https://git.example.org/o/r"',
            "add repository_host, one of github, gitlab, forgejo, bitbucket",
        ),
        ('outputs = ["html", "pdf"]', 'repository_host = "svn"', "repository_host must be one of github"),
        ('outputs = ["html", "pdf"]', 'repository_branch = "-x y"', "the name of the branch that is edited"),
        (CONTACT, "contact = 3", "contact must be a mail address"),
        (CONTACT, 'contact = ""', "contact must be a mail address"),
        (CONTACT, 'contact = "the editors"', "contact must be a mail address"),
        (CONTACT, 'contact = "editors@localhost"', "contact must be a mail address"),
        (CONTACT, 'contact = "a@small.example, b@small.example"', "contact must be a mail address"),
        (CONTACT, 'contact = "a@small.example?bcc=b@other.example"', "contact must be a mail address"),
        (CONTACT, 'contact = "javascript:alert(1)"', "contact must be a mail address"),
        (CONTACT, 'contact = "https://editors@small.example/"', "contact must be a mail address"),
        (CONTACT, 'contact = { en = "a@small.example", fr = "" }', "contact must be a mail address"),
        (CONTACT, 'contact = { en = "a@small.example" }', "contact lacks the language “fr”"),
        (
            'title = { en = "A Small Handbook", fr = "Un petit guide" }',
            'title = "A Small Handbook"',
            "title needs a text for each",
        ),
        (', fr = "Un petit guide" }', " }", "title needs a text for each language"),
        ('fr = "Un petit guide" }', "fr = 3 }", "title needs a text for each language"),
        ('fr = "L’équipe des essais" }', 'fr = "" }', "publisher needs a text for each language"),
        ('subtitle = { en = "Two agencies, briefly", fr = "Deux organismes, en bref" }', "", "subtitle needs a text"),
    ],
    ids=[
        "language-with-region",
        "language-twice",
        "language-without-texts",
        "tags-text",
        "tag-with-space",
        "tag-of-another-language",
        "tag-of-none",
        "native-name-number",
        "no-language",
        "languages-text",
        "languages-nested",
        "languages-missing",
        "source-language-not-among-them",
        "source-language-no-text",
        "output-unknown",
        "paper-unknown",
        "paper-list",
        "key-unknown",
        "address-short",
        "address-number",
        "address-without-host",
        "address-with-a-bracket",
        "host-unknown",
        "host-no-host",
        "branch-no-branch",
        "contact-number",
        "contact-empty",
        "contact-words",
        "contact-without-a-domain",
        "contact-two",
        "contact-with-fields",
        "contact-script",
        "contact-form-with-a-name",
        "contact-empty-in-french",
        "contact-without-french",
        "title-text",
        "title-french",
        "title-number",
        "publisher-empty",
        "subtitle-missing",
    ],
)
def test_a_value_that_cannot_be_used_is_named(tree, refused, old, new, remedy):
    """The message says which values there are."""
    replace(tree / "pyproject.toml", old, new)
    found = refused(load_project, tree)
    assert any(remedy in each and each.startswith("pyproject.toml:") and each.endswith("[project]") for each in found)


@pytest.mark.parametrize("wrong", ['languages = ["DE"]', 'outputs = ["epub"]'])
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
    assert found.startswith(f"pyproject.toml:{TABLE.count(chr(10)) + 1}: unknown key “out”")


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


def test_any_language_may_join(tree):
    """Its tag is the language itself unless the project says more, or we know that it is a Canadian one."""
    path = tree / "pyproject.toml"
    path.write_text(re.sub(r"(fr = .*?) \}", r'\1, es = "…", iu = "…" }', TABLE), encoding="utf-8")
    replace(path, 'languages = ["en", "fr"]', 'languages = ["en", "fr", "es", "iu"]\ntags = { es = "es-MX" }')
    project = load_project(tree)
    assert [project.tag(each) for each in project.languages] == ["en-CA", "fr-CA", "es-MX", "iu"]
    assert project.known_languages == ("en", "fr", "es", "iu")


@pytest.mark.parametrize("text", ["tool = 3\n", "[tool]\nhandbook = 3\n", ""])
def test_a_project_without_its_table_is_told_to_add_it(tree, refused, text):
    """Whatever stands in its place."""
    write(tree / "pyproject.toml", f"# [tool.handbook]\n{text}")
    assert refused(load_project, tree) == ["pyproject.toml:1: there is no table [tool.handbook]; add it [project]"]
