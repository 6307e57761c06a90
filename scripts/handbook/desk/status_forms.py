"""The status of a language as a person reads it, as a program does, and as a badge."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from babel.numbers import format_percent

from handbook.desk.status import DONE, STATES, Count, PageStatus, total
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.languages.cldr import locale_of, native_name
from handbook.project.project import Project

# The accent and the mark of the handbook's palette: white text can be read on both.
_WHOLE, _PART, _NAME = "#0f5a4c", "#a84d19", "#3b4541"
# Of 11 px DejaVu Sans, which badges are set in; `textLength` makes any other font fit.
_WIDTH_OF_SIGN, _PADDING, _HEIGHT = 7, 7, 20


def as_text(language: str, pages: Sequence[PageStatus], translate: Translate) -> str:
    """Return a table with a line per page, and the sum below it."""
    whole = total(pages)
    states = (phrase("done"), phrase("fuzzy"), phrase("new"), phrase("reviewed"))
    columns = (phrase("messages"), *states, phrase("words"), *states)
    head = [language, *(spoken(column, translate) for column in columns)]
    rows = [_row(page.domain, page) for page in pages if page.total.messages]
    lines = table([head, *rows, _row(spoken(phrase("all pages"), translate), whole)])
    share = phrase("Words that are done: {share}", share=percent(whole, language))
    lines.append(f"{language}: {spoken(share, translate)}")
    if whole.outdated:
        outdated = phrase(
            "Reviewed before they were changed: {count}; handbook po check names them", count=whole.outdated
        )
        lines.append(f"{language}: {spoken(outdated, translate)}")
    if whole.orphans:
        orphans = phrase(
            "Entries that no page asks for are not counted: {count}; make po retires them", count=whole.orphans
        )
        lines.append(f"{language}: {spoken(orphans, translate)}")
    return "\n".join(lines)


def as_data(pages: Sequence[PageStatus]) -> Mapping[str, Any]:
    """Return the same for ``json``: per state, messages and words, for every page and in all."""
    return {
        "total": _data(total(pages)),
        "pages": {page.domain: _data(page) for page in pages},
    }


def as_json(languages: Mapping[str, Sequence[PageStatus]]) -> str:
    """Return the status of each language; docs/translators.md tells its form."""
    return json.dumps({language: as_data(pages) for language, pages in languages.items()}, indent=1, ensure_ascii=False)


def as_badge(project: Project, language: str, pages: Sequence[PageStatus]) -> str:
    """Return a small SVG: the name of the language, and how much of it is done."""
    name, share = native_name(project, language), percent(total(pages), language)
    left, right = (len(text) * _WIDTH_OF_SIGN + 2 * _PADDING for text in (name, share))
    ground = _WHOLE if is_whole(total(pages)) else _PART
    parts = [(name, 0, left, _NAME), (share, left, right, ground)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" role="img"'
        f' lang="{project.tag(language)}" aria-label="{escape(name)} {share}"><title>{escape(name)} {share}</title>'
        + "".join(
            f'<rect x="{x}" width="{width}" height="{_HEIGHT}" fill="{fill}"/>'
            f'<text x="{x + _PADDING}" y="14" textLength="{width - 2 * _PADDING}" fill="#fff"'
            f' font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">{escape(text)}</text>'
            for text, x, width, fill in parts
        )
        + "</svg>\n"
    )


def percent(page: PageStatus, language: str) -> str:
    """Return which part of the words is done, rounded down: 100 % is only what is whole."""
    words = page.total.words
    share = 100 if is_whole(page) else min(page.counts[DONE].words * 100 // words if words else 0, 99)
    return format_percent(share / 100, locale=locale_of(language))


def is_whole(page: PageStatus) -> bool:
    """Whether every message is done."""
    return page.counts[DONE].messages == page.total.messages


def table(rows: Iterable[Sequence[object]]) -> list[str]:
    """Return lines whose columns stand under one another: the first to the left, numbers to the right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in texts
    ]


def _row(name: str, page: PageStatus) -> list[object]:
    counts = [*(page.counts[state] for state in STATES), page.reviewed]
    messages, words = [each.messages for each in counts], [each.words for each in counts]
    return [name, page.total.messages, *messages, page.total.words, *words]


def _data(page: PageStatus) -> Mapping[str, Any]:
    states = {state: _pair(page.counts.get(state, Count())) for state in STATES}
    reviews = {"reviewed": _pair(page.reviewed), "outdated": page.outdated}
    return {**_pair(page.total), **states, **reviews, "orphans": page.orphans}


def _pair(count: Count) -> Mapping[str, int]:
    return {"messages": count.messages, "words": count.words}
