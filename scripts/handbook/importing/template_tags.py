"""What generators of sites have between {{ }} and {% %} in pages: links, pictures and boxes that Markdown can say.

All that a tag says is its words: one that names a path, as a link or a picture, is taken for that where the path leads
to something.
"""

import re
from collections.abc import Callable, Collection
from posixpath import normpath

from handbook.findings.phrase import Phrase, phrase

_TAG = r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}"
_ANY_TAG = re.compile(_TAG)
# The address of a link, of which tags are a part.
_ADDRESS = re.compile(rf"(?<=\]\()\s*+((?:[^()\s<>{{}}]++|{_TAG})++)\s*+(?=\))")
_QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'')
# Tags whose one word is a path, without quotes (Jekyll, Hugo), and values that say where a site begins.
_LEADS = {"link", "page", "post_url", "ref", "relref", "url"}
_BEGINS = re.compile(r"(?:\w+\.)?(?:base_?url|basepath|root)|site\.url", re.IGNORECASE)
_PICTURE = re.compile(r"\{%-?\s*[\w-]+((?:\s*,?\s*(?:\"[^\"{}%]*+\"|'[^'{}%]*+'))++)\s*-?%\}")
_DRAWN = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp")
# Boxes of Docusaurus’s and GitBook’s kin, Eleventy and Hugo; and which of their words ask for attention.
_BOXES = "alert|callout|caution|danger|hint|important|info|note|notice|tip|warning"
_BOX = re.compile(rf"(\s*)\{{%-?\s*({_BOXES})\b([^{{}}%]*+)-?%\}}\s*")
_BOX_END = re.compile(rf"(\s*)\{{%-?\s*end({_BOXES})\s*-?%\}}\s*")
_WARNS = {"caution", "danger", "error", "important", "warning"}
_KINDS = {*_BOXES.split("|"), *_WARNS, "success"}
_AS_IT_IS = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")


def plain(text: str, relink: Callable[[str], str | None]) -> str:
    """Return prose without the tags that Markdown can say; `relink` tells where a path leads, or that it does not."""
    return _PICTURE.sub(lambda tag: _picture(tag, relink), _ADDRESS.sub(_address, _AS_IT_IS.sub("", text)))


def plain_address(address: str) -> str:
    """Return what stands between the brackets of a link, without the tags that Markdown can say."""
    return _ADDRESS.sub(_address, f"]({address})")[2:-1]


def with_boxes(lines: list[str], verbatim: Collection[int]) -> tuple[list[str], list[tuple[int, Phrase]]]:
    """Return the lines with a box for each tag that has one, and what to say, by the number of the line from 0 on."""
    kept, notes = list(lines), []
    waiting: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if number in verbatim:
            continue
        if begin := _BOX.fullmatch(line):
            waiting.append((number, begin[2]))
        elif (end := _BOX_END.fullmatch(line)) and waiting and waiting[-1][1] == end[2]:
            at, _ = waiting.pop()
            opened = _BOX.fullmatch(lines[at])
            kept[at], kept[number] = _opening(opened) if opened else lines[at], f"{end[1]}:::"
            notes.append((at, phrase("{tag} is a box of a handbook now", tag=f"{{% {end[2]} %}}")))
    return kept, notes


def _opening(tag: re.Match[str]) -> str:
    words = [one or other for one, other in _QUOTED.findall(tag[3])]
    kinds = {tag[2], *(word.lower() for word in words)}
    title = next((word for word in words if word.lower() not in _KINDS), "")
    if kinds & _WARNS:
        return f"{tag[1]}:::{{warning}}"
    return f"{tag[1]}:::{{admonition}} {title}" if title else f"{tag[1]}:::{{note}}"


def _address(match: re.Match[str]) -> str:
    if "{" not in match[1]:
        return match[0]
    parts = [_path(tag) for tag in _ANY_TAG.findall(match[1])]
    if None in parts:
        return match[0]
    address = _ANY_TAG.sub(lambda tag: _path(tag[0]) or "", match[1])
    return address if "://" in address or address.startswith("#") else f"/{address.lstrip('/')}"


def _path(tag: str) -> str | None:
    """Return the path that a tag of an address tells, "" for the root of the site, or None where it may be anything."""
    words = tag.strip("{}%<>- ")
    quoted = [one or other for one, other in _QUOTED.findall(words)]
    if quoted:
        return quoted[0].strip() if len(quoted) == 1 else None
    name, *rest = words.split()[:3] or [""]
    if not rest:
        return "" if _BEGINS.fullmatch(name) else None
    return rest[0] if len(rest) == 1 and name in _LEADS else None


def _picture(tag: re.Match[str], relink: Callable[[str], str | None]) -> str:
    path, *others = [(one or other).strip() for one, other in _QUOTED.findall(tag[1])]
    if not path.lower().endswith(_DRAWN) or "://" in path or relink(f"/{normpath(path).lstrip('/')}") is None:
        return tag[0]
    alternative = others[-1] if others else ""
    return f"![{alternative.translate(_UNBRACKETED)}](/{path.lstrip('/')})"


_UNBRACKETED = str.maketrans("[]", "()")
