"""The index: each page cut at its headings and terms, where each word stands, in one file or in parts."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from handbook.facts.model import Registry, Synonyms
from handbook.facts.wording import wording_of
from handbook.project.project import Edition
from handbook.readback.html_page import page_tree
from handbook.search.filing import IN_HEADING, IN_NAME, IN_SYNONYM, IN_TITLE, SYNONYM, Called, Files
from handbook.search.passages import Passage, passages
from handbook.search.stemming import stemmer_script, stop_words
from handbook.search.tokens import reader
from handbook.sphinx.namesakes import distinct_title

INDEX = "search-index.js"
# The folder of the parts of an index that is divided.
PARTS = "search-index"

_GLOBAL = "handbookSearchIndex"
# What an index may weigh in one file, in bytes: a second and a half of a slow phone line.
MOST_IN_ONE = 150_000
# What a part of a divided one weighs at most, by its kind, if one entry is no larger; and the most passages of a word.
_PART_SIZES = {"v": 12_000, "w": 10_000, "t": 6_000}
_MOST_PASSAGES = 2_000


def write_index(
    folder: Path,
    edition: Edition,
    registry: Registry,
    terms: Mapping[str, tuple[str, str]],
    besides: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write the index of the pages of `edition`, which stand in `folder`: in one file, or if that is large in parts.

    `terms` are the page and the anchor of each term of the glossary, in small letters; `besides` is what tells apart
    pages of one title, by docname.
    """
    names = [docname for docname in sorted(edition.project.pages()) if (folder / f"{docname}.html").is_file()]
    pages = [
        IndexedPage(
            href=f"{docname}.html",
            beside=besides.get(docname, ""),
            passages=passages(page_tree((folder / f"{docname}.html").read_bytes())),
            names=sorted(set(_names(docname, registry))),
            synonyms=_synonyms(docname, registry.synonyms, edition.language, terms),
        )
        for docname in names
    ]
    shutil.rmtree(folder / PARTS, ignore_errors=True)  # of the last build
    same = [*registry.synonyms.same.get(edition.language, ()), *_small_numbers(registry, edition.language)]
    for name, text in index_files(edition.tag, pages, same).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@dataclass(frozen=True, kw_only=True, slots=True)
class IndexedPage:
    """A page as the search knows it: where it is, its passages, the names that it is looked up by.

    `synonyms` are what readers may type for a passage, by its anchor; "" stands for the page. `beside` tells it apart
    from pages of the same title, if there are any.
    """

    href: str
    passages: Sequence[Passage]
    names: Sequence[str] = ()
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    beside: str = ""

    def called(self, number: int) -> list[Called]:
        """Return the names of a passage, by its place on the page."""
        passage = self.passages[number]
        names = [Called(text=passage.heading, weight=IN_HEADING if number else IN_TITLE)]
        names += [Called(text=name, weight=IN_NAME) for name in self.names if not number]
        folders = self.href.split("/")[:-1] if not number else ()
        names += [Called(text=folder, weight=IN_NAME, likely=0) for folder in folders]
        synonyms = self.synonyms.get(passage.anchor if number else "", ())
        return names + [Called(text=text, weight=IN_SYNONYM, likely=SYNONYM) for text in synonyms]


# The number of a page, the page, and a passage of it.
_Text = tuple[int, IndexedPage, Passage]


def index_files(
    tag: str, pages: Sequence[IndexedPage], same: Sequence[Sequence[str]] = (), most_in_one: int | None = None
) -> dict[str, str]:
    """Return the files of an index, by name: its first one sets it, and the others are loaded as they are asked for.

    JSON is JavaScript (ECMA-262, 2019 on). The folder of the others is called by a hash of all of them: a browser never
    has one part of yesterday.
    """
    files, reads = Files(), reader(stop_words(tag))
    starts, texts = [0], []
    for number, page in enumerate(pages):
        for at, passage in enumerate(page.passages):
            files.add(starts[-1] + at, page.called(at), passage, reads)
            texts.append((number, page, passage))
        starts.append(starts[-1] + len(page.passages))
    content = {"stop": stop_words(tag), "same": same, "spans": [len(page.passages) for page in pages]}
    most = MOST_IN_ONE if most_in_one is None else most_in_one
    if sum(len(line) for _, _, passage in texts for line in passage.lines) <= most:  # else there is no need to try
        one = _script(tag, {**content, "folder": "", **_parts(files, texts, starts[:-1], None)})
        if len(one.encode()) <= most:
            return {INDEX: one}
    divided = _parts(files, texts, starts[:-1], _PART_SIZES)
    parts = {name: f"globalThis.{_GLOBAL}.loaded.{name} = {_json(part)};\n" for name, part in divided["loaded"].items()}
    folder = f"{PARTS}/{sha256(''.join(parts.values()).encode()).hexdigest()[:12]}"
    first = _script(tag, {**content, "folder": folder, "parts": divided["parts"], "loaded": {}})
    return {INDEX: first, **{f"{folder}/{name}.js": text for name, text in parts.items()}}


def _parts(
    files: Files,
    texts: Sequence[tuple[int, IndexedPage, Passage]],
    starts: Sequence[int],
    sizes: Mapping[str, int] | None,
) -> dict[str, dict[str, Any]]:
    """Return where each part of each kind begins, and the parts; without `sizes` one of each kind, with all in it."""
    most = _MOST_PASSAGES if sizes else sys.maxsize
    kinds: dict[str, list[tuple[Any, Any]]] = {
        "v": list(files.vocabulary()),
        "w": list(files.findable(starts, most)),
        "t": list(enumerate(texts)),
    }
    written: dict[str, Callable[[list[Any]], Any]] = {"v": " ".join, "w": list, "t": _texts}
    begins: dict[str, list[Any]] = {}
    loaded = {}
    for kind, entries in kinds.items():
        begins[kind] = []
        for group in _divided(entries, sizes[kind]) if sizes else [entries] if entries else []:
            loaded[f"{kind}{len(begins[kind])}"] = written[kind]([entry for _, entry in group])
            begins[kind].append(group[0][0])
    return {"parts": begins, "loaded": loaded}


def _divided(entries: Iterable[tuple[Any, Any]], most: int) -> Iterator[list[tuple[Any, Any]]]:
    """Yield the entries in groups that weigh no more than `most` bytes, if one entry does not."""
    group: list[tuple[Any, Any]] = []
    size = 0
    for key, entry in entries:
        weight = len(_json(_text(entry[2]) if isinstance(entry, tuple) else entry).encode())
        if group and size + weight > most:
            yield group
            group, size = [], 0
        group.append((key, entry))
        size += weight
    if group:
        yield group


def _texts(entries: Sequence[_Text]) -> dict[str, Any]:
    pages = {number: page for number, page, _ in entries}
    called = [
        [number, page.href, distinct_title(page.passages[0].heading, page.beside)] for number, page in pages.items()
    ]
    return {"pages": called, "passages": [_text(passage) for _, _, passage in entries]}


def _text(passage: Passage) -> list[Any]:
    return [passage.anchor, passage.heading, list(passage.lines)]


def _script(tag: str, content: Mapping[str, object]) -> str:
    holder = f"globalThis.{_GLOBAL}"
    return f"{holder} = {_json(content)};\n{stemmer_script(tag, holder)}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _small_numbers(registry: Registry, language: str) -> list[tuple[str, str]]:
    """Return the numbers that pages may write in words, with their words; “one” says more than a number."""
    try:
        small = wording_of(registry, language).small
    except LookupError:
        return []
    return [(str(number), word) for number, word in enumerate(small) if number > 1]


def _synonyms(
    docname: str, synonyms: Synonyms, language: str, terms: Mapping[str, tuple[str, str]]
) -> dict[str, Sequence[str]]:
    """Return what readers type for a page, and for the terms on it, by anchor."""
    places = {term: terms.get(term.lower(), ("", "")) for term in synonyms.terms}
    typed = {places[term][1]: by.get(language, ()) for term, by in synonyms.terms.items() if places[term][0] == docname}
    return {"": synonyms.pages.get(docname, {}).get(language, ()), **typed}


def _names(docname: str, registry: Registry) -> Iterator[str]:
    """Yield the names, in every language, of the organisations that a page is about."""
    for name in registry.names.values():
        if registry.pages.get(name.key) == docname:
            for form in name.forms.values():
                yield from (form.text, form.full)
