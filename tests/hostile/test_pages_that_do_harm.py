"""Pages have the same limits: no program, no file from elsewhere, no markup of their own, whoever wrote them."""

import sys
from types import FunctionType

import pytest
from docutils import nodes
from docutils.parsers.rst.directives import images
from pdfs_by_hand import HARMFUL
from read_pages import PAGE, TITLE

from handbook.kits import agencies
from handbook.sphinx.code_lines import class_of
from handbook.sphinx.figure_numbers import filled

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
    "eval-role": ("Text\n{py:func}`x`", 1, "role"),
    "include": ("```{include} ../../secret.md\n```", 1, "file-outside"),
    "include-of-another-kind": ("```{include} facts/maple.toml\n```", 1, "file-kind"),
    "include-of-another-folder": ("```{include} agencies/maple.md\n```", 1, "include"),
    "include-of-the-system": ("```{include} /../../secret.md\n```", 1, "file-outside"),
    "include-as-rst": ("```{include} glossary.md\n:parser: restructuredtext\n```", 2, "myst.directive_option"),
    "include-as-rst-in-a-block": ('```{include} glossary.md\n---\n"parser": rst\n---\n```', 3, "myst.directive_option"),
    "literalinclude": ("```{literalinclude} ../../secret.txt\n```", 1, "file-outside"),
    "literalinclude-diff": ("```{literalinclude} page.md\n:diff: ../../secret.txt\n```", 1, "directive"),
    "path-behind-old-line-end": ("```{literalinclude} ../../secret.txt\r/../../x/source/x.md\r```", 1, "file-outside"),
    "download": ("Text {download}`../../secret.txt`", 1, "file-outside"),
    "download-with-words": ("Text {download}`words <../../secret.txt>`", 1, "file-outside"),
    "download-with-ticks": ("Text {download}`a``/../../../secret.txt`", 1, "file-kind"),
    "download-behind-half-a-role": ("Text {abbr}`\n\nText {download}`../../secret.txt`", 3, "file-outside"),
    "picture": ("![x](../../secret.png)", 1, "file-outside"),
    "picture-of-the-system": ("![x](/../../secret.png)", 1, "file-outside"),
    "picture-by-reference": ("![x][y]\n\n[y]: ../../secret.png", 1, "file-outside"),
    "picture-over-two-lines": ("![x\ny](\n../../secret.png)", 1, "file-outside"),
    "picture-with-a-bracket": ("![x [y] z](../../secret.png)", 1, "file-outside"),
    "picture-in-percent": ("![x](%2e%2e/%2e%2e/secret.png)", 1, "image.not_readable"),
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
    "picture-that-leads": ("```{image} ../../secret.png\n:target: https://a.example/\n```", 1, "file-outside"),
    "figure-that-leads": ("```{figure} ../../secret.png\n:target: https://a.example/\nx\n```", 1, "file-outside"),
    "picture-in-a-link": ("[![x](../../secret.png)](https://example.org/)", 1, "file-outside"),
    "figure-that-is-a-script": ("```{figure} leaf.png\n:target: java script:alert(1)\n```", 1, "address"),
    "link-to-a-file": ("[x](../../secret.txt)", 1, "file-outside"),
    "link-by-path": ("[x](path:../../secret.txt)", 1, "file-outside"),
    "link-by-path-in-brackets": ("<path:../../secret.txt>", 1, "file-outside"),
    "link-by-definition": ("[x]\n\n[x]: ../../secret.txt", 1, "file-outside"),
    "telephone": ("Call [x](tel:+1-613-555-0100)", 1, "address"),
    "telephone-by-itself": ("Call <tel:+16135550100>", 1, "address"),
    "another-scheme-in-capitals": ("[x](FTP://example.org/)", 1, "address"),
    "picture-beyond-measure": ("```{image} leaf.png\n:height: 9999999999px\n```", 1, "directive"),
    "figure-beyond-measure": ("```{figure} leaf.png\n:figwidth: 99999%\n```", 1, "directive"),
    "table-beyond-measure": ("```{list-table}\n:width: 9999999999px\n* - a\n```", 1, "directive"),
    "contents-that-are-a-script": ("```{toctree}\n:hidden:\nx <javascript://%0aalert(1)>\n```", 1, "address"),
    "box-with-a-class-of-the-theme": ("::: skip\nx\n:::", 1, "directive"),
    "picture-of-any-kind": ("![x](leaf.*)", 1, "file-kind"),
    "picture-that-is-a-page": ("![x](page.html)", 1, "file-kind"),
    "download-of-a-page": ("Text {download}`game.html`", 1, "file-kind"),
    "download-of-a-program": ("Text {download}`words <game.js>`", 1, "file-kind"),
    "link-to-the-configuration": ("[x](conf.py)", 1, "file-kind"),
    "address-of-another-protocol": ("<irc://example.org>", 1, "address"),
    "address-with-a-name-before-its-host": ("[x](https://canada.ca@evil.example/)", 1, "address"),
    "address-of-a-look-alike": ("[x](https://аррӏе.com/)", 1, "address"),
    "address-of-a-look-alike-in-punycode": ("[x](https://xn--80ak6aa92e.com/)", 1, "address"),
    "look-alike-in-a-link": ("[аррӏе.com](https://example.org/)", 1, "address"),
    "look-alike-in-words": ("Read www.аррӏе.com today", 1, "address"),
    "look-alike-in-words-of-two-scripts": ("Read canаda.ca today", 1, "address"),
    "look-alike-in-an-alternative-text": ("![аррӏе.com](leaf.png)", 1, "address"),
    "link-that-says-another-host": ("[www.canada.ca](https://evil.example/)", 1, "address"),
    "link-that-says-another-mail-host": ("[a@canada.ca](mailto:a@evil.example)", 1, "address"),
    "link-that-says-the-host-of-a-country": ("[bank.de](https://evil.example/)", 1, "address"),
    "contents-that-say-another-host": ("```{toctree}\ncanada.ca <https://evil.example/>\n```", 1, "address"),
    "look-alike-of-digits": ("Read g००gle.com today", 1, "address"),
    "look-alike-in-cherokee": ("Read ᎪᏢᏢᏞᎬ.com today", 1, "address"),
    "look-alike-in-small-capitals": ("Read ᴘᴀʏᴘᴀʟ.com today", 1, "address"),
    "look-alike-in-a-title": ('[x](https://example.org/ "аррӏе.com")', 1, "address"),
    "look-alike-of-an-abbreviation": ("{abbr}`x (аррӏе.com)`", 1, "address"),
    "address-of-a-mail-look-alike": ("[x](mailto:a@аррӏе.com)", 1, "address"),
    "address-in-percent": ("[x](https://%65vil.example/)", 1, "address"),
    "link-that-says-another-host-in-between": ("[visit bank.de now](https://evil.example/)", 1, "address"),
    "link-that-says-a-host-of-any-ending": ("[paypal.cooperative](https://evil.example/)", 1, "address"),
    "link-that-says-another-host-in-code": ("[`canada.ca`](https://evil.example/)", 1, "address"),
    "link-that-says-another-host-in-pieces": ("[can*ada*.ca](https://evil.example/)", 1, "address"),
    "link-that-says-another-host-by-definition": ("[canada.ca][y]\n\n[y]: https://evil.example/", 1, "address"),
    "picture-that-says-another-host": ("[![canada.ca](leaf.png)](https://evil.example/)", 1, "address"),
    "figure-that-says-another-host": (
        "```{figure} leaf.png\n:alt: canada.ca\n:target: https://evil.example/\nx\n```",
        1,
        "address",
    ),
    "download-of-another-host": ("{download}`./https://evil.example/list.csv`", 1, "file-outside"),
    "download-in-a-heading": ("## {download}`list.csv`", 1, "heading"),
    "download-of-a-pdf-that-does-more": ("{download}`page.pdf`", 1, "pdf"),
    "picture-that-runs": ("![x](evil.svg)", 1, "picture"),
    "download-that-runs": ("{download}`evil.svg`", 1, "picture"),
    "class-where-none-may-be": ("```{rubric} x\n:class: skip\n```", 1, "directive"),
    "override-of-direction": ("Pay to \u202eanna", 1, "invisible"),
    "isolate-of-direction": ("Pay to \u2067anna", 1, "invisible"),
    "nothing-to-see": ("Pay\u200b to anna", 1, "invisible"),
    "tag-characters": ("Pay \U000e0041\U000e0042 anna", 1, "invisible"),
    "control-character": ("Pay \x07anna", 1, "invisible"),
    "nothing-to-hear": ("![le\u2060af](leaf.png)", 1, "invisible"),
    "contents-that-are-a-script-with-a-tab": ("```{toctree}\n:hidden:\nx <java\tscript://%0ax()>\n```", 1, "address"),
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def files(reading):
    """Put files beside the pages that do more than be read."""
    (reading.root / "source/evil.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>', "utf-8")
    (reading.root / "source/page.pdf").write_bytes(HARMFUL["script-on-opening"])
    (reading.root / "source/list.csv").write_text("a,b", "utf-8")


@pytest.mark.parametrize(("text", "line", "rule"), ADDED.values(), ids=ADDED.keys())
def test_what_a_page_may_not_use_is_refused(reading, text, line, rule):
    """By its line, where it is resolved; it shows nothing."""
    read = reading.read(text)
    line += TITLE.count("\n")
    assert (PAGE, line, rule) in [(each.path, each.line, each.rule) for each in read.findings], read.findings
    read.assert_harmless()


LONG = {"name": "x" * 300, "folder": f"{'x' * 300}/x", "path": "x/" * 2500 + "x", "letters": "é" * 200}
NAMING = {
    "link": "[x]({}.md)",
    "link-to-a-file": "[x](<{}>)",
    "link-of-a-page": "[x]({}.md#y)",
    "include": "```{{include}} {}.md\n```",
    "literalinclude": "```{{literalinclude}} {}.md\n```",
    "picture": "![x]({}.png)",
    "figure": "```{{figure}} {}.png\n```",
    "download": "{{download}}`x <{}.csv>`",
    "contents": "```{{toctree}}\n{}\n```",
}


@pytest.mark.parametrize("name", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("text", NAMING.values(), ids=NAMING.keys())
def test_a_name_that_is_too_long_for_a_file_is_named(reading, text, name):
    """And asked of the system without harm, which says that it is."""
    read = reading.read(text.format(name))
    assert read.findings
    assert all(each.path == PAGE and len(each.message) < len(name) + 200 for each in read.findings)
    read.assert_harmless()


# What docutils fails at: it looks for the paragraph of a caption, and takes for granted that there is any node.
NO_CAPTION = {"definition": "[y]: z", "blanks": "\u00a0", "comment": "% x"}


@pytest.mark.parametrize("content", NO_CAPTION.values(), ids=NO_CAPTION.keys())
def test_a_figure_without_a_caption_is_named_or_shown(reading, content):
    """By the line that it begins in."""
    read = reading.read(f"```{{figure}} leaf.png\n:alt: x\n\n{content}\n```")
    assert all((each.path, each.line) == (PAGE, TITLE.count("\n") + 1) for each in read.findings), read.findings


def test_what_breaks_down_upstream_is_named_and_what_breaks_down_here_is_seen(reading, monkeypatch):
    """A fault of docutils is a line for the editor; one of ours is a traceback for us, or nobody would mend it."""
    monkeypatch.setattr(images.Figure, "run", FunctionType(_breaks_down.__code__, vars(images)))
    [finding] = reading.read("```{figure} leaf.png\n```").findings
    assert (finding.rule, finding.line) == ("directive", TITLE.count("\n") + 1)
    assert "{figure} cannot be read as it stands here (ZeroDivisionError)" in finding.message
    monkeypatch.setattr(images.Figure, "run", _breaks_down)
    with pytest.raises(ZeroDivisionError):
        reading.read("```{figure} leaf.png\n```")


def _breaks_down(self):
    return 1 / 0


# What MyST strips, or takes for the end of a line, and an expression of ours would not.
BLANKS = {"no-break": "\u00a0", "form-feed": "\f", "em": "\u2003", "ideographic": "\u3000", "tab": "\t", "none": ""}
FENCES = {"ticks": "```", "tildes": "~~~", "colons": ":::", "many": "``````"}
# What opens a container, # for what is different each time, and what stands before each further line in it.
CONTAINERS = {
    "page": ("", ""),
    "list": ("- ", "  "),
    "number": ("3) ", "   "),
    "quote": ("> ", "> "),
    "definition": ("Word\n: ", "  "),
    "footnote": ("[^#]: ", "    "),
    "note": ("````````{note}\n", ""),
    "notes": (":::::::::{tip}\n::::::::{note}\n", ""),
}
CLOSERS = {"note": "\n````````", "notes": "\n::::::::\n:::::::::"}
SCRIPT = "<script>alert(1)</script>"
# Directives that would do harm, or that give one an option that would.
FORBIDDEN = {
    "raw": f"{{raw}} html\n{SCRIPT}",
    "RAW": f"{{RAW}} html\n{SCRIPT}",
    "raw-in-french": f"{{brut}} html\n{SCRIPT}",
    "literalinclude": "{literalinclude} ../../secret.txt",
    "include": "{include} ../../secret.md",
    "eval-rst": f"{{eval-rst}}\n.. raw:: html\n\n   {SCRIPT}",
    "csv-table": "{csv-table} T\n:file: ../../secret.txt",
    "csv-table-yaml": '{csv-table} T\n---\n"\\x66ile": ../../secret.txt\n---',
    "diff": '{literalinclude} page.md\n---\n"\\x64iff": ../../secret.txt\n---',
    "parser": '{include} glossary.md\n---\n"par\\u0073er": rst\n---',
    "target-on-the-next-line": "{image} leaf.png\n---\nalt: x\ntarget: >\n  javascript:alert(1)\n---",
    "target-in-escapes": '{image} leaf.png\n---\nalt: x\ntarget: "java\\x73cript:alert(1)"\n---',
    "class": "{hint}\n:class: skip\n\nx",
    "class-in-escapes": '{hint}\n---\nclass: "\\x73kip"\n---\nx',
    "domain": "{std:glossary}\nx\n: y",
    "math": "{math}\nx",
    "only": "{only} html\nx",
    "graph": "{graphviz} ../../secret.txt",
    "role-maker": "{role} x(raw)\n:format: html",
    "default-role": "{default-role} raw",
    "unicode": "{unicode} x",
    "meta": "{meta}\n:http-equiv=refresh: 0;url=https://evil.example",
    "title": "{title} x",
    "class-directive": "{rst-class} skip",
}


def spelled(name, fence, blank, container):
    """Return a directive in another fence, with another blank before its name, inside something else."""
    opening, margin = CONTAINERS[container]
    lines = f"{FENCES[fence]}{BLANKS[blank]}{FORBIDDEN[name]}\n{FENCES[fence]}".split("\n")
    return opening.replace("#", blank) + f"\n{margin}".join(lines) + CLOSERS.get(container, "")


def in_turn(names, others):
    """Return each pair of a name and another; `make test` takes one of each name, the others in turn."""
    return [
        pytest.param(name, other, marks=[] if (at - place) % len(others) == 0 else pytest.mark.whole)
        for at, name in enumerate(names)
        for place, other in enumerate(others)
    ]


@pytest.mark.parametrize(("name", "fence"), in_turn(FORBIDDEN, FENCES))
def test_no_spelling_of_a_directive_gets_past(reading, name, fence):
    """Whatever stands before it, and around it: what MyST is asked to run is named, and nothing comes of it."""
    directive, asked = FORBIDDEN[name].partition("}")[0][1:], 0
    for container in CONTAINERS:
        read = reading.read("\n\n".join(spelled(name, fence, blank, container) for blank in BLANKS))
        read.assert_harmless()
        assert len(read.findings) >= read.asked.count(directive), (container, read.asked)
        asked += read.asked.count(directive)
    # Nearly all of these are directives to MyST; a form feed ends the line inside another directive.
    assert asked >= len(CONTAINERS) * (len(BLANKS) - 1), asked


@pytest.mark.parametrize("language", ["x skip", "skip", 'none" class=skip', "<script>", "a" * 5000])
def test_a_language_of_code_is_no_class(reading, language):
    """Whatever it is called: a page may name any, and says nothing by it but how code is read."""
    for code in (f"{{code-block}} {language}\n\nx", f"{{literalinclude}} page.md\n:language: {language}"):
        read = reading.read(f"```{code}\n```")
        read.assert_harmless()
        assert {class_of(node) for node in read.doctree.findall(nodes.literal_block)} <= {"code", "code numbered"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{number:>9999999999}", "{number:>9999999999}"),
        ("{name.__class__}", "{name.__class__}"),
        ("%999999999s", "%999999999s"),
        ("{name}" * 1000, "Leaves" + "{name}" * 999),
        ("See %s: {name}", "See\u00a02: Leaves"),
    ],
)
def test_the_words_of_a_number_are_no_pattern(words, shown):
    """One of Python's could take all memory, or tell of the program."""
    assert filled(words, 2, "Leaves") == shown


def test_links_that_Markdown_refuses_are_text(reading):
    """It knows them to be harmful, and shows what was typed."""
    for address in (
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ):
        doctree = reading.read(f"[x]({address}) and <{address}>").doctree
        assert not [node for node in doctree.findall(nodes.reference) if address in node.get("refuri", "")]


META = {
    "refresh": "http-equiv=refresh: 0;url=https://evil.example",
    "handler": '"description lang=en onload=alert(1)": x',
    "policy": "http-equiv=Content-Security-Policy: default-src *",
    "property": "property=og:url: https://evil.example",
    "robots": "robots: noindex",
    "viewport": "viewport: width=1",
}


@pytest.mark.parametrize("name", META)
def test_what_a_page_may_not_say_in_its_head_is_refused(reading, name):
    """Only what describes it stays."""
    read = reading.read("", above=f"---\nmyst:\n  html_meta:\n    {META[name]}\n    description: kept\n---\n\n")
    assert "front-matter" in read.rules(), read.findings
    assert [node["content"] for node in read.doctree.findall(nodes.meta)] == ["kept"]


# name -> what stands above a page: front matter switches on what conf.py leaves off
FRONT = {
    "jinja": "myst:\n  enable_extensions: [substitution]\n  substitutions:\n    x: '{{ cycler }}'",
    "substitutions-of-old": "substitutions:\n  x: y",
    "raw-html": "myst:\n  disable_syntax: []",
    "schemes": "myst:\n  url_schemes: [javascript]",
    "fences": "myst: {fence_as_directive: [eval-rst]}",
    "no-table": "myst: [substitution]",
    "import": "myst:\n  heading_slug_func: this.s",
    "html-meta-of-old": "html_meta:\n  http-equiv=refresh: 0;url=https://evil.example",
    "author": "author: x <script>",
    "switch-that-is-a-list": "orphan: [&a [x, x], &b [*a, *a]]",
    "switch-that-is-a-text": "tocdepth: <script>",
    "description-that-is-a-list": "myst:\n  html_meta:\n    description: [&a [x, x], &b [*a, *a]]",
}
# What they would switch on.
EVIL = "{{ cycler }} <script>alert(1)</script> [x](javascript:alert(1))\n\n```eval-rst\n.. raw:: html\n\n   x\n```"
IMPORTED = "this"


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "byte-order-mark"])
@pytest.mark.parametrize("name", FRONT)
def test_what_front_matter_may_not_set_is_refused(reading, name, mark):
    """It would hold for the msgstr of the page, too."""
    read = reading.read(EVIL, above=f"{mark}---\n{FRONT[name]}\n---\n\n")
    assert "front-matter" in read.rules(), read.findings
    assert IMPORTED not in sys.modules, "nothing that it names is imported"
    read.assert_harmless()


@pytest.mark.parametrize("name", sorted(agencies.DIRECTIVES))
def test_a_directive_of_a_kit_is_for_handbooks_with_that_kit(reading, monkeypatch, name):
    """A page of any other handbook is refused it, and told of no directive of the kit."""
    monkeypatch.setattr(reading.app.config, "handbook_directives", ())
    for text in (f"```{{{name}}} maple\n```", "```{nothing}\nx\n```"):
        [finding] = reading.read(text).findings
        assert finding.rule == "directive"
        _, _, allowed = finding.message.partition("use one of ")
        assert "glossary" in allowed
        assert not agencies.DIRECTIVES.keys() & set(allowed.split(", "))
