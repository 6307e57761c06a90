"""Builds the documentation as two handbooks, each in one language, from the pages of ``docs/`` as they are.

The French pages are written, not translated: what translators and editors need, and nothing for engineers. So each
language has a handbook of its own, whose contents are the links of its first page.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from handbook.project.settings import read_settings

# language -> the first page, which lists the others; what the handbook is called
FIRST = {"en": "index.md", "fr": "accueil.md"}
TITLES = {
    "en": ("Making a handbook", "A guide for all who work on one"),
    "fr": ("Faire un guide", "Pour la rédaction et la traduction"),
}
# Code, which stays as it is, or a link: its words and where it leads.
_LINK = re.compile(r"(?P<code>(`+).+?\2(?!`))|\[(?P<words>(?:`[^`]*`|[^\]`])*)\]\((?P<target>[^)\s]+)\)", re.DOTALL)
# The line below a title that leads to the page in the other language.
_OTHER_LANGUAGE = re.compile(r"^\*\[[^\]]*\]\([^)]*\)\*\n\n", re.MULTILINE)
_FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1`* *$\n?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of the contents: its heading, and the pages below it, by their paths in ``docs/``."""

    caption: str
    pages: tuple[str, ...]


def contents(docs: Path, language: str) -> list[Part]:
    """Return the parts of the contents: the headings of the first page, with the links of their lists."""
    first = docs / FIRST[language]
    parts: list[tuple[str, list[str]]] = []
    tokens = MarkdownIt("commonmark").parse(first.read_text(encoding="utf-8"))
    for before, token in pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h2":
            parts.append((token.content, []))
        elif token.type == "inline" and token.level > 1 and parts:  # in a list
            links = [child.attrGet("href") for child in token.children or () if child.type == "link_open"]
            parts[-1][1].extend(str(link) for link in links[:1])
    return [Part(caption=caption, pages=tuple(pages)) for caption, pages in parts if pages]


def listed(docs: Path, language: str) -> list[str]:
    """Return every page of a handbook of the documentation, the first one too."""
    return [FIRST[language], *(page for part in contents(docs, language) for page in part.pages)]


def write_handbook(root: Path, language: str, folder: Path) -> None:
    """Write a handbook of the documentation into `folder`, which is made anew; what was built there stays."""
    docs = root / "docs"
    _, settings = read_settings(root)
    shutil.rmtree(folder / "source", ignore_errors=True)
    pages = listed(docs, language)
    for page in pages:
        path = folder / "source" / ("index.md" if page == FIRST[language] else page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_of(docs, page, pages, settings), encoding="utf-8")
    with (folder / "source/index.md").open("a", encoding="utf-8") as index:
        index.writelines(_toctree(part) for part in contents(docs, language))
    (folder / "pyproject.toml").write_text(_settings(settings, language), encoding="utf-8")


def page_of(docs: Path, page: str, pages: list[str], settings: Mapping[str, Any]) -> str:
    """Return a page whose links lead to `pages`, to the sources where these have an address, or nowhere."""
    text = _OTHER_LANGUAGE.sub("", (docs / page).read_text(encoding="utf-8"), count=1)

    def led(match: re.Match[str]) -> str:
        target, words = match["target"], match["words"]
        if match["code"] or re.match(r"[a-z]+:|#", target):
            return match[0]
        path, hash_, anchor = target.partition("#")
        there = os.path.relpath((docs / page).parent / path, docs)
        if there in pages:
            to = path if there not in FIRST.values() else f"{path.rpartition('/')[0] or '.'}/index.md"
            return f"[{words}]({to}{hash_}{anchor})"
        if repository := settings.get("repository_url"):
            branch = settings.get("repository_branch", "main")
            return f"[{words}]({repository}/blob/{branch}/{os.path.normpath(f'docs/{there}')})"
        return words

    return "".join(part if is_code else _LINK.sub(led, part) for part, is_code in _divided(text))


def _divided(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a page, each with whether it is a fenced block."""
    end = 0
    for fence in _FENCE.finditer(text):
        yield text[end : fence.start()], False
        yield fence[0], True
        end = fence.end()
    yield text[end:], False


def _toctree(part: Part) -> str:
    names = "\n".join(page.removesuffix(".md") for page in part.pages)
    return f"\n```{{toctree}}\n:hidden:\n:caption: {part.caption}\n\n{names}\n```\n"


def _settings(of_handbook: Mapping[str, Any], language: str) -> str:
    title, subtitle = TITLES[language]
    texts = {"title": title, "subtitle": subtitle, "publisher": of_handbook["publisher"][language]}
    lines = [f"{key} = {{ {language} = {json.dumps(text, ensure_ascii=False)} }}" for key, text in texts.items()]
    kept = [
        f"{key} = {json.dumps(of_handbook[key])}" for key in ("repository_url", "repository_host") if key in of_handbook
    ]
    return "\n".join(
        [
            "[tool.handbook]",
            f'languages = ["{language}"]',
            *lines,
            'outputs = ["html"]',
            "page_budget_kb = 150",
            *kept,
            "",
        ]
    )


def build_documentation(root: Path, folder: Path) -> int:
    """Write and build both handbooks below `folder`, dated by their pages. Returns the highest exit code."""
    codes = []
    for language in FIRST:
        write_handbook(root, language, folder / language)
        command = [sys.executable, "-m", "handbook", "build"]
        built = subprocess.run(command, cwd=folder / language, env=_dated(root), check=False)
        codes.append(built.returncode)
        if not built.returncode:
            print(f"{folder / language / 'build/site/index.html'}")
    return max(codes)


def _dated(root: Path) -> dict[str, str]:
    """Return the environment of a build whose pages are copies, of which git knows no day."""
    asked = ["git", "log", "-1", "--format=%ct", "--", "docs"]
    day = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False).stdout.strip()
    return {**({"SOURCE_DATE_EPOCH": day} if day else {}), **os.environ}
