"""What Markdown makes of a message: its blocks, its links, pictures, roles and the like, and the words that remain."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig

from handbook.catalogs.places import note_places
from handbook.findings.phrase import Phrase
from handbook.texts.links import link_fault
from handbook.texts.markdown import SUPPORTED, page_parser

_PARAGRAPH = ["paragraph_open", "inline", "paragraph_close"]
# Roles that take their whole content as it is, and roles that show their whole content.
DATA_ROLES = frozenset(("fact", "name"))
# Roles that show what they lead to, unless they have a text of their own.
POINTERS = frozenset(("doc", "ref", "download", "numref"))
TEXT_ROLES = frozenset(("abbr", "sub", "sup"))
# The cheap test first: nearly no message begins and ends with a role.
_BARE_ROLE = re.compile(r"\s*\{[a-z]+\}`.*`\s*\Z", re.DOTALL)
# Ends the name of a part that has no text to show; no text that has passed the grammar holds this character.
TEXTLESS = "\0"


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """What of a message a translation must keep, the words that remain, and what is wrong with its links by itself."""

    blocks: tuple[str, ...]
    parts: Mapping[str, Counter[str]]
    words: str
    faults: tuple[Phrase, ...] = ()


@dataclass(slots=True)
class _PartCollector:
    """Gathers the parts of a message while its tokens are walked."""

    parts: dict[str, Counter[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    faults: list[Phrase] = field(default_factory=list)
    seen: int = 0

    def add(self, kind: str, value: str) -> None:
        self.parts.setdefault(kind, Counter())[value] += 1
        self.seen += 1

    def say(self, words: str) -> None:
        self.words.append(words)
        self.seen += bool(words.strip())


def structure(text: str, references: Mapping[str, Any]) -> Structure:
    """Return what Markdown makes of a message: blocks as stock Sphinx reads it, the rest as inline text of its page."""
    environment = {key: dict(value) for key, value in references.items()}
    count = len(environment.get("references", ()))
    tokens = parser().parse(text, environment)
    blocks = tuple(map(_signature, tokens))
    if len(environment.get("references", ())) > count:
        blocks += ("definition",)  # leaves no token
    if [token.type for token in tokens] != _PARAGRAPH:
        tokens = inline_tokens(text, references)
    collector = _PartCollector()
    _collect(tokens, collector)
    return Structure(
        blocks=blocks, parts=collector.parts, words="".join(collector.words), faults=tuple(collector.faults)
    )


def inline_tokens(text: str, references: Mapping[str, Any]) -> list[Token]:
    """Return the tokens of a message, read as what it always is in a translation: inline text of its page."""
    return parser().parseInline(text.strip(), {key: dict(value) for key, value in references.items()})


def has_words(text: str) -> bool:
    """Whether there is anything to translate in a message: a role that shows what it leads to is the program's work."""
    if not _BARE_ROLE.match(text):
        return True
    tokens = (child for token in inline_tokens(text, {}) for child in token.children or ())
    return not all(
        (
            token.type == "myst_role"
            and token.meta["name"] in POINTERS | DATA_ROLES
            and (token.meta["name"] in DATA_ROLES or not title_and_target(token.content))
        )
        or (token.type == "text" and not token.content.strip())
        for token in tokens
    )


def page_references(text: str) -> Mapping[str, Any]:
    """Return the link definitions of a page, which its translations may use; those inside directives too."""
    environment: dict[str, Any] = {}
    if "]:" in text:
        for _ in walk(parser().parse(text, environment), environment):
            pass
    return {"references": environment["references"]} if "references" in environment else {}


def walk(tokens: Iterable[Token], environment: dict[str, Any], line: int = 1) -> Iterator[tuple[int, Token]]:
    """Yield each block token of a page with its line, and those of the text that directives hold."""
    for token in tokens:
        here = line + (token.map[0] if token.map else 0)
        yield here, token
        if token.type in ("fence", "colon_fence") and token.info.lstrip().startswith("{"):
            yield from walk(parser().parse(token.content, environment), environment, here + 1)


@cache
def parser() -> MarkdownIt:
    """Return MyST's Markdown as pages are read with it."""
    config = MdParserConfig(enable_extensions=set(SUPPORTED))
    return note_places(page_parser(config, RendererHTML).disable("wordcount"))


def _signature(token: Token) -> str:
    """Return what of a block must be the same: of code, comments and the like, all of it."""
    # What opens and closes has no more to it: the number of an item is compared as a number.
    content = f"{token.info} {token.content}" if token.type != "inline" and not token.nesting else ""
    return f"{token.type} {token.markup} {content}"


def _collect(tokens: Sequence[Token], collector: _PartCollector) -> None:
    opened: list[tuple[Token, int, int]] = []
    for token in tokens:
        match token.type:
            case "link_open":
                opened.append((token, collector.seen, len(collector.words)))
            case "link_close":
                _close_link(*opened.pop(), collector)
            case "image":
                seen = collector.seen
                _collect(token.children or (), collector)
                _add_target("image", str(token.attrs.get("src", "")), token, collector, has_text=collector.seen > seen)
                continue
            case "myst_role":
                _collect_role(token.meta["name"], token.content, collector)
            case "footnote_ref":
                collector.add("footnote", str(token.meta.get("label", "")))
            case "code_inline":
                collector.add("code", token.content)
            case "hardbreak":
                collector.add("break", "")
                collector.say(" ")
            case "text":
                collector.say(token.content)
            case "softbreak":
                collector.say(" ")
            case "html_inline" | "s_open" | "math_inline" | "substitution_inline":
                collector.add(
                    "markup", f"{token.markup}{token.content}{token.markup}" if token.content else token.markup
                )
        _collect(token.children or (), collector)


def _close_link(link: Token, seen: int, start: int, collector: _PartCollector) -> None:
    target = str(link.attrs.get("href", ""))
    if fault := link_fault("".join(collector.words[start:]), target):
        collector.faults.append(fault)
    _add_target("link", target, link, collector, has_text=collector.seen > seen)


def _add_target(kind: str, target: str, token: Token, collector: _PartCollector, *, has_text: bool) -> None:
    collector.add(kind, target if has_text else target + TEXTLESS)
    if title := str(token.attrs.get("title", "")):
        collector.add("title", target)
        collector.say(f" {title} ")


def title_and_target(content: str) -> tuple[str, str] | None:
    """Divide the content of a role, "words <target>", as Sphinx does; None when it names its target alone."""
    content = content.removesuffix("\n")
    start = content.find("<", 1)
    return (content[:start].rstrip(), content[start + 1 : -1]) if start > 0 and content.endswith(">") else None


def _collect_role(name: str, content: str, collector: _PartCollector) -> None:
    """Note a role with what it points to: the words it shows are the translator's own."""
    explicit = title_and_target(content)
    if name in TEXT_ROLES:
        collector.add("role", f"{{{name}}}" if content.strip() else f"{{{name}}}{TEXTLESS}")
        collector.say(content)
    elif name in DATA_ROLES or not explicit:
        collector.add("role", f"{{{name}}}`{content}`")
    else:
        # "!" before the text makes Sphinx show it without its link.
        off = "!" if content.startswith("!") else ""
        title, target = explicit
        without = "" if title.strip(" !") else TEXTLESS
        collector.add("role", f"{{{name}}}`{off}{target}`{without}")
        collector.say(title)
