"""Changes every value of a handbook at once, as an editor does, and looks for what is left of the old ones.

What an editor changes is the value, its evidence in each language, and what no placeholder or role can take from it:
the titles of pages. The new values are such as stand nowhere else.
"""

import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from lxml import html

from handbook.facts.model import Fact, Registry
from handbook.facts.registry import load_registry
from handbook.facts.wording import word
from handbook.pictures.maps import load_world, place_of, region_map, regions_of
from handbook.pictures.timeline import moments, timeline
from handbook.project.project import load_project
from handbook.project.shapes import is_day

# Regions with an outline that no handbook of the tests has, under names that nobody else has either.
REGIONS = {
    "053": ("the Antipodes", "aux antipodes"),
    "054": ("Zembla", "en Zembla"),
    "030": ("Cathay", "au Cathay"),
    "039": ("Illyria", "en Illyrie"),
}
DAY = "1899-12-30"
# What is read out or shown of an element, besides its text.
_ATTRIBUTES = ("alt", "aria-label", "content", "label", "placeholder", "title")


@dataclass(frozen=True, kw_only=True)
class Old:
    """A piece of a value as it was: of which fact, and its words in one language."""

    fact: str
    words: str

    def is_in(self, text: str) -> bool:
        text = re.sub(r"'sha256-[^']*'", "", text)  # digits by chance
        plain = " ".join(unicodedata.normalize("NFKC", text).replace("\u00ad", "").split())
        if self.words.isdigit():
            return re.search(rf"(?<!\d){'[ ,]?'.join(_groups(self.words))}(?!\d)", plain) is not None
        return re.search(rf"(?<!\w){re.escape(self.words)}(?!\w)", plain, re.IGNORECASE) is not None


def _groups(digits: str) -> list[str]:
    start = len(digits) % 3
    return [part for part in (digits[:start], *re.findall("...", digits[start:])) if part]


def change_all(root: Path, *, but: tuple[str, ...] = ()) -> tuple[Registry, list[Old]]:
    """Change each value of a handbook that words can tell, but those of some kinds, and the day of each source.

    Returns the facts as they were, and what was changed.
    """
    registry = load_registry(load_project(root))
    # A year of a source is changed as well, but titles and prose say it too.
    days = dict.fromkeys(source.as_of for source in registry.sources.values() if is_day(source.as_of))
    gone = [Old(fact="as_of", words=day) for day in days]
    _add_regions(root / "source/vocabulary.toml")
    registry_of_today = replace(registry, regions=registry.regions | _regions(registry))
    worded = [fact for fact in registry.facts.values() if word(fact, registry, "en") and fact.kind not in but]
    for number, fact in enumerate(worded):
        other = replace(fact, value=other_value(fact, number))
        _change(root, fact, other, registry_of_today)
        gone += _pieces(fact, registry)
    return registry, list(dict.fromkeys(gone))


def other_value(fact: Fact, number: int) -> Any:
    """Return another value for a fact, in which nothing is as it was; `number` tells apart the facts of a handbook."""
    value = fact.value
    if fact.kind == "name":
        names = {language: f"Xyloph {_letters(number)} {language}" for language in fact.evidence}
        return names if isinstance(value, dict) else f"Xyloph {_letters(number)}"
    if fact.kind == "region-list":
        start = number % len(REGIONS)
        return {**value, "regions": [*REGIONS, *REGIONS][start : start + 3]}
    key = next(key for key in ("year", "decade", "n") if key in value)
    is_small = key == "n" and value[key] < 10
    other = {"year": 1501 + 7 * number, "decade": 1310 + 10 * number, "n": 7 if is_small else 8011 + 13 * number}
    return {**value, key: other[key]}


def _letters(number: int) -> str:
    return "".join(chr(ord("A") + int(digit)) for digit in str(number))


def _pieces(fact: Fact, registry: Registry) -> Iterator[Old]:
    """Yield what must not be read any more: the words of a value in each language, and each part of it."""
    for language in fact.evidence:
        yield Old(fact=fact.id, words=_plain(word(fact, registry, language)))
        for code in regions_of(fact) if fact.kind == "region-list" else ():
            yield Old(fact=fact.id, words=registry.regions[code][language])
    if fact.kind in ("year", "count", "duration"):
        number = next(fact.value[key] for key in ("year", "decade", "n") if key in fact.value)
        yield from [Old(fact=fact.id, words=str(number))] if number >= 10 else []


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _regions(registry: Registry) -> Mapping[str, Mapping[str, str]]:
    return {code: {"en": english, "fr": french} for code, (english, french) in REGIONS.items()}


def _add_regions(vocabulary: Path) -> None:
    text = re.sub(r'as_of = "\d{4}-\d\d-\d\d"', f'as_of = "{DAY}"', vocabulary.read_text(encoding="utf-8"))
    text = re.sub(r'as_of = "\d{4}"', f'as_of = "{DAY[:4]}"', text)
    tables = "".join(f'\n[regions."{code}"]\nen = "{en}"\nfr = "{fr}"\n' for code, (en, fr) in REGIONS.items())
    vocabulary.write_text(text + tables, encoding="utf-8")


def _change(root: Path, fact: Fact, other: Fact, registry: Registry) -> None:
    """Write the other value of a fact, and its words in the evidence and in titles."""
    path = root / "source/facts" / fact.path.name
    whole = rf'(?m)(^id = "{re.escape(fact.id)}"\n(?:(?!\[\[).*\n?)*)'
    head, table, rest = re.split(whole, path.read_text(encoding="utf-8"), maxsplit=1)
    table = re.sub(r"(?m)^value = .*$", lambda _: f"value = {_toml(other.value)}", table)
    for language in fact.evidence:
        old, new = _plain(word(fact, registry, language)), _plain(word(other, registry, language))
        line = re.search(rf"(?m)^evidence\.{language} = .*$", table)[0]
        table = table.replace(line, re.sub(re.escape(old), new, line, flags=re.IGNORECASE))
    path.write_text(head + table + rest, encoding="utf-8")
    for page in [*(root / "source").rglob("*.md"), *(root / "locales").rglob("*.po")] if fact.kind == "name" else ():
        text = page.read_text(encoding="utf-8")
        for language in fact.evidence:
            old, new = word(fact, registry, language), word(other, registry, language)
            text = re.sub(rf'(?m)^(# |msgid "|msgstr "){re.escape(old)}("?)$', rf"\g<1>{new}\g<2>", text)
        page.write_text(text, encoding="utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def traces(texts: Iterable[tuple[str, str]], gone: list[Old]) -> list[str]:
    """Return what is left of old values in the texts of a published site, each with its file."""
    left = [(name, old) for name, text in texts for old in gone if old.is_in(text)]
    return [f"{name}: {old.words!r} of {old.fact}" for name, old in dict.fromkeys(left)]


def texts_of(site: Path) -> Iterator[tuple[str, str]]:
    """Yield every text that a person or a program reads in a published site, with the name of its file."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".pdf":
            yield from ((name, text) for text in _texts_of_pdf(path))
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as files:
                for inner in files.namelist():
                    yield from ((f"{name}/{inner}", text) for text in _texts_of_file(inner, files.read(inner)))
        elif path.is_file():
            yield from ((name, text) for text in _texts_of_file(name, path.read_bytes()))


def _texts_of_file(name: str, data: bytes) -> Iterator[str]:
    if name.endswith(".html"):
        tree = html.fromstring(data.decode("utf-8"))
        yield from tree.xpath("//text()[not(parent::style)]")
        yield from (value for key in _ATTRIBUTES for value in tree.xpath(f"//@{key}"))
        # Words may be divided among elements.
        yield from (
            block.text_content() for block in tree.xpath("//p | //li | //dd | //td | //th | //figcaption | //h1")
        )
    elif name.endswith("search-index.js"):
        said = re.sub(r'\["\d","[^"\d]+"\]', "", data.decode("utf-8"))  # a digit and its word are those of the language
        yield from re.findall(r'"(?:[^"\\]|\\.)*"', said)


def _texts_of_pdf(path: Path) -> Iterator[str]:
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            yield page.get_textpage().get_text_range()
        yield from (mark.get_title() for mark in pdf.get_toc())
    with pikepdf.open(path) as pdf:
        yield from map(str, pdf.docinfo.values())
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary):
                yield from (str(thing[key]) for key in ("/Alt", "/ActualText", "/Contents") if key in thing)


def pictures(registry: Registry, languages: tuple[str, ...]) -> Iterator[str]:
    """Yield what is drawn of the values in a registry: the body of each map, and that of the timeline."""
    world = load_world()
    for subject in registry.pages:
        if (fact := place_of(subject, registry)) and fact.kind == "region-list":
            drawn = region_map(regions_of(fact), world, "")
            yield from (drawn.body, drawn.shared_body)
    yield from (timeline(moments(registry, language), "").body for language in languages)
