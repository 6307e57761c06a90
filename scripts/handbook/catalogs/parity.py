"""Parity of a msgstr with its msgid: same structure, same links, pictures, roles, code and numbers, nothing of its own.

One function of (msgid, msgstr, the page's Markdown environment), so that the build and the translators' desk judge alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from handbook.facts.normalise import numbers

# Characters nobody sees: bidirectional controls, joiners, tags, byte order marks. U+00A0, U+202F and U+00AD may stand.
_INVISIBLE = re.compile("[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")
# A text without any of these is one run of plain words, in Markdown as in MyST, wherever it stands in a paragraph.
_MARKUP = re.compile(r"[`*_\[\]<>{}\\&!|~$^:#=\n]|https?|www|@|--|\+\+|%|^\s*(?:[-+]|\d{1,9}[.)])(?:\s|$)|^\s|\s$")
_ROLE_TARGET = re.compile(r"<([^<>]*)>\s*$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """What of a message a translation must keep, and the words that remain."""

    blocks: tuple[str, ...]
    parts: Mapping[str, Counter[str]]
    words: str


@dataclass(slots=True)
class _Collector:
    """Gathers the parts of a message while its tokens are walked."""

    parts: dict[str, Counter[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def add(self, kind: str, value: str) -> None:
        self.parts.setdefault(kind, Counter())[value] += 1


# What a part is called in a report, and the rule that watches it.
_NAMES = {
    "link": "link to",
    "image": "picture",
    "role": "role",
    "footnote": "footnote",
    "code": "code",
    "break": "line break",
}
_FORBIDDEN = {"html_inline": "HTML", "html_block": "HTML"}


def differences(msgid: str, msgstr: str, references: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (rule, message) for each way in which `msgstr` is no translation of `msgid`.

    `references` are the page's link definitions and footnotes, as Markdown-It keeps them in its environment.
    """
    if hidden := _INVISIBLE.search(msgstr):
        yield "invisible", f"invisible character U+{ord(hidden[0]):04X}; remove it"
    if not _MARKUP.search(msgid) and not _MARKUP.search(msgstr):
        yield from _compare_numbers(msgid, msgstr)
        return
    source, translation = structure(msgid, references), structure(msgstr, references)
    if source.blocks != translation.blocks:
        told = f"{_told(translation.blocks)} instead of {_told(source.blocks)}"
        yield "block", f"the translation is read as {told}; reword it, or put \\ before the mark that opens it"
        return
    if not translation.words.strip() and not translation.parts:
        yield "empty", "the translation would show nothing; write it"
        return
    if hidden := _INVISIBLE.search(translation.words):
        yield "invisible", f"invisible character U+{ord(hidden[0]):04X}; remove it"
    for kind in sorted(source.parts.keys() | translation.parts.keys()):
        yield from _compare(kind, source.parts.get(kind, Counter()), translation.parts.get(kind, Counter()))
    yield from _compare_numbers(source.words, translation.words)


def _compare(kind: str, source: Counter[str], translation: Counter[str]) -> Iterator[tuple[str, str]]:
    if kind in _FORBIDDEN.values():
        yield "markup", f"{kind} has no place in a translation; remove it"
        return
    for missing in (source - translation).elements():
        yield kind, f"the {_NAMES[kind]} {missing} is missing; put it back"
    for extra in (translation - source).elements():
        yield kind, f"the {_NAMES[kind]} {extra} is not in the source; remove it"


def _compare_numbers(source: str, translation: str) -> Iterator[tuple[str, str]]:
    here, there = Counter(numbers(source)), Counter(numbers(translation))
    for missing in (here - there).elements():
        yield "number", f"the number {missing} is missing; put it back"
    for extra in (there - here).elements():
        yield "number", f"the number {extra} is not in the source; correct it"


def page_references(text: str) -> Mapping[str, Any]:
    """Return the link definitions of a page, which its translations may use."""
    environment: dict[str, Any] = {}
    if "]:" in text:
        _parser().parse(text, environment)
    return {"references": environment["references"]} if "references" in environment else {}


def structure(text: str, references: Mapping[str, Any]) -> Structure:
    """Return what Markdown makes of a message, read as a page of its own as stock Sphinx reads it."""
    environment = {key: dict(value) for key, value in references.items()}
    tokens = _parser().parse(text, environment)
    collector = _Collector()
    _collect(tokens, collector)
    blocks = tuple(token.type for token in tokens)
    return Structure(blocks=blocks, parts=collector.parts, words="".join(collector.words))


@cache
def _parser() -> MarkdownIt:
    """Return MyST's Markdown, with the extensions that conf.py enables for the pages."""
    return create_md_parser(MdParserConfig(enable_extensions={"colon_fence", "deflist"}), RendererHTML)


def _collect(tokens: Iterable[Token], collector: _Collector) -> None:
    for token in tokens:
        match token.type:
            case "link_open":
                collector.add("link", str(token.attrs.get("href", "")))
            case "image":
                collector.add("image", str(token.attrs.get("src", "")))
            case "myst_role":
                collector.add("role", _role(token))
            case "footnote_ref":
                collector.add("footnote", str(token.meta.get("label", "")))
            case "code_inline":
                collector.add("code", token.content)
            case "hardbreak":
                collector.add("break", "")
            case "text":
                collector.words.append(token.content)
            case "softbreak":
                collector.words.append(" ")
            case kind if kind in _FORBIDDEN:
                collector.add(_FORBIDDEN[kind], token.content)
        _collect(token.children or (), collector)


def _role(token: Token) -> str:
    """Return a role with what it points to: the words it shows are the translator's own."""
    name = token.meta["name"]
    explicit = _ROLE_TARGET.search(token.content)
    return f"{{{name}}}`{explicit[1] if explicit else token.content}`"


def _told(blocks: tuple[str, ...]) -> str:
    kinds = [block.removesuffix("_open") for block in blocks if not block.endswith("_close") and block != "inline"]
    return ", ".join(kinds) or "nothing"
