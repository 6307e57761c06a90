"""Reads a page of the HTML handbook: what stands in its main element, where its links go, what it says of each fact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from handbook.readback.own_words import words_of

# Words on two sides of one of these never run together.
_MARKS = ("b", "code", "em", "i", "kbd", "mark", "s", "samp", "small", "strong", "sub", "sup", "u", "var", "wbr")
INLINE = frozenset(("a", "abbr", "bdi", "bdo", "cite", "dfn", "q", "span", "time", *_MARKS))
# What one does with a page is no part of its text: it is neither copied nor searched with it.
NOT_READ = {"button"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A link of a page: where to, and the language it says it leads to."""

    href: str
    text: str
    language: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternate:
    """What the head of a page names for readers of another language: where to, and which language."""

    href: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page as a reader gets it: `text` and `ids` are those of the main element, `links` of the whole page.

    `metas` are what its head says, by name or property; `data` its JSON-LD; `markers` the cards that buttons in its
    text open, and `cards` the links of each; `verbatim` the text that is the same in every language. Whether it
    `has_picture` is asked of the main element. `words` are all texts of the page that are in its language, head,
    menu and attributes included.
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
    alternates: tuple[Alternate, ...] = ()
    metas: Mapping[str, str] = field(default_factory=dict)
    data: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()
    cards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verbatim: str = ""
    has_picture: bool = False
    words: tuple[str, ...] = ()


def read_page(path: Path, folder: Path) -> Page:
    """Read the page at `path`, in the folder of its language."""
    tree = html.fromstring(path.read_bytes().decode("utf-8"))
    main = tree.find(".//main")
    heading = main.find(".//h1") if main is not None else None
    return Page(
        docname=path.relative_to(folder).with_suffix("").as_posix(),
        path=path,
        language=tree.get("lang", ""),
        title=tree.findtext(".//title", ""),
        heading=heading.text_content().strip() if heading is not None else "",
        text="".join(_text(main)) if main is not None else "",
        ids=frozenset(main.xpath(".//@id")) if main is not None else frozenset(),
        links=tuple(
            Link(href=a.get("href", ""), text=a.text_content().strip(), language=a.get("hreflang"))
            for a in tree.iterfind(".//a[@href]")
        ),
        alternates=tuple(
            Alternate(href=link.get("href", ""), language=link.get("hreflang", ""))
            for link in tree.iterfind(".//link[@hreflang]")
        ),
        metas={
            name: meta.get("content", "")
            for meta in tree.iterfind(".//meta[@content]")
            if (name := meta.get("name") or meta.get("property"))
        },
        data=tuple(tree.xpath("//script[@type='application/ld+json']/text()")),
        verbatim="".join(line for each in tree.find_class("notranslate") for line in _text(each)),
        has_picture=main is not None and next(main.iter("img", "svg"), None) is not None,
        markers=tuple(main.xpath(".//button/@popovertarget")) if main is not None else (),
        cards={card.get("id", ""): tuple(card.xpath(".//a/@href")) for card in tree.iterfind(".//*[@popover]")},
        words=words_of(tree, INLINE),
        resources=tuple([*tree.xpath("//@src"), *tree.xpath("//link[@rel='stylesheet']/@href")]),
    )


def _text(element: html.HtmlElement) -> Iterator[str]:
    is_block = element.tag not in INLINE
    if is_block:
        yield "\n"
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_READ:
            yield from _text(child)
        yield child.tail or ""
    if is_block:
        yield "\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedFact:
    """A fact as it stands on a page of facts: its id, the words that tell it, its sources, where it is proven."""

    id: str
    told: str
    sources: tuple[str, ...]
    proven: tuple[str, ...]


def read_listed_facts(path: Path) -> Iterator[ListedFact]:
    """Read the facts that the page at `path` lists."""
    tree = html.fromstring(path.read_bytes().decode("utf-8"))
    for item in tree.xpath("//main//ol[@class='fact-list']/li[@id]"):
        yield ListedFact(
            id=item.get("id"),
            told=item.findtext(".//q", ""),
            sources=tuple(item.xpath("./p[not(@class)]/a[1]/@href")),
            proven=tuple(item.xpath("./p[@class='proven']/a/@href")),
        )
