"""The commands that are measured: ours, stock Sphinx with WeasyPrint, Hugo, MkDocs Material and Zensical."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.generate import ROOT, generate
from bench.plain_pages import write_plain_pages
from handbook.print.document import stylesheet
from handbook.print.render import BASE, FACES
from handbook.project.project import Edition, load_project
from upkeep.tools import PEERS, tool

Commands = Sequence[Sequence[str]]
LANGUAGES = ("en", "fr")

HUGO = """\
baseURL = "https://example.org/"
title = "A generated handbook"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS"]
[languages.en]
contentDir = "content/en"
[languages.fr]
contentDir = "content/fr"
"""
PAGE = """\
<!doctype html><html lang="{{ site.Language.Lang }}"><head><meta charset="utf-8">
<title>{{ .Title }}</title></head><body>
<nav>{{ range site.RegularPages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}</nav>
<main>{{ .Content }}</main></body></html>
"""
MKDOCS = """\
site_name: A generated handbook
docs_dir: docs
site_dir: site
theme: {{name: material, language: {language}}}
plugins: [search]
markdown_extensions: [footnotes, def_list, tables]
"""


def handbook(agencies: int, folder: Path) -> Path:
    """Return the root of a generated handbook, written once below `folder`."""
    root = folder / f"handbook-{agencies}"
    if not root.is_dir():
        generate(agencies, root)
    return root


def ours(root: Path, *arguments: str) -> list[str]:
    """Return the command that runs `handbook` in a project."""
    run = "import os, sys; os.chdir(sys.argv[1]); from handbook.commands.cli import main; sys.exit(main(sys.argv[2:]))"
    return [sys.executable, "-c", run, str(root), *arguments]


def ours_clean(root: Path, *outputs: str) -> Commands:
    """Return the command that builds a project from nothing, of which nothing is left."""
    shutil.rmtree(root / "build", ignore_errors=True)
    return [ours(root, "build", *(argument for output in outputs for argument in ("--output", output)))]


def stock(tree: Path, out: Path, outputs: Sequence[str] = ("html", "pdf"), *, is_clean: bool = True) -> list[list[str]]:
    """Return the commands of stock Sphinx and WeasyPrint, one after the other; what they left is removed first."""
    if is_clean:
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        for catalogue in tree.rglob("*.mo"):
            catalogue.unlink()
    project = load_project(tree)
    commands: list[list[str]] = []
    for language in project.languages:
        css, page = out / f"{language}.css", out / f"single-{language}/index.html"
        css.write_text(with_font_files(stylesheet(Edition(project=project, language=language, siblings=()))))
        common = ["-q", "-D", f"language={language}", "-d", str(out / f"doctrees-{language}"), str(tree / "source")]
        sphinx = [sys.executable, "-m", "sphinx"]
        style = ["-q", "-s", str(css), "--pdf-variant", "pdf/ua-1"]
        if "html" in outputs:
            commands.append([*sphinx, "-b", "html", *common, str(out / f"html-{language}")])
        if "pdf" in outputs:
            commands.append([*sphinx, "-b", "singlehtml", *common, str(page.parent)])
            commands.append([sys.executable, "-m", "weasyprint", *style, str(page), str(css.with_suffix(".pdf"))])
    return commands


def with_font_files(css: str) -> str:
    """Return a print stylesheet that any program can read: the fonts have the addresses of their files."""
    return css.replace(f"{BASE}fonts/Handbook", f"{FACES.as_uri()}/Handbook")


def stock_clean(root: Path, *outputs: str) -> Commands:
    """Return the commands of stock Sphinx and WeasyPrint for a project, one after the other, from nothing."""
    return stock(root, root.with_name(f"{root.name}-stock"), outputs)


def stock_at_once(root: Path) -> Commands:
    """Return one command that builds HTML again with stock Sphinx, in both languages at once, where it was built."""
    out = root.with_name(f"{root.name}-stock")
    lines = [" ".join(command) for command in stock(root, out, ["html"], is_clean=False)]
    return [["sh", "-c", f"{' & '.join(lines)} & wait"]]


def hugo(agencies: int, folder: Path) -> Commands:
    """Return the command that builds the same pages with Hugo; it keeps nothing between builds."""
    root = folder / f"hugo-{agencies}"
    if not root.is_dir():
        for language in LANGUAGES:
            write_plain_pages(agencies, root / "content" / language, language)
            (root / "content" / language / "index.md").rename(root / "content" / language / "_index.md")
        for layout in ("single", "list", "home"):
            (root / "layouts/_default").mkdir(parents=True, exist_ok=True)
            (root / f"layouts/_default/{layout}.html").write_text(PAGE)
        (root / "hugo.toml").write_text(HUGO)
    program = next((tool(ROOT, "hugo", PEERS).parents[1] / "lib").rglob("hugo/binaries/hugo*"))
    return [[str(program), "--quiet", "--source", str(root)]]


def mkdocs(agencies: int, folder: Path) -> Commands:
    """Return the commands that build the same pages with MkDocs Material, a language each."""
    return [
        [str(tool(ROOT, "mkdocs", PEERS)), "build", "-q", "-c", "-f", str(config)]
        for config in _mkdocs(agencies, folder)
    ]


def zensical(agencies: int, folder: Path) -> Commands:
    """Return the commands that build the same pages with Zensical, a language each."""
    return [
        [str(tool(ROOT, "zensical", PEERS)), "build", "-c", "-f", str(config)] for config in _mkdocs(agencies, folder)
    ]


def _mkdocs(agencies: int, folder: Path) -> Iterator[Path]:
    for language in LANGUAGES:
        root = folder / f"mkdocs-{agencies}-{language}"
        if not root.is_dir():
            write_plain_pages(agencies, root / "docs", language)
            (root / "mkdocs.yml").write_text(MKDOCS.format(language=language))
        yield root / "mkdocs.yml"


def another_word(root: Path, number: int) -> None:
    """Edit one French string of a generated handbook: a word more in its last message."""
    path = root / "locales/fr/LC_MESSAGES/agencies/agency0001.po"
    lines = path.read_text(encoding="utf-8").splitlines()
    last = max(at for at, line in enumerate(lines) if line.startswith('msgstr "'))
    text = f"{json.loads(lines[last][7:])} {'Mot ' * number}".rstrip()
    lines[last] = f"msgstr {json.dumps(text, ensure_ascii=False)}"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
