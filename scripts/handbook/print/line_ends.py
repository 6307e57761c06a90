"""Says where lines may end inside words, before anything is laid out: what the stylesheet cannot tell.

Addresses are divided after a slash and before a hyphen, and no sign is added. A word that has a hyphen is divided there
or nowhere, the last word of a paragraph not at all: less than a word would stand on its last line. Nor is a name. Such
a word ends with a sign that nobody sees (U+2060), and is left whole (`whole_words.py`).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

_MAY_END, WHOLE = "\u200b", "\u2060"
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_SLASH, _HYPHEN = re.compile(r"(?<=[^/:])(/+)(?=[^/])"), re.compile(r"(?<=\w)-(?=\w)")
# As long as what the stylesheet divides at all.
_LONG = r"[^\W\d_]{7,}"
_WORD = re.compile(_LONG)
_HYPHENATED = re.compile(rf"(?<![\w/.])(?:[\w’']+-)+{_LONG}[\w’'-]*|(?<![\w/.]){_LONG}-[\w’'-]+")
_LAST = re.compile(rf"{_LONG}(?=\W*$)")
# Words of up to three letters, and the word after them; more than that would leave no place to end a line.
_SHORT = re.compile(r"(?<!\S)((?:(?:\w[’'])?\w{1,3} )+\S+)")
_MOST_BOUND = {"h1": 24, "h2": 18, "h3": 18}  # a heading beside its text has a narrow column
_HAS_WORD = re.compile(r"\w")
# What stands at the foot of the page, and what calls for it.
_NOTES = {"web-address", "page-note", "footnote-reference"}
_TITLES = {"h1", "h2", "h3"}
_PARAGRAPHS = {"p", "li", "dd", "figcaption"}
# What is set as it was written; headings, which nothing divides, name bookmarks too.
_VERBATIM = {"pre", "code", "kbd", "samp", "head", "style", "h1", "h2", "h3", "h4", "h5", "h6"}


def set_line_ends(root: Element) -> None:
    """Mark in a document where lines may end, and what none divides."""
    for title in [element for element in root.iter() if element.tag in _TITLES]:
        _bind_short_words(title)
    for element in _elements(root):
        element.text = _marked(element.text)
        for child in element:
            child.tail = _marked(child.tail)
        if element.tag in _PARAGRAPHS:
            _keep_last(element)


def _bind_short_words(title: Element) -> None:
    """Keep each short word of a title, as "à", with the word after it: no line of a title ends on one.

    By elements and not by spaces that no line ends at, since bookmarks and copies have a title as it was written.
    """
    children, title.text, written = list(title), None, title.text or ""
    for child in children:
        title.remove(child)
    _append_bound(title, written)
    for child in children:
        written, child.tail = child.tail or "", None
        title.append(child)
        _append_bound(title, written)


def _append_bound(title: Element, text: str) -> None:
    """Append a text to what a title has, with an element around each group of words that is kept together."""
    for number, part in enumerate(_SHORT.split(text)):
        before, bound = _divided(part, _MOST_BOUND[title.tag]) if number % 2 else (part, "")
        if len(title):
            title[-1].tail = (title[-1].tail or "") + before
        else:
            title.text = (title.text or "") + before
        if bound:
            SubElement(title, "span", {"class": "together"}).text = bound


def _divided(group: str, most: int) -> tuple[str, str]:
    """Return a group of short words and the word after them as what may be divided, and the end that stays together."""
    words = group.split(" ")
    ends = (" ".join(words[start:]) for start in range(len(words) - 1))
    bound = next((end for end in ends if len(end) <= most), "")
    return group.removesuffix(bound), bound


def _elements(element: Element) -> Iterator[Element]:
    if isinstance(element.tag, str) and "}" not in element.tag and element.tag not in _VERBATIM:
        yield element
        for child in element:
            yield from _elements(child)


def _marked(text: str | None) -> str | None:
    return text and _HYPHENATED.sub(lambda match: kept_whole(match[0]), _ADDRESS.sub(_breakable, text))


def _breakable(address: re.Match[str]) -> str:
    text = _SLASH.sub(rf"\1{_MAY_END}", address[0])
    return _HYPHEN.sub(f"{_MAY_END}-{WHOLE}", text)


def _keep_last(element: Element) -> bool:
    """Keep the last word whole that stands in an element or inside it, but for notes. Returns whether there was one."""
    for child in reversed(element):
        if _HAS_WORD.search(child.tail or ""):
            child.tail = _LAST.sub(lambda match: match[0] + WHOLE, child.tail or "")
            return True
        if _is_in_line(child) and (child.tag in _VERBATIM or _keep_last(child)):
            return True
    element.text = element.text and _LAST.sub(lambda match: match[0] + WHOLE, element.text)
    return bool(_HAS_WORD.search(element.text or ""))


def _is_in_line(child: Element) -> bool:
    """Whether an element is of the line that it stands in: no drawing, no note at the foot, no call for one."""
    is_html = isinstance(child.tag, str) and "}" not in child.tag
    return is_html and _NOTES.isdisjoint(child.get("class", "").split())


def kept_whole(text: str) -> str:
    """Return a text of which no word is divided."""
    return _WORD.sub(lambda match: match[0] + WHOLE, text)


def without_line_ends(text: str) -> str:
    """Return a text without what has been put into it to say where lines may end."""
    return text.replace(_MAY_END, "").replace(WHOLE, "")
