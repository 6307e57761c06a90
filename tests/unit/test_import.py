"""A folder of Markdown pages becomes pages of a handbook: nothing is overwritten, and each file is accounted for."""

import re
import time

import pytest
from small_handbook import write

from handbook.importing.folder import plan_import, write_import
from handbook.importing.markdown_pages import imported
from handbook.machine.together import Together
from handbook.sphinx.wall.limits import MAX_PAGE

# What stands on a page, what it becomes below its title, and what is said of it.
CONSTRUCTS = [
    ("# T\n\nA `<b>` and **b**.", "A `<b>` and **b**.", None),
    ("# T\n\nA<br>b <b>c</b>", "Ab c", "HTML is taken out"),
    ("# T\n\n[a](<a b.png>)", "[a](<a b.png>)", None),
    ("# T\n\n<script>alert(1)</script>", "alert(1)", "HTML is taken out"),
    ("# T\n\n<https://example.org/>", "<https://example.org/>", None),
    ("# T\n\nA <!-- b --> c", "A  c", "a comment is taken out"),
    ("# T\n\n<!-- a\nb -->", "% a\n% b", "a comment is kept"),
    ("# T\n\n~~a~~", "~~a~~", None),
    ("# T\n\n- [x] a", "- [x] a", None),
    ("# T\n\n> [!TIP]\n> a", "> \n> a", "make no box here"),
    ("# T\n\n{{ a }}", "`{{ a }}`", "put nothing in their place"),
    ("# T\n\n[a](b.md#c)", "[a](new/b.md#c)", None),
    ("# T\n\n[a\nb](b.md#c) and [`d`](b.md)", "[a\nb](new/b.md#c) and [`d`](new/b.md)", None),
    ("# T\n\n[a\nb](../b.md)", "a\nb", "leads out of the folder, or nowhere"),
    (
        "# T\n\n- [a\n  b]({% page '/c/' %}) and [`d`](../b.md).",
        "- a\n  b and `d`.",
        "leads out of the folder, or nowhere",
    ),
    ("# T\n\n`[a` b\n`c](../b.md)`", "`[a` b\n`c](../b.md)`", None),
    ("# T\n\n[a\n\nb](../b.md)", "[a\n\nb](../b.md)", None),
    ("# T\n\n```\n[a\nb](../b.md)\n```", "```\n[a\nb](../b.md)\n```", None),
    ("# T\n\n[a](../../b.md)", "a", "leads out of the folder, or nowhere"),
    ("# T\n\n```\n[a](../b.md) <b>\n```", "```\n[a](../b.md) <b>\n```", None),
    ("# T\n\n:::{odd}\na\n:::", "```\na\n```", "is no box of a handbook"),
    ("# T\n\n:::{note}\n[a](b.md)\n:::", ":::{note}\n[a](new/b.md)\n:::", None),
    ("# T\n\n#### a\n\n# b", "#### a\n\n# b", None),
    ("T\n=\n\na\n-", "T\n=\n\na\n-", None),
    ("## a\n\n# b", "# Name\n\n## a\n\n# b", None),
    ("a", "# Name\n\na", None),
    ("---\ntitle: T\n---\n\n# a\n\n# b", "# a\n\n# b", None),
    ("# T\n\n## a {#1-b}", "(1-b)=\n## a", None),
    ("# T\n\n## a {: #b }\n\n## {c}", "(b)=\n## a\n\n## {c}", None),
    ("---\ntitle: U\n---\n\n# T\n\na", "# T\n\na", None),
    ("---\n\n# T\n\na\n\n---\n\nb", "---\n\n# T\n\na\n\n---\n\nb", None),
    ("# T\n\na <div class='b'\n  id='c'>d</div>", "a\nd", "HTML is taken out: <div class='b'"),
    ("# T\n\na <div class='b'\n\nc > d", "a <div class='b'\n\nc > d", None),
    ("# T\n\n    <div\n    a>", "    <div\n    a>", None),
    ("# T\n\na\u200bb", "ab", "characters that nobody sees"),
    ("# T\n\n![a](https://example.org/b.png)", "[a](https://example.org/b.png)", "is a link now"),
    ("# T\n\n[^1]: See it", "[^1]: See it", None),
    ("# T\n\n[Note]: this is text", "[Note]: this is text", None),
    ("# T\n\n[a]: b.md 'c'", "[a]: new/b.md 'c'", None),
    ("# T\n\n[a]: ../d.md", "", "leads out of the folder, or nowhere"),
    ("# T\n\n[a]( )", "a", None),
    ("# T\n\na{% comment %}[b](#c){% endcomment %}", "a", "a comment is taken out"),
    ("# T\n\n<div>\n    <b\n      c=d>\n      e</b>\n</div>", "e", "HTML is taken out: <b"),
    ("# T\n\n```\na\n---\n```", "```\na\n---\n```", None),
]


def relink(target):
    """Return where b.md is now; all else leads nowhere."""
    return f"new/{target}" if target.startswith("b.md") else target if "://" in target or target[:1] == "#" else None


@pytest.mark.parametrize(("text", "becomes", "message"), CONSTRUCTS)
def test_what_a_handbook_has_not_is_said(text, becomes, message):
    """With the line, and what was done."""
    page = imported(text, "Name", relink)
    assert re.sub(r" *\n{2,}", "\n\n", "\n".join(page.lines).removeprefix("# T\n\n")).strip() == becomes.strip()
    assert [str(note) for _, note in page.notes if message and message in str(note)] or message is None
    assert message or not page.notes


@pytest.mark.parametrize(
    "frame", ["{0}", "1. a\n\n   {0}", "1. a\n\n    {0}", "- a\n  - b\n\n    {0}", "> {0}", "> - a\n>\n>   {0}"]
)
@pytest.mark.parametrize("code", ["```\n<b>[a](../b.md) {{{{ c }}}}\n# d\n```", "    <b>[a](../b.md)\n    <!-- c -->"])
def test_code_stays_as_it_is_wherever_it_stands(frame, code):
    """In a list, in a quotation, and by its indentation alone: Markdown says what is code, and no line by itself."""
    before, margin = frame.rpartition("{0}")[0], frame.rpartition("\n")[2].removesuffix("{0}")
    text = f"# T\n\n{before}{code.format().replace(chr(10), chr(10) + margin)}"
    page = imported(text, "Name", relink)
    assert ("\n".join(page.lines).strip(), page.notes) == (text, [])


def test_a_title_is_kept():
    """Of what stands above a page, or of its file."""
    page = imported('---\ntitle: "A: b"\nlayout: x\ndescription: c "d"\n---\nText', "Name", relink)
    assert page.lines == ["---", "myst:", "  html_meta:", '    description: "c \\"d"', "---", "", "# A: b", "", "Text"]
    assert [(line, str(note)) for line, note in page.notes] == [(1, "left out of what stands above the page: layout")]
    assert imported("---\ntitle: A <em>b</em>\n---\nText", "Name", relink).lines[0] == "# A b"
    assert imported("Text", "Name", relink).lines == ["# Name", "", "Text"]


@pytest.fixture
def folder(tmp_path):
    """Return a folder with what people have in theirs."""
    folder = tmp_path / "Notes"
    write(folder / "README.md", "# Notes\n\n![a](img/a.png) [b](deep/con.md)\n")
    write(folder / "deep/con.md", "# Con\n\n[up](../README.md) [root](/deep/con)\n")
    write(folder / "img/a.png", "a")
    write(folder / "img/b.png", "b")
    (folder / "bad.md").write_bytes(b"\xff\xfe")
    (folder / "link.md").symlink_to("/etc/passwd")
    (folder / "large.md").write_bytes(b"a" * (MAX_PAGE + 1))
    write(folder / "fr.po", "")
    write(folder / "moved.md", "---\ntitle: Moved\nredirect_to: /\n---\n")
    return folder


def test_a_folder_is_taken_as_far_as_it_can(project, folder):
    """Names that are none are others, and what cannot be taken is named; the rest goes on."""
    plan = plan_import(project, folder)
    assert set(plan.pages) == {"Notes/index", "Notes/deep/con-page", "Notes/deep/index"}
    assert "[b](deep/con-page.md)" in plan.pages["Notes/index"]
    assert "[up](../index.md)" in plan.pages["Notes/deep/con-page"]
    assert "[root](con-page.md)" in plan.pages["Notes/deep/con-page"]
    assert plan.catalogues == {"fr.po": folder / "fr.po"}
    lines = {f"{finding.path}: {finding.message}" for finding in plan.findings}
    for part in (
        "bad.md: left aside: it cannot be read",
        "link.md: left aside: it is a link",
        "large.md: left aside",
        "moved.md: left aside: it has a title",
    ):
        assert any(line.startswith(part) for line in lines), part
    assert "img/b.png: left aside: no page shows it" in lines
    write_import(project, plan, Together())
    assert (project.source / "Notes/img/a.png").read_text() == "a"
    assert "Notes/index" in project.page("index").read_text("utf-8")


def test_a_link_from_the_root_of_a_site_is_found_in_the_folder_that_was_one(project, tmp_path):
    """As generators of sites have it: pages below src/, links that begin with a slash; the nearest root comes last."""
    folder = tmp_path / "Site"
    write(folder / "src/a/one.md", "# One\n\n[two](/b/two/#part) [three](/three) [none](/src/none)\n")
    write(folder / "src/b/two.md", "# Two\n\nText.\n")
    write(folder / "three.md", "# Three\n\nText.\n")
    write(folder / "src/three.md", "# Other\n\nText.\n")
    text = plan_import(project, folder).pages["Site/src/a/one"]
    assert "[two](../b/two.md#part) [three](../../three.md) none" in text


def test_the_first_page_of_a_folder_that_says_nothing_shows_its_contents(project, tmp_path):
    """Else it would be empty; one that says something keeps them to the menu."""
    folder = tmp_path / "Site"
    write(folder / "index.md", "# Site\n\nText.\n")
    write(folder / "leave/index.md", "---\ntitle: Leave\n---\n")
    write(folder / "leave/one.md", "# One\n\nText.\n")
    pages = plan_import(project, folder).pages
    assert ":hidden:" in pages["Site/index"] and ":hidden:" not in pages["Site/leave/index"]
    assert "one" in pages["Site/leave/index"].splitlines()


def test_nothing_is_overwritten(project, folder):
    """A second time every page is left aside."""
    write_import(project, plan_import(project, folder), Together())
    before = {path: path.read_bytes() for path in project.source.rglob("*") if path.is_file()}
    plan = plan_import(project, folder)
    write_import(project, plan, Together())
    assert plan.pages == {}
    assert {path: path.read_bytes() for path in project.source.rglob("*") if path.is_file()} == before


def test_nothing_to_import_is_one_line(project, tmp_path, refused):
    """An empty folder; the pages of the handbook itself."""
    (tmp_path / "empty").mkdir()
    [line] = refused(plan_import, project, tmp_path / "empty")
    assert "there is no page to import here" in line
    [line] = refused(plan_import, project, project.source)
    assert "these are pages of this handbook already" in line


@pytest.mark.parametrize(
    "sign",
    [
        "[",
        "<",
        "<b ",
        "<b\n",
        "---\n",
        "[a](",
        "`",
        "<!--",
        "a<!--",
        "{{",
        "~~a",
        "![](",
        "<img ",
        "# \n",
        "> [!",
        "a\n-\n",
    ],
)
def test_a_hostile_page_takes_no_longer_than_its_length(sign):
    """Whatever it repeats."""
    start = time.process_time()
    imported(sign * (20_000 // len(sign)), "Name", relink)
    assert time.process_time() - start < 5
