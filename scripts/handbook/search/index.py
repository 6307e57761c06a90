"""What can be found: each page with its titles and names, cut at its headings and glossary terms.

The index is a script that sets one global, for a page opened from a folder (``file://``) may load a script and no data.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import html

from handbook.facts.model import Registry
from handbook.languages.lookup import language_of
from handbook.project import Edition
from handbook.search.passages import Passage, passages

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
    stop = sorted(language_of(edition.tag).stop_words)
    content = {"language": edition.language, "stop": stop, "lines": list(lines), "pages": pages}
    path.write_text(script(content), encoding="utf-8")


def script(content: Mapping[str, object]) -> str:
    """Return the script that sets the index: JSON, which is JavaScript (ECMA-262, 2019 on)."""
    return f"globalThis.{_GLOBAL} = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def _page(docname: str, found: list[Passage], registry: Registry, lines: dict[str, int]) -> dict[str, object]:
    """Return a page: where it is, what it is called, the names it is looked up by, and its passages.

    `lines` numbers every line of text: the tables repeat what the pages say, and the index says it once.
    """
    return {
        "href": f"{docname}.html",
        "title": found[0].heading if found else "",
        "names": sorted(set(_names(docname, registry))),
        "passages": [
            [each.anchor, each.heading, [lines.setdefault(line, len(lines)) for line in each.lines]] for each in found
        ],
    }


def _names(docname: str, registry: Registry) -> Iterator[str]:
    """Yield the names, in every language, of the organisations that a page is about."""
    for name in registry.names.values():
        if registry.pages.get(name.key) == docname:
            for form in name.forms.values():
                yield from (form.text, form.full)
