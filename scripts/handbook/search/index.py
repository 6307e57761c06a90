"""What can be found: each page cut at its headings and terms, with its names and the words of its language."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path

import sphinx.search
from lxml import html

from handbook.facts.model import Registry
from handbook.languages.lookup import language_of
from handbook.project.project import Edition
from handbook.search.passages import Passage, passages

_STEMMERS = Path(sphinx.search.__file__).parent / "minified-js"
# The licence asks for its notice wherever the algorithms go.
_NOTICE = """\
// Snowball, Copyright (c) 2001, Dr Martin Porter; (c) 2004, 2005, Richard Boulton; (c) 2013, Yoshiki Shibukawa;
// (c) 2006-2025, Olly Betts. BSD-3-Clause, without any warranty: https://snowballstem.org/license.html
"""


def stop_words(tag: str) -> list[str]:
    """Return the words that are left out of a query that has others: ours, else those that Sphinx has of Snowball."""
    language = language_of(tag)
    if language.stop_words or not language.has_spaces:
        return sorted(language.stop_words)
    search_language = sphinx.search.languages.get(language.base)
    if isinstance(search_language, str):  # named, and imported by whoever needs it
        module, _, name = search_language.rpartition(".")
        search_language = getattr(import_module(module), name)
    return sorted(search_language.stopwords) if search_language else []


def stemmer_script(tag: str, holder: str) -> str:
    """Return the script that gives `holder` a function ``stem``, from a word in small letters to its stem.

    It is the Snowball algorithm of the language as Sphinx ships it, or nothing where there is none. The page gets no
    new names: those that the scripts of Sphinx set are names of the function that they are put into.
    """
    algorithm = language_of(tag).stemmer
    if algorithm is None:
        return ""
    base, own = ((_STEMMERS / f"{name}-stemmer.js").read_text(encoding="utf-8") for name in ("base", algorithm))
    constructor = re.findall(r"\bvar (\w+)=function", own)[0]
    return (
        f"{_NOTICE}{holder}.stem = ((BaseStemmer) => {{\n{base};\n{own};\n"
        f"const stemmer = new {constructor}();\nreturn (word) => stemmer.stemWord(word);\n}})();\n"
    )


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


def _page(docname: str, page_passages: list[Passage], registry: Registry, lines: dict[str, int]) -> dict[str, object]:
    """Return a page: where it is, what it is called, the names it is looked up by, and its passages.

    `lines` numbers every line of text: the tables repeat what the pages say, and the index says it once.
    """
    return {
        "href": f"{docname}.html",
        "title": page_passages[0].heading if page_passages else "",
        "names": sorted(set(_names(docname, registry))),
        "passages": [
            [
                passage.anchor,
                passage.heading,
                [lines.setdefault(line, len(lines)) for line in passage.lines],
                *([passage.labels] if passage.labels else []),
            ]
            for passage in page_passages
        ],
    }


def _names(docname: str, registry: Registry) -> Iterator[str]:
    """Yield the names, in every language, of the organisations that a page is about, and those of its folders."""
    yield from docname.split("/")[:-1]
    for name in registry.names.values():
        if registry.pages.get(name.key) == docname:
            for form in name.forms.values():
                yield from (form.text, form.full)
