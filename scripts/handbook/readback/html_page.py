"""Reads a page of the HTML handbook: its texts, its links, what its head says, what it says of each fact."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from handbook.texts.text_files import VEIL

# Words on two sides of one of these never run together.
_MARKS = ("b", "code", "em", "i", "kbd", "mark", "s", "samp", "small", "strong", "sub", "sup", "u", "var", "wbr")
INLINE = frozenset(("a", "abbr", "bdi", "bdo", "cite", "dfn", "q", "span", "time", *_MARKS))
# What one does with a page is no part of its text: it is neither copied nor searched with it.
NOT_READ = {"button"}
# Elements whose text is no prose.
_NOT_WORDS = frozenset(("button", "script", "style", "code", "pre", "kbd", "samp", "noscript", "template"))
# What stands in a line without being a part of its text.
_IN_LINES = frozenset(("br", "button"))
_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "label")
# An XPath: the passages that are the same in every language.
_VERBATIM = "//*[contains(concat(' ', normalize-space(@class), ' '), ' notranslate ')]"
# All text in an element, as XPath reads it.
text_of = etree.XPath("string()", smart_strings=False)
# What the head says to people; all else in it is for machines.
_METAS = frozenset(("description", "keywords", "og:title", "og:description", "og:site_name", "twitter:title"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link of a page or of its head: where to, and the language it says it leads to."""

    href: str
    language: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownFact:
    """A fact where it stands on a page: the card that its ring opens, and what that is called; "" where it has none.

    `line` are the links of the lines below the panel that it stands in.
    """

    id: str
    card: str
    name: str
    line: tuple[str, ...]


# What stands behind a heading, before the name of the handbook.
_BESIDE = re.compile(r" \(.*?\)(?= – )")


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page as a reader gets it: `text` and `ids` are those of the main element, `links` of the whole page.

    `metas` are what its head says, by name or property; `data` its JSON-LD; `markers` the cards that buttons in its
    text open, `cards` the links of each, and `shown` the facts that stand there; `verbatim` the text that is the same
    in every language. Whether it `has_picture` is asked of the main element. `words` are all texts of the page that
    are in its language, head, menu and attributes included. `trail` are the steps to the page, itself the last.
    """

    docname: str
    path: Path
    language: str
    title: str
    heading: str
    text: str
    ids: frozenset[str]
    links: tuple[Link, ...]
    resources: tuple[str, ...]
    alternates: tuple[Link, ...] = ()
    metas: Mapping[str, str] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    cards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shown: tuple[ShownFact, ...] = ()
    verbatim: str = ""
    has_picture: bool = False
    words: tuple[str, ...] = ()
    digest: str = ""
    trail: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def bookmark(self) -> str:
        """What the outline of a PDF calls it: its heading, with what tells it apart from another page of that heading.

        The title of the window says the same, before the name of the handbook.
        """
        beside = _BESIDE.match(self.title.removeprefix(self.heading)) if self.title.startswith(self.heading) else None
        return f"{self.heading}{beside[0]}" if beside else self.heading


def page_tree(data: bytes) -> etree._Element:
    """Return the elements of a page. Raises ValueError where there are none.

    Those of ``lxml.html`` are looked up one by one in Python, which takes twice as long.
    """
    try:
        tree = etree.fromstring(data.decode("utf-8"), etree.HTMLParser())
    except etree.LxmlError as error:
        raise ValueError(str(error)) from None
    if tree is None:
        raise ValueError("there is no element")
    return tree


def read_page(path: Path, folder: Path, before: Mapping[str, Page] = MappingProxyType({})) -> Page:
    """Read the page at `path`, in the folder of its language, unless its bytes are those of a page read `before`."""
    docname = path.relative_to(folder).with_suffix("").as_posix()
    data = path.read_bytes()
    digest = sha256(data).hexdigest()
    if (earlier := before.get(docname)) and earlier.digest == digest:
        return replace(earlier, path=path)
    tree = page_tree(data)
    main = tree.find(".//main")
    heading = main.find(".//h1") if main is not None else None
    return Page(
        docname=docname,
        path=path,
        digest=digest,
        language=tree.get("lang", ""),
        title=tree.findtext(".//title", ""),
        heading=text_of(heading).strip() if heading is not None else "",
        text=_text(main) if main is not None else "",
        ids=frozenset(_values(main, ".//@id")) if main is not None else frozenset(),
        links=tuple(Link(href=a.get("href", ""), language=a.get("hreflang")) for a in tree.iterfind(".//a[@href]")),
        alternates=tuple(
            Link(href=link.get("href", ""), language=link.get("hreflang"))
            for link in tree.iterfind(".//link[@hreflang]")
        ),
        metas={
            name: meta.get("content", "")
            for meta in tree.iterfind(".//meta[@content]")
            if (name := meta.get("name") or meta.get("property"))
        },
        data=_values(tree, "//script[@type='application/ld+json']/text()"),
        verbatim="".join(map(_text, tree.xpath(_VERBATIM))),
        has_picture=main is not None and next(main.iter("img", "svg"), None) is not None,
        markers=_values(main, ".//button/@popovertarget") if main is not None else (),
        cards={card.get("id", ""): _values(card, ".//a/@href") for card in tree.iterfind(".//*[@popover]")},
        shown=tuple(_shown_facts(main)) if main is not None else (),
        words=words_of(tree),
        trail=tuple(" ".join(text_of(step).split()) for step in tree.xpath("//nav[@class='trail']//li")),
        later=_values(tree, "//img[@loading='lazy']/@src"),
        resources=(
            *_values(tree, "//@src"),
            *_values(tree, "//link[@rel='stylesheet']/@href"),
            *_values(tree, "//link[@rel='icon']/@href"),
        ),
    )


def page_as_data(page: Page) -> dict[str, Any]:
    """Return a page for JSON, but for where it lies."""
    return {**asdict(page), "path": None, "ids": sorted(page.ids)}


def page_of_data(data: Mapping[str, Any]) -> Page:
    """Return the page that `page_as_data` was given. Raises TypeError or LookupError where there is none."""
    texts = ("resources", "data", "markers", "words", "trail", "later")
    return Page(
        **{
            **data,
            "path": Path(),
            "ids": frozenset(data["ids"]),
            "links": tuple(Link(**link) for link in data["links"]),
            "alternates": tuple(Link(**link) for link in data["alternates"]),
            "cards": {name: tuple(links) for name, links in data["cards"].items()},
            "shown": tuple(ShownFact(**{**fact, "line": tuple(fact["line"])}) for fact in data["shown"]),
            **{name: tuple(data[name]) for name in texts},
        }
    )


def _shown_facts(main: etree._Element) -> Iterator[ShownFact]:
    lines: dict[etree._Element, tuple[str, ...]] = {}
    for place in main.iterfind(".//*[@data-fact]"):
        ring = next(iter(place.xpath("./span[@class='source-of']/button")), None)
        panel = next((outer for outer in place.iterancestors() if "sourced" in outer.get("class", "").split()), None)
        if panel is not None and panel not in lines:
            lines[panel] = _values(panel, "./p[@class='source-line']/a/@href")
        yield ShownFact(
            id=place.get("data-fact", ""),
            card=ring.get("popovertarget", "") if ring is not None else "",
            name=ring.get("aria-label", "") if ring is not None else "",
            line=lines[panel] if panel is not None else (),
        )


def _values(element: etree._Element, path: str) -> tuple[str, ...]:
    """Return the attributes or texts that an XPath leads to, as texts: what lxml returns holds on to its whole page."""
    return tuple(map(str, element.xpath(path)))


def _text(element: etree._Element) -> str:
    pieces: list[str] = []
    _add_text(element, pieces)
    return "".join(pieces)


def _add_text(element: etree._Element, pieces: list[str]) -> None:
    is_block = element.tag not in INLINE
    if is_block:
        pieces.append("\n")
    pieces.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_READ:
            _add_text(child, pieces)
        pieces.append(child.tail or "")
    if is_block:
        pieces.append("\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedFact:
    """A fact as it stands on a page of facts: its id, the words that tell it, its sources, where it is proven."""

    id: str
    evidence: str
    sources: tuple[str, ...]
    proven: tuple[str, ...]


def read_listed_facts(path: Path) -> Iterator[ListedFact]:
    """Read the facts that the page at `path` lists."""
    tree = page_tree(path.read_bytes())
    for item in tree.xpath("//main//ol[@class='fact-list']/li[@id]"):
        yield ListedFact(
            id=item.get("id"),
            evidence=item.findtext(".//q", ""),
            sources=_values(item, "./p[not(@class)]/a[1]/@href"),
            proven=_values(item, "./p[@class='proven']/a/@href"),
        )


def words_of(tree: etree._Element) -> tuple[str, ...]:
    """Return the texts of a page that are in its language: those of its blocks, and of attributes that people read.

    Code, buttons and passages in another language are left out.
    """
    language = tree.get("lang", "")
    blocks: list[list[str]] = [[]]
    _add_blocks(tree, language, blocks)
    texts = [*map("".join, blocks), tree.findtext(".//title", ""), *_attributes(tree, language)]
    return tuple(text for text in texts if text.strip(f" \n{VEIL}"))


def _add_blocks(element: etree._Element, language: str, blocks: list[list[str]]) -> None:
    """Add the pieces of text in an element to the last of `blocks`, and to a new one where a block begins or ends."""
    tag = element.tag
    if tag in ("head", "title"):
        return
    is_block = tag not in INLINE and tag not in _IN_LINES
    if is_block:
        blocks.append([])
    if tag == "br" or tag in _NOT_WORDS or element.get("lang", language) != language:
        blocks[-1].append(VEIL)
    else:
        blocks[-1].append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                _add_blocks(child, language, blocks)
            blocks[-1].append(child.tail or "")
    if is_block:
        blocks.append([])


def _attributes(tree: etree._Element, language: str) -> Iterator[str]:
    for name in _ATTRIBUTES:
        for element in tree.iterfind(f".//*[@{name}]"):
            spoken = (around.get("lang") for around in (element, *element.iterancestors()))
            if next(filter(None, spoken), "") == language:
                yield element.get(name, "")
    for meta in tree.iterfind(".//meta[@content]"):
        if (meta.get("name") or meta.get("property")) in _METAS:
            yield meta.get("content", "")
