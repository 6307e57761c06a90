"""What of HTML the handbook writes, and nothing else reaches readers: elements, attributes, and what may stand in them.

The list is made from what our templates, directives and builders write.
"""

import json
import re
from collections.abc import Iterator

from lxml import etree, html

from handbook.findings.phrase import Phrase, phrase
from handbook.readback.html_page import page_tree
from handbook.texts.links import address_fault

# On any element.
_GLOBAL = frozenset(("class", "id", "lang", "xml:lang"))
_PLAIN = "article b blockquote body caption cite code dd details dl dt em fieldset figcaption footer h1 h2 h3 h4 h5 h6 "
_PLAIN += "head header i kbd legend main noscript p pre q s small strong sub summary sup tbody tfoot thead title ul"
_DRAWN = frozenset(("d", "fill", "stroke", "stroke-linejoin", "stroke-width", "transform"))
# Each element with its own attributes; those of drawings as lxml spells them, in small letters.
ELEMENTS: dict[str, frozenset[str]] = {
    **{name: frozenset() for name in _PLAIN.split()},
    "a": frozenset(["aria-current", "data-address", "data-again", "data-code", "download", "href", "hreflang", "rel"])
    | {"role", "title"},
    "abbr": frozenset(("title",)),
    "aside": frozenset(("aria-label", "role")),
    "br": frozenset(),
    "button": frozenset(["aria-label", "hidden", "popovertarget", "popovertargetaction", "type"]),
    "col": frozenset(("style",)),
    "colgroup": frozenset(),
    "div": frozenset(("aria-label", "hidden", "popover", "role", "style", "tabindex")),
    "figure": frozenset(("style",)),
    "form": frozenset(("action", "aria-label", "data-index", "role")),
    "hr": frozenset(),
    "html": frozenset(("dir",)),
    "img": frozenset(["alt", "height", "loading", "src", "style", "title", "width"]),
    "details": frozenset(("open",)),
    "input": frozenset(("aria-describedby", "aria-keyshortcuts", "aria-label", "autocapitalize", "autocomplete",
                        "checked", "disabled", "maxlength", "name", "spellcheck", "type")),
    "label": frozenset(("for",)),
    "li": frozenset(("aria-current",)),
    "link": frozenset(("href", "hreflang", "rel")),
    "meta": frozenset(["charset", "content", "http-equiv", "name", "property"]),
    "nav": frozenset(("aria-label", "aria-labelledby")),
    "ol": frozenset(("start",)),
    "option": frozenset(("value",)),
    "p": frozenset(["data-count", "data-fact", "data-failed", "data-none", "data-some", "data-whole", "role"]),
    "q": frozenset(("data-close", "data-open")),
    "script": frozenset(("defer", "src", "type")),
    "section": frozenset(("dir",)),
    "select": frozenset(("autocomplete",)),
    "span": frozenset(("aria-hidden", "data-fact", "data-number", "dir", "role")),
    "table": frozenset(("style",)),
    "td": frozenset(("colspan", "data-of", "rowspan")),
    "th": frozenset(("colspan", "data-of", "rowspan", "scope")),
    "time": frozenset(("datetime",)),
    "tr": frozenset(),
    "circle": _DRAWN | {"cx", "cy", "r"},
    "defs": frozenset(),
    "g": _DRAWN,
    "path": _DRAWN,
    "rect": _DRAWN | {"height", "rx", "width", "x", "y"},
    "svg": frozenset(("aria-hidden", "aria-label", "role", "viewbox")),
    "use": frozenset(("href",)),
}  # fmt: skip
# What an attribute may say, where it says what its element does; each matches the whole of it.
_VALUES = {
    ("form", "action"): r"(?!//)(?:[^:\\]*/)?search\.html",
    ("form", "data-index"): r"search-index\.js",
    ("img", "src"): r"(?!//)[^:\\]*",
    ("input", "type"): r"search|radio|checkbox",
    ("link", "rel"): r"stylesheet|canonical|alternate|icon",
    ("meta", "http-equiv"): r"Content-Security-Policy|refresh",
    ("meta", "name"): r"viewport|description|keywords|robots",
    ("meta", "property"): r"og:[a-z_:]+",
    ("script", "src"): r"(?:\.\./)*_static/(?:reader|search)-[0-9a-f]{8}\.js",
    ("script", "type"): r"application/ld\+json",
    ("use", "href"): r"#[\w-]+",
    **dict.fromkeys((("html", "dir"), ("section", "dir"), ("span", "dir")), r"rtl"),
    **dict.fromkeys(
        ((name, "style") for name in ("col", "div", "figure", "img", "table")),
        r"(?:(?:width|height): ?[\d.]+(?:%|[a-z]{2,4})?;? ?)*",
    ),
}
VALUES = {key: re.compile(value) for key, value in _VALUES.items()}
_POLICY = "default-src 'none'; "
# A page at an old address leads on to another one of the site.
_LEADS_ON = re.compile(r"0; url=(?!/)[^:\\]+\.html(?:#[^:\\]*)?")


def markup_faults(page: bytes) -> Iterator[Phrase]:
    """Yield what of a page the handbook does not write."""
    try:
        tree = page_tree(page)
    except ValueError:
        yield phrase("it is no page")
        return
    yield from _tree_faults(tree)


def fragment_faults(written: str) -> Iterator[Phrase]:
    """Yield what of a part of a page the handbook does not write; its elements need not end in it."""
    for part in html.fragments_fromstring(written):
        if not isinstance(part, str):
            yield from _tree_faults(part)


def _tree_faults(tree: etree._Element) -> Iterator[Phrase]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield from _element_faults(element)
        else:
            yield phrase("it holds a comment or an instruction, “{text}”", text=str(element)[:60])


def _element_faults(element: etree._Element) -> Iterator[Phrase]:
    tag = element.tag
    if tag not in ELEMENTS:
        yield phrase("it holds <{element}>", element=tag)
        return
    for name, value in element.attrib.items():
        if name in _GLOBAL:
            continue
        if name not in ELEMENTS[tag]:
            yield phrase("it holds <{element} {attribute}>", element=tag, attribute=name)
        elif name == "href" or (tag, name) in VALUES:
            yield from _value_faults(tag, name, value)
    if tag == "script" and element.text and not _is_data(element):
        yield phrase("it holds a program of its own, “{text}”", text=element.text[:60])
    elif tag == "meta" and element.get("http-equiv") == "refresh":
        if not _LEADS_ON.fullmatch(element.get("content", "")):
            yield phrase("it leads elsewhere by itself, “{text}”", text=element.get("content", "")[:60])
    elif tag == "meta" and "http-equiv" in element.attrib and not element.get("content", "").startswith(_POLICY):
        yield phrase("its security policy is another, “{text}”", text=element.get("content", "")[:60])


def _value_faults(tag: str, name: str, value: str) -> Iterator[Phrase]:
    values = VALUES.get((tag, name))
    if values is not None and not values.fullmatch(value):
        yield phrase("it holds <{element} {attribute}=“{value}”>").format(element=tag, attribute=name, value=value[:60])
    elif name == "href" and (fault := address_fault(value)):
        yield fault


def _is_data(script: etree._Element) -> bool:
    """Whether a script is none, but one JSON object which holds nothing that ends it."""
    try:
        is_object = isinstance(json.loads(script.text or ""), dict)
    except ValueError:
        return False
    return is_object and script.get("type") == "application/ld+json" and "<" not in (script.text or "")
