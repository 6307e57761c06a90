"""The words of a page that are in its language, block by block, without code, buttons and what is in another."""

from collections.abc import Iterator

from lxml import html

from handbook.texts.text_files import VEIL

_NOT_WORDS = frozenset(("button", "script", "style", "code", "pre", "kbd", "samp", "noscript", "template"))
# What stands in a line without being a part of its text.
_IN_LINES = frozenset(("br", "button"))
_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "label")
# What the head says to people; all else in it is for machines.
_METAS = frozenset(("description", "keywords", "og:title", "og:description", "og:site_name", "twitter:title"))


def words_of(tree: html.HtmlElement, inline: frozenset[str]) -> tuple[str, ...]:
    """Return the text of each block of a page, and of each attribute that people read.

    `inline` are the elements that stand in a line with what is around them.
    """
    language = tree.get("lang", "")
    blocks: list[str] = [""]
    for text in _texts(tree, language, inline):
        if text is None:
            blocks.append("")
        else:
            blocks[-1] += text
    texts = [*blocks, tree.findtext(".//title", ""), *_attributes(tree, language)]
    return tuple(text for text in texts if text.strip(f" \n{VEIL}"))


def _texts(element: html.HtmlElement, language: str, inline: frozenset[str]) -> Iterator[str | None]:
    """Yield pieces of text, and None where a block begins or ends."""
    if element.tag in ("head", "title"):
        return
    is_block = element.tag not in inline and element.tag not in _IN_LINES
    if is_block:
        yield None
    if element.tag == "br" or element.tag in _NOT_WORDS or element.get("lang", language) != language:
        yield VEIL
    else:
        yield element.text or ""
        for child in element:
            if isinstance(child.tag, str):
                yield from _texts(child, language, inline)
            yield child.tail or ""
    if is_block:
        yield None


def _attributes(tree: html.HtmlElement, language: str) -> Iterator[str]:
    for name in _ATTRIBUTES:
        for element in tree.iterfind(f".//*[@{name}]"):
            if (
                next((each.get("lang") for each in (element, *element.iterancestors()) if each.get("lang")), "")
                == language
            ):
                yield element.get(name, "")
    for meta in tree.iterfind(".//meta[@content]"):
        if (meta.get("name") or meta.get("property")) in _METAS:
            yield meta.get("content", "")
