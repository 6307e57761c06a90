"""A message as readers see it, for a proof: Markdown as HTML, the text of facts and names, and changes marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import escape
from typing import Any

from markdown_it.token import Token

from handbook.catalogs.annotate import reading
from handbook.catalogs.message_structure import parser, title_and_target
from handbook.facts.model import Registry
from handbook.languages.typeset import spaced

_TAGS = {"em_open": "<em>", "em_close": "</em>", "strong_open": "<strong>", "strong_close": "</strong>"}
_TAGS |= {"link_open": "<u>", "link_close": "</u>", "hardbreak": "<br>", "softbreak": " "}
_WORD = re.compile(r"(?:\w+|[^\w\s])\s*")


def passage(text: str, references: Mapping[str, Any], registry: Registry, language: str, tag: str) -> str:
    """Return a message of a page as HTML, in `language`; `references` are the link definitions of its page.

    `tag` is the BCP 47 tag that the language has there.
    """
    environment = {key: dict(value) for key, value in references.items()}
    return "".join(_pieces(parser().parseInline(text.strip(), environment), registry, language, tag))


def plain(text: str, tag: str) -> str:
    """Return a text without Markdown, one of our own strings, as HTML."""
    return escape(spaced(text, tag))


def changes(before: str, now: str) -> str:
    """Return `now` as HTML, with words that were removed since `before` in ``del`` and new ones in ``ins``."""
    old, new = _WORD.findall(before), _WORD.findall(now)
    same = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    pieces = []
    for kind, start, end, first, last in same.get_opcodes():
        gone, here = "".join(old[start:end]), "".join(new[first:last])
        pieces += [escape(here)] if kind == "equal" else [_marked("del", gone, " " * bool(here)), _marked("ins", here)]
    return "".join(pieces)


def _marked(tag: str, text: str, behind: str = "") -> str:
    """Return a text in an element, followed by the space at its end, or else by `behind`."""
    words = text.rstrip()
    return f"<{tag}>{escape(words)}</{tag}>{text[len(words) :] or behind}" if words else ""


def _pieces(tokens: Sequence[Token], registry: Registry, language: str, tag: str) -> Iterator[str]:
    for token in tokens:
        if token.type in _TAGS:
            yield _TAGS[token.type]
        elif token.type == "text":
            yield escape(spaced(token.content, tag))
        elif token.type == "myst_role":
            yield _role(token.meta["name"], token.content, registry, language, tag)
        elif token.type == "image":
            yield f"[{''.join(_pieces(token.children or (), registry, language, tag))}]"
        elif token.type == "footnote_ref":
            yield f"<sup>{escape(str(token.meta.get('label', '')))}</sup>"
        elif token.children:
            yield from _pieces(token.children, registry, language, tag)
        elif token.content:
            yield f"<code>{escape(token.content)}</code>"


def _role(name: str, content: str, registry: Registry, language: str, tag: str) -> str:
    if name in ("fact", "name"):
        text = reading(name, content, registry, language)
        # A fact or name that does not exist is shown as it is written; the build refuses it, and names its line.
        return f'<mark class="{name}">{escape(text)}</mark>' if text else f"<code>{escape(content)}</code>"
    explicit = title_and_target(content)
    return f"<u>{escape(spaced(explicit[0].lstrip('!') if explicit else content, tag))}</u>"
