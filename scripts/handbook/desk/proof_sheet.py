"""The content of a proof: the messages of each page in their order, with translation, state, comments and reviews."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.catalogs.comments import Review, is_review, reviews
from handbook.catalogs.entries import Entry, active
from handbook.catalogs.merging.recorded import current_entries, recorded, recorded_entries
from handbook.catalogs.strings import templates_in
from handbook.desk.status import state_of
from handbook.findings.finding import Finding, HandbookError, shown
from handbook.findings.nearest import nearest_page
from handbook.findings.phrase import phrase
from handbook.project.project import DOMAIN, Project
from handbook.texts.text_files import text_as_far_as_legible

_TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A message beside its translation, with its number on the page, and the line of its entry.

    `reviews` are those of its present wording and of earlier ones. `msgid_before` is the text that a fuzzy translation
    was made from; `msgstr_before` is the translation in the commit that a proof begins with, where it was another.
    """

    number: int
    line: int
    state: str
    msgid: str
    msgstr: str
    comments: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    context: tuple[str, ...] = ()
    msgid_before: str | None = None
    msgstr_before: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ProofPage:
    """The rows of a page; `title` is its heading in English, or None for the strings of theme and cover."""

    domain: str
    title: str | None
    path: str
    rows: tuple[Row, ...]

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self.rows)

    @property
    def reviewed(self) -> int:
        """How many messages a second person has reviewed in their present wording."""
        return sum(any(review.is_current for review in row.reviews) for row in self.rows)


def pages_of(
    project: Project,
    templates: Mapping[str, Sequence[Entry]],
    language: str,
    *,
    commit: str | None = None,
    page: str | None = None,
) -> list[ProofPage]:
    """Return the pages that have a row to show: of all messages, or of those that have changed since `commit`.

    With `page`, only that one. Raises HandbookError where there is no such page, or a catalogue cannot be read.
    """
    catalogues, _ = current_entries(project, language)
    templates = templates_in(project, language, templates, catalogues)
    if page is not None and page not in templates:
        raise HandbookError([_no_page(page, templates)])
    before, _ = recorded_entries(recorded(project, commit) or {}, language) if commit else ({}, ())
    unchanged = {_shown_of(entry) for entries in before.values() for entry in active(entries).values()}
    pages = []
    for domain in [page] if page else sorted(templates, key=_order):
        rows = rows_of(templates[domain], active(catalogues.get(domain, ())), active(before.get(domain, ())))
        if commit:
            rows = [row for row in rows if (row.msgid, row.msgstr, row.state) not in unchanged]
        path = shown(project.catalogue(language, domain), project.root)
        pages.append(ProofPage(domain=domain, title=_title(project, domain), path=path, rows=tuple(rows)))
    return [page for page in pages if page.rows]


def rows_of(template: Iterable[Entry], entries: Mapping[str, Entry], before: Mapping[str, Entry]) -> list[Row]:
    """Return a row for each message of a page; `entries` are those of its catalogue now, `before` those of a commit."""
    messages = {message.msgid: message for message in template}
    return [
        _row(number, message, entries.get(msgid), before.get(msgid))
        for number, (msgid, message) in enumerate(messages.items(), 1)
    ]


def _row(number: int, message: Entry, entry: Entry | None, before: Entry | None) -> Row:
    current = entry or message
    was = before.msgstr if before and before.msgstr.strip() and before.msgstr != current.msgstr else None
    return Row(
        number=number,
        line=entry.msgstr_line if entry else 1,
        state=state_of(entry),
        msgid=message.msgid,
        msgstr=current.msgstr if current.msgstr.strip() else "",
        comments=tuple(line for line in current.comments if not is_review(line)),
        reviews=tuple(reviews(current)),
        context=message.extracted,
        msgid_before=current.previous if current.is_fuzzy else None,
        msgstr_before=was,
    )


def _order(domain: str) -> tuple[bool, bool, str]:
    """Return a key that sorts the first page of the handbook first, and our own strings last."""
    return domain == DOMAIN, domain != "index", domain


def _shown_of(entry: Entry) -> tuple[str, str, str]:
    return entry.msgid, entry.msgstr if entry.msgstr.strip() else "", state_of(entry)


def _title(project: Project, domain: str) -> str | None:
    path = project.page(domain)
    if domain == DOMAIN or not path.is_file():
        return None
    title = _TITLE.search(text_as_far_as_legible(path))
    return title[1] if title else domain


def _no_page(page: str, templates: Mapping[str, Sequence[Entry]]) -> Finding:
    near = nearest_page(page, list(templates))
    unlike = phrase("the pages are {pages}", pages=", ".join(templates))
    message = phrase(
        "there is no page “{page}” to make a proof of; {hint}",
        page=page,
        hint=phrase("did you mean {near}?", near=near) if near else unlike,
    )
    return Finding(path="source", line=1, message=message, rule="page")
