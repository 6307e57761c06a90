"""Counts how much of each page is translated, in messages and words: as a table, as JSON, as a badge."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from xml.sax.saxutils import escape

from babel.numbers import format_percent

from handbook.catalogs.comments import is_outdated, is_reviewed
from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.recorded import current_entries
from handbook.catalogs.strings import templates_in
from handbook.findings.phrase import Translate, phrase, spoken
from handbook.project.language_names import locale_of, native_name
from handbook.project.project import Project

STATES = (DONE, FUZZY, NEW) = ("done", "fuzzy", "new")

# Parts of a message that readers do not see: the target of a link, and that of a role.
_TARGET = re.compile(r"\]\([^()\s]*\)|\s*<[^<>\s][^<>]*>(?=`)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How many messages, and how many words they have in the source language."""

    messages: int = 0
    words: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(messages=self.messages + other.messages, words=self.words + other.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class PageStatus:
    """How much of a page is in each of STATES, and how many entries of its catalogue (`orphans`) no page asks for.

    `reviewed` counts the finished messages that a second person has reviewed; `outdated` is the number of those that
    were reviewed before they changed.
    """

    domain: str
    counts: Mapping[str, Count]
    orphans: int = 0
    reviewed: Count = Count()
    outdated: int = 0

    @property
    def total(self) -> Count:
        return sum(self.counts.values(), Count())


def words_in(text: str) -> int:
    """Return the number of words of a message: parts between spaces with a letter or a digit. A fact is one word."""
    return sum(any(sign.isalnum() for sign in word) for word in _TARGET.sub("", text).split())


def count(texts: Iterable[str]) -> Count:
    """Return the number of messages, and of their words."""
    return sum((Count(messages=1, words=words_in(text)) for text in texts), Count())


def state_of(entry: Entry | None) -> str:
    """Return the state of a message by its entry, or by the lack of one."""
    if entry is None or not entry.msgstr.strip():
        return NEW
    return FUZZY if entry.is_fuzzy else DONE


def language_status(project: Project, templates: Mapping[str, Sequence[Entry]], language: str) -> list[PageStatus]:
    """Return the status of each page in a language; `templates` are the messages of the pages.

    Raises HandbookError for each catalogue that cannot be read.
    """
    catalogues, _ = current_entries(project, language)
    templates = templates_in(project, language, templates, catalogues)
    entries = {domain: active(catalogue) for domain, catalogue in catalogues.items()}
    pages = [_page(domain, template, entries.get(domain, {})) for domain, template in templates.items()]
    gone = (PageStatus(domain=name, counts={}, orphans=len(entries[name])) for name in entries if name not in templates)
    return [*pages, *gone]


def total(pages: Iterable[PageStatus]) -> PageStatus:
    """Return the sum of pages."""
    listed = list(pages)
    counts = {state: sum((page.counts.get(state, Count()) for page in listed), Count()) for state in STATES}
    return PageStatus(
        domain="",
        counts=counts,
        orphans=sum(page.orphans for page in listed),
        reviewed=sum((page.reviewed for page in listed), Count()),
        outdated=sum(page.outdated for page in listed),
    )


def _page(domain: str, template: Sequence[Entry], entries: Mapping[str, Entry]) -> PageStatus:
    texts: dict[str, list[str]] = {state: [] for state in STATES}
    wanted = dict.fromkeys(message.msgid for message in template)
    for msgid in wanted:
        texts[state_of(entries.get(msgid))].append(msgid)
    translations = [entries[msgid] for msgid in wanted if msgid in entries]
    return PageStatus(
        domain=domain,
        counts={state: count(msgids) for state, msgids in texts.items()},
        orphans=len(entries.keys() - wanted.keys()),
        reviewed=count(entry.msgid for entry in translations if is_reviewed(entry)),
        outdated=sum(map(is_outdated, translations)),
    )


# The accent and the mark of the handbook's palette: white text can be read on both.
_WHOLE, _PART, _NAME = "#0f5a4c", "#a84d19", "#3b4541"
# Of 11 px DejaVu Sans, which badges are set in; `textLength` makes any other font fit.
_WIDTH_OF_SIGN, _PADDING, _HEIGHT = 7, 7, 20


def as_text(language: str, pages: Sequence[PageStatus], translate: Translate) -> str:
    """Return a table with a line per page, and the sum below it."""
    sums = total(pages)
    states = (phrase("done"), phrase("fuzzy"), phrase("new"), phrase("reviewed"))
    columns = (phrase("messages"), *states, phrase("words"), *states)
    head = [language, *(spoken(column, translate) for column in columns)]
    rows = [_row(page.domain, page) for page in pages if page.total.messages]
    remarks = [phrase("Words that are done: {share}", share=percent(sums, language))]
    if sums.outdated:
        remarks.append(
            phrase("Reviewed before they were changed: {count}; handbook po check names them", count=sums.outdated)
        )
    if sums.orphans:
        remarks.append(
            phrase("Entries that no page asks for are not counted: {count}; make po retires them", count=sums.orphans)
        )
    lines = table([head, *rows, _row(spoken(phrase("all pages"), translate), sums)])
    return "\n".join([*lines, *(f"{language}: {spoken(remark, translate)}" for remark in remarks)])


def as_data(pages: Sequence[PageStatus]) -> Mapping[str, Any]:
    """Return the messages and words in each state, for every page and in all, as values for JSON."""
    return {
        "total": _data(total(pages)),
        "pages": {page.domain: _data(page) for page in pages},
    }


def as_json(languages: Mapping[str, Sequence[PageStatus]]) -> str:
    """Return the status of each language as JSON; docs/translators.md describes its form."""
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
    """Return the share of words that are done, rounded down: 100 % means that every message is done."""
    words = page.total.words
    share = 100 if is_whole(page) else min(page.counts[DONE].words * 100 // words if words else 0, 99)
    return format_percent(share / 100, locale=locale_of(language))


def is_whole(page: PageStatus) -> bool:
    """Whether every message is done."""
    return page.counts[DONE].messages == page.total.messages


def table(rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a table: the first column is aligned to the left, the others (numbers) to the right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in texts
    ]


def _row(name: str, page: PageStatus) -> list[object]:
    counts = [*(page.counts[state] for state in STATES), page.reviewed]
    totals = page.total
    return [name, totals.messages, *(c.messages for c in counts), totals.words, *(c.words for c in counts)]


def _data(page: PageStatus) -> Mapping[str, Any]:
    states = {state: asdict(page.counts.get(state, Count())) for state in STATES}
    reviews = {"reviewed": asdict(page.reviewed), "outdated": page.outdated}
    return {**asdict(page.total), **states, **reviews, "orphans": page.orphans}
