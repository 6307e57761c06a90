"""Pages have the same limits: no program, no file from elsewhere, no markup of their own, whoever wrote them."""

import importlib.util
import shutil

import pytest
from hostile_tree import SECRET, assert_refused
from small_handbook import ROOT, fingerprint

PAGE = "source/compare.md"

# name -> (what is added to a page, the line of it that is named, rule)
ADDED = {
    "eval-rst": ("```{eval-rst}\n.. raw:: html\n\n   <script>\n```", 1, "directive"),
    "eval-rst-tildes": ("~~~{eval-rst}\nx\n~~~", 1, "directive"),
    "eval-rst-colons": (":::{eval-rst}\nx\n:::", 1, "directive"),
    "eval-rst-with-a-space": ("``` {eval-rst}\nx\n```", 1, "directive"),
    "eval-rst-in-a-list": ("1) ```{eval-rst}\n   x\n   ```", 1, "directive"),
    "eval-rst-in-a-definition": ("Word\n:   ```{eval-rst}\n    x\n    ```", 2, "directive"),
    "eval-rst-in-a-footnote": ("[^1]: ```{eval-rst}\n    x\n    ```", 1, "directive"),
    "eval-rst-in-a-quote": ("> - ```{eval-rst}\n>   x\n>   ```", 1, "directive"),
    "eval-rst-in-a-note": ("````{note}\n```{eval-rst}\nx\n```\n````", 2, "directive"),
    "eval-rst-behind-old-line-ends": ("x\r\r```{eval-rst}\rx\r```", 3, "directive"),
    "raw": ("```{raw} html\n<script>\n```", 1, "directive"),
    "csv-table": ("```{csv-table} T\n:file: ../../secret.txt\n```", 1, "directive"),
    "math": ("```{math}\nx\n```", 1, "directive"),
    "parsed-literal": ("```{parsed-literal}\nx\n```", 1, "directive"),
    "graph": ("```{graphviz} ../../secret.txt\n```", 1, "directive"),
    "raw-role": ("Text {raw}`x`", 1, "role"),
    "math-role": ("Text {math}`x`", 1, "role"),
    "eval-role": ("Text\n{py:func}`x`", 2, "role"),
    "include": ("```{include} ../../secret.md\n```", 1, "file-outside"),
    "include-of-another-kind": ("```{include} facts/maple.toml\n```", 1, "include"),
    "include-of-another-folder": ("```{include} agencies/maple.md\n```", 1, "include"),
    "include-of-the-system": ("```{include} /../../secret.md\n```", 1, "file-outside"),
    "include-as-rst": ("```{include} glossary.md\n:parser: restructuredtext\n```", 2, "directive"),
    "include-as-rst-in-a-block": ("```{include} glossary.md\n---\n\"parser\": rst\n---\n```", 3, "directive"),
    "literalinclude": ("```{literalinclude} ../../secret.txt\n```", 1, "file-outside"),
    "literalinclude-diff": ("```{literalinclude} page.md\n:diff: ../../secret.txt\n```", 2, "directive"),
    "path-behind-old-line-end": ("```{literalinclude} ../../secret.txt\r/../../x/source/x.md\r```", 1, "file-outside"),
    "download": ("Text {download}`../../secret.txt`", 1, "file-outside"),
    "download-with-words": ("Text {download}`words <../../secret.txt>`", 1, "file-outside"),
    "download-with-ticks": ("Text {download}`a``/../../../secret.txt`", 1, "file-outside"),
    "download-behind-half-a-role": ("Text {abbr}`\n\nText {download}`../../secret.txt`", 3, "file-outside"),
    "picture": ("![x](../../secret.png)", 1, "file-outside"),
    "picture-of-the-system": ("![x](/../../secret.png)", 1, "file-outside"),
    "picture-by-reference": ("![x][y]\n\n[y]: ../../secret.png", 3, "file-outside"),
    "picture-over-two-lines": ("![x\ny](\n../../secret.png)", 2, "file-outside"),
    "picture-with-a-bracket": ("![x [y] z](../../secret.png)", 1, "file-outside"),
    "picture-in-percent": ("![x](%2e%2e/%2e%2e/secret.png)", 1, "file-outside"),
    "picture-in-entities": ("![x](&#46;&#46;/&#46;&#46;/secret.png)", 1, "file-outside"),
    "picture-in-backslashes": ("![x](\\.\\./\\.\\./secret.png)", 1, "file-outside"),
    "picture-in-brackets": ("![x](<../../secret.png>)", 1, "file-outside"),
    "picture-through-a-parenthesis": ("![x](a()/../../../secret.png)", 1, "file-outside"),
    "picture-of-another-host": ("![x](https://evil.example/p.png)", 1, "file-outside"),
    "picture-of-another-host-by-reference": ("![x][y]\n\n[y]: https://evil.example/p.png", 1, "file-outside"),
    "picture-without-scheme": ("![x](//evil.example/p.png)", 1, "file-outside"),
    "picture-in-a-note": ("```{note}\n![x](https://evil.example/p.png)\n```", 2, "file-outside"),
    "image-directive": ("```{image} ../../secret.png\n```", 1, "file-outside"),
    "image-directive-with-spaces": ("```{image} . ./. ./secret.png\n```", 1, "file-outside"),
    "image-directive-of-another-host": ("```{image} https://evil.example/p.png\n```", 1, "file-outside"),
    "figure": (":::{figure} ../../secret.png\nx\n:::", 1, "file-outside"),
    "figure-that-is-a-script": ("```{figure} leaf.png\n:target: java script:alert(1)\n```", 2, "directive"),
    "link-to-a-file": ("[x](../../secret.txt)", 1, "file-outside"),
    "link-by-path": ("[x](path:../../secret.txt)", 1, "file-outside"),
    "link-by-path-in-brackets": ("<path:../../secret.txt>", 1, "file-outside"),
    "link-by-definition": ("[x]\n\n[x]: ../../secret.txt", 3, "file-outside"),
    "link-that-is-a-script": ("[x](javascript:alert(1))", 1, "address"),
    "link-that-is-data": ("[x](data:text/html,x)", 1, "address"),
    "contents-that-are-a-script": ("```{toctree}\n:hidden:\nx <javascript://%0aalert(1)>\n```", 3, "address"),
    "contents-that-are-a-script-with-a-tab": ("```{toctree}\n:hidden:\nx <java\tscript://%0ax()>\n```", 3, "address"),
}  # fmt: skip

# name -> (what stands above a page, rule): front matter switches on what conf.py leaves off
FRONT = {
    "jinja": "myst:\n  enable_extensions: [substitution]\n  substitutions:\n    x: '{{ cycler }}'",
    "substitutions-of-old": "substitutions:\n  x: y",
    "raw-html": "myst:\n  disable_syntax: []",
    "schemes": "myst:\n  url_schemes: [javascript]",
    "fences": "myst: {fence_as_directive: [eval-rst]}",
    "no-table": "myst: [substitution]",
}


@pytest.mark.parametrize(("text", "line", "rule"), ADDED.values(), ids=ADDED.keys())
def test_what_a_page_may_not_use_is_refused(guarded, run, text, line, rule):
    """By its line, before Sphinx starts."""
    page = (guarded / PAGE).read_text(encoding="utf-8")
    (guarded / PAGE).write_bytes(f"{page}\n{text}\n".encode())
    assert_refused(run, guarded, PAGE, page.count("\n") + 1 + line, rule)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte-order-mark"])
@pytest.mark.parametrize("name", FRONT)
def test_what_front_matter_may_not_set_is_refused(guarded, run, name, mark):
    """It would hold for the msgstr of the page, too."""
    page = (guarded / PAGE).read_text(encoding="utf-8")
    (guarded / PAGE).write_text(f"{mark}---\n{FRONT[name]}\n---\n\n{page}", encoding="utf-8")
    assert_refused(run, guarded, PAGE, 1, "front-matter")


@pytest.mark.parametrize(
    ("name", "target", "rule"),
    [
        ("secret.md", "../../secret.md", "file-outside"),
        ("secret.png", "../../secret.png", "file-outside"),
        ("more", "../..", "file-outside"),
        ("more", "agencies", "file-outside"),
        ("itself.md", "itself.md", "missing-file"),
    ],
)
def test_a_link_of_the_file_system_is_refused(guarded, run, name, target, rule):
    """Sphinx would follow it; a folder behind a link is read by no check."""
    (guarded / "source" / name).symlink_to(target)
    assert_refused(run, guarded, f"source/{name}", 1, rule)


def test_a_page_of_another_kind_is_refused(guarded, run):
    """ReStructuredText can do what Markdown here cannot."""
    (guarded / "source/evil.rst").write_text(".. include:: ../../secret.txt\n", encoding="utf-8")
    assert_refused(run, guarded, "source/evil.rst", 1, "page-suffix")


def test_raw_html_is_text(published, run, tmp_path, no_network):
    """What looks like HTML on a page is shown as it was typed."""
    root = shutil.copytree(published, tmp_path / "guide")
    page = root / "source/page.md"
    script = "<script>alert(1)</script>"
    page.write_text(
        page.read_text("utf-8").replace("- Fair to all", f"- Fair to all\n\n{script}\n\nA {script}"), "utf-8"
    )
    assert run(root, "build", "--output", "html", "--allow-incomplete").code == 0
    html = (root / "build/site/en/page.html").read_text("utf-8")
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert "<script>alert" not in html


def test_the_configuration_leaves_off_what_is_not_safe():
    """The settings on which the limits rest."""
    spec = importlib.util.spec_from_file_location("conf", ROOT / "source/conf.py")
    conf = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(conf)
    assert {"html_block", "html_inline"} <= set(conf.myst_disable_syntax)
    assert set(conf.myst_enable_extensions) <= {"colon_fence", "deflist"}
    assert conf.extensions == ["myst_parser", "handbook.ext"]


def test_the_published_site_knows_no_secret(published):
    """The canary sings only to the neighbour."""
    assert fingerprint(published / "build")
    for path in (published / "build").rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
