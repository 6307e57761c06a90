"""Has links to places on imported pages lead there: other generators name headings otherwise, and each page by itself.

A name that a heading was given (`## Leave {#leave}`) is one of the whole handbook here, so that it stays only where no
other page has it. A link that leads to one that went, or to a heading as another program makes anchors of its words,
leads to the words of that heading.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from itertools import pairwise
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from myst_parser.slugs import github_slugify, unique_slug

_NAME = re.compile(r"^\((.+)\)=[ \t]*$", re.MULTILINE)
_LINK = re.compile(r"(?<=\]\()([^()\s<>#]*)#([^()\s<>]+)(?=[)\s])|(?<=\]: )([^\s<>#]*)#([^\s<>]+)")
_CODE = re.compile(r"(`++)[^`]++\1(?!`)")
# What tells two words apart for no generator: & becomes "and" in some, and everything else a hyphen or nothing.
_AND, _SIGNS = re.compile(r"\s*&\s*"), re.compile(r"[\W_]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heading:
    """A heading of a page: its line from 0 on, its anchor here, what all anchors of it have in common, its own name."""

    line: int
    anchor: str
    common: str
    name: str


def lead_to_places(
    pages: MutableMapping[str, str], given: Mapping[str, Collection[str]], others: Collection[str]
) -> None:
    """Rewrite `pages`, by docname, so that their links lead to places that there are.

    `given` are the names that headings of a page were given, and that stand above them now. `others` are the texts of
    the other pages of the handbook, whose names stay as they are.
    """
    read = {docname: MarkdownIt("commonmark").parse(_without_front(text)) for docname, text in pages.items()}
    headings = {docname: list(_headings(pages[docname], tokens)) for docname, tokens in read.items()}
    names = Counter(_label(name) for text in others for name in _NAME.findall(text))
    names.update(_label(heading.name) for of_page in headings.values() for heading in of_page if heading.name)
    gone = {
        docname: [one for one in of_page if one.name in given.get(docname, ()) and not _stays(one, names)]
        for docname, of_page in headings.items()
    }
    ways = {docname: _ways(headings[docname], gone[docname]) for docname in pages}
    for docname, text in pages.items():
        without = {heading.line - 1 for heading in gone[docname]}
        code = _code(read[docname])
        lines = [
            line if number in code else _led(line, docname, ways)
            for number, line in enumerate(text.split("\n"))
            if number not in without
        ]
        pages[docname] = "\n".join(lines)


def _without_front(text: str) -> str:
    """Return a page with empty lines for what stands above it: its rules make a heading of the line before them."""
    if not text.startswith("---\n"):
        return text
    above, rule, rest = text.partition("\n---\n")
    return "\n" * (above + rule).count("\n") + rest if rule else text


def _headings(text: str, tokens: list[Token]) -> Iterator[_Heading]:
    lines = text.split("\n")
    anchors: set[str] = set()
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open" or not opening.map:
            continue
        words = "".join(part.content for part in inline.children or () if part.type in ("text", "code_inline"))
        anchor = unique_slug(github_slugify(words), anchors)
        anchors.add(anchor)
        line = opening.map[0]
        name = _NAME.fullmatch(lines[line - 1]) if line else None
        yield _Heading(line=line, anchor=anchor, common=_common(words), name=name[1] if name else "")


def _label(name: str) -> str:
    """Return a name of a place as Sphinx compares it."""
    return " ".join(name.lower().split())


def _common(words: str) -> str:
    return _SIGNS.sub("", _AND.sub("and", words).lower())


def _stays(heading: _Heading, names: Counter[str]) -> bool:
    return heading.name != heading.anchor and heading.name == _label(heading.name) and names[heading.name] == 1


def _ways(headings: list[_Heading], gone: list[_Heading]) -> Mapping[str, str]:
    """Return where each anchor of a page leads that is not one here; its own names come first."""
    there = {heading.anchor for heading in headings} | {heading.name for heading in headings} - {
        heading.name for heading in gone
    }
    counts = Counter(heading.common for heading in headings)
    alike = {heading.common: heading.anchor for heading in headings if heading.common and counts[heading.common] == 1}
    named = {heading.name: heading.anchor for heading in gone}
    return {**{f"={common}": anchor for common, anchor in alike.items()}, **{name: name for name in there}, **named}


def _led(line: str, docname: str, ways: Mapping[str, Mapping[str, str]]) -> str:
    if "#" not in line:
        return line
    code = [match.span() for match in _CODE.finditer(line)]

    def led(link: re.Match[str]) -> str:
        path, place = (link[1], link[2]) if link[2] else (link[3], link[4])
        page = normpath(join(dirname(docname), unquote(path).removesuffix(".md"))) if path else docname
        if page not in ways or any(begin <= link.start() < end for begin, end in code):
            return link[0]
        to, name = ways[page], unquote(place)
        anchor = to.get(name) or to.get(f"={_common(name)}")
        return f"{path}#{quote(anchor)}" if anchor and anchor != name else link[0]

    return _LINK.sub(led, line)


def _code(tokens: list[Token]) -> set[int]:
    """Return the numbers of the lines that are code."""
    maps = [token.map for token in tokens if token.type in ("fence", "code_block") and token.map]
    return {line for begin, end in maps for line in range(begin, end)}
