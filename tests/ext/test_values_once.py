"""A value is written once: whoever changes it finds no trace of the old one in what is published."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from changed_values import DAY, Old, change_all, pictures, texts_of, traces
from conftest import built
from small_handbook import append, write_small_handbook

from handbook.facts.model import Registry
from handbook.facts.registry import load_registry
from handbook.facts.wording import word
from handbook.project.language_names import long_date
from handbook.project.project import load_project

LANGUAGES = ("en", "fr")
EVERYTHING = """
```{region-lists}
```

```{agencies-by-region}
```

```{region-maps}
```

```{timeline}
```
"""


def with_placeholders(root):
    """Let every text and name of the small handbook that repeats a value take it from there; show all there is."""
    registry = load_registry(load_project(root))
    for path in (root / "source/facts").glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        for fact in registry.of_subject(path.stem):
            for language, words in fact.text.items():
                value = word(fact, registry, language).replace("\u00a0", " ")
                assert value in words
                text = text.replace(
                    f'text.{language} = "{words}"', f'text.{language} = "{words.replace(value, "{value}")}"'
                )
            if fact.kind == "name":
                for language in LANGUAGES:
                    text = text.replace(f'full = "{word(fact, registry, language)}"', f'full = "{{{fact.id}}}"')
        path.write_text(text, encoding="utf-8")
    append(root / "source/compare.md", EVERYTHING)
    append(root / "source/agencies/maple.md", "```{region-map} maple\n```\n")


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A published handbook all of whose values are new: its facts before and now, and what is to be gone."""

    site: Path
    texts: list[tuple[str, str]]
    old: Registry
    now: Registry
    gone: list[Old]


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """Change every value of a small handbook, and publish it."""
    root = write_small_handbook(tmp_path_factory.mktemp("valeurs"))
    with_placeholders(root)
    old, gone = change_all(root)
    site = built(root, "--output", "html", "--output", "pdf") / "build/site"
    now = load_registry(load_project(root))
    return Changed(site=site, texts=list(texts_of(site)), old=old, now=now, gone=gone)


def test_no_trace_of_an_old_value_is_left(changed):
    """In no page, panel, comparison, table, card, block of data, search, brochure or leaflet of either language."""
    worded = {fact.id for fact in changed.old.facts.values() if word(fact, changed.old, "en")}
    assert {old.fact for old in changed.gone} == {*worded, "as_of"}
    assert traces(changed.texts, changed.gone) == []


def test_no_picture_shows_an_old_value(changed):
    """Neither the land that is dark nor the marks of the years are where they were."""
    pages = "".join(path.read_text(encoding="utf-8") for path in changed.site.rglob("*.html"))
    drawn = list(pictures(changed.now, LANGUAGES))
    assert any(body in pages for body in drawn)
    assert [body for body in pictures(changed.old, LANGUAGES) if body in pages and body not in drawn] == []


@pytest.mark.parametrize(
    "name",
    [
        "{language}/agencies/{subject}.html",
        "{language}/compare.html",
        "{language}/facts/agencies/{subject}.html",
        "{language}/search-index.js",
        "downloads/brochure-{language}.pdf",
        "downloads/{subject}-{language}.pdf",
        "downloads/handbook-{language}.zip/handbook-{language}/{language}/agencies/{subject}.html",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_new_value_stands_in_its_place(changed, language, name):
    """What was searched is there, and tells the value of today."""
    for key in ("maple.founded", "maple.projects", "birch.founded"):
        fact = changed.now.facts[key]
        file = name.format(language=language, subject=fact.subject)
        text = " ".join(text for path, text in changed.texts if path == file).replace("\u00a0", " ")
        assert word(fact, changed.now, language).replace("\u00a0", " ") in text


def test_the_day_of_a_source_is_written_once_too(changed):
    """It stands on its cards, written out, and in no other form."""
    day = long_date(date.fromisoformat(DAY), "en-CA")
    assert any(day in text for name, text in changed.texts if name == "en/facts/agencies/maple.html")


PLACES = {
    "text": ("en/compare.html", "</main>", "<p>It counts {} of them.</p></main>"),
    "divided-text": ("fr/compare.html", "</main>", "<p><b>{}</b>{}</p></main>"),
    "alternative": ("fr/compare.html", 'aria-label="', 'aria-label="{} '),
    "data": ("en/agencies/maple.html", '"name":"', '"name":"{} '),
    "search": ("fr/search-index.js", '"passages":[["","', '"passages":[["","{} '),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_trace_is_seen_wherever_it_is(changed, tmp_path, place):
    """An old value that comes back is named with its file: the test above can fail."""
    name, before, after = PLACES[place]
    text = (changed.site / name).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / name).parent.mkdir(parents=True)
    for old in changed.gone:
        parts = (old.words[:2], old.words[2:]) if after.count("{}") == 2 else (old.words,)
        (tmp_path / name).write_text(text.replace(before, after.format(*parts), 1), encoding="utf-8")
        assert f"{name}: {old.words!r} of {old.fact}" in traces(texts_of(tmp_path), [old])
