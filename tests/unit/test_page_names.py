"""What a page is called is judged once, at the page: before anything is written, with the name to use."""

import os
import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from po_by_hand import catalogue, entry
from published import read, words
from small_handbook import PO_HEADER, add_page, append, line_of, without_leaflets, write

from handbook.catalogs.reader import catalogue_paths
from handbook.catalogs.writer import put
from handbook.catalogs.writer import write as written
from handbook.checks.input.sources import check_sources
from handbook.desk.update import merge_language
from handbook.facts.registry import load_registry
from handbook.preview.saved_files import Reader
from handbook.print.assemble import chapter_anchor
from handbook.project.page_names import MOST_BYTES, MOST_CHARACTERS, caseless, check_names, refusal, safe_name
from handbook.readback.pdf_text import read_brochure

DECOMPOSED = unicodedata.normalize("NFD", "à-propos")

# What is safe on every system: accents, any script, spaces, dots and dashes inside.
SAFE = [
    *("index", "agencies/did", "à-propos", "notre histoire", "v1.2", "a_b-c d.e", "2026", "memory", "404", "conf"),
    *("お知らせ", "हिन्दी", "ᐃᓄᒃᑎᑐᑦ", "contact", "console", "nullité", "agencies/handbook-of-did", "my handbook"),
    *("agencies/search", "facts-about-us", "sphinxes", "x" * MOST_CHARACTERS, "é" * (MOST_BYTES // 2)),
]
# What is not, with the kind of thing that is said of it, and the name to use.
UNSAFE = [
    ("l'histoire", "is made of letters", "l-histoire"),
    ("l’histoire", "is made of letters", "l-histoire"),
    ("C&D", "is made of letters", "C-D"),
    ("a+b (draft)", "is made of letters", "a-b-draft"),
    (".hidden", "is made of letters", "hidden"),
    ("_drafts/next", "is made of letters", "drafts/next"),
    ("-rf", "is made of letters", "rf"),
    ("page.", "is made of letters", "page"),
    ("page ", "is made of letters", "page"),
    ("a\nb", "is made of letters", "a-b"),
    ("a\x1b[2Jb", "is made of letters", "a-2Jb"),
    ("a\u202eb", "is made of letters", "a-b"),
    ("a\u00a0b", "is made of letters", "a-b"),
    ("b\udce9", "is made of letters", "b"),
    ("50%", "is made of letters", "50"),
    ("what?", "is made of letters", "what"),
    ("a:b", "is made of letters", "a-b"),
    ("\u0301a", "is made of letters", "a"),
    ("…", "is made of letters", "page"),
    (DECOMPOSED, "stored apart from their letters", "à-propos"),
    ("con", "Windows keeps the name “con”", "con-page"),
    ("agencies/AUX", "Windows keeps the name “AUX”", "agencies/AUX-page"),
    ("nul/page", "Windows keeps the name “nul”", "nul-page/page"),
    ("com1.notes", "Windows keeps the name “com1.notes”", "com1-page.notes"),
    ("LPT²", "Windows keeps the name “LPT²”", "LPT²-page"),
    ("page.html/next", "a folder whose name ends in “.html”", "page-html/next"),
    ("page.PO/next", "a folder whose name ends in “.po”", "page-PO/next"),
    ("fr.lproj/next", "a folder whose name ends in “.lproj”", "fr-lproj/next"),
    ("x" * (MOST_CHARACTERS + 1), "too long", "x" * 60),
    ("é" * (MOST_BYTES // 2 + 1), "too long", "é" * 60),
    ("/".join(["abc"] * 50), "too long", "abc"),
    ("sphinx", "would replace the words of sphinx", "page-sphinx"),
    ("Docutils", "would replace the words of Docutils", "page-Docutils"),
    ("sphinx.ext.todo", "would replace the words of sphinx.ext.todo", "page-sphinx.ext.todo"),
    ("handbook", "taken by the handbook", "page-handbook"),
    ("Handbook", "taken by the handbook", "page-Handbook"),
    ("search", "taken by the handbook", "page-search"),
    ("facts", "taken by the handbook", "page-facts"),
    ("facts-2", "taken by the handbook", "page-facts-2"),
    ("facts/agencies/did", "taken by the handbook", "facts-agencies-did"),
    ("All-Pages", "taken by the handbook", "page-All-Pages"),
    ("all-pages-3", "taken by the handbook", "page-all-pages-3"),
    ("genindex", "taken by the handbook", "page-genindex"),
    ("self", "taken by the handbook", "page-self"),
]


@pytest.mark.parametrize("name", SAFE)
def test_what_is_safe_everywhere_is_allowed(name):
    """And is its own safe name."""
    assert refusal(name) is None
    assert safe_name(name) == name


@pytest.mark.parametrize(("name", "told", "instead"), UNSAFE, ids=[ascii(name)[1:30] for name, _, _ in UNSAFE])
def test_what_is_not_safe_is_told_with_the_name_to_use(name, told, instead):
    """Whatever the reason."""
    assert told in refusal(name)
    assert safe_name(name) == instead


@given(st.text(min_size=1), st.sets(st.sampled_from(["page", "a", "page-2", "a-2"])))
@example("/", set())
@example("con.sphinx/x.md/facts", set())
@example("x" * 300, {"x" * 60})
@example("/".join(["é" * 300] * 3), set())
def test_the_name_to_use_can_be_used(name, taken):
    """Whatever a page is called, and whatever others are."""
    safe = safe_name(name, taken)
    assert refusal(safe) is None
    assert caseless(safe) not in taken
    assert safe_name(safe) == safe


@given(st.text(st.sampled_from("aZé-. _/"), min_size=1), st.text(st.sampled_from("aZé-. _/"), min_size=1))
@example("a/b", "a-b")
@example("a b", "a-b")
@example("a-b/c", "a/b-c")
def test_no_two_pages_are_one_chapter(one, other):
    """On paper and in a proof each has an anchor of its own, which no space divides."""
    if refusal(one) is None and refusal(other) is None:
        assert (chapter_anchor(one) == chapter_anchor(other)) == (one == other)
        assert " " not in chapter_anchor(one)


# Files of source/, with those that cannot stay, what each is taken for, and what to call it.
CLASHES = [
    ({"Glossary.md", "glossary.md"}, {"Glossary.md": ("glossary.md", "Glossary-2.md")}),
    ({"Agencies/did.md", "agencies/cdf.md", "agencies/x.md"}, {"Agencies/did.md": ("agencies", "agencies/did.md")}),
    ({"Agencies/did.md", "agencies/did.md"}, {"Agencies/did.md": ("agencies/did.md", "agencies/did-2.md")}),
    ({"straße.md", "STRASSE.md", "Straße-2.md"}, {"STRASSE.md": ("straße.md", "STRASSE-3.md")}),
    ({"Logo.png", "logo.png"}, {"Logo.png": ("logo.png", "Logo-2.png")}),
    ({"LICENCE", "licence"}, {"LICENCE": ("licence", "LICENCE-2")}),
    ({"Ω.png", "ω.png"}, {"Ω.png": ("ω.png", "Ω-2.png")}),
    ({"a/é.png", unicodedata.normalize("NFD", "a/é.png")}, {unicodedata.normalize("NFD", "a/é.png"): ("a/é.png", 0)}),
    ({"glossary.md", "glossary.toml", "glossary/glossary.md"}, {}),
    ({"a/b.md", "a-b.md", "A-B.png"}, {}),
]


@pytest.mark.parametrize(("names", "told"), CLASHES, ids=[sorted(names)[0] for names, _ in CLASHES])
def test_two_names_that_are_one_file_elsewhere_are_told(project, names, told):
    """Where case, or how an accent is written, does not count, the one would replace the other."""
    for name in names:
        write(project.source / "more" / name, "# A title\n\nA text.\n")
    found = {each.path.removeprefix("source/more/"): each.message for each in check_names(project)}
    assert found.keys() == told.keys()
    for name, (other, instead) in told.items():
        assert f"take it for “more/{other}”" in found[name]
        assert not instead or f"call it “more/{instead}”" in found[name]


def test_pages_that_are_refused_are_not_all_given_one_name(project):
    """Each suggestion leaves those before it alone, and the pages that are there."""
    for name in ("C&D", "C+D", "c-d"):
        write(project.source / f"{name}.md", "# A title\n\nA text.\n")
    lines = [str(each) for each in check_names(project)]
    reason = refusal("C&D")
    assert lines == [
        f"source/C&D.md:1: {reason}; call the page “C-D-2.md” [page-name]",
        f"source/C+D.md:1: {reason}; call the page “C-D-3.md” [page-name]",
    ]


@pytest.mark.parametrize(
    "docname", ["agencies/brochure", "agencies/Handbook", "agencies/north/maple", "agencies/north/Maple"]
)
def test_a_leaflet_replaces_no_other_file(project, docname):
    """The brochure, the copy of the whole, another agency's; on every system."""
    write(project.source / f"{docname}.md", "# A title\n\nA text.\n")
    [finding] = check_names(project)
    assert finding.path == f"source/{docname}.md"
    assert "the leaflet of this page would replace another file" in finding.message


BAD_PAGES = ["handbook", "l'histoire", "Glossary", "nul", "facts/readme", "b\udce9", "two\nlines"]
COMMANDS = [
    ("build", "--output", "html"),
    ("po", "update"),
    ("po", "status"),
    ("po", "proof"),
    ("po", "new", "es"),
]


def bad_page(root, docname):
    """Write a page that cannot be called so; beside it stands one that differs in its case only."""
    for name in {docname, docname.lower()}:
        write(root / f"source/{name}.md", "# A title\n\nA text.\n")


@pytest.mark.parametrize("docname", BAD_PAGES, ids=ascii)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_tells_it_at_the_page_and_writes_nothing(tree, run, command, docname):
    """In one line that any terminal can show."""
    bad_page(tree, docname)
    before = {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}
    done = run(tree, *command)
    assert done.code == 1
    [line] = [each for each in done.errors.splitlines() if "name" in each.rpartition("[")[2]]
    assert line.startswith(f"source/{ascii(docname)[1:-1] if not docname.isprintable() else docname}.md:1: ")
    assert line.isprintable()
    written_files = {
        path: path.read_bytes() for path in tree.rglob("*") if path.is_file() and "build" not in path.parts
    }
    assert written_files == before


@pytest.mark.parametrize("docname", BAD_PAGES, ids=ascii)
def test_the_preview_tells_it_and_goes_on(project, tree, tmp_path, docname):
    """And no longer, once the page has another name."""
    bad_page(tree, docname)
    reader = Reader(project=project, folder=tmp_path / "copy")
    assert reader.refresh()
    rules = {"page-name", "name-clash"}
    [finding] = [each for each in reader.findings() if each.rule in rules]
    assert finding in list(check_sources(project))
    (tree / f"source/{docname}.md").unlink()
    reader.refresh()
    assert [each for each in reader.findings() if each.rule in rules] == []


@pytest.mark.parametrize("name", [name for name, _, _ in UNSAFE if name.lower() != "handbook" and len(name) < 100])
def test_a_catalogue_is_refused_where_its_page_is(project, name):
    """By the same judge; that of our own strings alone has no page."""
    write(project.catalogue("fr", name), PO_HEADER)
    paths, findings = catalogue_paths(project, "fr")
    told = [each for each in findings if each.rule == "po-domain"]
    assert name not in paths
    assert refusal(name) in told[0].message


def test_the_catalogue_of_a_page_can_be_read_where_the_page_can(project):
    """Whatever is allowed for the one is allowed for the other."""
    for name in SAFE:
        write(project.catalogue("fr", name), PO_HEADER)
    paths, findings = catalogue_paths(project, "fr")
    assert set(SAFE) <= paths.keys()
    assert findings == []


@pytest.mark.whole
def test_pages_with_safe_names_are_built_and_translated(tree, run):
    """From the contents to the catalogues, HTML, PDF and links."""
    without_leaflets(tree)
    names = ["notre histoire", "à-propos", "v1.2", "two  spaces", "a-b", "a/b", "memory"]
    links = "\n".join(f"- [page {number}](<{name}.md>)" for number, name in enumerate(names))
    for number, name in enumerate(names):
        add_page(tree, name, f"# Title {number}\n\nA text of page {number}.\n", {})
    append(tree / "source/compare.md", f"{links}\n")
    assert run(tree, "po", "update").code == 0
    done = run(tree, "build", "--language", "fr", "--allow-incomplete")
    assert (done.code, done.errors.count("[incomplete]")) == (0, len(names) + 1)
    linked = read(tree / "build/site", "fr", "compare").xpath("//main//a[starts-with(., 'page ')]/@href")
    assert [unquote(href) for href in linked] == [f"{name}.html" for name in names]
    for number, name in enumerate(names):
        assert f"Title {number}" in words(read(tree / "build/site", "fr", name))
    chapters = read_brochure(tree / "build/site/downloads/brochure-fr.pdf").texts
    assert all(any(f"A text of page {number}." in text for text in chapters) for number in range(len(names)))
    assert run(tree, "po", "proof").code == 0
    assert line_of(tree / "locales/fr/LC_MESSAGES/two  spaces.po", "#: \u2068source/two  spaces.md\u2069")


def test_a_page_that_is_renamed_in_its_case_only_keeps_its_translation(project):
    """On Windows and macOS both names are one file, as two links of one file are here."""
    put(project.catalogue("fr", "Index"), written(catalogue(("One", "Un"))))
    project.catalogue("fr", "index").unlink()
    os.link(project.catalogue("fr", "Index"), project.catalogue("fr", "index"))
    merge_language(project, "fr", {"index": [entry("One", "")]}, load_registry(project))
    assert b'msgstr "Un"' in project.catalogue("fr", "index").read_bytes()


@pytest.mark.parametrize("ending", ["MD", "markdown", "mkd"])
def test_a_page_with_another_ending_is_told(project, ending):
    """Nobody would read it."""
    write(project.source / f"more.{ending}", "# A title\n\nA text.\n")
    [finding] = check_sources(project)
    assert "call it “more.md”" in finding.message
