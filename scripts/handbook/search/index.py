"""What can be found: each page with its titles and names, cut at its headings and glossary terms; and its language.

The index is a script that sets one global, for a page opened from a folder (``file://``) may load a script and no data.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import html

from handbook.facts.model import Registry
from handbook.project import Edition
from handbook.search.passages import Passage, passages
from handbook.search.words import stemmer_script, stop_words

INDEX = "search-index.js"

_GLOBAL = "handbookSearchIndex"


def write_index(path: Path, folder: Path, edition: Edition, registry: Registry) -> None:
    """Write the index of the pages of `edition`, which stand in `folder`, to `path`."""
    lines: dict[str, int] = {}
    pages = [
        _page(docname, passages(html.fromstring(page.read_bytes().decode("utf-8"))), registry, lines)
        for docname in sorted(edition.project.pages())
        if (page := folder / f"{docname}.html").is_file()
    ]
    synonyms = registry.synonyms.get(edition.language, ())
    path.write_text(script(edition.tag, {"synonyms": synonyms, "lines": list(lines), "pages": pages}), encoding="utf-8")


def script(tag: str, content: Mapping[str, object]) -> str:
    """Return the script that sets the index: what `content` holds, and what the search has to know of a language.

    One file, so that a browser never has one part of yesterday. JSON is JavaScript (ECMA-262, 2019 on).
    """
    data = json.dumps({"stop": stop_words(tag), **content}, ensure_ascii=False, separators=(",", ":"))
    holder = f"globalThis.{_GLOBAL}"
    return f"{holder} = {data};\n{stemmer_script(tag, holder)}"


def _page(docname: str, found: list[Passage], registry: Registry, lines: dict[str, int]) -> dict[str, object]:
    """Return a page: where it is, what it is called, the names it is looked up by, and its passages.

    `lines` numbers every line of text: the tables repeat what the pages say, and the index says it once.
    """
    return {
        "href": f"{docname}.html",
        "title": found[0].heading if found else "",
        "names": sorted(set(_names(docname, registry))),
        "passages": [
            [
                each.anchor,
                each.heading,
                [lines.setdefault(line, len(lines)) for line in each.lines],
                *([each.labels] if each.labels else []),
            ]
            for each in found
        ],
    }


def _names(docname: str, registry: Registry) -> Iterator[str]:
    """Yield the names, in every language, of the organisations that a page is about, and those of its folders."""
    yield from docname.split("/")[:-1]
    for name in registry.names.values():
        if registry.pages.get(name.key) == docname:
            for form in name.forms.values():
                yield from (form.text, form.full)
