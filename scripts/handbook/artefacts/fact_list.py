"""Reads the pages of facts: what each says of a fact, and where it sends whoever wants to see for themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html


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
