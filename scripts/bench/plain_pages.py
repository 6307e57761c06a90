"""The pages of a generated handbook in plain Markdown, in both languages, for programs that know nothing of MyST.

They hold the same prose, lists, tables, pictures and links; what only our program has (facts, sources) stands in words.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bench import pages
from bench.generate import LEAF
from bench.pseudo import pseudo_french

_ROLE = re.compile(r"\{[a-z]+\}`([^`]*)`")
_FENCE = re.compile(r"^(?P<fence>```|:::)\{(?P<name>[a-z-]+)\} ?(?P<rest>.*)\n(?P<body>(?:.*\n)*?)(?P=fence)$", re.M)
_OPTION = re.compile(r"^:[a-z-]+:.*\n", re.M)
_FRONT = re.compile(r"\A---\n.*?\n---\n\n?", re.S)
_LABEL = re.compile(r"^\(.*\)=\n", re.M)


def write_plain_pages(agencies: int, folder: Path, language: str) -> list[str]:
    """Write the pages of a language below `folder`. Returns their names, without the suffix."""
    names = []
    for name, text in _pages(agencies):
        plain = _plain(text)
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plain if language == "en" else pseudo_french(plain), encoding="utf-8")
        names.append(name)
    (folder / "leaf.png").write_bytes(LEAF)
    return names


def _pages(agencies: int) -> Iterator[tuple[str, str]]:
    yield "index", pages.index(agencies)
    yield "words", pages.words()
    for number in range(1, agencies + 1):
        yield f"agencies/{pages.slug(number)}", pages.agency(number, agencies)


def _plain(text: str) -> str:
    text = _LABEL.sub("", _FRONT.sub("", text))
    text = _FENCE.sub(_directive, text)
    return _ROLE.sub(r"\1", text)


def _directive(match: re.Match[str]) -> str:
    body = _OPTION.sub("", match["body"]).strip("\n")
    match match["name"]:
        case "note" | "admonition" | "epigraph":
            return "\n".join(f"> {line}".rstrip() for line in [match["rest"], "", *body.splitlines()])
        case "figure":
            return f"![{body}]({match['rest'].replace('/leaf.png', '../leaf.png')})\n\n{body}"
        case "table":
            return f"{match['rest']}\n\n{body}"
        case "list-table":
            cells = [line[4:] for line in body.splitlines()]
            rows = [f"| {' | '.join(cells[at : at + 2])} |" for at in range(0, len(cells), 2)]
            return "\n".join([match["rest"], "", rows[0], "| --- | --- |", *rows[1:]])
        case "glossary":
            return re.sub(r"^   (.*)", r": \1", body, flags=re.M)
    return ""  # the contents, which these programs make of the folders, and panels of facts
